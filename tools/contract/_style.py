"""What keeps the generated client readable: names for all classes, reasons for all deviations."""

import re
from collections.abc import Iterator
from typing import Any

from openapi_python_client.schema.untrusted_string import UntrustedString
from openapi_python_client.strings import ClassName

from tools.contract._document import Contract, Problem
from tools.contract.walk import Part, Pointer, mapping, nodes, parts
from tools.schemas import kinds_of


def style_problems(contract: Contract) -> Iterator[Problem]:
    """List the schemas that would get a machine's name, and the deviations without a reason."""
    yield from _component_names(contract)
    for part in parts(contract.data):
        if part.kind == "schema" and not _is_named(part.pointer):
            yield from _inline(contract, part)
    for where, node in nodes(contract.data):
        if where[-1:] != ("properties",):
            for key in ("x-deviation", "x-question"):
                yield from _reasons(contract, (*where, key), node[key]) if key in node else ()
            yield from _described(contract, where, node) if "x-described" in node else ()


def _component_names(contract: Contract) -> Iterator[Problem]:
    for group, members in mapping(contract.data.get("components")).items():
        for name in mapping(members):
            class_name = str(ClassName(UntrustedString(name), prefix="field_"))  # what the generator makes of it
            if re.search(r"\d$", name):
                reason = f"the component name {name} ends in a digit: say in words what sets it apart"
                yield contract.problem(("components", group, name), reason)
            elif group == "schemas" and class_name != name:
                reason = f"the component name {name} becomes the class {class_name}: write it so, one name for both"
                yield contract.problem(("components", group, name), reason)


def _is_named(pointer: Pointer) -> bool:
    """Return whether a schema is a component, or a part of one by `allOf`."""
    named = pointer[:2] == ("components", "schemas")
    return named and (len(pointer) == 3 or (len(pointer) == 5 and pointer[3] == "allOf"))


def _inline(contract: Contract, part: Part) -> Iterator[Problem]:
    is_object = "object" in kinds_of(part.value) or "properties" in part.value
    if is_object or "enum" in part.value:
        what, where = "enum" if "enum" in part.value else "object", "/".join(map(str, part.pointer[-2:]))
        cure = "give it a name under components/schemas and refer to it, or the generator makes one up"
        yield contract.problem(part.pointer, f"the {what} of {where} is written inline: {cure}")


def _reasons(contract: Contract, where: Pointer, value: Any) -> Iterator[Problem]:
    name = where[-1]
    if not isinstance(value, dict) or not value:
        yield contract.problem(where, f"{name} must be a mapping: what differs, and in a sentence why")
        return
    for key, reason in value.items():
        if not isinstance(reason, str) or not reason.strip():
            yield contract.problem((*where, key), f"{name} gives no reason for {key}: write a sentence")


def _described(contract: Contract, where: Pointer, holder: dict[str, Any]) -> Iterator[Problem]:
    explained = {*mapping(holder.get("x-deviation")), *mapping(holder.get("x-question"))}
    for key in mapping(holder["x-described"]).keys() - explained:
        reason = f"x-described tells of {key}, but no x-deviation or x-question does: give the reason"
        yield contract.problem((*where, "x-described", key), reason)
