"""Check plain JSON by a JSON Schema that the caller gives as a dict."""

from collections.abc import Callable, Iterator
from typing import Any

import referencing
from jsonschema import SchemaError, validators
from jsonschema.exceptions import best_match
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from pollination_sdk._typed.dialect import Json
from pollination_sdk._typed.shape_error import ShapeError, path_of
from pollination_sdk.errors import ArgumentValueError

_NOTHING_ELSE: Any = referencing.Registry()
"""The schemas that may be referred to besides the given one: none. So nothing is downloaded."""


def checker_of(schema: Json) -> Callable[[Any], Any]:
    """Return a function that returns JSON that fits a schema.

    Raises:
        ArgumentValueError: The schema is invalid, or refers to what it does not hold.
    """
    kind = validators.validator_for(schema, default=validators.Draft202012Validator)
    try:
        kind.check_schema(schema)
    except SchemaError as error:
        raise ArgumentValueError(f"The JSON Schema is invalid: {path_of(error.path)}: {error.message}") from None
    resolver = _NOTHING_ELSE.with_resource("", DRAFT202012.create_resource(schema)).resolver()
    for reference in _references(schema):
        try:
            resolver.lookup(reference)
        except Unresolvable:
            raise ArgumentValueError(f"The JSON Schema refers to {reference!r}, which it does not hold.") from None
    validator = kind(schema, registry=_NOTHING_ELSE)

    def check(value: Any) -> Any:
        if error := best_match(validator.iter_errors(value)):
            raise ShapeError(path_of(error.absolute_path), error.message)
        return value

    return check


def _references(schema: Any) -> Iterator[str]:
    """Yield all references in a schema."""
    if isinstance(schema, list):
        for one in schema:
            yield from _references(one)
    if isinstance(schema, dict):
        if isinstance(reference := schema.get("$ref"), str):
            yield reference
        for one in schema.values():
            yield from _references(one)
