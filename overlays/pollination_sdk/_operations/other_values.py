"""Values of other than JSON's kinds: what each stands for, or why it cannot be sent.

Values of other libraries are recognised by what they offer; none is imported.
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
from pollination_sdk._operations.parameters import Refusal, kind_of

_UNKNOWN = object()
"""What a rule returns for a value that it does not know."""
_MOST_DIGITS = 309  # of the largest number that readers of JSON take


def simpler(value: Any) -> Any:
    """Return what a value stands for, nearer to JSON: the members of a list or an object are left as they are.

    Raises:
        Refusal: It has no meaning in a request.
    """
    for rule in _RULES:
        found = rule(value)
        if found is not _UNKNOWN:
            return found
    items = items_of(value)
    if items is None:
        raise Refusal(TypeError, _reason(value))
    return list(items)


def items_of(value: Any) -> Iterable[Any] | None:
    """Return the items of what counts as a list; None for text, bytes, objects, sets and open files.

    A set has no order, and an open file would be read line by line.
    """
    if isinstance(value, (str, bytes, bytearray, memoryview, Mapping, set, frozenset, type)):
        return None
    if (found := _array(value)) is not _UNKNOWN:
        return found if isinstance(found, list) else None
    if hasattr(value, "read") or hasattr(value, "casefold") or not isinstance(value, Iterable):
        return None
    return value


def _unsendable(value: Any) -> Any:
    """Refuse what a later rule would take for something else."""
    if isinstance(value, (bytes, bytearray, memoryview)):
        raise Refusal(TypeError, f"is {kind_of(value)}, which is no text; decode it, or give its base64 text.")
    if isinstance(value, os.PathLike):
        advice = "give what the file holds, or str() of the path"
        raise Refusal(TypeError, f"is a path ({kind_of(value)}), which is neither text nor a URL; {advice}.")
    if isinstance(value, type):
        raise Refusal(TypeError, f"is {kind_of(value)}; give a value.")
    return _UNKNOWN


def _member(value: Any) -> Any:
    """Read the members of an enum, those that are text or a number themselves too."""
    return value.value if isinstance(value, Enum) else _UNKNOWN


def _text(value: Any) -> Any:
    """Read text: subclasses of `str`, and what acts as its text does, such as `UserString` and lazy translations."""
    if isinstance(value, str):
        return str.__str__(value)
    folded = getattr(value, "casefold", None)
    if callable(folded):
        text = str(value)
        if folded() == text.casefold():
            return str.__str__(text)
    return _UNKNOWN


def _url(value: Any) -> Any:
    """Read the URL objects of `urllib.parse`, httpx, yarl, pydantic and others: their text begins with their scheme."""
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
    """Read the scalars and arrays of numpy and its like."""
    if not (hasattr(value, "dtype") and callable(getattr(value, "tolist", None))):
        return _UNKNOWN
    if getattr(value.dtype, "kind", None) in {"m", "M"}:  # whose plain form may be a bare number of nanoseconds
        raise Refusal(TypeError, f"is a {kind_of(value)}; give a datetime, a number or text.")
    found = value.tolist()
    plain = (bool, int, float, complex, str, bytes, list)  # the widest floats have no such form
    return found if isinstance(found, plain) else _UNKNOWN


def _number(value: Any) -> Any:
    """Read numbers: subclasses of Python's own, Decimal, Fraction, and what is made to be used as a number."""
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
        raise Refusal(ValueError, "is a number too large to be sent.") from None
    except (TypeError, ValueError):  # as of an array of several numbers
        return _UNKNOWN


_AS_NUMBER: dict[str, Callable[[Any], float]] = {"__index__": operator.index, "__float__": float}
"""The methods of what is made to be used as a number."""


def _decimal(value: Decimal) -> int | float:
    """Return the number that is written alike: `1` stays whole, and `1.0` is a float."""
    if not value.is_finite():
        raise Refusal(ValueError, f"is {value}; give a finite number.")
    if value and value.adjusted() >= _MOST_DIGITS:
        raise Refusal(ValueError, "is a number too large to be sent.")
    return int(value) if "." not in str(value) and value == value.to_integral_value() else float(value)


def _moment(value: Any) -> Any:
    """Read dates and times, as ISO 8601 text, and UUIDs."""
    if isinstance(value, (dt.date, dt.time)) and value == value:  # noqa: PLR0124 - the "not a time" of pandas is not
        return value.isoformat()
    return str(value) if isinstance(value, uuid.UUID) else _UNKNOWN


def _object(value: Any) -> Any:
    """Read objects: mappings, models of this package and of pydantic, named tuples, dataclasses and attrs."""
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
    """Have a model write itself, which fails where it holds what it should not."""
    try:
        return write()
    except RecursionError:
        raise
    except Exception as error:  # a model may raise anything then
        problem = f"{type(error).__name__}: {error}"
        raise Refusal(TypeError, f"is a {kind_of(value)} that cannot be written as JSON ({problem}).") from error


_RULES: tuple[Callable[[Any], Any], ...] = (_unsendable, _member, _text, _url, _array, _number, _moment, _object)
"""In the order in which they are asked; the first that knows a value counts."""


def _reason(value: Any) -> str:
    """Say why a value of an unknown kind is refused, and what to give instead."""
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
