"""Wait for sockets and names: in a thread, or in any event loop that anyio knows.

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
    """Wait with anyio, under asyncio and trio. See `BlockingPoller`."""

    blocks = False

    async def wait(self, seconds: float | None, read: Sockets = (), write: Sockets = ()) -> socket.socket | None:
        woken: socket.socket | None = None

        async def until(wait: Callable[[Any], Awaitable[None]], sock: socket.socket, then: Callable[[], Any]) -> None:
            nonlocal woken
            with contextlib.suppress(anyio.ClosedResourceError, ValueError):  # ValueError: it has no number any more
                await wait(sock)
            woken = sock
            then()

        waits = [*((anyio.wait_readable, sock) for sock in read), *((anyio.wait_writable, sock) for sock in write)]
        with anyio.move_on_after(seconds):
            if len(waits) == 1:  # as usual; a task for it would cost more than the waiting
                await until(*waits[0], bool)
            else:
                async with anyio.create_task_group() as group:
                    for one in waits:
                        group.start_soon(until, *one, group.cancel_scope.cancel)
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


Poller = BlockingPoller | AnyioPoller
