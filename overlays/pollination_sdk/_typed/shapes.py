"""What values look like in JSON: each shape describes itself as a JSON Schema and decodes plain JSON values."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime, time
from decimal import Decimal
from typing import Any, Protocol

import attrs
import msgspec

from pollination_sdk._typed.dialect import KINDS, Json
from pollination_sdk._typed.shape_error import ShapeError

_MORE: dict[Any, Json] = {
    datetime: {"format": "date-time"},
    time: {"format": "time"},
    Decimal: {"pattern": r"^-?[0-9]+(\.[0-9]+)?$"},
}
"""What the schemas of msgspec leave out: it also reads dates without a zone, and `decimal` is a format of its own."""


class Shape(Protocol):
    """What values of a type look like in JSON."""

    def schema(self, definitions: "Definitions") -> Json:
        """Return the JSON Schema; schemas that have a name go to `definitions`."""
        ...

    def decode(self, value: Any) -> Any:
        """Return the value of the type for plain JSON.

        Raises:
            ShapeError: The value does not fit.
        """
        ...


class Definitions:
    """The named schemas of a schema, which it refers to as `#/$defs/<name>`."""

    def __init__(self) -> None:
        self.schemas: dict[str, Json] = {}
        self._names: dict[int, str] = {}
        self._adopted: dict[int, Json] = {}

    def refer(self, shape: Shape, name: str, describe: Callable[[], Json]) -> Json:
        """Return a reference to the schema of a shape, which is described once."""
        if id(shape) not in self._names:
            self._names[id(shape)] = name = self._free(name)
            self.schemas[name] = {}  # a schema that holds itself refers to its own name
            self.schemas[name] = describe()
        return {"$ref": f"#/$defs/{self._names[id(shape)]}"}

    def adopt(self, shape: Shape, name: str, describe: Callable[[], Json]) -> Json:
        """Return a reference to a complete schema, which is described once; those that it names are taken over."""
        if id(shape) not in self._adopted:
            root = self._moved(describe())
            self._adopted[id(shape)] = root if "$ref" in root else self.refer(shape, name, lambda: root)
        return self._adopted[id(shape)]

    def _moved(self, schema: Json) -> Json:
        """Take over the named schemas of a schema under free names, and return the rest of it."""
        own = schema.get("$defs", {})
        names = {f"#/$defs/{name}": f"#/$defs/{self._free(name)}" for name in own}
        renamed: Json = json.loads(json.dumps(schema), object_hook=lambda one: _renamed(one, names))
        for name, one in renamed.pop("$defs", {}).items():
            self.schemas[names[f"#/$defs/{name}"].rpartition("/")[2]] = one
        return renamed

    def _free(self, name: str) -> str:
        name = re.sub(r"[^A-Za-z0-9_]+", "_", name).strip("_") or "Value"
        numbered = (name, *(f"{name}{number}" for number in range(2, len(self.schemas) + 3)))
        return next(one for one in numbered if one not in self.schemas)


def _renamed(schema: Json, names: Mapping[str, str]) -> Json:
    reference = schema.get("$ref")
    return {**schema, "$ref": names[reference]} if isinstance(reference, str) and reference in names else schema


@attrs.frozen(eq=False)
class Leaf:
    """A type that msgspec reads by itself: a number, a text, a date; with constraints as `msgspec.Meta`."""

    hint: Any

    def schema(self, definitions: Definitions) -> Json:  # noqa: ARG002 - it has no named parts
        """Return the schema that msgspec makes."""
        return msgspec.json.schema(self.hint) | _MORE.get(self.hint, {})

    def decode(self, value: Any) -> Any:
        """Return the value that msgspec converts."""
        if self.hint is Any:  # msgspec returns it as it is
            return value
        try:
            return msgspec.convert(value, self.hint)
        except (msgspec.ValidationError, UnicodeEncodeError) as error:  # half of a character is no UTF-8
            if isinstance(value, float) and value.is_integer():  # an integer in JSON Schema
                return self.decode(int(value))
            raise ShapeError("$", str(error)) from None


@attrs.frozen(eq=False)
class Choice:
    """One of several JSON values, each of which stands for a result: an enum, a `Literal`, the tag of a struct."""

    results: tuple[tuple[Any, Any], ...]

    def schema(self, definitions: Definitions) -> Json:  # noqa: ARG002 - as above
        """Return the values, with their type if they have one in common."""
        values = [value for value, _ in self.results]
        kinds = list(dict.fromkeys(KINDS[type(value)] for value in values))
        return {"type": kinds[0] if len(kinds) == 1 else kinds, "enum": values}

    def decode(self, value: Any) -> Any:
        """Return the result of a value."""
        for known, result in self.results:
            if known == value and isinstance(known, bool) == isinstance(value, bool):
                return result
        allowed = ", ".join(json.dumps(known) for known, _ in self.results)
        raise ShapeError("$", f"Expected one of {allowed}, got {shown(value)}")


@attrs.frozen(eq=False)
class Described:
    """A shape with a description."""

    shape: Shape
    text: str

    def schema(self, definitions: Definitions) -> Json:
        """Return the schema with the description."""
        return {**self.shape.schema(definitions), "description": self.text}

    def decode(self, value: Any) -> Any:
        """Return the value of the shape."""
        return self.shape.decode(value)


def below(step: str, shape: Shape, value: Any) -> Any:
    """Decode a part of a value."""
    try:
        return shape.decode(value)
    except ShapeError as error:
        raise error.below(step) from error.__cause__


def shown(value: Any) -> str:
    """Return a value for a message: short, and objects and arrays by their kind."""
    kind = KINDS.get(type(value), "array" if isinstance(value, list) else "object")
    return f"`{kind}`" if kind in ("array", "object") else json.dumps(value)[:100]
