"""Where the parts of the contract stand: what holds a part, and what a part refers to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tools.contract import Pointer, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEMBERS = ("allOf", "anyOf", "oneOf")


class Places:
    """The place of every mapping of one document.

    Args:
        document: The contract as plain dicts and lists; the parts asked for must be its own, not copies.
    """

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self._pointers: dict[int, Pointer] = {}
        self._note(document, ())

    def _note(self, node: Any, pointer: Pointer) -> None:
        if isinstance(node, dict):
            self._pointers[id(node)] = pointer
            for key, value in node.items():
                self._note(value, (*pointer, key))
        elif isinstance(node, list):
            for place, value in enumerate(node):
                self._note(value, (*pointer, place))

    def of(self, node: Any) -> Pointer | None:
        """Return where a part stands, None for what is not a part of the document."""
        return self._pointers.get(id(node))

    def at(self, pointer: Pointer) -> Any:
        """Return what stands at a place."""
        node: Any = self.document
        for key in pointer:
            node = node[key]
        return node

    def holder(self, node: Any) -> dict[str, Any] | None:
        """Return the object schema that a field's schema belongs to, or the parameter of a parameter's."""
        pointer = self.of(node)
        if not pointer:
            return None
        if pointer[-2:-1] == ("properties",):
            return dict_or_none(self.at(pointer[:-2]))
        return dict_or_none(self.at(pointer[:-1])) if pointer[-1] == "schema" else None

    def layers(self, node: Any) -> Iterator[dict[str, Any]]:
        """Yield a schema and, one after the other, what it is put together from."""
        waiting, seen = [node], set()
        while waiting:
            schema = waiting.pop(0)
            if not isinstance(schema, dict) or id(schema) in seen:
                continue
            seen.add(id(schema))
            yield schema
            waiting += [member for key in _MEMBERS for member in schema.get(key) or ()]
            waiting += self._named(schema.get("$ref"))

    def _named(self, reference: Any) -> list[Any]:
        try:
            return [] if reference is None else [resolve(self.document, reference)]
        except LookupError:
            return []


def dict_or_none(value: Any) -> dict[str, Any] | None:
    """Return a mapping as it is, None for anything else."""
    return value if isinstance(value, dict) else None
