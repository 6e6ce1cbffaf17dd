"""Wait for sockets and names: in a thread, or in any event loop that anyio knows.

What opens connections and reads and writes at them is written once, as coroutines that wait by one of these pollers.
The blocking one blocks where the others suspend, so `finish` runs such a coroutine without an event loop.
"""

import contextlib
import math
import select
import socket
import threading
from collections.abc import Awaitable, Callable, Collection, Coroutine
from typing import Any, TypeVar

import anyio

from pollination_sdk._http.deadline import time_left
from pollination_sdk._support.event_loop import in_time

T = TypeVar("T")
Sockets = Collection[socket.socket]

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


def ready(seconds: float | None, read: Sockets, write: Sockets = ()) -> socket.socket | None:
    """Return a socket that can be read or written, or was closed; None when none can within the seconds."""
    sockets = {sock.fileno(): sock for sock in (*read, *write)}
    if -1 in sockets:
        return sockets[-1]
    if not hasattr(select, "poll"):  # Windows, where a refused connection is an exceptional condition
        found = select.select(read, write, write, seconds)
        return next((sock for some in found for sock in some), None)
    poll = select.poll()  # knows any descriptor
    for number, sock in sockets.items():
        poll.register(number, (sock in read and select.POLLIN) | (sock in write and select.POLLOUT))
    for number, _ in poll.poll(None if seconds is None else math.ceil(min(seconds, _LONGEST) * 1000)):
        return sockets[number]
    return None


class BlockingPoller:
    """Wait in this thread, within the deadline of its call; the resolver has limits of its own."""

    blocks = True
    """Whether `wait` and the others block, and never suspend."""

    async def readable(self, sock: socket.socket, seconds: float | None) -> None:
        """Wait until a socket can be read; a closed one can. Raise TimeoutError when it is too late."""
        if ready(time_left(seconds, TimeoutError), (sock,)) is None:
            raise TimeoutError

    async def wait(self, seconds: float | None, read: Sockets = (), write: Sockets = ()) -> socket.socket | None:
        """Return a socket that can be read or written; a closed one can. Return None when it is too late."""
        return ready(time_left(seconds, TimeoutError), read, write)

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
    """Wait with anyio, under asyncio and trio; belongs to the event loop that runs. See `BlockingPoller`."""

    blocks = False

    def __init__(self) -> None:
        self._limit = in_time()

    async def readable(self, sock: socket.socket, seconds: float | None) -> None:
        async with self._limit(seconds):
            await _until(anyio.wait_readable, sock)

    async def wait(self, seconds: float | None, read: Sockets = (), write: Sockets = ()) -> socket.socket | None:
        woken: list[socket.socket] = []

        async def until(wait: Callable[[Any], Awaitable[None]], sock: socket.socket) -> None:
            await _until(wait, sock)
            woken.append(sock)
            group.cancel_scope.cancel()

        with anyio.move_on_after(seconds):
            async with anyio.create_task_group() as group:
                for sock in read:
                    group.start_soon(until, anyio.wait_readable, sock)
                for sock in write:
                    group.start_soon(until, anyio.wait_writable, sock)
        return woken[0] if woken else None

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


async def _until(wait: Callable[[Any], Awaitable[None]], sock: socket.socket) -> None:
    """Wait until a socket is ready or was closed; ValueError: it has no number any more."""
    with contextlib.suppress(anyio.ClosedResourceError, ValueError):
        await wait(sock)


Poller = BlockingPoller | AnyioPoller
