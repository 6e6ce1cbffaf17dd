"""What is known about a call after one attempt: did it reach the service, did it run, was it paid.

A leaf: it reads statuses, exceptions and `Retry-After`, and decides nothing.
"""

from __future__ import annotations

import email.utils
import enum
import math
import re
from datetime import UTC, datetime

import httpx


class OutcomeClass(enum.Enum):
    """Name what an attempt's end tells about the call."""

    NEVER_SENT = "never sent"
    REFUSED = "refused by the service"
    UNKNOWN = "outcome unknown"
    FINAL = "final"


# The service's own words for a 503 before it started: it could not look at the balance, or at the request's safety.
_NOT_CHECKED = re.compile(
    r"(?i)(?:balance|safety).*(?:verif|check|unavailable|unable|down)|(?:verif|check).*(?:balance|safety)"
)
# Repeating changes nothing: the service understood and will not, or the network (511) wants a login first.
_FINAL_SERVER_ERRORS = frozenset({501, 505, 511})

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
# A proxy that wants a password, or forbids the host, answers the same the next time: httpx gives its status as text.
_REFUSED_BY_PROXY = re.compile(r"4\d\d\b")
_FINAL = (httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpx.TooManyRedirects)
_UNKNOWN = (httpx.TransportError, httpx.DecodingError, OSError)


def classify_answer(status: int, *, from_service: bool, reason: str = "") -> OutcomeClass:
    """Tell what an error says about the call.

    A 408, 429 or 5xx may come from a proxy or the edge after the service has started the work, so the outcome is
    unknown. Only the service itself can say that nothing ran.

    Args:
        status: The HTTP status.
        from_service: Whether the service itself answered, in its own shape.
        reason: What it said.
    """
    if from_service and (status == 429 or (status == 503 and _NOT_CHECKED.search(reason))):
        return OutcomeClass.REFUSED
    if status in (408, 429) or (500 <= status <= 599 and status not in _FINAL_SERVER_ERRORS):
        return OutcomeClass.UNKNOWN
    return OutcomeClass.FINAL


def classify_exception(error: BaseException) -> OutcomeClass:
    """Tell what an exception of httpx, or a `TimeoutError` of our deadline, says about the call.

    A failed write counts as unknown: the service may have read enough to begin.
    """
    if isinstance(error, httpx.ProxyError) and _REFUSED_BY_PROXY.match(str(error)):
        return OutcomeClass.FINAL
    if isinstance(error, _NEVER_SENT):
        return OutcomeClass.NEVER_SENT
    if isinstance(error, _FINAL):
        return OutcomeClass.FINAL
    return OutcomeClass.UNKNOWN if isinstance(error, _UNKNOWN) else OutcomeClass.FINAL


def retry_after_of(response: httpx.Response) -> float | None:
    """Read a response's `Retry-After`, of several the longest; a date is measured against the server's own `Date`."""
    now = _http_date(next(iter(response.headers.get_list("date")), ""))
    waits = [parse_retry_after(value, now=now) for value in response.headers.get_list("retry-after")]
    return max((wait for wait in waits if wait is not None), default=None)


def parse_retry_after(value: object, *, now: datetime | None = None) -> float | None:
    """Turn a `Retry-After` into seconds: 0 when it lies in the past, None when it makes no sense.

    Args:
        value: Seconds as text or number, or an HTTP date (RFC 9110, section 10.2.3).
        now: What a date is measured against; the local clock unless given.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    seconds = _number(value)
    if seconds is None and isinstance(value, str) and (date := _http_date(value)):
        seconds = (date - (now or datetime.now(UTC))).total_seconds()
    return None if seconds is None else max(0.0, seconds)


def _number(value: float | str) -> float | None:
    try:
        number = float(value)
    except (ValueError, OverflowError):  # not a number, or an integer beyond any float
        return None
    return number if math.isfinite(number) else None


def _http_date(value: str) -> datetime | None:
    try:
        date = email.utils.parsedate_to_datetime(value)
        # `-0000` gives a naive date; HTTP dates are always UTC.
        return date.replace(tzinfo=date.tzinfo or UTC).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):  # as the standard library fails
        return None
