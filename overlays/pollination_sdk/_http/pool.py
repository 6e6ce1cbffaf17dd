"""The connections of a client, created at their first use for each process and each event loop."""

from __future__ import annotations

import os
import threading
import weakref
from typing import TYPE_CHECKING, Any, NamedTuple

import anyio

from pollination_sdk._http.clients import check_environment, environment_proxies, new_async_client, new_client
from pollination_sdk._support.event_loop import close_quietly, close_soon, here, is_over
from pollination_sdk._support.fork import renew_after_fork, renew_if_forked
from pollination_sdk.errors import PollinationsError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    import httpx

    from pollination_sdk._http.given_client import AsyncGivenClient, GivenClient
    from pollination_sdk._http.protocols import AsyncHTTPClient, HTTPClient
    from pollination_sdk._http.transport import AsyncPooledTransport, PooledTransport


class Pool:
    """The connections of one sync client and its siblings; safe across threads, and after a fork.

    Args:
        given: The caller's own httpx client, which is never changed or closed; None for our own.
    """

    def __init__(self, given: HTTPClient | None) -> None:
        self._given: GivenClient | None = None
        if given is not None:
            from pollination_sdk._http.given_client import GivenClient  # noqa: PLC0415 - few clients have one

            self._given = GivenClient(given)
        self._proxies = environment_proxies() if given is None else None
        self._closed = self._refused = self._inherited = False
        self._start()
        renew_after_fork(self)

    def _start(self) -> None:
        self._lock = threading.Lock()
        self._made: PooledTransport | None = None

    @property
    def keeps_deadlines(self) -> bool:
        """Whether reads end at the deadline of the call, which those of a caller's own client do not."""
        return self._given is None

    def check(self, url: httpx.URL) -> None:
        """Check the environment variables that calls to a URL depend on; a caller's own client does not use them.

        Raises:
            ConfigurationError: A variable for proxies or certificates is invalid.
        """
        if self._given is None:
            check_environment(self._proxies, url)

    def renew(self) -> None:
        """Start without connections in a forked child: connections and a locked lock belong to the parent."""
        self._start()
        self._inherited = self._given is not None
        self._refused = self._given is not None and not _disowned(self._given)

    def _take_over(self, given: GivenClient) -> None:
        """Give a caller's client new locks at the first call: gevent may have replaced their class since the fork."""
        from pollination_sdk._http.httpx_pools import renew_locks  # noqa: PLC0415 - only a caller's client needs it

        with self._lock:
            if self._inherited:
                renew_locks(given.client)
                self._inherited = False

    def http(self) -> PooledTransport | GivenClient:
        """Return the client that sends the requests."""
        _check_open(self._closed, self._given, refused=self._refused)
        if self._given is not None:
            if self._inherited:
                self._take_over(self._given)
            return self._given
        with self._lock:
            _check_open(self._closed, None, refused=False)  # another thread may have closed it since
            if self._made is None:
                self._made = new_client(self._proxies)
                weakref.finalize(self, self._made.close)
            return self._made

    def close(self) -> None:
        """Close our own connections."""
        with self._lock:
            self._closed = True
            made = self._made
        if made is not None:
            made.close()


def _disowned(given: GivenClient | AsyncGivenClient) -> bool:
    """Give a caller's client new connections in a forked child; return False if that is not possible."""
    from pollination_sdk._http.httpx_pools import disown_client  # noqa: PLC0415 - only a caller's client needs it

    return disown_client(given.client)


def _check_open(closed: bool, given: GivenClient | AsyncGivenClient | None, *, refused: bool) -> None:  # noqa: FBT001 - a fact
    if refused:
        raise PollinationsError(
            "The http_client given to this client belongs to the process that this one was forked from, and its "
            "transport may share connections with it; nothing was sent. Make the httpx client and this client after "
            "the fork, in the worker."
        )
    if closed:
        raise PollinationsError("This client is closed; make a new one.")
    if given is not None and given.is_closed:
        raise PollinationsError("The http_client given to this client is closed; make new ones of both.")


def _check_owner(given: AsyncGivenClient) -> None:
    from pollination_sdk._http.loop_owner import owners  # noqa: PLC0415 - only a caller's client needs it

    if not owners.claim(given.client, here()):
        raise PollinationsError(
            "The http_client given to this client belongs to another event loop, in which it was used before; nothing "
            "was sent. Make an httpx client for each event loop, or leave http_client out: this client then has "
            "connections for each loop."
        )


class _Loop(NamedTuple):
    """The connections of one event loop."""

    http: AsyncPooledTransport | AsyncGivenClient
    keeper: _Keeper | None
    detach: Callable[[], object] = bool
    """Removes the finalizer that closes the connections with the client."""


class AsyncPool:
    """The connections of one async client and its siblings, separate for each event loop.

    A connection belongs to the event loop that opened it. The connections of a loop are closed by `aclose`, at the end
    of the loop, or when the client is collected.

    Args:
        given: The caller's own httpx client, which is never changed or closed; None for our own.
    """

    def __init__(self, given: AsyncHTTPClient | None) -> None:
        self._given: AsyncGivenClient | None = None
        if given is not None:
            from pollination_sdk._http.given_client import AsyncGivenClient  # noqa: PLC0415 - few clients have one

            self._given = AsyncGivenClient(given)
        self._proxies = environment_proxies() if given is None else None
        self._loops: dict[tuple[int, Any], _Loop] = {}
        self._closed = self._refused = False
        if given is not None:
            renew_after_fork(self)

    def renew(self) -> None:
        """Empty the caller's client in a forked child; our own connections belong to the parent's event loops."""
        self._refused = self._given is not None and not _disowned(self._given)

    def check(self, url: httpx.URL) -> None:
        """Check the environment variables that calls to a URL depend on; see `Pool.check`."""
        if self._given is None:
            check_environment(self._proxies, url)

    async def http(self) -> AsyncPooledTransport | AsyncGivenClient:
        """Return the client that sends the requests in this event loop."""
        return (await self._here()).http

    async def aclose(self) -> None:
        """Close the connections of this event loop; those of other running loops are closed with these loops."""
        self._closed = True
        mine = self._loops.pop(here(), None)
        if mine is not None and mine.keeper is not None:
            mine.detach()
            await close_quietly(mine.keeper)

    async def _here(self) -> _Loop:
        renew_if_forked()
        _check_open(self._closed, self._given, refused=self._refused)
        where = here()
        mine = self._loops.get(where)
        if mine is None:
            self._forget_ended()
            mine = self._loops[where] = self._open()
            if mine.keeper is not None:
                await mine.keeper.start()
        return mine

    def _forget_ended(self) -> None:
        for where in [where for where in list(self._loops) if is_over(where)]:
            ended = self._loops.pop(where, None)  # another thread may have removed it
            if ended is not None:
                ended.detach()
                if where[0] == os.getpid():  # closing those of the parent process would call into its loop
                    _keepers.discard(ended.keeper)

    def _open(self) -> _Loop:
        if self._given is not None:
            _check_owner(self._given)
            return _Loop(self._given, None)
        http = new_async_client(self._proxies)
        keeper = _Keeper(http)
        finalizer = weakref.finalize(self, close_soon, here(), keeper)
        finalizer.atexit = False
        return _Loop(http, keeper, finalizer.detach)


class _Keeper:
    """Closes an httpx client with its event loop, which closes all async generators that were started in it."""

    def __init__(self, http: AsyncPooledTransport | AsyncGivenClient) -> None:
        self._http = http
        self._lock = anyio.Lock()
        self._until_end = self._wait()

    async def start(self) -> None:
        """Start to wait for the end of this event loop."""
        _keepers.add(self)
        await anext(self._until_end)

    async def aclose(self) -> None:
        """Close the client; concurrent and repeated calls are allowed."""
        await self._close()
        await self._until_end.aclose()

    async def _wait(self) -> AsyncGenerator[None, None]:
        try:
            yield
        finally:
            await self._close()

    async def _close(self) -> None:
        if self in _keepers:
            with anyio.CancelScope(shield=True):
                async with self._lock:
                    await self._http.aclose()
            _keepers.discard(self)


# References that keep the keepers alive until they have closed, so that the end of the event loop finds them.
_keepers: set[_Keeper] = set()
