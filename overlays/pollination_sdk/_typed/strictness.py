"""The strict form of a JSON Schema: what strict back ends accept, which then force each answer to fit.

They want closed objects with each property required, and know a part of JSON Schema only. A property that may be
missing becomes one that may be null. `dialect.without_added_nulls` takes these nulls out of an answer.
"""

import re
from typing import Any

from pollination_sdk._typed.dialect import KINDS, Json, allows_null, target_of

_NOTES = {"$comment", "$id", "$schema", "default", "deprecated", "discriminator", "examples", "readOnly", "writeOnly"}
"""Keywords that do not change which values fit, and that strict back ends refuse."""
_TEXTS = {"description", "title"}
_LIMITS = {"contentEncoding", "contentMediaType", "maxLength", "maxProperties", "minLength", "minProperties"} | {
    "uniqueItems"
}
"""Constraints that strict back ends refuse: the description names them, and they are checked when an answer is read."""
_FORMATS = {"date", "date-time", "duration", "email", "hostname", "ipv4", "ipv6", "time", "uuid"}
_LOOKAROUND = re.compile(r"\(\?(?!:)")
"""What strict back ends do not know in a pattern; pydantic writes it for decimals."""
_OF_NUMBERS = {"exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum", "multipleOf"}
_OF_KIND = {
    "string": {"format", "pattern"},
    "number": _OF_NUMBERS,
    "integer": _OF_NUMBERS,
    "boolean": set[str](),
    "null": set[str](),
    "array": {"maxItems", "minItems"},
    "object": set[str](),
}
"""The constraints that strict back ends know for each type. Beside another type, they constrain nothing."""
_OF_ANY_KIND = set().union(*_OF_KIND.values())
_OF_ALL_KINDS = {"enum", "type", *_TEXTS}
_MOST_PROPERTIES = 5000
_MOST_LEVELS = 10
_MOST_CHOICES = 1000
_MOST_CHARACTERS = 120_000
"""How much of names and enum values a strict schema may have."""


class _UnsayableError(Exception):
    """A strict schema cannot say a part of a schema."""


def strict_form(schema: Json) -> Json | None:
    """Return the strict form of a schema; None if it has none. Its root is an object.

    Args:
        schema: A JSON Schema. Its named schemas are in `$defs`.
    """
    form = _StrictForm(schema)
    try:
        root = form.of({key: value for key, value in schema.items() if key != "$defs"})
        named = {name: form.of(one) for name, one in schema.get("$defs", {}).items()}
    except (_UnsayableError, RecursionError):
        return None
    return {**root, **({"$defs": named} if named else {})} if root.get("type") == "object" and form.is_small else None


class _StrictForm:
    """Makes the strict form of the parts of a schema, and counts what it has."""

    def __init__(self, whole: Json) -> None:
        self._whole = whole
        self._properties = self._choices = self._characters = 0

    @property
    def is_small(self) -> bool:
        """True if the schema is within the bounds of strict back ends."""
        return (
            self._properties <= _MOST_PROPERTIES
            and self._choices <= _MOST_CHOICES
            and self._characters <= _MOST_CHARACTERS
        )

    def of(self, schema: Any, level: int = 0) -> Json:
        """Return the strict form of a part.

        Raises:
            _UnsayableError: It has none.
        """
        if not isinstance(schema, dict) or level > _MOST_LEVELS:
            raise _UnsayableError
        schema = _plain({key: value for key, value in schema.items() if key not in _NOTES})
        if "$ref" in schema:
            return self._reference(schema)
        if "anyOf" in schema:
            return self._any_of(schema, level)
        return self._typed(schema, level)

    def _reference(self, schema: Json) -> Json:
        """Return a reference. It must stand alone, so a description is beside a union of it."""
        if target_of(schema, self._whole) is None or not schema.keys() <= {"$ref", *_TEXTS}:
            raise _UnsayableError
        reference = {"$ref": schema.pop("$ref")}
        return {**schema, "anyOf": [reference]} if schema else reference

    def _any_of(self, schema: Json, level: int) -> Json:
        if not schema.keys() <= {"anyOf", *_TEXTS} or not schema["anyOf"]:
            raise _UnsayableError
        return {**schema, "anyOf": [self.of(one, level) for one in schema["anyOf"]]}

    def _typed(self, schema: Json, level: int) -> Json:
        kinds = schema.get("type")
        kinds = [kinds] if isinstance(kinds, str) else kinds
        if not kinds or not set(kinds) <= _OF_KIND.keys():
            raise _UnsayableError
        self._count(schema.get("enum", ()))
        kept = _OF_ALL_KINDS.union(*(_OF_KIND[kind] for kind in kinds))
        form = _described({key: value for key, value in schema.items() if key in kept}, schema)
        rest = schema.keys() - _OF_ALL_KINDS - _OF_ANY_KIND - _LIMITS
        if "object" in kinds:
            form |= self._object(schema, level)
            rest -= {"properties", "required", "additionalProperties"}
        if "array" in kinds:
            form["items"] = self.of(schema.get("items"), level + 1)
            rest -= {"items"}
        if rest:
            raise _UnsayableError
        return form

    def _object(self, schema: Json, level: int) -> Json:
        """Return the keywords of a closed object, all of whose properties are required."""
        properties, needed = schema.get("properties", {}), set(schema.get("required", ()))
        is_open = schema.get("additionalProperties", not properties) is not False
        if is_open or not properties.keys() >= needed:
            raise _UnsayableError
        self._properties += len(properties)
        self._characters += sum(map(len, properties))
        parts = {name: self.of(one, level + 1) for name, one in properties.items()}
        for name in properties.keys() - needed:
            if not allows_null(properties[name], self._whole):
                parts[name] = _or_null(parts[name])
        return {"properties": parts, "required": list(parts), "additionalProperties": False}

    def _count(self, choices: Any) -> None:
        self._choices += len(choices)
        self._characters += sum(len(one) for one in choices if isinstance(one, str))


def _plain(schema: Json) -> Json:
    """Return a schema in the keywords that strict back ends know, where these say the same."""
    if (
        len(parts := schema.get("allOf", ())) == 1
        and schema.keys() <= {"allOf", *_TEXTS}
        and isinstance(parts[0], dict)
    ):
        del schema["allOf"]
        return _plain({key: value for key, value in {**parts[0], **schema}.items() if key not in _NOTES})
    if "oneOf" in schema and "anyOf" not in schema:
        schema["anyOf"] = schema.pop("oneOf")
    if "const" in schema and "enum" not in schema:
        schema["enum"] = [schema.pop("const")]
    if "type" not in schema and schema.get("enum"):
        kinds = list(dict.fromkeys(KINDS.get(type(one)) for one in schema["enum"]))
        schema["type"] = kinds[0] if len(kinds) == 1 else kinds
    return schema


def _described(form: Json, schema: Json) -> Json:
    """Return the form of a schema whose description names the constraints that strict back ends refuse."""
    named = {key: value for key, value in schema.items() if key in _LIMITS}
    if "format" in form and form["format"] not in _FORMATS:
        named["format"] = form.pop("format")
    if _LOOKAROUND.search(form.get("pattern", "")):
        named["pattern"] = form.pop("pattern")
    if named:
        limits = ", ".join(f"{key}: {value}" for key, value in named.items())
        form["description"] = f"{form.get('description', '')} ({limits})".strip()
    return form


def _or_null(form: Json) -> Json:
    """Return a form that null fits too. Its description stays outside."""
    texts = {key: form.pop(key) for key in _TEXTS & form.keys()}
    members = form["anyOf"] if form.keys() == {"anyOf"} else [form]
    return {**texts, "anyOf": [*members, {"type": "null"}]}
