"""Limit the concurrent calls of a client to `max_in_flight`. A call holds a place, except while it waits to retry.

A copy of a client shares its limit, unless the copy has a `max_in_flight` of its own.
"""

import functools
import threading
from collections.abc import Callable
from typing import Any, Self

import anyio

from pollination_sdk._http.deadline import Deadline
from pollination_sdk._support.event_loop import here, is_over
from pollination_sdk._support.fork import renew_after_fork, renew_if_forked
from pollination_sdk._support.worker_thread import waiting_task
from pollination_sdk.errors import APITimeoutError, PollinationsError

_DROPPED = 0.1
"""Seconds that the event loop may need to close an abandoned async stream."""


class CallLimit:
    """The limit on the concurrent calls of a sync client.

    Args:
        most: The most concurrent calls; None for no limit.
    """

    def __init__(self, most: int | None) -> None:
        self._most = most
        self.renew()
        renew_after_fork(self)

    def renew(self) -> None:
        """Start without calls, also in a forked child: the calls and a locked lock belong to the parent."""
        self._lock = threading.Lock()
        self._places: Places | None = None

    def place(self, deadline: Deadline) -> "Place | NoPlace":
        """Return the place of a call, a context manager."""
        renew_if_forked()
        return _UNLIMITED if self._most is None else self._limited(self._most).place(deadline)

    def _limited(self, most: int) -> "Places":
        """Return the places of this process. They are created at the first call, as gevent may replace lock classes."""
        with self._lock:
            self._places = self._places or Places(most)
            return self._places


class AsyncCallLimit:
    """The limit on the concurrent calls of an async client, in each event loop.

    Args:
        most: The most concurrent calls in one loop; None for no limit.
    """

    def __init__(self, most: int | None) -> None:
        self._most = most
        self._loops: dict[tuple[int, Any], AsyncPlaces] = {}

    def place(self, deadline: Deadline) -> "AsyncPlace | None":
        """Return the place of a call, an async context manager; None without a limit."""
        return None if self._most is None else AsyncPlace(functools.partial(self._here, self._most), deadline)

    def _here(self, most: int) -> "AsyncPlaces":
        """Return the places of the running event loop."""
        where = here()
        places = self._loops.get(where)
        if places is None:
            for ended in [loop for loop in list(self._loops) if is_over(loop)]:
                self._loops.pop(ended, None)  # another thread may have removed it
            places = self._loops[where] = AsyncPlaces(most)
        return places


class NoPlace:
    """A place without a limit on concurrent calls."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None: ...

    def acquire(self) -> None:
        """Do nothing."""

    def release(self) -> None:
        """Do nothing."""


_UNLIMITED = NoPlace()


class _Held:
    """A place with the thread or the task that holds it, to detect calls that would wait for themselves."""

    owner: object = None

    def refuse_own(self, places: set[Any], most: int, owner: object) -> None:
        """Raise if the owner itself holds all places.

        Raises:
            PollinationsError: All places are held by open streams of this thread or task.
        """
        if sum(place.owner == owner for place in tuple(places)) >= most:
            raise PollinationsError(
                f"All max_in_flight={most} places are held by streams that this thread or task has open itself, so "
                "this call would wait for ever; nothing was sent. Close a stream first, or raise max_in_flight."
            )


class Places:
    """The places of a sync client.

    Args:
        most: The number of places.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.free = threading.Semaphore(most)
        self.held: set[Place] = set()

    def place(self, deadline: Deadline) -> "Place":
        """Return the place of a call, a context manager."""
        return Place(self, deadline)


class Place(_Held):
    """A context manager that holds a place, except between `release` and `acquire`.

    Args:
        places: The places of the client.
        deadline: The deadline for waiting.
    """

    def __init__(self, places: Places, deadline: Deadline) -> None:
        self._places = places
        self._deadline = deadline

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def acquire(self) -> None:
        """Wait for a place and take it.

        Raises:
            APITimeoutError: No place became free in time.
            PollinationsError: No place can become free.
        """
        places, owner = self._places, waiting_task() or threading.current_thread()  # worker threads are shared
        if not places.free.acquire(blocking=False):
            self.refuse_own(places.held, places.most, owner)
            if not places.free.acquire(timeout=self._deadline.remaining()):
                raise _none_free(self._deadline)
        self.owner = owner
        places.held.add(self)

    def release(self) -> None:
        """Release the place; repeated calls have no effect."""
        if self in self._places.held:
            self._places.held.discard(self)
            self._places.free.release()


class AsyncPlaces:
    """The places of an async client in one event loop; see `Places`."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.free = anyio.Semaphore(most)
        self.held: set[AsyncPlace] = set()


class AsyncPlace(_Held):
    """An async context manager that holds a place; see `Place`.

    Args:
        find: Returns the places of the running event loop.
        deadline: The deadline for waiting.
    """

    def __init__(self, find: Callable[[], AsyncPlaces], deadline: Deadline) -> None:
        self._find = find
        self._deadline = deadline
        self._places: AsyncPlaces | None = None

    async def __aenter__(self) -> Self:
        await self.acquire()
        return self

    async def __aexit__(self, *_: object) -> None:
        self.release()

    async def acquire(self) -> None:
        """Wait for a place and take it; see `Place.acquire`."""
        places, owner = self._find(), anyio.get_current_task().id
        with anyio.move_on_after(self._deadline.cut(_DROPPED)) as soon:
            await places.free.acquire()
        if soon.cancelled_caught:
            self.refuse_own(places.held, places.most, owner)
            try:
                with anyio.fail_after(self._deadline.remaining()):
                    await places.free.acquire()
            except TimeoutError:
                raise _none_free(self._deadline) from None
        self.owner, self._places = owner, places
        places.held.add(self)

    def release(self) -> None:
        """Release the place; repeated calls have no effect."""
        places, self._places = self._places, None
        if places is not None:
            places.held.discard(self)
            places.free.release()


def _none_free(deadline: Deadline) -> APITimeoutError:
    return APITimeoutError(
        f"max_in_flight calls were under way for all of timeout={deadline.seconds:g} seconds; nothing was sent.",
        attempts=0,
    )
