"""How the tools and their tests read schemas: references, bounds, formats, and whether a value fits.

The shipped package reads the contract with code of its own, for it depends on neither `referencing` nor `jsonschema`.
"""

import re
from typing import Any
from urllib.parse import unquote

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.exceptions import Unresolvable

Schema = dict[str, Any]

LOWER = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
UPPER = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
BOUNDS = (
    "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern",
    "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties",
)  # fmt: skip # a list of names reads best in lines
PARSED_FORMATS = frozenset({"date-time", "date", "uuid", "binary"})
"""The formats that openapi-python-client 0.29.1 reads into a Python type of their own."""

_LONGEST_CHAIN = 20
_RESOLVER = Registry[Any]().resolver()  # of nothing: a pointer leads nowhere but into its own document


def resolve(document: Schema, reference: Any) -> Any:
    """Return what a reference inside a document leads to.

    Raises:
        LookupError: It leads nowhere, or outside the document.
    """
    if not isinstance(reference, str) or not reference.startswith("#/"):
        raise LookupError(reference)
    resource: Resource[Any] = Resource.opaque(document)
    try:
        return resource.pointer(reference[1:], _RESOLVER).contents
    except (Unresolvable, LookupError, ValueError, TypeError):  # the last two where the pointer goes on below a scalar
        raise LookupError(reference) from None


def target_of(document: Schema, reference: Any) -> Any:
    """Return what a reference leads to, None where it leads nowhere."""
    try:
        return resolve(document, reference)
    except LookupError:
        return None


def followed(document: Schema, value: Any) -> Schema:
    """Return a part of a document once its references are followed; empty where they lead nowhere or in a circle."""
    for _ in range(_LONGEST_CHAIN):
        if not isinstance(value, dict):
            return {}
        if "$ref" not in value:
            return value
        value = target_of(document, value["$ref"])
    return {}


def keys_of(pointer: str) -> list[str]:
    """Split a reference or a JSON pointer, such as `#/components/schemas/Model`, into its keys."""
    parts = unquote(pointer).lstrip("#").split("/")[1:]
    return [part.replace("~1", "/").replace("~0", "~") for part in parts]


def kinds_of(schema: Schema) -> list[str]:
    """Return the types that a schema names, `null` among them; none where it names none."""
    kinds = schema.get("type") or []
    return kinds if isinstance(kinds, list) else [kinds]


def bounds_of(schema: Schema) -> dict[str, Any]:
    """Return the bounds of a schema by keyword, in the spelling of OpenAPI 3.1."""
    found = {key: schema[key] for key in BOUNDS if schema.get(key) not in (None, False)}
    for limit, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if found.get(exclusive) is True:  # OpenAPI 3.0 writes a flag beside the limit
            found[exclusive] = found.pop(limit, None)
    return {key: value for key, value in found.items() if value is not None}


def is_regular_expression(pattern: Any) -> bool:
    """Return whether Python knows a pattern."""
    try:
        re.compile(str(pattern))
    except re.error:
        return False
    return True


def only_value(schema: Schema) -> Any:
    """Return the one value that a schema allows, None where it allows more or says nothing."""
    values = [schema["const"]] if "const" in schema else schema.get("enum")
    return values[0] if isinstance(values, list) and len(values) == 1 else None


def validator(schema: Schema, document: Schema | None = None) -> Draft202012Validator:
    """Return the validator of a schema, whose references lead into the components of a document."""
    components = {"components": document["components"]} if document else {}
    return Draft202012Validator({**schema, **components})


def fits(value: Any, schema: Schema) -> bool:
    """Return whether a JSON value fits a schema that refers to no other."""
    return bool(validator(schema).is_valid(value))
