"""Compare two contracts: match their operations by method and path, and judge what differs."""

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import evolve

from tools.compare._change import ORDER, Change
from tools.compare._parts import compare_operation
from tools.compare._schemas import SchemaComparison
from tools.compare._shape import json_text
from tools.compare.meaning import Shapes
from tools.compare.operation import operations_of


def compare(old: dict[str, Any], new: dict[str, Any], *, each: bool = False) -> list[Change]:
    """List what changed between two OpenAPI 3.x documents, by meaning.

    Order, prose, schema names and the ways to write null and unions do not count. Nor do `x-` extensions, except the
    marks of values that are gone: a value that comes back is reported.

    Args:
        old: The document that users know; its operationIds and component names are the ones reported.
        new: The document that is to replace it.
        each: Whether what is found alike in several operations is listed once for each of them.

    Returns:
        Each change once, with all operations that it touches: breaking ones first, then by place.
    """
    found = list(_findings(old, new))
    if each:
        found = [(finding, {operation}) for finding, operations in found for operation in sorted(operations)]
    else:
        found = _gathered(found)
    changes = [evolve(finding, operations=tuple(sorted(operations))) for finding, operations in found]
    return sorted(
        changes,
        key=lambda one: (ORDER.index(one.severity), one.where, one.event, one.audience, str(one.new or one.old)),
    )


def _findings(old: dict[str, Any], new: dict[str, Any]) -> Iterator[tuple[Change, set[str]]]:
    before, after = operations_of(old), operations_of(new)
    schemas = SchemaComparison(Shapes(old), Shapes(new))
    # Then what is written alike means the same, unless it refers to another path.
    shared_is_same = {**old, "paths": None} == {**new, "paths": None} and '"#/paths/' not in json_text(new)
    for key, operation in before.items():
        if key not in after:
            yield operation.finding("operation removed", old=operation.title), {operation.name}
        elif not (shared_is_same and operation.item == after[key].item):
            for finding in compare_operation(operation, after[key], schemas):
                yield finding, {operation.name}
    for key, operation in after.items():
        if key not in before:
            title = operation.title
            yield operation.finding("operation added", new=title, theirs=operation.value, child=title), {operation.name}
    yield from schemas.findings()


def _gathered(findings: Iterable[tuple[Change, set[str]]]) -> list[tuple[Change, set[str]]]:
    """Make one of what is found at one place by several ways."""
    first: dict[tuple[str, ...], tuple[Change, set[str]]] = {}
    for finding, operations in findings:
        values = (json_text(finding.old), json_text(finding.new))
        where = finding.component or finding.route or " ".join(sorted(operations))
        key = (finding.event, where, finding.audience, *values)
        first.setdefault(key, (finding, set()))[1].update(operations)
    return list(first.values())
