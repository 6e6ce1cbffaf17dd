"""How many connections one event loop may have, or open, at once: each takes a file descriptor of the process.

Calls beyond the limit wait as long as others make progress, where they would fail.
"""

import sys

import anyio

_SHARE = 3 / 4
"""Of the process's descriptors; the rest is for its files, its other sockets and its imports."""


def most_connections() -> int:
    """Return how many connections there may be: of 1,024 descriptors, a common limit, 768."""
    try:
        import resource  # noqa: PLC0415 - Windows has neither the module nor the limit
    except ImportError:
        return sys.maxsize
    allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return sys.maxsize if allowed == resource.RLIM_INFINITY else max(1, int(allowed * _SHARE))


class ConnectionLimit:
    """Let at most so many tasks of one event loop in at once."""

    def __init__(self, most: int) -> None:
        self._places = anyio.Semaphore(most)
        self._progress = 0

    async def enter(self, patience: float | None) -> bool:
        """Take a place, and return whether others made progress meanwhile.

        Args:
            patience: The longest time without progress, in seconds; None for no limit.

        Raises:
            TimeoutError: There was no place for so long.
        """
        start = self._progress
        try:
            self._places.acquire_nowait()
        except anyio.WouldBlock:
            while True:
                before = self._progress
                with anyio.move_on_after(patience):
                    await self._places.acquire()
                    break
                if self._progress == before:
                    raise TimeoutError from None
        return self._progress != start

    def leave(self, *, progress: bool = True) -> None:
        """Give a place back; `progress` is whether its task has got what it wanted."""
        self._progress += progress
        self._places.release()
