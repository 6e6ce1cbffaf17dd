"""The options that every method takes besides those of its operation: `timeout` and `extra_headers`.

A client has the same ones, as `timeout` and `headers`, so their checks are here too.
"""

import operator
import re
import threading
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import attrs

from pollination_api.types import UNSET, Unset
from pollination_sdk._engine.call import Call
from pollination_sdk.errors import ArgumentError, ArgumentValueError

T = TypeVar("T")

NOT_GIVEN: Any = UNSET
"""The default of `timeout`; None is a value of its own."""
OPTIONS: Mapping[str, tuple[str, Any, str]] = {
    "timeout": (
        "float | None | Unset",
        NOT_GIVEN,
        "The most seconds for the whole call, in place of the `timeout` of the client; None for no limit.",
    ),
    "extra_headers": (
        "Mapping[str, str] | None",
        None,
        "Additional headers of this call. They replace those of the client; the key is none of them.",
    ),
}
"""The type, the default and the description of each option."""

_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_REFUSED = {
    "authorization": "carries the key: give that as api_key=.",
    "content-length": "each request has of its own: leave it out.",
    "transfer-encoding": "each request has of its own: leave it out.",
}
_READERS: dict[str, Callable[[Any], float]] = {"__index__": operator.index, "__float__": float}
"""The methods by which a type declares that its values are numbers."""
_SET_BY_CALLS = dict.fromkeys(("accept", "content-type", "host"), "each call sets itself: leave it out.")


def with_call_options(
    call: Call[T], timeout: float | None | Unset = UNSET, extra_headers: Mapping[str, str] | None = None
) -> Call[T]:
    """Return a call with the options that the caller gives.

    Raises:
        ArgumentValueError: `timeout` is not above 0, or a header cannot be sent or may not be set.
        ArgumentError: `extra_headers` is no mapping.
    """
    if timeout is UNSET and extra_headers is None:
        return call
    seconds = call.timeout if isinstance(timeout, Unset) else checked_seconds("timeout", timeout)
    headers = checked_headers("extra_headers=", extra_headers, of_call=True)
    return attrs.evolve(call, timeout=seconds, headers=headers)


def checked_seconds(name: str, value: Any) -> float | None:
    """Return a limit, reduced to the longest time that the system can wait; None for no limit.

    Numbers of other libraries count, such as those of numpy; True and False do not.

    Raises:
        ArgumentError: It is not a number.
        ArgumentValueError: It is not above 0.
    """
    if value is None:
        return None
    seconds = as_number(value)
    if seconds is None or not seconds > 0:
        kind = ArgumentError if seconds is None else ArgumentValueError
        raise kind(f"{name} takes seconds above 0, or None for no limit, not {value!r}.")
    return min(seconds, threading.TIMEOUT_MAX)


def as_number(value: Any) -> float | None:
    """Return the number that a value is, also one of another library; None for any other value."""
    if type(value) is int or type(value) is float:
        return value
    read = next((read for name, read in _READERS.items() if hasattr(type(value), name)), None)
    if read is None or isinstance(value, bool) or getattr(getattr(value, "dtype", None), "kind", None) == "b":
        return None
    try:
        return read(value)
    except (TypeError, ValueError, OverflowError):  # such as an array of several numbers
        return None


def check_header(option: str, name: Any, text: Any) -> None:
    """Refuse a header that cannot be sent. The error does not show its value, which may be a secret.

    Args:
        option: The name of the option, for error messages.
        name: The name of the header.
        text: The value of the header.

    Raises:
        ArgumentValueError: The name or the value is invalid.
    """
    if not isinstance(name, str) or not _HEADER_NAME.fullmatch(name):
        raise ArgumentValueError(f"{option} holds {name!r}, which is no header name.")
    if not isinstance(text, str) or not text.isascii() or not text.isprintable():
        raise ArgumentValueError(f"{option} gives {name!r} a value that is not printable ASCII text.")


def checked_headers(option: str, value: Any, *, of_call: bool = False) -> dict[str, str]:
    """Return additional headers; None means that there are none. Errors do not show their values.

    Args:
        option: The name of the option, such as `headers=`.
        value: The headers.
        of_call: Whether they are those of one call, whose other headers must not be replaced.

    Raises:
        ArgumentError: It is no mapping.
        ArgumentValueError: A header cannot be sent, or may not be set.
    """
    if not isinstance(value, Mapping | None):
        raise ArgumentError(f"{option} takes a dict of names and values, not {type(value).__name__}.")
    refused = {**_REFUSED, **_SET_BY_CALLS} if of_call else _REFUSED
    headers = dict(value or {})
    for name, text in headers.items():
        check_header(option, name, text)
        if reason := refused.get(name.lower()):
            raise ArgumentValueError(f"{option} holds {name}, which {reason}")
    return headers
