"""Decide when a request may be sent: its key's hold is over, and `max_per_second` allows it. Nothing here waits."""

from __future__ import annotations

import threading
import time
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from pollination_sdk._engine.retry import seconds_to_wait
from pollination_sdk._support.fork import renew_after_fork
from pollination_sdk.errors import APITimeoutError, ArgumentValueError, PollinationsError, RateLimitError

if TYPE_CHECKING:
    from collections.abc import Generator

    from pollination_sdk._engine.key_hold import RateLimitHold
    from pollination_sdk._http.deadline import Deadline

_REMEMBERED = 5


class RateLimiter:
    """Spread requests evenly over time.

    Args:
        per_second: The most requests per second, above 0; None for no limit. The service's edge allows one IP address
            about 100 requests in 10 seconds.

    Raises:
        ArgumentValueError: `per_second` is not a number above 0.
    """

    def __init__(self, per_second: float | None) -> None:
        is_number = isinstance(per_second, (int, float)) and not isinstance(per_second, bool)
        if per_second is not None and not (is_number and per_second > 0):
            raise ArgumentValueError(f"max_per_second takes a number above 0, not {per_second!r}.")
        self.per_second = per_second
        self._step = 0.0 if per_second is None else 1 / per_second
        self._next = 0.0
        self._free: list[float] = []
        self._seen: dict[str, deque[float]] = {}
        self.renew()
        renew_after_fork(self)

    def renew(self) -> None:
        """Create a new lock. In a forked child, the old one may be locked for ever by a thread of the parent."""
        self._lock = threading.Lock()

    def reserve(self, patience: float | None = None) -> tuple[float, float | None]:
        """Reserve the next slot.

        Args:
            patience: The most seconds to wait for it; None for no limit. A later slot is not reserved.

        Returns:
            The seconds until the slot, and the slot itself for `give_back`; None if it comes too late.
        """
        with self._lock:
            now = time.monotonic()
            self._free = [slot for slot in self._free if slot >= now]
            slot = min(self._free, default=max(now, self._next))
            wait = slot - now
            if patience is not None and wait > patience:
                return wait, None
            if slot in self._free:
                self._free.remove(slot)
            else:
                self._next = slot + self._step
            return wait, slot

    def give_back(self, slot: float) -> None:
        """Return a slot that was not used, so that another request can have it."""
        with self._lock:
            self._free.append(slot)

    def observe(self, operation: str, seconds: float) -> None:
        """Record the seconds that the service took for an operation."""
        self._seen.setdefault(operation, deque(maxlen=_REMEMBERED)).append(seconds)

    def least_seconds(self, operation: str) -> float:
        """Return the least seconds that the last answers of an operation took; 0 if there were none."""
        return min(self._seen.get(operation, ()), default=0.0)


class Pause(NamedTuple):
    """A pause that the driver has to wait for."""

    seconds: float


def wait_for_key(
    hold: RateLimitHold, deadline: Deadline, *, rounds: int
) -> Generator[Pause, None, PollinationsError | None]:
    """Wait until the hold of a key lets a request through.

    Args:
        hold: The key's hold.
        deadline: The deadline of the call.
        rounds: The most refused probes of other calls to wait for.
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
    """Wait for the next slot of `max_per_second`.

    A slot is not reserved if it leaves less time than the service took for the last calls of this operation. If the
    wait is interrupted, the slot is given back.
    """
    if not seconds_to_wait(1.0):
        return None
    left, needed = deadline.remaining(), rate_limiter.least_seconds(operation)
    wait, slot = rate_limiter.reserve(None if left is None else left - needed)
    if slot is None:
        return APITimeoutError(
            f"max_per_second={rate_limiter.per_second:g} held this call back: its turn would come in {wait:.1f} s, "
            f"too late for timeout={deadline.seconds:g}; nothing was sent. "
            "Allow more time, or make fewer calls at once.",
            attempts=0,
        )
    if wait > 0:
        waited = False
        try:
            yield Pause(wait)
            waited = True
        finally:
            if not waited:
                rate_limiter.give_back(slot)
    return None


def checked_in_flight(most: int | None) -> int | None:
    """Return `max_in_flight` if it is valid.

    Raises:
        ArgumentValueError: It is not a whole number from 1.
    """
    if most is not None and (isinstance(most, bool) or not isinstance(most, int) or most < 1):
        raise ArgumentValueError(f"max_in_flight takes a whole number from 1 up, not {most!r}.")
    return most
