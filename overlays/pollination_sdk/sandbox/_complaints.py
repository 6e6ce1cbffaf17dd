"""What the service's validator says about a value that breaks a schema."""

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
    """Give the field an error belongs to, empty for the whole body, and what to say."""
    if error.absolute_path:
        return [(str(error.absolute_path[0]), explain(error))]
    if error.validator == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        return [(name, "Invalid input: expected a value, received undefined") for name in missing]
    return [("", explain(error))]


def explain(error: Any) -> str:
    """Say what is wrong in the manner of the service's validator."""
    deepest = _deepest(error)
    phrase = PHRASES.get(deepest.validator, "Invalid input")
    wanted = deepest.validator_value
    if deepest.validator == "enum":
        wanted = "|".join(json.dumps(one) for one in wanted)
    return phrase.format(wanted)
