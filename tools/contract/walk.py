"""What may stand where in an OpenAPI document, as a table, and one walk along it.

A walk that knows the kinds does not mistake an example, or a property named `$ref`, for a schema.
"""

import functools
import operator
from collections.abc import Iterator
from typing import Any, Literal

from attrs import frozen

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

Pointer = tuple[str | int, ...]
"""The keys and places in lists that lead from the root to a part."""

Shape = Literal["one", "list", "map"]

_SCHEMA_ONE = (
    "items", "additionalProperties", "not", "contains", "if", "then", "else", "propertyNames",
    "unevaluatedProperties", "unevaluatedItems",
)  # fmt: skip # a list of names reads best in lines
_SCHEMA_MAP = ("properties", "patternProperties", "$defs", "dependentSchemas")
_SCHEMA_LIST = ("allOf", "anyOf", "oneOf", "prefixItems")

CHILDREN: dict[str, dict[str, tuple[Shape, str]]] = {
    "document": {"paths": ("map", "path item"), "webhooks": ("map", "path item"), "components": ("one", "components")},
    "components": {
        "schemas": ("map", "schema"),
        "responses": ("map", "response"),
        "parameters": ("map", "parameter"),
        "requestBodies": ("map", "request body"),
        "headers": ("map", "header"),
        "callbacks": ("map", "callback"),
        "pathItems": ("map", "path item"),
        "securitySchemes": ("map", "security scheme"),
        "examples": ("map", "example"),
        "links": ("map", "link"),
    },
    "path item": {**dict.fromkeys(METHODS, ("one", "operation")), "parameters": ("list", "parameter")},
    "operation": {
        "parameters": ("list", "parameter"),
        "requestBody": ("one", "request body"),
        "responses": ("map", "response"),
        "callbacks": ("map", "callback"),
    },
    "callback": {"*": ("one", "path item")},
    "parameter": {"schema": ("one", "schema"), "content": ("map", "media type"), "examples": ("map", "example")},
    "header": {"schema": ("one", "schema"), "content": ("map", "media type")},
    "request body": {"content": ("map", "media type")},
    "response": {"headers": ("map", "header"), "content": ("map", "media type"), "links": ("map", "link")},
    "media type": {"schema": ("one", "schema"), "examples": ("map", "example")},
    "schema": {
        **dict.fromkeys(_SCHEMA_ONE, ("one", "schema")),
        **dict.fromkeys(_SCHEMA_MAP, ("map", "schema")),
        **dict.fromkeys(_SCHEMA_LIST, ("list", "schema")),
    },
}


@frozen
class Part:
    """One part of the document.

    Args:
        pointer: Where it stands.
        kind: What it is, one of the keys of `CHILDREN` or `security scheme`, `example`, `link`.
        value: Its mapping.
        parent: The kind of what holds it.
    """

    pointer: Pointer
    kind: str
    value: dict[str, Any]
    parent: str

    @property
    def title(self) -> str:
        """Method and path of an operation."""
        return f"{str(self.pointer[2]).upper()} {self.pointer[1]}"


def mapping(value: Any) -> dict[str, Any]:
    """Return a mapping as it is, anything else as an empty one; another check reports it."""
    return value if isinstance(value, dict) else {}


def sequence(value: Any) -> list[Any]:
    """Return a list as it is and anything else as an empty one."""
    return value if isinstance(value, list) else []


def at(data: Any, pointer: Pointer) -> Any:
    """Return what stands at a place of a tree."""
    return functools.reduce(operator.getitem, pointer, data)


def parts(value: Any, kind: str = "document", pointer: Pointer = ()) -> Iterator[Part]:
    """Walk over every part below one, itself included, without following references."""
    waiting = [Part(pointer, kind, value, "")]
    while waiting:
        part = waiting.pop()
        if isinstance(part.value, dict):
            yield part
            waiting.extend(_below(part))


def _below(part: Part) -> Iterator[Part]:
    table = CHILDREN.get(part.kind, {})
    for key, value in part.value.items():
        shape, kind = table.get(key) or (None if key.startswith("x-") else table.get("*")) or ("", "")
        where = (*part.pointer, key)
        if shape == "one":
            yield Part(where, kind, value, part.kind)
        elif shape == "map":
            for name, child in mapping(value).items():
                yield Part((*where, name), kind, child, part.kind)
        elif shape == "list":
            for place, child in enumerate(sequence(value)):
                yield Part((*where, place), kind, child, part.kind)


def operations(data: dict[str, Any]) -> Iterator[Part]:
    """Walk over the operations below `paths`."""
    for path, item in mapping(data.get("paths")).items():
        for method in METHODS:
            operation = mapping(item).get(method)
            if isinstance(operation, dict):
                yield Part(("paths", path, method), "operation", operation, "path item")


def nodes(value: Any, pointer: Pointer = ()) -> Iterator[tuple[Pointer, dict[Any, Any]]]:
    """Walk over every mapping of a tree, whatever it means, each with its place; a holder comes before its parts."""
    if isinstance(value, dict):
        yield pointer, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inner:
        yield from nodes(part, (*pointer, key))
