"""When a request may leave: its key's rate limit lets it, and its turn by `max_per_second` has come. Never waits."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Any, NamedTuple

from pollination_sdk._engine.retry import seconds_to_wait
from pollination_sdk._support.fork import renew_after_fork
from pollination_sdk.errors import APITimeoutError, PollinationsError, RateLimitError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from pollination_sdk._engine.key_hold import RateLimitHold
    from pollination_sdk._http.deadline import Deadline

_REMEMBERED = 5


class RateLimiter:
    """Spread requests evenly, so that there are never more than so many a second.

    Args:
        per_second: The most requests a second, None for no limit. The service's edge allows one address about 100
            in 10 seconds.
    """

    def __init__(self, per_second: float | None) -> None:
        given = isinstance(per_second, (int, float)) and not isinstance(per_second, bool)
        if per_second is not None and not (given and per_second > 0):
            raise ValueError(f"max_per_second takes a number above 0, not {per_second!r}.")
        self.per_second = per_second
        self._step = 0.0 if per_second is None else 1 / per_second
        self._next = 0.0
        self._free: list[float] = []
        self._seen: dict[str, deque[float]] = {}
        self.renew()
        renew_after_fork(self)

    def renew(self) -> None:
        """Make the lock anew: in a forked child, a thread of the parent may hold it for ever."""
        self._lock = threading.Lock()

    def reserve(self, patience: float | None = None) -> tuple[float, float | None]:
        """Take the next turn.

        Args:
            patience: The most seconds to wait for it, None for no limit. A later turn is not taken.

        Returns:
            The seconds until the turn, and the turn itself for `give_back`, None if it comes too late.
        """
        with self._lock:
            now = time.monotonic()
            self._free = [turn for turn in self._free if turn >= now]
            turn = min(self._free, default=max(now, self._next))
            wait = turn - now
            if patience is not None and wait > patience:
                return wait, None
            if turn in self._free:
                self._free.remove(turn)
            else:
                self._next = turn + self._step
            return wait, turn

    def give_back(self, turn: float) -> None:
        """Let another request have a turn that was not used."""
        with self._lock:
            self._free.append(turn)

    def observe(self, operation: str, seconds: float) -> None:
        """Remember how long the service took for an operation."""
        self._seen.setdefault(operation, deque(maxlen=_REMEMBERED)).append(seconds)

    def least_seconds(self, operation: str) -> float:
        """Return the least seconds that the last answers of an operation took, 0 when there were none."""
        return min(self._seen.get(operation, ()), default=0.0)


class Pause(NamedTuple):
    """Ask the driver to wait."""

    seconds: float


@contextlib.contextmanager
def close_unless_done(steps: Generator[Any, Any, Any]) -> Iterator[None]:
    """End a call whose pause is cut short, so that it gives its turn back at once."""
    try:
        yield
    except BaseException:
        steps.close()
        raise


def wait_for_key(
    hold: RateLimitHold, deadline: Deadline, *, rounds: int
) -> Generator[Pause, None, PollinationsError | None]:
    """Wait until the rate limit of a key lets a request through.

    Args:
        hold: The key's hold.
        deadline: When the call must be over.
        rounds: How many refused probes of other calls to sit out.
    """
    if not seconds_to_wait(1.0):
        return None
    start = hold.round
    while delay := hold.delay():
        left = deadline.remaining()
        if hold.round - start >= rounds or (left is not None and delay >= left):
            return RateLimitError(
                "The service asked this client to send fewer requests. This call has no time or attempts left to wait.",
                status=429,
                retry_after=hold.remaining(),
                attempts=0,
                advice="Allow it a longer timeout=, or spread the calls with max_per_second=.",
            )
        yield Pause(delay)
    return None


def wait_for_rate_limiter(
    rate_limiter: RateLimiter, operation: str, deadline: Deadline
) -> Generator[Pause, None, PollinationsError | None]:
    """Wait for the next turn by `max_per_second`.

    The turn is not taken when it leaves less time than the service took for the last calls of this operation, and it
    is given back when the caller ends the wait.
    """
    if not seconds_to_wait(1.0):
        return None
    left, needed = deadline.remaining(), rate_limiter.least_seconds(operation)
    wait, turn = rate_limiter.reserve(None if left is None else left - needed)
    if turn is None:
        return APITimeoutError(
            f"max_per_second={rate_limiter.per_second:g} held this call back: its turn would come in {wait:.1f} s, too late "
            f"for timeout={deadline.seconds:g}; nothing was sent. Allow more time, or make fewer calls at once.",
            attempts=0,
        )
    if wait > 0:
        taken = False
        try:
            yield Pause(wait)
            taken = True
        finally:
            if not taken:
                rate_limiter.give_back(turn)
    return None


def checked_in_flight(most: int | None) -> int | None:
    """Return a limit on calls at once as given, or refuse it."""
    if most is not None and (isinstance(most, bool) or not isinstance(most, int) or most < 1):
        raise ValueError(f"max_in_flight takes a whole number from 1 up, not {most!r}.")
    return most
