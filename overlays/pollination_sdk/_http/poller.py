"""Wait for sockets and names: in a thread, in asyncio, or in any event loop that anyio knows.

What opens connections and reads and writes at them is written once, as coroutines that wait by one of these pollers.
The blocking one blocks where the others suspend, so `finish` runs such a coroutine without an event loop.
"""

import contextlib
import selectors
import socket
import threading
from collections.abc import Awaitable, Callable, Collection, Coroutine
from selectors import EVENT_READ, EVENT_WRITE
from typing import Any, TypeVar

import anyio

from pollination_sdk._http.deadline import time_left
from pollination_sdk._support.event_loop import here, is_asyncio

T = TypeVar("T")
Sockets = Collection[socket.socket]

_Selector: Any = getattr(selectors, "PollSelector", selectors.SelectSelector)
"""`poll` knows any descriptor; Windows has only `select`."""
_LONGEST = 2_000_000.0
"""The longest wait in seconds, 23 days: `poll` takes its milliseconds as a C integer."""


def finish(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that never suspends to its end, and return its value."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        value: T = done.value
        return value
    raise RuntimeError("a coroutine that must not suspend did")


class BlockingPoller:
    """Wait in this thread, within the deadline of its call; the resolver has limits of its own."""

    blocks = True
    """Whether `wait` and the others block, and never suspend."""

    async def wait(self, seconds: float | None, read: Sockets = (), write: Sockets = ()) -> socket.socket | None:
        """Return a socket that can be read or written; a closed one can. Return None when it is too late."""
        left = time_left(seconds, TimeoutError)
        with _Selector() as selector:
            for sock in {*read, *write}:
                try:
                    selector.register(sock, (sock in read and EVENT_READ) | (sock in write and EVENT_WRITE))
                except ValueError:
                    return sock
            for key, _ in selector.select(None if left is None else min(left, _LONGEST)):
                ready: socket.socket = key.fileobj
                return ready
        return None

    def event(self) -> Any:
        """Make an event, to be set once."""
        return threading.Event()

    async def wait_for(self, event: Any, seconds: float | None) -> None:
        """Wait for an event; raise TimeoutError when it is too late."""
        if not event.wait(time_left(seconds, TimeoutError)):
            raise TimeoutError

    async def resolve(self, host: str, port: int, _: float | None) -> Any:
        """Return what `socket.getaddrinfo` returns."""
        return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)

    def close(self, sock: socket.socket) -> None:
        """Close a socket and wake the tasks of this event loop that wait for it."""
        sock.close()


class AnyioPoller:
    """Wait with anyio: under trio, and in an event loop of Windows that has no selector. See `BlockingPoller`."""

    blocks = False

    async def wait(self, seconds: float | None, read: Sockets = (), write: Sockets = ()) -> socket.socket | None:
        woken: socket.socket | None = None

        async def until(wait: Callable[[Any], Awaitable[None]], sock: socket.socket) -> None:
            nonlocal woken
            with contextlib.suppress(anyio.ClosedResourceError, ValueError):  # ValueError: it has no number any more
                await wait(sock)
            woken = sock
            group.cancel_scope.cancel()

        with anyio.move_on_after(seconds):
            async with anyio.create_task_group() as group:
                for sock in read:
                    group.start_soon(until, anyio.wait_readable, sock)
                for sock in write:
                    group.start_soon(until, anyio.wait_writable, sock)
        return woken

    def event(self) -> Any:
        return anyio.Event()

    async def wait_for(self, event: Any, seconds: float | None) -> None:
        with anyio.fail_after(seconds):
            await event.wait()

    async def resolve(self, host: str, port: int, seconds: float | None) -> Any:
        with anyio.fail_after(seconds):
            return await anyio.getaddrinfo(host, port, type=socket.SOCK_STREAM)

    def close(self, sock: socket.socket) -> None:
        if sock.fileno() >= 0:
            with contextlib.suppress(RuntimeError):  # outside of a task; then nobody waits for it
                anyio.notify_closing(sock)
        sock.close()


class AsyncioPoller(AnyioPoller):
    """Wait with the selector of asyncio: what anyio puts around that costs more than the waiting.

    A socket that was read stays in the selector until something comes that nobody waits for. To add and to remove it
    for each read cost a third of the calls a second with 1,000 in flight.
    """

    def __init__(self, loop: Any) -> None:
        self._loop = loop
        self._selected: set[socket.socket] = set()
        self._readers: dict[socket.socket, Any] = {}
        self._writers: dict[socket.socket, Any] = {}

    async def wait(self, seconds: float | None, read: Sockets = (), write: Sockets = ()) -> socket.socket | None:
        future = self._loop.create_future()
        timer = None if seconds is None else self._loop.call_later(seconds, _finish, future, None)
        try:
            for sock in (*read, *write):
                if sock.fileno() < 0:
                    return sock
            for sock in read:
                self._readers[sock] = future
                if sock not in self._selected:
                    self._selected.add(sock)
                    self._loop.add_reader(sock, self._readable, sock)
            for sock in write:
                self._writers[sock] = future
                self._loop.add_writer(sock, _finish, future, sock)
            woken: socket.socket | None = await future
            return woken
        finally:
            if timer is not None:
                timer.cancel()
            for sock in read:
                self._readers.pop(sock, None)
            for sock in write:
                if self._writers.pop(sock, None) is not None:
                    self._loop.remove_writer(sock)

    def _readable(self, sock: socket.socket) -> None:
        future = self._readers.get(sock)
        if future is None or future.done():
            self._selected.discard(sock)
            self._loop.remove_reader(sock)
        else:
            future.set_result(sock)

    def close(self, sock: socket.socket) -> None:
        if sock in self._selected:
            self._selected.discard(sock)
            self._loop.remove_reader(sock)
        if (reader := self._readers.pop(sock, None)) is not None:
            _finish(reader, sock)
        if (writer := self._writers.pop(sock, None)) is not None:
            self._loop.remove_writer(sock)
            _finish(writer, sock)
        sock.close()


def _finish(future: Any, result: socket.socket | None) -> None:
    if not future.done():
        future.set_result(result)


def new_poller() -> AnyioPoller:
    """Return what waits in the event loop that runs."""
    loop = here()[1]
    if is_asyncio(loop):
        from asyncio import AbstractEventLoop  # noqa: PLC0415 - slow to load, for trio without use

        if type(loop).add_reader is not AbstractEventLoop.add_reader:
            return AsyncioPoller(loop)
    return AnyioPoller()


Poller = BlockingPoller | AnyioPoller
