"""One connection to one place: opened by our own backends, and spoken over by httpcore as in httpx.

httpcore puts a lock and a choice of protocol around each connection, and a pool around those: made for many, and around
a single one they only cost. What is kept of them is their care for a connection that waits: one that is past its time,
or that the server has closed, is not used again.
"""

import contextlib
import ssl
from collections.abc import Awaitable, Mapping
from typing import Any

import anyio
import httpcore
import httpx

from pollination_sdk._http.blocking_socket import LARGE
from pollination_sdk._http.idle import EXPIRY
from pollination_sdk._http.open_sockets import CLOSED, ClosedError, ClosedUnsentError
from pollination_sdk._http.private import has_trailing_data, unlock
from pollination_sdk._http.tls import trusted

FAILURES = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
    httpcore.ConnectionNotAvailable,
)
"""What httpcore raises, and httpx by the same names, but for the last: a connection closed before it was used."""
STARTED = "pollination_sdk.started"
"""The extension of a request that holds a list: there is something in it once sending has begun."""


def parse_url(text: str | httpx.URL) -> httpx.URL:
    """Parse the URL of a server.

    Raises:
        ValueError: It names no host, or no port that there can be. The URL is not quoted: it may hold a password.
    """
    url: httpx.URL | None = None
    with contextlib.suppress(httpx.InvalidURL):
        url = httpx.URL(_with_plain_zone(text.strip()) if isinstance(text, str) else text)
    if url is None:  # raised here, as httpx's error quotes the URL and would be the context of this one
        raise ValueError("it is no URL; check its host and its port")
    if not url.host or ("%" in url.host and ":" not in url.host):  # httpx encodes what no host can hold
        raise ValueError("it names no host")
    if url.port is not None and not 0 < url.port < 65_536:
        raise ValueError("its port is not between 1 and 65535")
    return url


def _with_plain_zone(text: str) -> str:
    """Write the zone of an IPv6 address as the system does: URLs have `%25` before it."""
    start, bracket, rest = text.partition("[")
    address, end, rest = rest.partition("]")
    return "".join((start, bracket, address.replace("%25", "%", 1), end, rest))


def mark_started(extensions: Mapping[str, Any]) -> None:
    """Note that the request with these extensions is being sent."""
    if (started := extensions.get(STARTED)) is not None:
        started.append(True)


class Connection:
    """Send requests to one origin, one after the other.

    Args:
        made: What speaks HTTP over it.
    """

    def __init__(self, made: httpcore.HTTP11Connection) -> None:
        self._made = made
        self.close = made.close

    @classmethod
    def to(cls, request: httpx.Request, backend: httpcore.NetworkBackend) -> "Connection":
        """Open one for a request.

        Raises:
            httpcore.ConnectError: Nobody is there, or TLS fails.
            httpcore.ConnectTimeout: Within the request's time nobody was.
        """
        origin, host, seconds = _place(request)
        context = trusted() if origin.scheme == b"https" else None  # first: it may fail, and nothing is open yet
        stream: httpcore.NetworkStream = backend.connect_tcp(host, origin.port, seconds)
        if context is not None:
            try:
                stream = stream.start_tls(context, host, seconds)
            except BaseException:
                stream.close()  # httpcore's own does not at Ctrl-C; twice does no harm
                raise
        made = httpcore.HTTP11Connection(origin, stream, EXPIRY)
        made.READ_NUM_BYTES = LARGE  # pyright: ignore[reportAttributeAccessIssue]  # it takes 64 KB for a constant
        return cls(made)

    def send(self, request: httpx.Request) -> httpcore.Response:
        """Send a request."""
        return self._made.handle_request(httpcore_request(request))

    def is_usable(self) -> bool:
        """Tell whether it waits, not too long, and the server has neither closed it nor said more than it was asked."""
        return self._made.is_idle() and not self._made.has_expired() and not has_trailing_data(self._made)


class AsyncConnection:
    """Send requests to one origin, one after the other, without blocking.

    Args:
        made: What speaks HTTP over it.
    """

    def __init__(self, made: httpcore.AsyncHTTP11Connection) -> None:
        self._made = made

    @classmethod
    async def to(cls, request: httpx.Request, backend: httpcore.AsyncNetworkBackend) -> "AsyncConnection":
        """Open one for a request; see `Connection.to`."""
        origin, host, seconds = _place(request)
        context = trusted() if origin.scheme == b"https" else None  # as above
        stream = await backend.connect_tcp(host, origin.port, seconds)
        if context is not None:
            stream = await _secured(stream, context, host, seconds)
        made = httpcore.AsyncHTTP11Connection(origin, stream, EXPIRY)
        made.READ_NUM_BYTES = LARGE  # pyright: ignore[reportAttributeAccessIssue]  # it takes 64 KB for a constant
        unlock(made)
        return cls(made)

    def send(self, request: httpx.Request) -> Awaitable[httpcore.Response]:
        """Send a request."""
        mark_started(request.extensions)
        return self._made.handle_async_request(httpcore_request(request))

    def is_usable(self) -> bool:
        """Tell whether it waits, not too long, and the server has neither closed it nor said more than it was asked."""
        return self._made.is_idle() and not self._made.has_expired() and not has_trailing_data(self._made)

    async def aclose(self) -> None:
        """Close it."""
        await self._made.aclose()


def in_httpx(
    answer: httpcore.Response | httpx.Response, body: httpx.SyncByteStream | httpx.AsyncByteStream
) -> httpx.Response:
    """Return an answer as httpx has it, with its body to be read through `body`."""
    if isinstance(answer, httpx.Response):
        answer.stream = body
        return answer
    return httpx.Response(answer.status, headers=answer.headers, stream=body, extensions=answer.extensions)


def in_words_of_httpx(error: Exception, *, closed: bool = False) -> httpx.TransportError:
    """Translate a failure: httpx calls each as httpcore does, but for a connection closed before anything was sent.

    Args:
        error: What httpcore raised.
        closed: Whether the client is closed, which then is the reason.
    """
    kind: type[httpx.TransportError] = getattr(httpx, type(error).__name__, httpx.ConnectError)
    if closed:
        from pollination_sdk._failures.outcome import OutcomeClass, classify_exception  # noqa: PLC0415 - few clients are closed in a call

        return (
            ClosedUnsentError(CLOSED)
            if classify_exception(kind("")) is OutcomeClass.NEVER_SENT
            else ClosedError(CLOSED)
        )
    if isinstance(error, httpcore.ConnectionNotAvailable):
        return kind("the connection was closed before anything was sent")
    late = "the time for it is over" if isinstance(error, httpcore.TimeoutException) else ""
    return kind(str(error) or late)


def _place(request: httpx.Request) -> tuple[httpcore.Origin, str, float | None]:
    """Return where a request goes, and within how many seconds somebody must be there."""
    origin = httpcore_url(request.url).origin
    return origin, origin.host.decode("ascii"), request.extensions.get("timeout", {}).get("connect")


def httpcore_url(url: httpx.URL) -> httpcore.URL:
    """Write a URL as httpcore has it."""
    return httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


def httpcore_request(request: httpx.Request) -> httpcore.Request:
    """Write a request as httpcore has it."""
    return httpcore.Request(
        request.method,
        httpcore_url(request.url),
        headers=request.headers.raw,
        content=request.stream,
        extensions=request.extensions,
    )


async def _secured(
    stream: httpcore.AsyncNetworkStream, context: ssl.SSLContext, host: str, seconds: float | None
) -> httpcore.AsyncNetworkStream:
    try:
        return await stream.start_tls(context, host, seconds)
    except BaseException:
        with anyio.CancelScope(shield=True):  # httpcore's own leaves it open when cancelled
            await stream.aclose()
        raise
