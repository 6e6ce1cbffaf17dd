"""Limit the concurrent calls of one client to `max_in_flight`. A call holds a place, except while it waits to retry."""

import threading
from collections.abc import Awaitable, Callable
from typing import Any, Self

import anyio

from pollination_sdk._http.deadline import Deadline
from pollination_sdk._support.worker_thread import waiting_task
from pollination_sdk.errors import APITimeoutError, PollinationsError

_DROPPED = 0.1
"""Seconds that the event loop may need to close an abandoned async stream."""


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
        """Wait for a place and take it; see `Place.acquire`."""
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
