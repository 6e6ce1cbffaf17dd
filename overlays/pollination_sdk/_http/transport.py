"""Connections from a free list: the cost of a request does not grow with the number in flight.

httpx's own pool looks through all its connections at each request and each answer, so that a thousand calls at once
spend most of their time there. Here each request in flight has a connection of its own, and an idle one is simply the
top of a list. HTTP is spoken by httpcore as in httpx, and proxies stay httpx's. Nothing is sent twice.
"""

import contextlib
import functools
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from typing import TYPE_CHECKING, Any

import anyio
import httpx

from pollination_sdk._http.blocking_socket import BlockingBackend
from pollination_sdk._http.connection import (
    FAILURES,
    AsyncConnection,
    Connection,
    in_httpx,
    in_words_of_httpx,
)
from pollination_sdk._http.idle import EXPIRY, KEPT, KEPT_WATCHED, Idle
from pollination_sdk._http.open_sockets import CLOSED, ClosedUnsentError
from pollination_sdk._support.fork import renew_after_fork

if TYPE_CHECKING:
    from pollination_sdk._http.proxied import AsyncProxied, Proxied
    from pollination_sdk._http.proxies import Proxies

    Line = Connection | Proxied
    AsyncLine = AsyncConnection | AsyncProxied


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
        proxies: What the connections go through, None for none.
    """

    def __init__(self, proxies: "Proxies | None" = None) -> None:
        self._proxies = proxies
        self._start()
        renew_after_fork(self)

    def _start(self) -> None:
        self._backend = BlockingBackend()
        self._idle: Idle[Line] = Idle()
        self._lock = threading.Lock()

    def renew(self) -> None:
        """Let go of the parent's connections in a forked child, and of the lock, which its threads may hold."""
        inherited, idle = self._backend.sockets, self._idle
        self._start()
        self._backend.sockets.closed = inherited.closed
        inherited.renew()
        for line in idle.clear():
            with contextlib.suppress(Exception):
                line.close()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the connection comes back when the answer is closed."""
        origin, line = origin_of(request.url), None
        try:
            line = self._waiting(origin) or self._opened(request)
            answer = line.send(request)
            return in_httpx(
                answer, PooledBody(answer.stream, functools.partial(self._give_back, origin, line), self._words)
            )
        except FAILURES as error:
            self._drop(line)
            raise self._words(error) from error
        except BaseException as error:
            self._drop(line)
            if isinstance(error, httpx.TransportError) and self._backend.sockets.closed:  # that of a proxy
                raise self._words(error) from error
            raise

    def _words(self, error: Exception) -> httpx.TransportError:
        return in_words_of_httpx(error, closed=self._backend.sockets.closed)

    def close(self) -> None:
        """Close all connections; calls that are under way end now."""
        with self._lock:
            self._backend.sockets.shut_down()
            waiting = self._idle.clear()
        for line in waiting:
            line.close()

    def _waiting(self, origin: str) -> "Line | None":
        """Take a connection that waits; the caller answers for it then, whatever happens."""
        while True:
            with self._lock:
                line = self._idle.take(origin)
            if line is None:
                return None
            try:
                if line.is_usable():
                    return line
            except BaseException:  # Ctrl-C: the caller knows nothing of it yet
                self._drop(line)
                raise
            self._drop(line)

    def _opened(self, request: httpx.Request) -> "Line":
        proxy = None if self._proxies is None else self._proxies.proxy_for(request.url)
        if proxy is None:
            return Connection.to(request, self._backend)
        from pollination_sdk._http.proxied import Proxied  # noqa: PLC0415 - few have a proxy

        return Proxied(proxy, self._backend)

    def _drop(self, line: "Line | None") -> None:
        if line is not None:
            line.close()

    def _give_back(self, origin: str, line: "Line", *, whole: bool) -> None:
        if not whole:
            self._drop(line)
            return
        with self._lock:
            over = [line] if self._backend.sockets.closed else self._idle.put(origin, line)
        for one in over:
            one.close()


class AsyncFanOut(httpx.AsyncBaseTransport):
    """Send each request over a connection that no other uses meanwhile; belongs to one event loop.

    Args:
        proxies: What the connections go through, None for none.
        asyncio: Whether asyncio runs it.
    """

    def __init__(self, proxies: "Proxies | None" = None, *, asyncio: bool = False) -> None:
        from pollination_sdk._http.socket import AsyncBackend  # noqa: PLC0415 - the blocking client does without

        self._proxies = proxies
        self._backend = AsyncBackend()
        self._opening: set[anyio.CancelScope] = set()
        self._watched = asyncio
        self._watch: Any = None
        self._idle: Idle[AsyncLine] = Idle(KEPT_WATCHED if asyncio else KEPT)
        self._busy: set[AsyncLine] = set()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the connection comes back when the answer is closed."""
        origin, line = origin_of(request.url), None
        try:
            line = await self._ready(origin, request)
            answer = await line.send(request)
            give_back = functools.partial(self._give_back, origin, line)
            return in_httpx(answer, AsyncPooledBody(answer.stream, give_back, self._words))
        except FAILURES as error:
            await self._drop(line)
            raise self._words(error) from error
        except BaseException as error:
            await self._drop(line)
            if isinstance(error, httpx.TransportError) and self._backend.sockets.closed:  # that of a proxy
                raise self._words(error) from error
            raise

    def _words(self, error: Exception) -> httpx.TransportError:
        return in_words_of_httpx(error, closed=self._backend.sockets.closed)

    async def _ready(self, origin: str, request: httpx.Request) -> "AsyncLine":
        """Take a connection that waits, or open one."""
        while (line := self._idle.take(origin)) is not None:
            if line.is_usable():
                break
            await _close_all([line])
        line = line or await self._opened(request)
        self._busy.add(line)
        return line

    async def _opened(self, request: httpx.Request) -> "AsyncLine":
        proxy = None if self._proxies is None else self._proxies.proxy_for(request.url)
        if proxy is not None:
            from pollination_sdk._http.proxied import AsyncProxied  # noqa: PLC0415 - few have a proxy

            return AsyncProxied(proxy, self._backend)
        with anyio.CancelScope() as until_closed:
            self._opening.add(until_closed)
            try:
                return await AsyncConnection.to(request, self._backend)
            finally:
                self._opening.discard(until_closed)
        raise ClosedUnsentError(CLOSED)

    async def _drop(self, line: "AsyncLine | None") -> None:
        if line is not None:
            self._busy.discard(line)
            await _close_all([line])

    async def aclose(self) -> None:
        """Close all connections, those in use too; calls that are under way end now."""
        self._backend.sockets.shut_down()
        if self._watch is not None:
            self._watch.cancel()
        for opening in self._opening:
            opening.cancel()
        await _close_all([*self._idle.clear(), *self._busy])

    async def _give_back(self, origin: str, line: "AsyncLine", *, whole: bool) -> None:
        if not whole:
            await self._drop(line)
            return
        self._busy.discard(line)
        if over := [line] if self._backend.sockets.closed else self._idle.put(origin, line):
            await _close_all(over)
        if self._watched and self._watch is None and not self._backend.sockets.closed:
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


async def _close_all(lines: "list[AsyncLine]") -> None:
    """Close connections, whatever happens meanwhile to who asked for it."""
    with anyio.CancelScope(shield=True):
        async with contextlib.AsyncExitStack() as each:  # asyncio's own cancellation ends one wait; the rest go on
            for line in lines:
                each.push_async_callback(line.aclose)


Words = Callable[[Exception], httpx.TransportError]


class PooledBody(httpx.SyncByteStream):
    """Pass on the body of an answer, and give its connection back once, and whether it is whole.

    Attributes:
        ended: Is called then; it is let go, as it may hold the answer that holds this body.
    """

    ended: Callable[[], object] = bool

    def __init__(self, body: Any, give_back: Callable[..., None], words: Words) -> None:
        self._body = body
        self._words = words
        self._give_back: Callable[..., None] | None = give_back

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._body
        except FAILURES as error:
            raise self._words(error) from error

    def close(self) -> None:
        give_back, self._give_back = self._give_back, None
        if give_back is not None:
            whole = False
            try:
                self._body.close()
                whole = True
            finally:
                ended, self.ended = self.ended, bool
                ended()
                give_back(whole=whole)


class AsyncPooledBody(httpx.AsyncByteStream):
    """Pass on the body of an answer, and give its connection back once; see `PooledBody`."""

    ended: Callable[[], object] = bool

    def __init__(self, body: Any, give_back: Callable[..., Awaitable[None]], words: Words) -> None:
        self._body = body
        self._words = words
        self._give_back: Callable[..., Awaitable[None]] | None = give_back

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for piece in self._body:
                yield piece
        except FAILURES as error:
            raise self._words(error) from error

    async def aclose(self) -> None:
        give_back, self._give_back = self._give_back, None
        if give_back is not None:
            whole = False
            try:
                await self._body.aclose()
                whole = True
            finally:
                ended, self.ended = self.ended, bool
                ended()
                await give_back(whole=whole)
