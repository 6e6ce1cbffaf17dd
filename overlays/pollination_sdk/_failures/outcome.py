"""Classify the outcome of one attempt: whether the call was sent, refused, or may have run.

It reads statuses, exceptions and `Retry-After`, and makes no decisions.
"""

from __future__ import annotations

import email.utils
import enum
import math
import re
from datetime import UTC, datetime

import httpx

from pollination_sdk._http.connection import NEVER_SENT
from pollination_sdk._http.server_url import PrivateAddressError

Outcome = httpx.Response | Exception
"""The result of one attempt: an answer with any status, or an exception."""


class OutcomeClass(enum.Enum):
    """The classes of outcomes, by what they mean for the call."""

    NEVER_SENT = "never sent"
    REFUSED = "refused by the service"
    UNKNOWN = "outcome unknown"
    FINAL = "final"


# The service's messages for a 503 before the work started: it could not check the balance, or the request's safety.
_NOT_CHECKED = re.compile(
    r"(?i)(?:balance|safety).*(?:verif|check|unavailable|unable|down)|(?:verif|check).*(?:balance|safety)"
)
# A retry does not help: the service understood the request and refuses it, or the network (511) requires a login.
_FINAL_SERVER_ERRORS = frozenset({501, 505, 511})

# A proxy that requires a password or forbids the host answers the same again. httpx gives its status as text.
_REFUSED_BY_PROXY = re.compile(r"4\d\d\b")
_TEXT_TYPES = ("text/plain", "text/event-stream", "application/json")
_FINAL = (httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpx.TooManyRedirects, PrivateAddressError)
_UNKNOWN = (httpx.TransportError, httpx.DecodingError, OSError)


def classify_answer(status: int, *, from_service: bool, reason: str = "") -> OutcomeClass:
    """Classify an error answer.

    A 408, 429 or 5xx may come from a proxy or the edge after the service has started the work, so the outcome is
    unknown. Only the service itself can say that nothing ran.

    Args:
        status: The HTTP status.
        from_service: Whether the service itself answered, in one of its own shapes.
        reason: The reason in the body.
    """
    if from_service and (status == 429 or (status == 503 and _NOT_CHECKED.search(reason))):
        return OutcomeClass.REFUSED
    if status in (408, 429) or (500 <= status <= 599 and status not in _FINAL_SERVER_ERRORS):
        return OutcomeClass.UNKNOWN
    return OutcomeClass.FINAL


def classify_exception(error: BaseException) -> OutcomeClass:
    """Classify an exception of httpx, or the `TimeoutError` of our deadline.

    A failed write counts as unknown: the service may have read enough to start.
    """
    if isinstance(error, httpx.ProxyError) and _REFUSED_BY_PROXY.match(str(error)):
        return OutcomeClass.FINAL
    if isinstance(error, NEVER_SENT):
        return OutcomeClass.NEVER_SENT
    if isinstance(error, _FINAL):
        return OutcomeClass.FINAL
    return OutcomeClass.UNKNOWN if isinstance(error, _UNKNOWN) else OutcomeClass.FINAL


def may_be_refusal(response: httpx.Response) -> bool:
    """Return True if a good answer has the headers of a refusal that comes with status 200; see `notice`."""
    control = response.headers.get("cache-control", "").lower()
    if "no-store" not in control or "private" not in control or response.status_code != 200:
        return False
    content_type: str = response.headers.get("content-type", "")
    return content_type.lower().startswith(_TEXT_TYPES)


def retry_after_of(response: httpx.Response) -> float | None:
    """Return the seconds of `Retry-After`, the longest of several; a date is compared with the server's `Date`."""
    now = _http_date(next(iter(response.headers.get_list("date")), ""))
    waits = [parse_retry_after(value, now=now) for value in response.headers.get_list("retry-after")]
    return max((wait for wait in waits if wait is not None), default=None)


def parse_retry_after(value: object, *, now: datetime | None = None) -> float | None:
    """Convert a `Retry-After` to seconds: 0 if it is in the past, None if it is invalid.

    Args:
        value: Seconds as text or number, or an HTTP date (RFC 9110, section 10.2.3).
        now: The time that a date is compared with; the local time by default.
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
    except (ValueError, TypeError, IndexError, OverflowError):  # all that the standard library raises for bad dates
        return None
