"""The JSON Schema of a type, and the way back: from JSON to a value of the type."""

import functools
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import attrs

from pollination_sdk._typed.dialect import Json, rooted, without_added_nulls
from pollination_sdk._typed.shape_error import ShapeError
from pollination_sdk._typed.strictness import strict_form
from pollination_sdk.errors import ArgumentError, ArgumentValueError, ConfigurationError

__all__ = ["Schema", "ShapeError", "schema_of"]

_WRAPPER = "value"
"""The key of a value that is no object: strict back ends want an object as the root."""
_LONGEST_NAME = 64
_MOST_KEPT = 256
"""The types whose schemas are kept, since reading a type takes about a millisecond."""


@attrs.frozen(eq=False)
class Schema:
    """What JSON values of a type look like.

    Attributes:
        name: A name that describes the type, of letters, digits and underscores.
        json: The JSON Schema to send. Its root is an object.
        strict: True if `json` is in the form that strict back ends accept.
    """

    name: str
    json: Json
    strict: bool
    _loose: Json
    _wrapped: bool
    _decode: Callable[[Any], Any]

    def without_strict(self) -> "Schema":
        """Return the schema as it is without the strict form."""
        return attrs.evolve(self, json=self._loose, strict=False)

    def decode(self, value: Any) -> Any:
        """Return the value of the type for an answer to the schema.

        Args:
            value: Plain JSON. If the type is no object, it may lack the object around it.

        Raises:
            ShapeError: The answer does not fit the type.
        """
        if self._wrapped and not (isinstance(value, dict) and value.keys() == {_WRAPPER}):
            value = {_WRAPPER: value}
        try:
            return self._decode(value[_WRAPPER] if self._wrapped else value)
        except ShapeError as error:
            raise (error.below(f".{_WRAPPER}") if self._wrapped else error) from error.__cause__
        except RecursionError:
            raise ShapeError("$", "The value is nested too deeply") from None


def schema_of(type: Any, *, strict: bool = True) -> Schema:  # noqa: A002 - what it takes
    """Return the JSON Schema of a type.

    Args:
        type: A class, an annotation such as `list[Person]`, or a JSON Schema as a dict, whose values stay plain JSON.
        strict: True makes the strict form, for types that have one.

    Raises:
        ArgumentError: It is no type.
        ArgumentValueError: The type has no JSON Schema.
        ConfigurationError: msgspec is not installed.
    """
    try:
        hash(type)
    except TypeError:
        return _made(type, strict)
    return _kept(type, strict, str(type))


def _made(hint: Any, strict: bool, _text: str = "") -> Schema:  # noqa: FBT001 - a cache wants places
    """Return the schema. The cache needs the text, too: `A | B` equals `B | A`, which prefers another class."""
    name, described, decode = _of_dict(hint) if isinstance(hint, Mapping) else _of_type(hint)
    described = rooted(described)
    wrapped = described.get("type") != "object"
    loose = _wrap(described) if wrapped else described
    form = strict_form(loose) if strict else None
    clean = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_")[:_LONGEST_NAME] or "answer"
    return Schema(clean, form or loose, form is not None, loose, wrapped, decode)


_kept = functools.lru_cache(maxsize=_MOST_KEPT)(_made)


def _of_type(hint: Any) -> tuple[str, Json, Callable[[Any], Any]]:
    """Return the name of a type, its schema, and its decoder."""
    if isinstance(hint, str | bytes | int | float | list | tuple):
        raise ArgumentError(f"A type is a class such as Person, list[Person] or a JSON Schema, not {hint!r:.100}.")
    try:
        from pollination_sdk._typed.reading import Reader  # noqa: PLC0415 - the core does without msgspec
        from pollination_sdk._typed.shapes import Definitions  # noqa: PLC0415 - as above
    except ImportError as error:
        raise _missing("Answers and tools with types", error) from error
    definitions = Definitions()
    try:
        shape = Reader().shape(hint)
        schema = shape.schema(definitions)
    except ArgumentError:
        raise
    except RecursionError:
        raise ArgumentValueError(f"{hint!r:.100} holds itself without end; use a class for what it holds.") from None
    except (TypeError, ValueError, re.error) as error:  # such as an instance that has no hash, or an invalid pattern
        raise ArgumentValueError(f"{hint!r:.100} is no type that can be read: {error}.") from None
    bare = hint.__origin__ if hasattr(hint, "__metadata__") else hint  # without the notes of `Annotated`
    name = bare.__name__ if isinstance(bare, type) else re.sub(r"[\w<>]+\.", "", str(bare))
    return name, {**schema, **({"$defs": definitions.schemas} if definitions.schemas else {})}, shape.decode


def _of_dict(given: Mapping[Any, Any]) -> tuple[str, Json, Callable[[Any], Any]]:
    """Return the name of a JSON Schema, a copy of it, and what checks plain JSON by it."""
    if given.get("type") == "json_schema":
        raise ArgumentValueError("Give the JSON Schema itself, not the response_format that holds it.")
    try:
        text = json.dumps(given)
    except (TypeError, ValueError) as error:
        raise ArgumentValueError(f"The JSON Schema is not JSON: {error}.") from None
    try:
        from pollination_sdk._typed.json_schema_check import checker_of  # noqa: PLC0415 - few types are JSON Schemas
    except ImportError as error:
        raise _missing("JSON Schemas as dicts", error) from error
    schema: Json = json.loads(text)
    check = checker_of(text)
    return str(schema.get("title", "answer")), schema, lambda value: check(without_added_nulls(value, schema, schema))


def _wrap(schema: Json) -> Json:
    """Return the schema of an object whose only property is a value. References to the root lead to the value."""
    moved: Json = json.loads(json.dumps(schema), object_hook=_below_wrapper)
    named: Json = {key: moved.pop(key) for key in ("$defs", "definitions") if key in moved}
    return {
        "type": "object",
        "properties": {_WRAPPER: moved},
        "required": [_WRAPPER],
        "additionalProperties": False,
        **named,
    }


def _below_wrapper(schema: Json) -> Json:
    reference = str(schema.get("$ref", ""))
    is_moved = reference.startswith("#") and not reference.startswith(("#/$defs/", "#/definitions/"))
    return {**schema, "$ref": f"#/properties/{_WRAPPER}{reference[1:]}"} if is_moved else schema


def _missing(subject: str, error: ImportError) -> ConfigurationError:
    return ConfigurationError(f'{subject} need {error.name}; install it with: pip install "pollinations-sdk[typed]"')
