"""How many connections one event loop may have at once: each takes a file descriptor, and a process has only so many.

Calls beyond that wait for one another, as long as any of them comes to its end, where they would fail.
"""

import sys

import anyio

_SHARE = 3 / 4
"""Of the process's descriptors; the rest is for its files, its other sockets and what it has yet to import."""


def most_connections() -> int:
    """Return how many there may be: of 1,024 descriptors, a common limit, 768."""
    try:
        import resource  # noqa: PLC0415 - Windows has neither the module nor the limit
    except ImportError:
        return sys.maxsize
    allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return sys.maxsize if allowed == resource.RLIM_INFINITY else max(1, int(allowed * _SHARE))


class Room:
    """Hold so many places of one event loop, a connection each.

    Args:
        most: How many there are.
    """

    def __init__(self, most: int) -> None:
        self._places = anyio.Semaphore(most)
        self.progress = 0
        """How often a place was given back by who got what it wanted."""

    async def enter(self, patience: float | None) -> None:
        """Take a place.

        Args:
            patience: The longest time without progress, in seconds; None for no limit. Calls that hold their places
                until another one has had its turn would else wait for ever.

        Raises:
            TimeoutError: There was none for so long.
        """
        try:
            self._places.acquire_nowait()
        except anyio.WouldBlock:
            await self._wait(patience)

    async def _wait(self, patience: float | None) -> None:
        while True:
            before = self.progress
            with anyio.move_on_after(patience):
                return await self._places.acquire()
            if self.progress == before:
                raise TimeoutError

    def leave(self, *, progress: bool = True) -> None:
        """Give a place back."""
        self.progress += progress
        self._places.release()
