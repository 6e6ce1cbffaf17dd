"""The shapes of objects with named fields, and of the unions that may hold several of them."""

import functools
import json
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from typing import Any

import attrs

from pollination_sdk._typed.dialect import Json, target_of, without_added_nulls
from pollination_sdk._typed.shape_error import ShapeError, path_of
from pollination_sdk._typed.shapes import Definitions, Leaf, Shape, below, shown
from pollination_sdk.errors import ArgumentValueError


@attrs.frozen(eq=False)
class Field:
    """A field of a record.

    Attributes:
        key: Its key in JSON.
        keyword: The argument that takes it; None for a tag, which no argument takes.
        shape: What its values look like.
        required: False if it has a default.
        convert: True if the record converts values that do not fit the shape.
    """

    key: str
    keyword: str | None
    shape: Shape
    required: bool
    convert: bool = False

    def given(self, value: Any) -> Iterator[Any]:
        """Yield the value of the field; nothing for a null that stands for its default, as the strict form asks for."""
        try:
            yield below(f".{self.key}", self.shape, value)
        except ShapeError:
            if value is None and not self.required:
                return
            if not self.convert:
                raise
            yield value


@attrs.define(eq=False)
class Record:
    """An object with named fields, which a class is built from by keyword."""

    name: str
    build: Callable[..., Any]
    description: str | None = None
    closed: bool = False
    fields: tuple[Field, ...] = ()

    @property
    def keys(self) -> AbstractSet[str]:
        """The keys of its fields."""
        return {field.key for field in self.fields}

    def schema(self, definitions: Definitions) -> Json:
        """Return a reference to the schema of the object."""
        return definitions.refer(self, self.name, lambda: self._describe(definitions))

    def _describe(self, definitions: Definitions) -> Json:
        return {
            **({"description": self.description} if self.description else {}),
            "type": "object",
            "properties": {one.key: one.shape.schema(definitions) for one in self.fields},
            "required": [one.key for one in self.fields if one.required],
            "additionalProperties": False,
        }

    def decode(self, value: Any) -> Any:
        """Return the built object."""
        if not isinstance(value, dict):
            raise ShapeError("$", f"Expected an object, got {shown(value)}")
        for field in self.fields:
            if field.required and field.key not in value:
                raise ShapeError("$", f"Object missing required field `{field.key}`")
        if self.closed and (unknown := value.keys() - self.keys):
            raise ShapeError("$", f"Object contains unknown field `{min(unknown)}`")
        present = [field for field in self.fields if field.key in value]
        given = [(field.keyword, one) for field in present for one in field.given(value[field.key])]
        return _built(self.build, {keyword: one for keyword, one in given if keyword})


def _built(build: Callable[..., Any], arguments: dict[str, Any]) -> Any:
    """Build an object. Its converters and checks may raise anything, and the answer is paid by then."""
    try:
        return build(**arguments)
    except Exception as error:  # the code of the caller
        raise ShapeError("$", _said(error)) from error


def _said(error: Exception) -> str:
    """Return the text of an error of the caller's code, with its class where the text does not say what is wrong."""
    return str(error) if isinstance(error, TypeError | ValueError) else f"{type(error).__name__}: {error}"


@attrs.frozen(eq=False)
class Foreign:
    """A class that describes and validates itself, as pydantic's models do."""

    model: Any

    @functools.cached_property
    def json(self) -> Json:
        """The JSON Schema that the class makes."""
        made: Json = self.model.model_json_schema()
        return made

    @property
    def keys(self) -> AbstractSet[str]:
        """The keys of its fields."""
        own: Json = target_of(self.json, self.json) or {}
        properties: Json = own.get("properties", {})
        return properties.keys()

    def schema(self, definitions: Definitions) -> Json:
        """Return the schema that the class makes.

        Raises:
            ArgumentValueError: It makes none, as of a class with a field that JSON does not know.
        """
        try:
            return definitions.adopt(self, self.model.__name__, lambda: self.json)
        except Exception as error:  # the code of another library, or of the caller
            raise ArgumentValueError(f"{self.model.__name__} has no JSON Schema: {error}") from error

    def decode(self, value: Any) -> Any:
        """Return the instance; JSON is validated as JSON, so that a strict model takes dates as text."""
        plain = without_added_nulls(value, self.json, self.json)
        try:
            return self.model.model_validate_json(json.dumps(plain))
        except Exception as error:  # as of a record
            raise _foreign_error(error) from error


def _foreign_error(error: Any) -> ShapeError:
    """Return the first complaint of pydantic's `ValidationError`, with its path."""
    if not hasattr(error, "errors"):
        return ShapeError("$", _said(error))
    first = error.errors(include_url=False)[0]
    return ShapeError(path_of(first["loc"]), first["msg"])


@attrs.frozen(eq=False)
class Union:
    """A value of one of several shapes."""

    members: tuple[Shape, ...]

    def schema(self, definitions: Definitions) -> Json:
        """Return the schemas of the members."""
        return {"anyOf": [one.schema(definitions) for one in self.members]}

    def decode(self, value: Any) -> Any:
        """Return the value of the first member that fits, the nearest members first."""
        failures = []
        for member in sorted(self.members, key=lambda one: _distance(one, value)):
            try:
                return member.decode(value)
            except ShapeError as error:
                failures.append(error)
        raise max(failures, key=lambda error: len(error.path))


def _distance(member: Shape, value: Any) -> int:
    """Return how far a member of a union is from a value, by its keys or its type; 0 is the nearest.

    Text is the last: a date and a choice are texts, too.
    """
    if isinstance(member, Record | Foreign) and isinstance(value, dict):
        return len(value.keys() - member.keys)
    hint = member.hint if isinstance(member, Leaf) else None
    return 2 if hint is str else 0 if hint is type(value) else 1
