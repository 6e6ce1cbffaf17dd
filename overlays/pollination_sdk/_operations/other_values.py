"""Convert values that are not plain JSON, or refuse them with a reason.

Values of other libraries are recognised by their methods and attributes; no library is imported.
"""

import dataclasses
import datetime as dt
import operator
import os
import uuid
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from pollination_api.types import Unset
from pollination_sdk._operations.refusal import Refusal, kind_of
from pollination_sdk.errors import ArgumentError, ArgumentValueError

_UNKNOWN = object()
"""The result of a rule for a value that it does not handle."""
_NO_LISTS = ("read", "casefold", "to_dict", "model_dump", "_asdict")
"""Attributes of open files, text, models and named tuples, which are no lists even if they can be iterated."""
_MOST_DIGITS = 309  # the digits of the largest number that JSON parsers accept


def simplify(value: Any) -> Any:
    """Convert a value one step towards plain JSON; the members of a list or an object stay as they are.

    Raises:
        Refusal: The value cannot be sent.
    """
    for rule in _RULES:
        found = rule(value)
        if found is not _UNKNOWN:
            return found
    items = items_of(value)
    if items is None:
        raise Refusal(ArgumentError, _reason(value))
    return list(items)


def items_of(value: Any) -> Iterable[Any] | None:
    """Return the items of a value that counts as a list; None for text, bytes, objects, sets and open files.

    Sets are excluded because they have no order, and open files because iterating would read their lines. Models and
    named tuples, such as a URL that was split, yield their fields.
    """
    if isinstance(value, (str, bytes, bytearray, memoryview, Mapping, set, frozenset, type)):
        return None
    try:
        found = _array(value)
    except Refusal:  # times of numpy; `simplify` says what to give
        return None
    if found is not _UNKNOWN:
        return found if isinstance(found, list) else None
    if any(hasattr(value, name) for name in _NO_LISTS) or not isinstance(value, Iterable):
        return None
    return value


def files_of(value: Any) -> Iterable[Any] | None:
    """Return the items of a value that counts as a list of files; None also for an array of numbers, such as pixels."""
    items = items_of(value)
    if items is not value and any(isinstance(item, (bool, int, float, complex, list)) for item in items or ()):
        return None
    return items


def _unsendable(value: Any) -> Any:
    """Refuse values that a later rule would convert wrongly."""
    if isinstance(value, (bytes, bytearray, memoryview)):
        raise Refusal(ArgumentError, f"is {kind_of(value)}, which is no text; decode it, or give its base64 text.")
    if isinstance(value, os.PathLike):
        advice = "give what the file holds, or str() of the path"
        raise Refusal(ArgumentError, f"is a path ({kind_of(value)}), which is neither text nor a URL; {advice}.")
    if isinstance(value, type):
        raise Refusal(ArgumentError, f"is {kind_of(value)}; give a value.")
    return _UNKNOWN


def _member(value: Any) -> Any:
    """Convert members of an enum, also of `StrEnum` and `IntEnum`."""
    return value.value if isinstance(value, Enum) else _UNKNOWN


def _text(value: Any) -> Any:
    """Convert text: subclasses of `str`, and objects that behave like text, such as `UserString`."""
    if isinstance(value, str):
        return str.__str__(value)
    folded = getattr(value, "casefold", None)
    if callable(folded):
        text = str(value)
        if folded() == text.casefold():
            return str.__str__(text)
    return _UNKNOWN


def _url(value: Any) -> Any:
    """Convert URL objects of `urllib.parse`, httpx, yarl, pydantic and others: their text starts with their scheme."""
    if callable(write := getattr(value, "geturl", None)) and not hasattr(value, "read"):
        text = write()
        return text if isinstance(text, (str, bytes)) else _UNKNOWN
    scheme = getattr(value, "scheme", None)
    if isinstance(scheme, str) and scheme:
        write = getattr(value, "to_text", None)
        text = str(write() if callable(write) else value)
        if text.lower().startswith(f"{scheme.lower()}:"):
            return str.__str__(text)
    return _UNKNOWN


def _array(value: Any) -> Any:
    """Convert scalars and arrays of numpy and similar libraries."""
    if not (hasattr(value, "dtype") and callable(getattr(value, "tolist", None))):
        return _UNKNOWN
    if getattr(value.dtype, "kind", None) in {"m", "M"}:  # `tolist` may return a bare number of nanoseconds
        raise Refusal(ArgumentError, f"is a {kind_of(value)}; give a datetime, a number or text.")
    found = value.tolist()
    plain = (bool, int, float, complex, str, bytes, list)  # the widest floats have no plain form
    return found if isinstance(found, plain) else _UNKNOWN


def _number(value: Any) -> Any:
    """Convert numbers: subclasses of `int` and `float`, Decimal, Fraction, and types with a method of `_AS_NUMBER`."""
    if isinstance(value, int):
        return int.__index__(value)
    if isinstance(value, float):
        return float.__float__(value)
    if isinstance(value, Decimal):
        return _decimal(value)
    if isinstance(value, Fraction) and value.denominator == 1:
        return value.numerator
    try:
        read = next((read for name, read in _AS_NUMBER.items() if hasattr(type(value), name)), None)
        return _UNKNOWN if read is None else read(value)
    except OverflowError:
        raise Refusal(ArgumentValueError, "is a number too large to be sent.") from None
    except (TypeError, ValueError):  # such as an array of several numbers
        return _UNKNOWN


_AS_NUMBER: dict[str, Callable[[Any], float]] = {"__index__": operator.index, "__float__": float}
"""The methods by which a type declares that its values are numbers."""


def _decimal(value: Decimal) -> int | float:
    """Convert a Decimal: `1` becomes an int, and `1.0` a float."""
    if not value.is_finite():
        raise Refusal(ArgumentValueError, f"is {value}; give a finite number.")
    if value and value.adjusted() >= _MOST_DIGITS:
        raise Refusal(ArgumentValueError, "is a number too large to be sent.")
    return int(value) if "." not in str(value) and value == value.to_integral_value() else float(value)


def _date_or_uuid(value: Any) -> Any:
    """Convert dates and times to ISO 8601 text, and UUIDs to text."""
    if isinstance(value, (dt.date, dt.time)) and value == value:  # noqa: PLR0124 - False for the "not a time" of pandas
        return value.isoformat()
    return str(value) if isinstance(value, uuid.UUID) else _UNKNOWN


def _object(value: Any) -> Any:
    """Convert objects: mappings, models of this package and of pydantic, named tuples, dataclasses and attrs."""
    if isinstance(value, Mapping):
        return dict(value.items())
    for method, options in (("to_dict", {}), ("model_dump", {"by_alias": True}), ("_asdict", {})):
        if callable(write := getattr(value, method, None)):
            fields = _written(value, lambda: write(**options))  # noqa: B023 - called at once
            return fields if isinstance(fields, (Mapping, list)) else _UNKNOWN
    if dataclasses.is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if declared := getattr(type(value), "__attrs_attrs__", None):
        return {field.name: getattr(value, field.name) for field in declared}
    return _UNKNOWN


def _written(value: Any, write: Callable[[], Any]) -> Any:
    """Call a model's own conversion, which fails for invalid contents."""
    try:
        return write()
    except RecursionError:
        raise
    except Exception as error:  # a model may raise anything
        problem = f"{type(error).__name__}: {error}"
        raise Refusal(ArgumentError, f"is a {kind_of(value)} that cannot be written as JSON ({problem}).") from error


_RULES: tuple[Callable[[Any], Any], ...] = (_unsendable, _member, _text, _url, _array, _number, _date_or_uuid, _object)
"""The rules in their order; the first that handles a value counts."""


def _reason(value: Any) -> str:
    """Return why a value of an unknown type is refused, and what to give instead."""
    kind = kind_of(value)
    if isinstance(value, (set, frozenset)):
        return f"is a {kind}, which has no order; give a list."
    if isinstance(value, dt.timedelta):
        return "is a timedelta; give a number, such as its total_seconds()."
    if isinstance(value, Unset):
        return "is UNSET; leave it out."
    if hasattr(value, "__await__"):
        return f"is a {kind}; await it first."
    if hasattr(value, "read"):
        return f"is an open file ({kind}); give what it holds."
    return f"is of type {kind}, which cannot be sent; give text, a number, True, False, None, a list or a dict."
