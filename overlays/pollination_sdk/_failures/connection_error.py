"""Turn an exception of httpx or the system into a `PollinationsError` with advice."""

from __future__ import annotations

import errno
import os

import httpx

from pollination_sdk._http.backend import NO_FILE_LEFT, ClosedError
from pollination_sdk._http.server_url import PrivateAddressError
from pollination_sdk._secrets.redact import redact, scrub_exception
from pollination_sdk.errors import APIConnectionError, APITimeoutError

_LATE = (
    "The answer did not come in time: raise timeout=, for a stream first_item_timeout= or idle_timeout=, "
    "or ask for less."
)
_PRIVATE = (
    "A redirect or an answer names a host in a private network, and nothing was sent there. Only a base_url on this "
    "machine may lead to one."
)
_ADVICE: tuple[tuple[type[BaseException], str], ...] = (
    (ClosedError, "The client was closed by another thread or task during the call: close it when its calls are over."),
    (PrivateAddressError, _PRIVATE),
    (httpx.PoolTimeout, "All connections are in use: raise the limits, or send fewer calls."),
    (httpx.ConnectTimeout, "No connection{place} came about in time: check the network and base_url."),
    (
        httpx.ProxyError,
        "The proxy refused, so nothing was sent: check HTTPS_PROXY, its user and password, and NO_PROXY.",
    ),
    (httpx.ConnectError, "No connection{place} came about: check the network, base_url and any proxy."),
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
_CUT = "The connection broke before the answer was whole."


def error_from_exception(error: Exception, *, attempts: int = 1) -> APIConnectionError:
    """Return the error for an exception of httpx or the system, with that exception as its cause.

    The keys in the exception and in its traceback are redacted in place.

    Args:
        error: The exception that was raised while sending or reading.
        attempts: The number of attempts so far.
    """
    scrub_exception(error)
    timed_out = isinstance(error, (httpx.TimeoutException, TimeoutError))
    detail = redact(" ".join(str(error).split()))[:300]
    advice = next((text for cls, text in _ADVICE if isinstance(error, cls)), _CUT).format(place=_place(error))
    if isinstance(error, httpx.ConnectError) and any(sign in detail.lower() for sign in _NO_TLS):
        advice = _SPEAKS_HTTP.format(place=_place(error).removeprefix(" to "))
    if os.strerror(errno.EMFILE) in detail:  # the transports keep the system's message, but not its errno
        advice = NO_FILE_LEFT
    cause = f" ({type(error).__name__}: {detail})" if detail else f" ({type(error).__name__})"
    result = (APITimeoutError if timed_out else APIConnectionError)(advice + cause, attempts=attempts)
    result.__cause__ = error
    return result


def _place(error: Exception) -> str:
    """Name the host of a failed request; empty if the error has no request."""
    try:
        url = error.request.url if isinstance(error, httpx.RequestError) else None
    except RuntimeError:  # httpx raises it for an error without a request
        return ""
    return f" to {redact(url.netloc.decode('ascii'))}" if url else ""
