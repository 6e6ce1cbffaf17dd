"""Deadlines that hold: for the whole of a call, whatever byte of it is late.

httpx limits each read on its own, so an answer that drips may take forever. Async calls are cancelled. Sync ones
are held to their deadline where they block: each connect, write and read of a socket gets the time that is left.
That is done for connections of ours alone; a caller's own client has its timeouts, see `_http.given_client`. Name resolution
is the system's and cannot be limited.
"""

import time
from contextvars import ContextVar

CHUNK = 16_384
"""The system takes a piece of this size whole or not at all, so that no write outlives the time it was given."""


class Deadline:
    """Count down to a moment; without seconds there is none.

    Args:
        seconds: The time from now, None for no limit.
    """

    def __init__(self, seconds: float | None) -> None:
        self.seconds = seconds
        self._end = None if seconds is None else time.monotonic() + seconds

    @classmethod
    def of(cls, seconds: float | None) -> "Deadline":
        """Return a deadline that many seconds from now; without seconds always the same one."""
        return NEVER if seconds is None else cls(seconds)

    def remaining(self) -> float | None:
        """Return the seconds left, never below 0; None without a limit."""
        return None if self._end is None else max(0.0, self._end - time.monotonic())

    @property
    def passed(self) -> bool:
        """Tell whether the moment is over."""
        return self.remaining() == 0.0

    def within(self, seconds: float | None) -> "Deadline":
        """Return a deadline that many seconds from now, but no later than this one."""
        return Deadline.of(self.cut(seconds))

    def cut(self, seconds: float | None) -> float | None:
        """Return the shorter of `seconds` and what is left; None where neither is limited."""
        left = self.remaining()
        return seconds if left is None else left if seconds is None else min(left, seconds)


NEVER = Deadline(None)
_current: ContextVar[Deadline] = ContextVar("pollination_sdk_deadline", default=NEVER)


class holding:  # noqa: N801 - used as the function that it would be, were it not on the way of every call
    """Hold what this thread does on a watched client to a deadline."""

    __slots__ = ("_deadline", "_token")

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline

    def __enter__(self) -> None:
        self._token = _current.set(self._deadline)

    def __exit__(self, *_: object) -> None:
        _current.reset(self._token)


def sooner(seconds: float | None) -> holding:
    """Hold what this thread does to so many seconds from now, or to its deadline if that is earlier."""
    return holding(_current.get().within(seconds))


def time_left(timeout: float | None, error: type[Exception]) -> float | None:
    """Return the seconds that an operation may take, None for no limit.

    Args:
        timeout: What httpcore allows it.
        error: What to raise where the deadline of this thread's call leaves it none.
    """
    deadline = _current.get()
    if deadline is NEVER:
        return timeout
    left = deadline.cut(timeout)
    if left == 0:
        raise error("the deadline of the call has passed")
    return left
