"""Write the quick check of answers: for each component a function that tells whether a value surely has its shape.

It is compiled with the package, so that no process has to read the whole contract before its first answer. A yes is
binding; a no means that the answer is to be looked at closely, which `pollination_sdk._responses.schema_check` does.
"""

from collections.abc import Iterator
from typing import Any

from tools.schemas import kinds_of

Schema = dict[str, Any]

_TESTS = {
    "string": "type({0}) is str",
    "number": "type({0}) in (int, float)",
    "integer": "type({0}) in (int, float)",
    "boolean": "type({0}) is bool",
    "null": "{0} is None",
}
_CONTAINERS = {"object", "array"}
_ANYTHING = ""


def shapes(contract: Schema) -> dict[str, str]:
    """Return the source of the function of each component of a contract, by the component's name."""
    writer = _Writer(contract["components"]["schemas"])
    return {name: writer.function(name) for name in writer.schemas}


class _Writer:
    """Write conditions on a named value; an empty one holds for all values."""

    def __init__(self, schemas: dict[str, Schema]) -> None:
        self.schemas = schemas
        self._temporaries = 0
        self._open: list[str] = []

    def function(self, name: str) -> str:
        self._temporaries, self._open = 0, [name]
        condition = self._condition(self.schemas[name], "value", required=True)
        return f"def _{name}(value: Any) -> bool:\n    return {condition or 'True'}\n"

    def _condition(self, schema: Schema, value: str, *, required: bool) -> str:
        if "$ref" in schema:
            return self._reference(schema["$ref"].rpartition("/")[2], value, required=required)
        if parts := schema.get("anyOf") or schema.get("allOf"):
            members = [one for one in parts if required or one.get("type") != "null"]
            return _either(self._condition(one, value, required=required) for one in members)
        kinds = kinds_of(schema)
        if not kinds or not (required or _CONTAINERS & set(kinds)):
            return _ANYTHING
        return _either(self._kind(kind, schema, value) for kind in kinds if required or kind != "null")

    def _reference(self, name: str, value: str, *, required: bool) -> str:
        schema = self.schemas[name]
        if required or _CONTAINERS & set(kinds_of(schema)):
            return f"_{name}({value})"
        if name in self._open:
            return "False"  # to be looked at closely
        self._open.append(name)
        condition = self._condition(schema, value, required=False)
        self._open.pop()
        return condition

    def _kind(self, kind: str, schema: Schema, value: str) -> str:
        if kind == "object":
            return " and ".join([f"type({value}) is dict", *self._fields(schema, value)])
        if kind == "array":
            return " and ".join([f"type({value}) is list", *self._items(schema.get("items", {}), value)])
        return _TESTS[kind].format(value)

    def _fields(self, schema: Schema, value: str) -> Iterator[str]:
        needed = schema.get("required", ())
        for name, field in schema.get("properties", {}).items():
            if name in needed:
                yield f"{name!r} in {value}"
                condition = self._condition(field, f"{value}[{name!r}]", required=True)
                yield from [f"({condition})"] if condition else []
                continue
            self._temporaries += 1
            inside = f"inside_{self._temporaries}"
            if condition := self._condition(field, inside, required=False):
                yield f"(({inside} := {value}.get({name!r})) is None or {condition})"

    def _items(self, item: Schema, value: str) -> Iterator[str]:
        name = item.get("$ref", "").rpartition("/")[2]
        if name:
            yield f"_each(_{name}, {value})"
        elif item and (condition := self._condition(item, "one", required=True)):
            yield f"_each(lambda one: {condition}, {value})"


def _either(conditions: Iterator[str]) -> str:
    texts = list(conditions)
    if _ANYTHING in texts:
        return _ANYTHING
    return texts[0] if len(texts) == 1 else "(" + " or ".join(f"({one})" for one in texts) + ")"
