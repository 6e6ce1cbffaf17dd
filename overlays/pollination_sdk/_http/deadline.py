"""Deadlines for whole calls, from the first attempt to the last byte.

httpx limits each read separately, so an answer that arrives byte by byte may take forever. Async calls are cancelled at
their deadline. In sync calls, each connect, write and read of a socket gets only the time that is left. This applies
only to our own connections; a caller's client has its own timeouts, see `_http.given_client`. Name resolution is done
by the system and cannot be limited.
"""

import time
from contextvars import ContextVar

import httpx

OVER = "the time for it is over"
"""The words of a timeout that says no more than that."""
LIMITS = "pollination_sdk.limits"
"""The extension of a request that holds the limits of its phases as the caller knows them, not what is left of them."""


class LimitError(httpx.ReadTimeout):
    """A limit that the caller can set has passed; the text names it with its value, and says what to do."""

    @classmethod
    def of(cls, limit: str, seconds: float | None, what: str = "Nothing came") -> "LimitError":
        """Return the error for a limit, by its name and value."""
        return cls(f"{what} within {limit}={seconds:g} s: raise it, or ask for less.")


class Deadline:
    """A deadline, a number of seconds from now.

    Args:
        seconds: The seconds from now; None for no limit.
    """

    def __init__(self, seconds: float | None) -> None:
        self.seconds = seconds
        self._end = None if seconds is None else time.monotonic() + seconds

    @classmethod
    def of(cls, seconds: float | None) -> "Deadline":
        """Return a deadline a number of seconds from now; for None always the same object."""
        return NEVER if seconds is None else cls(seconds)

    def remaining(self) -> float | None:
        """Return the seconds that are left, at least 0; None without a limit."""
        return None if self._end is None else max(0.0, self._end - time.monotonic())

    @property
    def passed(self) -> bool:
        """Whether the deadline has passed."""
        return self.remaining() == 0.0

    def within(self, seconds: float | None) -> "Deadline":
        """Return a deadline a number of seconds from now, but not later than this one."""
        return Deadline.of(self.cut(seconds))

    def cut(self, seconds: float | None) -> float | None:
        """Return the smaller of `seconds` and the seconds that are left; None if there is no limit."""
        left = self.remaining()
        return seconds if left is None else left if seconds is None else min(left, seconds)


NEVER = Deadline(None)
_current: ContextVar[Deadline] = ContextVar("pollination_sdk_deadline", default=NEVER)


class holding:  # noqa: N801 - used like a function; a class is faster, and every call uses it
    """A context manager that applies a deadline to all socket operations of this thread on our own connections."""

    __slots__ = ("_deadline", "_token")

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline

    def __enter__(self) -> None:
        self._token = _current.set(self._deadline)

    def __exit__(self, *_: object) -> None:
        _current.reset(self._token)


def sooner(seconds: float | None) -> holding:
    """Return a context manager for a deadline in `seconds` from now, or for the current one if that is earlier."""
    return holding(_current.get().within(seconds))


def time_left(timeout: float | None, error: type[Exception]) -> float | None:
    """Return the seconds that an operation may take; None for no limit.

    Args:
        timeout: The limit of the operation itself, in seconds.
        error: The exception to raise if the deadline of this thread's call has passed.
    """
    deadline = _current.get()
    if deadline is NEVER:
        return timeout
    left = deadline.cut(timeout)
    if left == 0:
        raise error(OVER)
    return left
