"""Validation messages in the style of the service's validator."""

import json
from typing import Any

from jsonschema.exceptions import best_match

PHRASES = {
    "maximum": "Too big: expected number to be <={}",
    "exclusiveMaximum": "Too big: expected number to be <{}",
    "minimum": "Too small: expected number to be >={}",
    "exclusiveMinimum": "Too small: expected number to be >{}",
    "maxItems": "Too big: expected at most {} items",
    "minItems": "Too small: expected at least {} items",
    "maxLength": "Too big: expected at most {} characters",
    "minLength": "Too small: expected at least {} characters",
    "enum": "Invalid option: expected one of {}",
    "const": "Invalid input: expected {}",
    "pattern": "Invalid string: expected a match of {}",
    "type": "Invalid input: expected {}",
}


def _deepest(error: Any) -> Any:
    return best_match([error]) or error


def blame(error: Any) -> list[tuple[str, str]]:
    """Return the field of an error, which is empty for the whole body, and the message."""
    if error.absolute_path:
        return [(str(error.absolute_path[0]), explain(error))]
    if error.validator == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        return [(name, "Invalid input: expected a value, received undefined") for name in missing]
    return [("", explain(error))]


def explain(error: Any) -> str:
    """Return the message of a validation error in the style of the service's validator."""
    deepest = _deepest(error)
    phrase = PHRASES.get(deepest.validator, "Invalid input")
    wanted = deepest.validator_value
    if deepest.validator == "enum":
        wanted = "|".join(map(json.dumps, wanted))
    return phrase.format(wanted)
