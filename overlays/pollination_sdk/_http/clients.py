"""The httpx clients that are made where the caller gives none, and which transport is beneath them.

Nobody but us has them, so they have no hooks, no authentication and no cookies, and follow no redirects: all that
httpx looks after between its `send` and the transport. They go straight to the transport, and hand back the same.
"""

import contextlib
import functools
import logging
import time
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast
from urllib.request import getproxies

import httpx

from pollination_sdk._http.connection import STARTED
from pollination_sdk._http.idle import KEPT
from pollination_sdk._http.open_sockets import CLOSED, ClosedUnsentError
from pollination_sdk._http.private import are_complete, redirect
from pollination_sdk._http.tls import check_authorities, trusted
from pollination_sdk._http.transport import AsyncFanOut, AsyncPooledBody, FanOut, PooledBody
from pollination_sdk._secrets.redact import own_frames

if TYPE_CHECKING:
    from pollination_sdk._http.given_client import AsyncGivenClient, GivenClient
    from pollination_sdk._http.proxies import Proxies
    from pollination_sdk._http.room import Room

_KEEP_ALIVE = (b"Connection", b"keep-alive")
"""What httpx itself says of the connection."""
_PIECE = 65_536
_UNLIMITED = httpx.Limits(max_keepalive_connections=KEPT)
_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})
_log = logging.getLogger("httpx")


class OwnClient(httpx.Client):
    """Send what it is given: adds nothing to a request, keeps no cookies, follows no redirects."""

    def __init__(self, transport: httpx.BaseTransport) -> None:
        super().__init__(transport=transport)
        self._own = transport

    def send(self, request: httpx.Request, *, stream: bool = False, **_: Any) -> httpx.Response:
        """Send a request once, as it is.

        Raises:
            httpx.TransportError: No answer came.
        """
        _check_open(self)
        start = time.perf_counter()
        try:
            response = self._own.handle_request(request)
        except httpx.RequestError as error:
            error.request = request
            raise
        cast("PooledBody", response.stream).ended = functools.partial(_ended, response, start)
        try:
            _complete(self, response, request)
            if not stream:
                response.read()
        except BaseException:
            response.close()
            raise
        return response


class OwnAsyncClient(httpx.AsyncClient):
    """Send what it is given, without blocking; see `OwnClient`. There may be as many calls at once as connections."""

    def __init__(self, transport: httpx.AsyncBaseTransport) -> None:
        super().__init__(transport=transport)
        self._own = transport
        from pollination_sdk._http.room import Room, most_connections  # noqa: PLC0415 - the blocking client does without

        self._room = Room(most_connections())

    async def send(self, request: httpx.Request, *, stream: bool = False, **_: Any) -> httpx.Response:
        """Send a request once, as it is."""
        try:
            await self._room.enter(request.extensions.get("timeout", {}).get("pool"))
        except TimeoutError as error:
            text = "all the connections that this process may have were in use"
            raise httpx.PoolTimeout(text, request=request) from error
        try:
            _check_open(self)
            start = time.perf_counter()
            response = await self._own.handle_async_request(request)
        except BaseException as error:
            self._room.leave()
            if isinstance(error, httpx.RequestError):
                error.request = request
            raise
        cast("AsyncPooledBody", response.stream).ended = functools.partial(_ended, response, start, self._room)
        try:
            _complete(self, response, request)
            if not stream:
                await response.aread()
        except BaseException:
            await response.aclose()
            raise
        return response


def _check_open(client: httpx.Client | httpx.AsyncClient) -> None:
    if client.is_closed:
        raise ClosedUnsentError(CLOSED)


def _complete(client: OwnClient | OwnAsyncClient, response: httpx.Response, request: httpx.Request) -> None:
    """Tell a response what httpx's own clients tell it, and the log what they tell it."""
    response.request = request
    if response.has_redirect_location:
        with contextlib.suppress(httpx.HTTPError, httpx.InvalidURL, ValueError):  # it leads to no URL; then it stands
            response.next_request = redirect(client, request, response)
    if _log.isEnabledFor(logging.INFO):
        told = (request.method, request.url, response.http_version, response.status_code, response.reason_phrase)
        _log.info('HTTP Request: %s %s "%s %d %s"', *told)


def _ended(response: httpx.Response, start: float, room: "Room | None" = None) -> None:
    """Tell an answer how long it took, and give its place back."""
    response.elapsed = timedelta(seconds=time.perf_counter() - start)
    if room is not None:
        room.leave()


def own_request(
    method: str,
    url: httpx.URL,
    headers: httpx.Headers,
    content: bytes | None,
    timeout: dict[str, float | None],
    *,
    started: list[object] | None = None,
) -> httpx.Request:
    """Build a request for a client of ours; `build_request` would merge defaults that it has not.

    The headers are whole here: httpx would write them twice to add those that are missing.
    """
    told = headers.raw if "host" in headers else [(b"Host", url.netloc), *headers.raw]
    if "connection" not in headers:
        told.append(_KEEP_ALIVE)
    if content is not None or method in _WITH_BODY:
        told.append((b"Content-Length", b"%d" % len(content or b"")))
    extensions: dict[str, Any] = {"timeout": timeout}
    if started is not None:
        extensions[STARTED] = started
    return httpx.Request(method, url, headers=told, stream=_Content(content or b""), extensions=extensions)


class _Content(httpx.SyncByteStream, httpx.AsyncByteStream):
    """Hand out the body of a request, as often as asked; without async generators, see `AsyncBody`.

    What does not block takes it piece by piece: the time to write is that of a piece, and asyncio's TLS would take any
    length at once, so that the time to read began while the body was still on its way. Who blocks cuts it himself.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content

    def __iter__(self) -> Iterator[bytes]:
        return iter((self._content,))

    def __aiter__(self) -> AsyncIterator[bytes]:
        return _Pieces(self._content)


class _Pieces(AsyncIterator[bytes]):
    def __init__(self, content: bytes) -> None:
        self._content = content
        self._sent = 0

    async def __anext__(self) -> bytes:
        start = self._sent
        if start and start >= len(self._content):
            raise StopAsyncIteration
        self._sent = start + _PIECE
        return self._content[start : self._sent]


def environment_proxies() -> "Proxies | None":
    """Read the proxies that the environment or the system names, as httpx does; None where there are none."""
    named = getproxies()
    if not any(named.get(scheme) for scheme in ("http", "https", "all")):
        return None
    from pollination_sdk._http.proxies import Proxies  # noqa: PLC0415 - few have a proxy

    return Proxies.of_environment()


def check_environment(proxies: "Proxies | None", url: httpx.URL) -> None:
    """Refuse an environment in which no call to a URL could be sent.

    Raises:
        ConfigurationError: The proxy, or `SSL_CERT_FILE` or `SSL_CERT_DIR`, cannot be used.
    """
    with own_frames:
        if (proxies is not None and proxies.proxy_for(url) is not None) or url.scheme == "https":
            check_authorities()


def new_client(proxies: "Proxies | None" = None) -> "OwnClient | GivenClient":
    """Make an httpx client; its calls go through the proxies, where there are any."""
    if not are_complete():
        from pollination_sdk._http.given_client import GivenClient  # noqa: PLC0415 - for a release that renamed something

        return GivenClient(httpx.Client(verify=trusted(), limits=_UNLIMITED))
    return OwnClient(FanOut(proxies))


def new_async_client(proxies: "Proxies | None" = None, *, asyncio: bool) -> "OwnAsyncClient | AsyncGivenClient":
    """Make an asynchronous httpx client; see `new_client`.

    Args:
        proxies: The proxies of the environment, None for none.
        asyncio: Whether asyncio runs it.
    """
    if not are_complete():
        from pollination_sdk._http.given_client import AsyncGivenClient  # noqa: PLC0415 - as above

        return AsyncGivenClient(httpx.AsyncClient(verify=trusted(), limits=_UNLIMITED))
    return OwnAsyncClient(AsyncFanOut(proxies, asyncio=asyncio))
