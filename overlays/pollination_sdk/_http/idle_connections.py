"""Which connections wait for their next request, and which have waited long enough. Decides, never closes."""

import time
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")

KEPT = 100
"""The most connections that wait where nobody looks after them between requests."""
KEPT_BY_ASYNCIO = 10_000
"""The most that wait where those too old are closed in time, so that a burst of thousands finds them again."""
EXPIRY = 15.0
"""The longest one waits, in seconds."""


class IdleConnections(Generic[T]):
    """Hold connections between requests, the last used on top, so that those at the bottom can expire.

    Args:
        kept: The most that wait.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._waiting: deque[tuple[str, T, float]] = deque()  # where to, the connection, and since when

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def take(self, origin: str) -> T | None:
        """Return the connection to an origin that was last used, None where there is none that is not too old."""
        oldest = time.monotonic() - EXPIRY
        for index in range(len(self._waiting) - 1, -1, -1):
            where, connection, since = self._waiting[index]
            if since < oldest:
                break
            if where == origin:
                del self._waiting[index]
                return connection
        return None

    def put(self, origin: str, connection: T) -> list[T]:
        """Take a connection back and return those to be closed: too many, or too old."""
        self._waiting.append((origin, connection, time.monotonic()))
        return self.over()

    def over(self) -> list[T]:
        """Return those to be closed: too many, or too old."""
        oldest = time.monotonic() - EXPIRY
        over = []
        while self._waiting and (len(self._waiting) > self._kept or self._waiting[0][2] < oldest):
            over.append(self._waiting.popleft()[1])
        return over

    def clear(self) -> list[T]:
        """Return all that wait, to be closed."""
        waiting = [connection for _, connection, _ in self._waiting]
        self._waiting.clear()
        return waiting
