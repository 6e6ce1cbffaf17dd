"""The places that `max_in_flight` gives to the calls of one client; a call that sleeps has none."""

import threading
from collections.abc import Awaitable, Callable
from typing import Any, Self

import anyio

from pollination_sdk._http.deadline import Deadline
from pollination_sdk._support.worker_thread import waiting_task
from pollination_sdk.errors import APITimeoutError, PollinationsError

_DROPPED = 0.1
"""Seconds that an async stream whose loop was left may take until the event loop has closed it."""


class _Held:
    """Know which thread or task holds a place, so that none waits for itself."""

    owner: object = None

    def refuse_own(self, places: set[Any], most: int, owner: object) -> None:
        """Raise if only the owner itself could make room.

        Raises:
            PollinationsError: All places are held by streams that this thread or task has open.
        """
        if sum(place.owner == owner for place in tuple(places)) >= most:
            raise PollinationsError(
                f"All max_in_flight={most} places are held by streams that this thread or task has open itself, so "
                "this call would wait for ever; nothing was sent. Close a stream first, or raise max_in_flight."
            )


class Places:
    """Hold the places of a blocking client.

    Args:
        most: How many there are.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.free = threading.Semaphore(most)
        self.held: set[Place] = set()

    def place(self, deadline: Deadline) -> "Place":
        """Return a place for a call, to be entered."""
        return Place(self, deadline)


class Place(_Held):
    """Hold a place while entered, but for the time between `release` and `acquire`.

    Args:
        places: Where it is taken from.
        deadline: Until when to wait for it.
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
        """Take a place.

        Raises:
            APITimeoutError: None was free in time.
            PollinationsError: None can become free.
        """
        places, owner = self._places, waiting_task() or threading.current_thread()  # worker threads are shared
        if not places.free.acquire(blocking=False):
            self.refuse_own(places.held, places.most, owner)
            if not places.free.acquire(timeout=self._deadline.remaining()):
                raise _none_free(self._deadline)
        self.owner = owner
        places.held.add(self)

    def release(self) -> None:
        """Give the place back; more than once does no harm."""
        if self in self._places.held:
            self._places.held.discard(self)
            self._places.free.release()


class AsyncPlaces:
    """Hold the places of an async client in one event loop; see `Places`."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.free = anyio.Semaphore(most)
        self.held: set[AsyncPlace] = set()


class AsyncPlace(_Held):
    """Hold a place while entered; see `Place`.

    Args:
        find: Returns the places of the event loop that runs.
        deadline: Until when to wait for one.
    """

    def __init__(self, find: Callable[[], Awaitable[AsyncPlaces]], deadline: Deadline) -> None:
        self._find = find
        self._deadline = deadline
        self._places: AsyncPlaces | None = None

    async def __aenter__(self) -> Self:
        await self.acquire()
        return self

    async def __aexit__(self, *_: object) -> None:
        self.release()

    async def acquire(self) -> None:
        """Take a place; see `Place.acquire`."""
        places, owner = await self._find(), anyio.get_current_task().id
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
        """Give the place back; more than once does no harm."""
        places, self._places = self._places, None
        if places is not None:
            places.held.discard(self)
            places.free.release()


def _none_free(deadline: Deadline) -> APITimeoutError:
    return APITimeoutError(
        f"max_in_flight calls were under way for all of timeout={deadline.seconds:g} seconds; nothing was sent.",
        attempts=0,
    )
