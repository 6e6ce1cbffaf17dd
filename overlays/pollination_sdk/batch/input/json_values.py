"""Turn the values of a job into JSON values and paths, or refuse them."""

from __future__ import annotations

import datetime as dt
import math
import os
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from pollination_sdk.errors import JobError


def plain(value: Any) -> Any:
    """Return a value as JSON has it, and a path object as a `Path`.

    Dates become text in ISO 8601, decimals numbers, tuples lists. A number that is not finite counts as none.

    Raises:
        JobError: A text has a NUL or is no Unicode, or the value has no form in JSON, such as bytes.
    """
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {_text(name): plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return _other(value)


def is_sound(text: str) -> bool:
    r"""Return True if a text surely has no NUL and no half of a pair of surrogates, also not as `\u` in JSON."""
    return "\0" not in text and "\\u" not in text and _is_unicode(text)


def _is_unicode(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise JobError(f"A name is of type {type(value).__name__}; the names in objects are text.")
    if "\0" in value:
        raise JobError("A text has a NUL character, which cannot be sent. Delete it.")
    if not _is_unicode(value):
        raise JobError("A text is no valid UTF-8. Save the file as UTF-8.")
    return str(value)


def _other(value: Any) -> Any:
    if isinstance(value, os.PathLike):
        return Path(os.fsdecode(value))
    if isinstance(value, Decimal):
        return plain(int(value) if value == value.to_integral_value() else float(value)) if value.is_finite() else None
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        return value.total_seconds()
    if callable(getattr(value, "item", None)) and getattr(value, "ndim", None) == 0:  # a number of NumPy
        return plain(value.item())
    kind = type(value).__name__
    raise JobError(f"A value is of type {kind}, which a job cannot hold. Give text, numbers, lists, objects or a path.")
