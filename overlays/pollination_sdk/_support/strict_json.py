"""Decode JSON as the standard has it: without the NaN and the infinities that Python's decoder lets pass."""

import json
from typing import Any, NoReturn

REASONS = frozenset({"detail", "errors", "message"})
"""The fields in which an error without `error` gives its reason."""


def load_json(content: str | bytes) -> Any:
    """Decode a JSON text.

    Raises:
        ValueError: It is none, or holds a number that is none (`NaN`, `Infinity`) or too large for one (`1e400`).
        RecursionError: It is nested too deeply.
    """
    if isinstance(content, bytes):
        content = content.decode(json.detect_encoding(content), "surrogatepass")
    return _decode(content)


def _finite(text: str) -> float:
    number = float(text)
    if number - number:  # of an infinity that is not a number, which counts as true
        raise ValueError("a number is too large")
    return number


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


_decode = json.JSONDecoder(parse_float=_finite, parse_constant=_refuse).decode
