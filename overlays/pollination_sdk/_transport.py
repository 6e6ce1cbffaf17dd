"""Connections from a free list: the cost of a request does not grow with the number in flight.

httpx's own pool looks through all its connections at each request and each answer, so that a thousand calls at once
spend most of their time there. Here each request in flight has a connection of its own, and an idle one is simply the
top of a list. All that speaks HTTP stays httpx's: TLS, proxies, keep-alive. Nothing is sent twice.
"""

import contextlib
import functools
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from typing import Any, cast

import anyio
import httpcore
import httpx

from pollination_sdk._connection import AsyncConnection, Connection
from pollination_sdk._deadline import heed, heeding
from pollination_sdk._gate import Gate
from pollination_sdk._idle import EXPIRY, KEPT, KEPT_WATCHED, Idle
from pollination_sdk._tls import context_for

_ONE = httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=EXPIRY)


def origin_of(url: httpx.URL) -> str:
    """Return what two requests have in common that can use one connection.

    Raises:
        httpx.UnsupportedProtocol: A redirect leads elsewhere than to HTTP.
    """
    if url.scheme not in ("http", "https"):
        raise httpx.UnsupportedProtocol("a URL that begins with neither http:// nor https://")
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


class FanOut(httpx.BaseTransport):
    """Send each request over a connection that no other uses meanwhile; safe across threads.

    Args:
        proxy: What the connections go through, None for none.
    """

    def __init__(self, proxy: httpx.Proxy | None = None) -> None:
        self._proxy = proxy
        self._backend = heeding()
        self._idle: Idle[httpx.BaseTransport] = Idle()
        self._busy: set[httpx.BaseTransport] = set()
        self._lock = threading.Lock()
        self._closed = False

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the connection comes back when the answer is closed."""
        origin = origin_of(request.url)
        with self._lock:
            connection = self._idle.take(origin)
            if connection is None:
                connection = self._connection(origin)
            self._busy.add(connection)
        try:
            response = connection.handle_request(request)
        except BaseException:
            with self._lock:
                self._busy.discard(connection)
            connection.close()
            raise
        response.stream = _Loan(response.stream, functools.partial(self._give_back, origin, connection))
        return response

    def close(self) -> None:
        """Close all connections, those in use too."""
        with self._lock:
            self._closed = True
            all_of_them = [*self._idle.clear(), *self._busy]
        for connection in all_of_them:
            connection.close()

    def _connection(self, origin: str) -> httpx.BaseTransport:
        if self._proxy is None:
            return Connection(context_for(origin, None), self._backend)
        made = httpx.HTTPTransport(verify=context_for(origin, self._proxy), limits=_ONE, proxy=self._proxy)
        heed(made)
        return made

    def _give_back(self, origin: str, connection: httpx.BaseTransport) -> None:
        with self._lock:
            self._busy.discard(connection)
            over = [connection] if self._closed else self._idle.put(origin, connection)
        for one in over:
            one.close()


class AsyncFanOut(httpx.AsyncBaseTransport):
    """Send each request over a connection that no other uses meanwhile; belongs to one event loop.

    Args:
        proxy: What the connections go through, None for none.
        asyncio: Whether asyncio runs it.
    """

    def __init__(self, proxy: httpx.Proxy | None = None, *, asyncio: bool = False) -> None:
        self._proxy = proxy
        self._gate = Gate(_backend(asyncio=asyncio))
        self._watched = asyncio
        self._watch: Any = None
        self._idle: Idle[httpx.AsyncBaseTransport] = Idle(KEPT_WATCHED if asyncio else KEPT)
        self._busy: set[httpx.AsyncBaseTransport] = set()
        self._closed = False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the connection comes back when the answer is closed."""
        origin = origin_of(request.url)
        connection = self._idle.take(origin)
        if connection is None:
            connection = self._connection(origin)
        self._busy.add(connection)
        try:
            response = await connection.handle_async_request(request)
        except BaseException:
            self._busy.discard(connection)
            await _close_all([connection])
            raise
        response.stream = _AsyncLoan(response.stream, functools.partial(self._give_back, origin, connection))
        return response

    def _connection(self, origin: str) -> httpx.AsyncBaseTransport:
        if self._proxy is None:
            return AsyncConnection(context_for(origin, None), self._gate.backend)
        made = httpx.AsyncHTTPTransport(verify=context_for(origin, self._proxy), limits=_ONE, proxy=self._proxy)
        self._gate.put_before(made)
        return made

    async def aclose(self) -> None:
        """Close all connections, those in use too."""
        self._closed = True
        if self._watch is not None:
            self._watch.cancel()
        await _close_all([*self._idle.clear(), *self._busy])

    async def _give_back(self, origin: str, connection: httpx.AsyncBaseTransport) -> None:
        self._busy.discard(connection)
        if over := [connection] if self._closed else self._idle.put(origin, connection):
            await _close_all(over)
        if self._watched and self._watch is None and not self._closed:
            self._watch = _in(EXPIRY, self._close_the_old)

    async def _close_the_old(self) -> None:
        """Close what has waited too long, and look again later if something still waits."""
        over = self._idle.over()
        self._watch = _in(EXPIRY, self._close_the_old) if self._idle else None
        await _close_all(over)


def _in(seconds: float, work: Callable[[], Coroutine[Any, Any, None]]) -> Any:
    """Have asyncio do something later; what is returned can be cancelled until then."""
    import asyncio  # noqa: PLC0415 - slow to load

    def start() -> None:
        _at_work.add(task := asyncio.ensure_future(work()))
        task.add_done_callback(_at_work.discard)

    return asyncio.get_running_loop().call_later(seconds, start)


_at_work: set[Any] = set()  # asyncio itself holds its tasks only weakly


def _backend(*, asyncio: bool) -> httpcore.AsyncNetworkBackend:
    if not asyncio:
        return cast("httpcore.AsyncNetworkBackend", httpcore.AnyIOBackend())  # pyright sees its stand-in for no anyio
    from pollination_sdk._socket import AsyncioBackend  # noqa: PLC0415 - asyncio is slow to load

    return AsyncioBackend()


async def _close_all(connections: list[httpx.AsyncBaseTransport]) -> None:
    """Close connections, whatever happens meanwhile to who asked for it."""
    with anyio.CancelScope(shield=True):
        async with contextlib.AsyncExitStack() as each:  # asyncio's own cancellation ends one wait; the rest go on
            for connection in connections:
                each.push_async_callback(connection.aclose)


class _Loan(httpx.SyncByteStream):
    """Pass on the body of an answer, and give its connection back once."""

    def __init__(self, body: Any, give_back: Callable[[], None]) -> None:
        self._body = body
        self._give_back: Callable[[], None] | None = give_back

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._body)

    def close(self) -> None:
        give_back, self._give_back = self._give_back, None
        if give_back is not None:
            try:
                self._body.close()
            finally:
                give_back()


class _AsyncLoan(httpx.AsyncByteStream):
    """Pass on the body of an answer, and give its connection back once."""

    def __init__(self, body: Any, give_back: Callable[[], Awaitable[None]]) -> None:
        self._body = body
        self._give_back: Callable[[], Awaitable[None]] | None = give_back

    def __aiter__(self) -> AsyncIterator[bytes]:
        return aiter(self._body)

    async def aclose(self) -> None:
        give_back, self._give_back = self._give_back, None
        if give_back is not None:
            try:
                await self._body.aclose()
            finally:
                await give_back()
