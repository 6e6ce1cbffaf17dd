"""Examples made from schemas, the same ones every time."""

import functools
import itertools
from collections.abc import Iterator
from typing import Any

from tools.schemas import followed, kinds_of

Schema = dict[str, Any]

_BY_FORMAT = {
    "date-time": "2026-02-08T12:30:00+00:00",
    "date": "2026-02-08",
    "email": "someone@example.com",
    "uri": "https://example.com/",
    "uuid": "0b0fb2a5-6e1c-4b32-9f0a-8a1d3c5e7f90",
}
_BY_TYPE: dict[str, Any] = {"string": "text", "boolean": True, "null": None}
_MOST_DEPTH = 12


class Examples:
    """Make example values for the schemas of one contract."""

    def __init__(self, contract: dict[str, Any]) -> None:
        self._contract = contract

    def variants(self, schema: Schema) -> Iterator[Any]:
        """Yield an example with every field, one with the required fields only, and one for each choice in a union."""
        seen: list[Any] = []
        for choice, whole in itertools.product(range(self._widest(schema)), (True, False)):
            value = self.one(schema, choice=choice, whole=whole)
            if value not in seen:
                seen.append(value)
                yield value

    def one(self, schema: Schema, *, choice: int = 0, whole: bool = True, depth: int = 0) -> Any:
        """Return an example.

        Args:
            schema: A schema of the contract, or a reference to one.
            choice: Which member of each union to take, counted around.
            whole: Whether optional fields are there.
            depth: How deep inside another example this one stands; very deep ones keep to what is required.
        """
        schema = followed(self._contract, schema)
        inner = functools.partial(self.one, choice=choice, whole=whole and depth < _MOST_DEPTH, depth=depth + 1)
        members = schema.get("anyOf") or schema.get("oneOf")
        if members:
            return inner(members[choice % len(members)])
        if "allOf" in schema:
            return inner(schema["allOf"][0])
        for keyword in ("const", "example"):
            if keyword in schema:
                return schema[keyword]
        if "enum" in schema:
            return schema["enum"][choice % len(schema["enum"])]
        kinds = kinds_of(schema) or ["string"]
        return self._of_kind(kinds[choice % len(kinds)], schema, inner)

    def _of_kind(self, kind: str, schema: Schema, inner: "functools.partial[Any]") -> Any:
        if kind == "array":
            return [inner(schema.get("items", {}))]
        if kind == "object":
            return self._object(schema, inner)
        if kind in ("integer", "number"):
            return max(schema.get("minimum", 1), min(1, schema.get("maximum", 1)))
        return _BY_FORMAT.get(schema.get("format", ""), _BY_TYPE.get(kind, "text"))

    def _object(self, schema: Schema, inner: "functools.partial[Any]") -> dict[str, Any]:
        whole, fields = inner.keywords["whole"], schema.get("properties", {})
        made = {name: inner(fields.get(name, {})) for name in (fields if whole else schema.get("required", ()))}
        further = schema.get("additionalProperties", True)
        if whole and further is not False and not fields:
            made["further"] = inner(further if isinstance(further, dict) else {})
        return made

    def _widest(self, schema: Schema) -> int:
        """Return how many members the widest union directly inside the schema has."""
        schema = followed(self._contract, schema)
        inside = [schema, *(followed(self._contract, one) for one in schema.get("properties", {}).values())]
        inside += [followed(self._contract, one["items"]) for one in inside if isinstance(one.get("items"), dict)]
        kinds = [one["type"] for one in inside if isinstance(one.get("type"), list)]
        return max([1, *(len(one.get("anyOf", ())) for one in inside), *(len(kind) for kind in kinds)])
