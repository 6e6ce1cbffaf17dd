"""The shapes of objects with named fields, and of the unions that may hold several of them."""

import json
from collections.abc import Callable
from typing import Any

import attrs

from pollination_sdk._typed.dialect import Json
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

    def decode(self, value: Any) -> Any:
        """Return the value of the field."""
        try:
            return below(f".{self.key}", self.shape, value)
        except ShapeError:
            if self.convert:
                return value
            raise


@attrs.define(eq=False)
class Record:
    """An object with named fields, which a class is built from by keyword."""

    name: str
    build: Callable[..., Any]
    description: str | None = None
    closed: bool = False
    fields: tuple[Field, ...] = ()

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
        if self.closed and (unknown := value.keys() - {field.key for field in self.fields}):
            raise ShapeError("$", f"Object contains unknown field `{min(unknown)}`")
        given = {field: field.decode(value[field.key]) for field in self.fields if field.key in value}
        return _built(self.build, {field.keyword: one for field, one in given.items() if field.keyword})


def _built(build: Callable[..., Any], arguments: dict[str, Any]) -> Any:
    """Build an object. Its own checks, such as validators, raise `ValueError` or `TypeError`."""
    try:
        return build(**arguments)
    except (TypeError, ValueError) as error:
        raise ShapeError("$", str(error)) from error


@attrs.frozen(eq=False)
class Foreign:
    """A class that describes and validates itself, as pydantic's models do."""

    model: Any

    def schema(self, definitions: Definitions) -> Json:
        """Return the schema that the class makes.

        Raises:
            ArgumentValueError: It makes none, as of a class with a field that JSON does not know.
        """
        try:
            return definitions.adopt(self, self.model.__name__, self.model.model_json_schema)
        except Exception as error:  # the code of another library, or of the caller
            raise ArgumentValueError(f"{self.model.__name__} has no JSON Schema: {error}") from error

    def decode(self, value: Any) -> Any:
        """Return the instance; JSON is validated as JSON, so that a strict model takes dates as text."""
        try:
            return self.model.model_validate_json(json.dumps(value))
        except ValueError as error:
            raise _foreign_error(error) from error


def _foreign_error(error: Any) -> ShapeError:
    """Return the first complaint of pydantic's `ValidationError`, with its path."""
    if not hasattr(error, "errors"):
        return ShapeError("$", str(error))
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
    if isinstance(member, Record) and isinstance(value, dict):
        return len(value.keys() - {field.key for field in member.fields})
    hint = member.hint if isinstance(member, Leaf) else None
    return 2 if hint is str else 0 if hint is type(value) else 1
