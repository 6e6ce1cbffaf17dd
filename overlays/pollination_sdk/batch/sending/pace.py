"""When the next items may be sent: evenly at the rate, and none while the service asks for fewer requests."""

from __future__ import annotations

from pollination_sdk import Retry

_BURST = 0.05
"""Seconds whose items may go together: each group costs a write to the disk."""
_ROUNDS = 6
_WAITS = Retry()


class Pace:
    """The rate of one worker.

    After a 429 all items wait, as long as it says. Then one item tries, and the others go on if it is not refused.

    Args:
        per_second: The most items per second; None for no limit.
    """

    def __init__(self, per_second: float | None) -> None:
        self.per_second = per_second
        self._next = 0.0
        self._held_until = 0.0
        self._round = 0
        self._probing = False

    @property
    def is_held(self) -> bool:
        """Whether the service has asked for fewer requests, and no item has got through since."""
        return self._round > 0

    def free(self, now: float, most: int) -> int:
        """Return how many items may be sent now, at most `most`, and count them as sent."""
        if self._round:
            if self._probing or now < self._held_until:
                return 0
            self._probing = most > 0
            return min(1, most)
        if self.per_second is None:
            return most
        if now < self._next:
            return 0
        step = 1 / self.per_second
        start = max(self._next, now - _BURST)
        count = min(most, max(1, int((now - start) / step) + 1))
        self._next = start + count * step
        return count

    def delay(self, now: float) -> float:
        """Return the seconds until `free` may be more than 0; an outcome may change that earlier."""
        if self._round:
            return 3600.0 if self._probing else max(0.0, self._held_until - now)
        return max(0.0, self._next - now)

    def rate_limited(self, now: float, retry_after: float | None) -> None:
        """Hold all items after a 429. Refusals of requests that were sent together are one."""
        if self._round and not self._probing:
            if retry_after is not None:
                self._held_until = max(self._held_until, now + Retry.actual_wait(retry_after))
            return
        self._round = min(self._round + 1, _ROUNDS)
        seconds = _WAITS.wait_after_limit(self._round, jitter=0.0) if retry_after is None else retry_after
        self._held_until = now + Retry.actual_wait(seconds)
        self._probing = False

    def unused(self) -> None:
        """Take back what `free` has counted as the one item that tries."""
        self._probing = False

    def passed(self) -> None:
        """Let items go on: one was not refused."""
        if self._probing:
            self._round, self._probing = 0, False
