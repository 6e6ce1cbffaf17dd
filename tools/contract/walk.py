"""What may stand where in an OpenAPI document, as a table, and one walk along it.

A walk that knows the kinds does not mistake an example, or a property named `$ref`, for a schema.
"""

import functools
import operator
import tomllib
from collections.abc import Callable, Hashable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from attrs import frozen

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

Pointer = tuple[str | int, ...]
"""The keys and places in lists that lead from the root to a part."""

Node = TypeVar("Node", bound=Hashable)

_TABLE = Path(__file__).with_name("places.toml").read_text(encoding="utf-8")
CHILDREN: dict[str, dict[str, tuple[str, str]]] = tomllib.loads(_TABLE)
"""By the kind of a part: what each of its keys holds, `one`, a `list` or a `map`, and of which kind."""


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


def reachable(starts: Iterable[Node], following: Callable[[Node], Iterable[Node]]) -> dict[Node, None]:
    """Return the nodes of a graph that some lead to, these included, each once however many circles there are."""
    found = dict.fromkeys(starts)
    waiting = list(found)
    while waiting:
        new = dict.fromkeys(one for one in following(waiting.pop()) if one not in found)
        found.update(new)
        waiting += new
    return found


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
