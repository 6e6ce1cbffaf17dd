"""Parse and write JSON and numbers like the service.

The service is written in JavaScript, which has only one type of number. 5.0 and 5 are equal there, and integers in JSON
Schema. So every whole number becomes an `int` here, in any notation.
"""

import json
import math
import re
from typing import Any, NoReturn

DEEPEST = 128  # levels; validators and encoders are recursive, and Python stops at about a thousand calls
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
        nested = [item for item in level if isinstance(item, dict | list)]
        containers = [item.values() if isinstance(item, dict) else item for item in nested]
        level = [inner for container in containers for inner in container]
    return depth
