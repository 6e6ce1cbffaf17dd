"""The connections of a client: made when first needed, for the process and the event loop that need them."""

import contextlib
import os
import threading
import weakref
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from typing import Any, TypeVar

import anyio
import attrs
import httpx

from pollination_sdk._deadline import Deadline, watch
from pollination_sdk._fork import renew_after_fork
from pollination_sdk._http import new_async_client, new_client
from pollination_sdk.errors import APITimeoutError, PollinationsError

T = TypeVar("T")


class Pool:
    """Hold the connections of one sync client and its siblings; safe across threads, and after a fork.

    Args:
        given: The caller's own httpx client, used as it is and never closed.
        max_in_flight: The most calls at once, None for no limit.
    """

    def __init__(self, given: httpx.Client | None, max_in_flight: int | None) -> None:
        self._given = _checked(given, httpx.Client)
        self._max_in_flight = max_in_flight
        self._closed = False
        self.renew()
        renew_after_fork(self)
        if given is not None:
            watch(given)

    def renew(self) -> None:
        """Begin without connections, as in a forked child: they, and a lock held just then, are the parent's."""
        self._lock = threading.Lock()
        self._places = threading.Semaphore(self._max_in_flight) if self._max_in_flight else None
        self._made: httpx.Client | None = None

    def http(self) -> httpx.Client:
        """Return the httpx client to send with."""
        _check_open(self._closed, self._given)
        if self._given is not None:
            return self._given
        with self._lock:
            if self._made is None:
                self._made = new_client()
                weakref.finalize(self, self._made.close)
            return self._made

    @contextlib.contextmanager
    def place(self, deadline: Deadline) -> Iterator[None]:
        """Hold one of the places for calls at once.

        Raises:
            APITimeoutError: There was none in time.
        """
        places = self._places
        if places is None:
            yield
            return
        if not places.acquire(timeout=deadline.remaining()):
            raise _no_place(deadline)
        try:
            yield
        finally:
            places.release()

    def close(self) -> None:
        """Close what was opened here."""
        self._closed = True
        if self._made is not None:
            self._made.close()


def _checked(given: T | None, kind: type[T]) -> T | None:
    """Return the caller's own client as given, or refuse one of the other flavour."""
    if given is not None and not isinstance(given, kind):
        raise TypeError(f"http_client takes an httpx.{kind.__name__} here, not {type(given).__name__}.")
    return given


def _check_open(closed: bool, given: httpx.Client | httpx.AsyncClient | None) -> None:  # noqa: FBT001 - a fact
    if closed:
        raise PollinationsError("This client is closed; make a new one.")
    if given is not None and given.is_closed:
        raise PollinationsError("The http_client given to this client is closed; make new ones of both.")


def _no_place(deadline: Deadline) -> APITimeoutError:
    """Make the error for a call that `max_in_flight` held back until its time was over."""
    return APITimeoutError(
        f"max_in_flight calls were under way for all of timeout={deadline.seconds:g} seconds; nothing was sent.",
        attempts=0,
    )


@attrs.frozen(eq=False)
class _Loop:
    """Hold what belongs to one event loop."""

    http: httpx.AsyncClient
    places: "anyio.Semaphore | None"
    keeper: AsyncGenerator[None, None] | None
    detach: Callable[[], object] = bool
    """Stops waiting for the client's end to close the connections."""


# Keepers stay here until they are closed, so that the end of their event loop finds them.
_keepers: dict[httpx.AsyncClient, AsyncGenerator[None, None]] = {}


class AsyncPool:
    """Hold the connections of one async client and its siblings, a set for each event loop that uses it.

    A connection belongs to the loop that opened it. So each loop gets its own, and they are closed with it, by
    whichever comes first: `aclose`, the end of the loop, or the garbage collection of the client.

    Args:
        given: The caller's own httpx client, used as it is and never closed.
        max_in_flight: The most calls at once in one loop, None for no limit.
    """

    def __init__(self, given: httpx.AsyncClient | None, max_in_flight: int | None) -> None:
        self._given = _checked(given, httpx.AsyncClient)
        self._max_in_flight = max_in_flight
        self._loops: dict[tuple[int, Any], _Loop] = {}
        self._closed = False

    async def http(self) -> httpx.AsyncClient:
        """Return the httpx client to send with."""
        return (await self._here()).http

    @contextlib.asynccontextmanager
    async def place(self, deadline: Deadline) -> AsyncIterator[None]:
        """Hold one of the places for calls at once.

        Raises:
            APITimeoutError: There was none in time.
        """
        places = (await self._here()).places
        if places is None:
            yield
            return
        try:
            with anyio.fail_after(deadline.remaining()):
                await places.acquire()
        except TimeoutError:
            raise _no_place(deadline) from None
        try:
            yield
        finally:
            places.release()

    async def aclose(self) -> None:
        """Close what was opened here; connections of other loops that still run are closed with those."""
        self._closed = True
        here = self._loops.pop(_where(), None)
        if here is not None and here.keeper is not None:
            here.detach()
            await _close(here.keeper)

    async def _here(self) -> _Loop:
        _check_open(self._closed, self._given)
        where = _where()
        here = self._loops.get(where)
        if here is None:
            self._forget_ended()
            here = self._loops[where] = self._open(where[1])
            if here.keeper is not None:
                await anext(here.keeper)
        return here

    def _forget_ended(self) -> None:
        for where in [where for where in list(self._loops) if _is_over(where)]:
            ended = self._loops.pop(where, None)  # another thread may have done it
            if ended is not None:
                ended.detach()
                _keepers.pop(ended.http, None)

    def _open(self, loop: Any) -> _Loop:
        places = anyio.Semaphore(self._max_in_flight) if self._max_in_flight else None
        if self._given is not None:
            return _Loop(self._given, places, None)
        http = new_async_client(asyncio=isinstance(loop, _asyncio().AbstractEventLoop))
        keeper = _keep(http)
        _keepers[http] = keeper
        finalizer = weakref.finalize(self, _close_soon, loop, keeper)
        finalizer.atexit = False
        return _Loop(http, places, keeper, finalizer.detach)


async def _keep(http: httpx.AsyncClient) -> AsyncGenerator[None, None]:
    """Close an httpx client when closed; event loops close the generators that were begun in them at their end."""
    try:
        yield
    finally:
        _keepers.pop(http, None)
        with anyio.CancelScope(shield=True):
            await http.aclose()


async def _close(keeper: AsyncGenerator[None, None]) -> None:
    with contextlib.suppress(RuntimeError):  # the loop is closing it already
        await keeper.aclose()


def _close_soon(loop: Any, keeper: AsyncGenerator[None, None]) -> None:
    """Close the connections of a client that is gone; an event loop that is at its end does it by itself."""
    asyncio_runs = isinstance(loop, _asyncio().AbstractEventLoop)

    def start() -> None:
        with contextlib.suppress(RuntimeError):
            _asyncio().ensure_future(_close(keeper)) if asyncio_runs else _trio().spawn_system_task(_close, keeper)

    with contextlib.suppress(RuntimeError):
        (loop.call_soon_threadsafe if asyncio_runs else loop.run_sync_soon)(start)


def _asyncio() -> Any:
    import asyncio  # noqa: PLC0415 - slow to load, and the blocking client does without

    return asyncio


def _trio() -> Any:
    import trio  # noqa: PLC0415 - whoever gets here runs it

    return trio.lowlevel


def _where() -> tuple[int, Any]:
    """Return what tells this process and event loop from others."""
    try:
        return os.getpid(), _asyncio().get_running_loop()
    except RuntimeError:
        return os.getpid(), _trio().current_trio_token()


def _is_over(where: tuple[int, Any]) -> bool:
    """Tell whether a loop has ended, or was another process's."""
    process, loop = where
    if process != os.getpid():
        return True
    if isinstance(loop, _asyncio().AbstractEventLoop):
        return bool(loop.is_closed())
    try:
        loop.run_sync_soon(int)
    except RuntimeError:  # trio's RunFinishedError
        return True
    return False
