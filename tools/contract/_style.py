"""What keeps the generated client readable: names for all classes, reasons for all deviations."""

import re
from collections.abc import Iterator
from typing import Any

from openapi_python_client.schema.untrusted_string import UntrustedString
from openapi_python_client.strings import ClassName

from tools.contract._document import Contract, Problem
from tools.contract.walk import Part, Pointer, at, mapping, nodes, parts
from tools.schemas import kinds_of


def style_problems(contract: Contract) -> Iterator[Problem]:
    """List the schemas that would get a machine's name, and the deviations without a reason."""
    yield from _component_names(contract)
    for part in parts(contract.data):
        if part.kind == "schema" and not _is_named(part.pointer):
            yield from _inline(contract, part)
    for where, value in _extensions(contract.data):
        yield from _described(contract, where) if where[-1] == "x-described" else _reasons(contract, where, value)


def _component_names(contract: Contract) -> Iterator[Problem]:
    for group, members in mapping(contract.data.get("components")).items():
        for name in mapping(members):
            if re.search(r"\d$", name):
                reason = f"the component name {name} ends in a digit: say in words what sets it apart"
                yield contract.problem(("components", group, name), reason)
            elif group == "schemas" and (class_name := _class_name(name)) != name:
                reason = f"the component name {name} becomes the class {class_name}: write it so, one name for both"
                yield contract.problem(("components", group, name), reason)


def _class_name(name: str) -> str:
    """Return the class that the generator makes of a component's name."""
    return str(ClassName(UntrustedString(name), prefix="field_"))


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


_EXTENSIONS = ("x-deviation", "x-question", "x-described")


def _extensions(data: Any) -> Iterator[tuple[Pointer, Any]]:
    for where, node in nodes(data):
        if where[-1:] != ("properties",):
            yield from (((*where, key), node[key]) for key in _EXTENSIONS if key in node)


def _reasons(contract: Contract, where: Pointer, value: Any) -> Iterator[Problem]:
    name = where[-1]
    if not isinstance(value, dict) or not value:
        yield contract.problem(where, f"{name} must be a mapping: what differs, and in a sentence why")
        return
    for key, reason in value.items():
        if not isinstance(reason, str) or not reason.strip():
            yield contract.problem((*where, key), f"{name} gives no reason for {key}: write a sentence")


def _described(contract: Contract, where: Pointer) -> Iterator[Problem]:
    holder = at(contract.data, where[:-1])
    explained = {key for name in _EXTENSIONS[:2] for key in mapping(holder.get(name))}
    for key in mapping(holder["x-described"]).keys() - explained:
        reason = f"x-described tells of {key}, but no x-deviation or x-question does: give the reason"
        yield contract.problem((*where, key), reason)
