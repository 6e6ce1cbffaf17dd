"""The connections of a client: made when first needed, for the process and the event loop that need them."""

import asyncio
import contextlib
import os
import sys
import threading
import weakref
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any

import anyio
import attrs
import httpx

from pollination_sdk._deadline import watch
from pollination_sdk.errors import PollinationsError

_CLOSED = "This client is closed; make a new one."
# As many as the caller has in flight: a paid call should not fail for want of a place. Idle ones go after a while.
_LIMITS = httpx.Limits(max_connections=None, max_keepalive_connections=100, keepalive_expiry=15.0)


class Pool:
    """Hold the connections of one sync client and its siblings; safe across threads, and after a fork.

    Args:
        given: The caller's own httpx client, used as it is and never closed.
        max_in_flight: The most calls at once, None for no limit.
    """

    def __init__(self, given: httpx.Client | None, max_in_flight: int | None) -> None:
        self._given = given
        self._places = threading.BoundedSemaphore(max_in_flight) if max_in_flight else None
        self._lock = threading.Lock()
        self._made: httpx.Client | None = None
        self._process = os.getpid()
        self._closed = False
        if given is not None:
            watch(given)

    def http(self) -> httpx.Client:
        """Return the httpx client to send with."""
        if self._closed:
            raise PollinationsError(_CLOSED)
        if self._given is not None:
            return self._given
        if self._made is None or self._process != os.getpid():
            self._make()
        assert self._made is not None  # noqa: S101 - for the type checkers: `_make` sets it
        return self._made

    def _make(self) -> None:
        if self._process != os.getpid():
            # A forked child: the connections, and perhaps a lock held just then, are the parent's.
            self._lock, self._made, self._process = threading.Lock(), None, os.getpid()
        with self._lock:
            if self._made is None:
                made = httpx.Client(limits=_LIMITS)
                watch(made)
                weakref.finalize(self, made.close)
                self._made = made

    def enter(self, timeout: float | None) -> bool:
        """Take one of the places for calls at once, waiting for it; tell whether there was one in time."""
        return self._places is None or self._places.acquire(timeout=timeout)

    def leave(self) -> None:
        """Give the place back."""
        if self._places is not None:
            self._places.release()

    def close(self) -> None:
        """Close what was opened here."""
        self._closed = True
        if self._made is not None and self._process == os.getpid():
            self._made.close()


@attrs.frozen(eq=False)
class _Loop:
    """Hold what belongs to one event loop."""

    http: httpx.AsyncClient
    places: anyio.Semaphore | None
    keeper: AsyncGenerator[None, None] | None


# Keepers stay here until they are closed, so that the end of their event loop finds them.
_keepers: set[AsyncGenerator[None, None]] = set()


class AsyncPool:
    """Hold the connections of one async client and its siblings, a set for each event loop that uses it.

    A connection belongs to the loop that opened it. So each loop gets its own, and they are closed with it, by
    whichever comes first: `aclose`, the end of the loop, or the garbage collection of the client.

    Args:
        given: The caller's own httpx client, used as it is and never closed.
        max_in_flight: The most calls at once in one loop, None for no limit.
    """

    def __init__(self, given: httpx.AsyncClient | None, max_in_flight: int | None) -> None:
        self._given = given
        self._max_in_flight = max_in_flight
        self._loops: dict[tuple[int, Any], _Loop] = {}
        self._closed = False

    async def http(self) -> httpx.AsyncClient:
        """Return the httpx client to send with."""
        return (await self._here()).http

    @contextlib.asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Hold one of the places for calls at once."""
        places = (await self._here()).places
        async with places or contextlib.nullcontext():
            yield

    async def aclose(self) -> None:
        """Close what was opened here; connections of other loops that still run are closed with those."""
        self._closed = True
        here = self._loops.pop(_where(), None)
        if here is not None and here.keeper is not None:
            await _close(here.keeper)

    async def _here(self) -> _Loop:
        if self._closed:
            raise PollinationsError(_CLOSED)
        where = _where()
        if where not in self._loops:
            for other in [other for other in self._loops if _is_over(other)]:
                del self._loops[other]
            self._loops[where] = self._open()
            if (keeper := self._loops[where].keeper) is not None:
                await anext(keeper)
                weakref.finalize(self, _close_soon, where[1], keeper).atexit = False
        return self._loops[where]

    def _open(self) -> _Loop:
        places = anyio.Semaphore(self._max_in_flight) if self._max_in_flight else None
        if self._given is not None:
            return _Loop(self._given, places, None)
        http = httpx.AsyncClient(limits=_LIMITS)
        keeper = _keep(http)
        _keepers.add(keeper)
        return _Loop(http, places, keeper)


async def _keep(http: httpx.AsyncClient) -> AsyncGenerator[None, None]:
    """Close an httpx client when closed; event loops close the generators that were begun in them at their end."""
    try:
        yield
    finally:
        with anyio.CancelScope(shield=True):
            await http.aclose()


async def _close(keeper: AsyncGenerator[None, None]) -> None:
    _keepers.discard(keeper)
    with contextlib.suppress(RuntimeError):  # the loop is closing it already
        await keeper.aclose()


def _close_soon(loop: Any, keeper: AsyncGenerator[None, None]) -> None:
    """Close the connections of a client that is gone, if its loop still runs; trio does it at its end."""
    if isinstance(loop, asyncio.AbstractEventLoop) and not loop.is_closed():
        loop.call_soon_threadsafe(lambda: asyncio.ensure_future(_close(keeper)))
    else:
        _keepers.discard(keeper)


def _where() -> tuple[int, Any]:
    """Return what tells this process and event loop from others."""
    try:
        return os.getpid(), asyncio.get_running_loop()
    except RuntimeError:
        import trio  # noqa: PLC0415 - whoever gets here runs it

        return os.getpid(), trio.lowlevel.current_trio_token()


def _is_over(where: tuple[int, Any]) -> bool:
    """Tell whether a loop has ended, or was another process's."""
    process, loop = where
    if process != os.getpid():
        return True
    if isinstance(loop, asyncio.AbstractEventLoop):
        return loop.is_closed()
    trio = sys.modules["trio"]
    try:
        loop.run_sync_soon(int)
    except trio.RunFinishedError:
        return True
    return False
