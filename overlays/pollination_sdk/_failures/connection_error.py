"""Turn an exception of httpx or the system into a `PollinationsError` with advice."""

from __future__ import annotations

import errno
import os
import re

import httpx

from pollination_sdk._http.backend import NO_FILE_LEFT
from pollination_sdk._http.deadline import LIMITS, OVER, LimitError
from pollination_sdk._http.server_url import PrivateAddressError
from pollination_sdk._http.socket_stream import ClosedError
from pollination_sdk._secrets.redact import redact, scrub_exception
from pollination_sdk.errors import APIConnectionError, APITimeoutError

_LATE = "Nothing came in time{limit}: try again, or ask for less."
_PRIVATE = (
    "A redirect or an answer names a host in a private network, and nothing was sent there. Only a base_url on this "
    "machine may lead to one."
)
_ADVICE: tuple[tuple[type[BaseException], str], ...] = (
    (ClosedError, "The client was closed by another thread or task during the call: close it when its calls are over."),
    (PrivateAddressError, _PRIVATE),
    (httpx.PoolTimeout, "All connections are in use: raise the limits, or send fewer calls."),
    (httpx.ConnectTimeout, "Could not connect{place} in time{limit}: check the network, base_url= and any proxy."),
    (
        httpx.ProxyError,
        "The proxy refused, so nothing was sent: check HTTPS_PROXY, its user and password, and NO_PROXY.",
    ),
    (httpx.ConnectError, "Could not connect{place}: check the network, base_url= and any proxy."),
    (httpx.UnsupportedProtocol, "base_url must begin with https:// or http://."),
    (httpx.InvalidURL, "This is no URL: check base_url."),
    (httpx.LocalProtocolError, "The request cannot be written: check the headers given."),
    (httpx.TooManyRedirects, "The service keeps sending the call elsewhere: check base_url."),
    (httpx.DecodingError, "The answer came damaged: something on the way changed it."),
    (httpx.TimeoutException, _LATE),
    (TimeoutError, _LATE),
)
_NO_TLS = ("wrong_version_number", "wrong version number", "record layer failure", "packet length too long")
"""What OpenSSL says where the other side answers without TLS, in its versions."""
_SPEAKS_HTTP = "The server at {place} does not speak https: if it speaks http, write http:// in base_url."
_BROKE = (
    ClosedError,
    httpx.ReadError,
    httpx.WriteError,
    httpx.CloseError,
    httpx.RemoteProtocolError,
    httpx.DecodingError,
)
"""The failures of a connection that had been made."""
_CUT = "The connection broke before the answer was whole."


def error_from_exception(error: Exception, *, attempts: int = 1) -> APIConnectionError:
    """Return the error for an exception of httpx or the system, with that exception as its cause.

    The keys in the exception and in its traceback are redacted in place.

    Args:
        error: The exception that was raised while sending or reading.
        attempts: The number of attempts so far.
    """
    limit = _limit(error)
    scrub_exception(error)
    timed_out = isinstance(error, (httpx.TimeoutException, TimeoutError))
    detail = redact(" ".join(str(error).split()))[:300]
    kind = APITimeoutError if timed_out else APIConnectionError
    result = kind(_message(error, detail, limit), attempts=attempts, interrupted=isinstance(error, _BROKE))
    result.__cause__ = error
    return result


_ERRNO = re.compile(r"\[Errno -?\d+\] ")


def _message(error: Exception, detail: str, limit: str) -> str:
    """Return the advice, with the words of the exception; with its class if it has none."""
    if isinstance(error, LimitError):
        return detail
    advice = next((text for cls, text in _ADVICE if isinstance(error, cls)), _CUT)
    advice = advice.format(place=_place(error), limit=limit)
    if isinstance(error, httpx.ConnectError) and any(sign in detail.lower() for sign in _NO_TLS):
        advice = _SPEAKS_HTTP.format(place=_place(error).removeprefix(" to "))
    if os.strerror(errno.EMFILE) in detail:  # the transports keep the system's message, but not its errno
        advice = NO_FILE_LEFT
    if limit and (isinstance(error, (httpx.ReadTimeout, httpx.WriteTimeout)) or detail in {"", OVER}):
        return advice
    return f"{advice} ({_ERRNO.sub('', detail) or type(error).__name__})"


def _place(error: Exception) -> str:
    """Name the host of a failed request; empty if the error has no request."""
    try:
        url = error.request.url if isinstance(error, httpx.RequestError) else None
    except RuntimeError:  # httpx raises it for an error without a request
        return ""
    return f" to {redact(url.netloc.decode('ascii'))}" if url else ""


_PHASES: tuple[tuple[type[Exception], str], ...] = (
    (httpx.ConnectTimeout, "connect"),
    (httpx.WriteTimeout, "write"),
    (httpx.ReadTimeout, "read"),
)


def _limit(error: Exception) -> str:
    """Return the limit of the phase that timed out, such as ` (limit: 10 s)`; empty if it is not known."""
    phase = next((name for cls, name in _PHASES if isinstance(error, cls)), "")
    try:
        extensions = error.request.extensions if isinstance(error, httpx.RequestError) else {}
    except RuntimeError:  # httpx raises it for an error without a request
        return ""
    phases, whole = extensions.get(LIMITS, (extensions.get("timeout"), None))
    limits = (phases.get(phase) if isinstance(phases, dict) else None, whole)
    known = [limit for limit in limits if isinstance(limit, (int, float))]
    return f" (limit: {min(known):g} s)" if known else ""
