"""Where the parts of the contract stand: what holds a part, and what a part refers to."""

from collections.abc import Iterator
from typing import Any

from tools.contract import Pointer
from tools.contract.walk import at, mapping, nodes
from tools.schemas import target_of

_MEMBERS = ("allOf", "anyOf", "oneOf")


class Places:
    """The place of every mapping of one document.

    Args:
        document: The contract as plain dicts and lists; the parts asked for must be its own, not copies.
    """

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self._pointers = {id(node): pointer for pointer, node in nodes(document)}

    def of(self, node: Any) -> Pointer | None:
        """Return where a part stands, None for what is not a part of the document."""
        return self._pointers.get(id(node))

    def holder(self, node: Any) -> dict[str, Any] | None:
        """Return the object schema that a field's schema belongs to, or the parameter of a parameter's."""
        pointer = self.of(node)
        if not pointer:
            return None
        if pointer[-2:-1] == ("properties",):
            return mapping(at(self.document, pointer[:-2]))
        return mapping(at(self.document, pointer[:-1])) if pointer[-1] == "schema" else None

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
            waiting.append(target_of(self.document, schema.get("$ref")))
