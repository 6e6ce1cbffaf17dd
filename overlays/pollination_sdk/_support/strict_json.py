"""Decode JSON strictly: without NaN and infinities, which Python's decoder accepts."""

import json
from typing import Any, NoReturn

REASONS = frozenset({"detail", "errors", "message"})
"""The fields with the reason in an error that has no `error` field."""


def load_json(content: str | bytes) -> Any:
    """Decode a JSON text.

    Raises:
        ValueError: The text is not JSON, or has `NaN`, `Infinity`, or a number that is too large (`1e400`).
        RecursionError: The text is nested too deeply.
    """
    if isinstance(content, bytes):
        content = content.decode(json.detect_encoding(content), "surrogatepass")
    return _decode(content)


def load_json_at(text: str, place: int) -> tuple[Any, int]:
    """Decode the JSON value at a place of a text, and return it with the place of its end.

    Raises:
        ValueError: There is none, or it is one that `load_json` refuses.
        RecursionError: As for `load_json`.
    """
    return _decoder.raw_decode(text, place)


def _finite(text: str) -> float:
    number = float(text)
    if number - number:  # NaN for an infinity, which counts as true
        raise ValueError("a number is too large")
    return number


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


_decoder = json.JSONDecoder(parse_float=_finite, parse_constant=_refuse)
_decode = _decoder.decode
