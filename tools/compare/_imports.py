"""Compare what people import from the generated package: its models, and the folders of its functions.

Apart from `compare`, which looks at the wire. There, names make no difference: another description of the same service
need not use ours.
"""

from collections.abc import Iterator
from typing import Any

from attrs import evolve

from tools.compare._change import Change
from tools.compare._shape import json_text
from tools.compare.operation import Operation, operations_of
from tools.contract.walk import mapping, sequence


def compare_imports(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    """List the models and functions that are no longer, or newly, where people import them from.

    Args:
        old: The contract that the generated package was made from.
        new: The contract that it is to be made from.
    """
    return [*_moved(old, new), *_models(old, new)]


def _moved(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    after = operations_of(new)
    for key, operation in operations_of(old).items():
        if key in after and _folder(operation) != _folder(after[key]):
            found = operation.finding("operation moved", old=_folder(operation), new=_folder(after[key]))
            yield evolve(found, operations=(operation.name,))


def _folder(operation: Operation) -> str:
    """Return the tag that names the folder of the generated function: its first."""
    return str(next(iter(sequence(operation.value.get("tags"))), "default"))


def _models(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    before, after = _named(old), _named(new)
    come = {name: after[name] for name in sorted(after.keys() - before.keys())}
    for name in sorted(before.keys() - after.keys()):
        successor = next((other for other, schema in come.items() if schema == before[name]), None)
        come.pop(successor or "", None)
        yield Change("model renamed" if successor else "model removed", "", name, "caller", name, successor)
    yield from (Change("model added", "", name, "caller", None, name) for name in come)


def _named(document: dict[str, Any]) -> dict[str, str]:
    """Return the text of each schema from which the generator makes something to import, by name."""
    schemas = mapping(mapping(document.get("components")).get("schemas"))
    return {
        name: json_text(schema)
        for name, schema in schemas.items()
        if mapping(schema).get("type") == "object" or "enum" in mapping(schema)
    }
