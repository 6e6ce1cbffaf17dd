"""One connection to one origin, direct or through a proxy: opened here, and spoken over by httpcore as in httpx.

httpcore puts a pool and locks around its connections; around a single one they only cost. It still checks
an idle connection: one that has expired, or that the server has closed, is not used again.
"""

import ssl
from collections.abc import Awaitable, Callable
from typing import Any

import httpcore
import httpx

from pollination_sdk._http.backend import CLOSED, Backend, ClosedError, ClosedUnsentError
from pollination_sdk._http.deadline import OVER
from pollination_sdk._http.idle_connections import EXPIRY
from pollination_sdk._http.private import has_trailing_data, unlock
from pollination_sdk._http.server_url import PUBLIC_ONLY
from pollination_sdk._http.socket_stream import LARGE, BlockingStream, SocketStream

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
"""The extension of a request that holds a list, to which is appended when sending starts."""
NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
"""The failures that end a request before any of it is sent."""


class BodyError(Exception):
    """Carries an error of the file or of the caller's `progress`, which is none of the connection.

    Args:
        error: The error.
    """

    def __init__(self, error: Exception) -> None:
        super().__init__(str(error))
        self.error = error


class Connection:
    """Send requests to one origin, one after the other.

    Args:
        made: What speaks HTTP; one of the blocking half of httpcore makes `send` block.
        stream: What it reads and writes at, as soon as there is one.
    """

    def __init__(self, made: Any, stream: SocketStream | None = None) -> None:
        self._made = made
        self._stream = stream

    @classmethod
    async def open(
        cls, request: httpx.Request, backend: Backend, context: Callable[[], ssl.SSLContext]
    ) -> "Connection":
        """Open one for a request, without a proxy.

        Raises:
            httpcore.ConnectError: Nobody is there, or TLS fails.
            httpcore.ConnectTimeout: Nobody was there within the request's time.
            PrivateAddressError: The request may not reach the addresses of the host.
        """
        origin = httpcore_url(request.url).origin
        host, seconds = origin.host.decode("ascii"), request.extensions.get("timeout", {}).get("connect")
        checked = context() if origin.scheme == b"https" else None  # first: it may fail, and nothing is open yet
        stream = await backend.connect_tcp(host, origin.port, seconds, public=PUBLIC_ONLY in request.extensions)
        made: Any
        try:
            if checked is not None:
                await stream.start_tls(checked, request.extensions.get("sni_hostname") or host, seconds)
            if backend.poller.blocks:
                made = httpcore.HTTP11Connection(origin, BlockingStream(stream), EXPIRY)
            else:
                made = httpcore.AsyncHTTP11Connection(origin, stream, EXPIRY)
                unlock(made)
            made.READ_NUM_BYTES = LARGE
            return cls(made, stream)
        except BaseException:  # Ctrl-C, when nobody has the connection yet
            stream.close()
            raise

    def send(self, request: httpx.Request) -> httpcore.Response | Awaitable[httpcore.Response]:
        """Send a request, and return its answer unread, or what is awaited for it."""
        request.extensions.get(STARTED, []).append(True)
        plain = httpcore.Request(
            request.method,
            httpcore_url(request.url),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        if isinstance(self._made, httpcore.ConnectionInterface):
            return self._made.handle_request(plain)
        answer: Awaitable[httpcore.Response] = self._made.handle_async_request(plain)
        return answer

    def is_usable(self) -> bool:
        """Return whether it is idle, not too long, and the server has neither closed it nor sent more than asked."""
        return self._made.is_idle() and not self._made.has_expired() and not has_trailing_data(self._made)

    def close(self) -> None:
        """Close it, without waiting."""
        if self._stream is not None:
            self._stream.close()


def translated(error: Exception, *, closed: bool = False) -> httpx.TransportError:
    """Translate a failure: httpx calls each as httpcore does, but for a connection closed before anything was sent.

    Args:
        error: What httpcore raised.
        closed: Whether the client is closed, which then is the reason.
    """
    kind: type[httpx.TransportError] = getattr(httpx, type(error).__name__, httpx.ConnectError)
    if closed:
        return ClosedUnsentError(CLOSED) if issubclass(kind, NEVER_SENT) else ClosedError(CLOSED)
    if isinstance(error, httpcore.ConnectionNotAvailable):
        return kind("the connection was closed before anything was sent")
    late = OVER if isinstance(error, httpcore.TimeoutException) else ""
    return kind(str(error) or late)


def httpcore_url(url: httpx.URL) -> httpcore.URL:
    """Write a URL as httpcore has it."""
    return httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
