"""JSON and numbers as the service reads and writes them.

The service is written in JavaScript, which has one kind of number: 5.0 and 5 are the same there, and to JSON Schema
both are integers. Here every whole number is an `int`, however it was written.
"""

import json
import math
import re
from typing import Any, NoReturn

DEEPEST = 128  # levels; validators and encoders recurse, and Python ends the recursion at about a thousand
QUERY_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)


def parse_json(raw: bytes) -> Any:
    """Parse a JSON document. Whole numbers become `int`, numbers beyond the range of a float become infinite.

    Raises:
        ValueError: The bytes are not JSON. `NaN` and `Infinity` are not.
        RecursionError: The document is nested deeper than `DEEPEST`.
    """
    value = json.loads(raw, parse_int=_number, parse_float=_number, parse_constant=_refuse_constant)
    if _depth(value) > DEEPEST:
        raise RecursionError
    return value


def parse_query_number(text: str) -> int | float | str:
    """Parse a number of a query. Text that is not a finite number is returned as it is."""
    value = _number(text) if QUERY_NUMBER.fullmatch(text) else math.inf
    return value if math.isfinite(value) else text


def write_json(value: Any) -> bytes:
    """Encode a JSON document in UTF-8. A lone surrogate, which UTF-8 cannot express, is written as its escape.

    Raises:
        ValueError: The value holds an infinite number.
    """
    return json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8", "backslashreplace")


def _number(text: str) -> int | float:
    value = float(text)
    return int(value) if value.is_integer() else value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _depth(value: Any) -> int:
    depth, level = 0, [value]
    while level:
        depth += 1
        containers = (one.values() if isinstance(one, dict) else one for one in level if isinstance(one, dict | list))
        level = [inner for container in containers for inner in container]
    return depth
