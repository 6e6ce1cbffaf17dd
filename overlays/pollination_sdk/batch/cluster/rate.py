"""The rate of a cluster: a refusal of one worker slows all, and the rate comes back little by little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pollination_sdk.batch.sending.pace import Pace

if TYPE_CHECKING:
    from collections.abc import Callable

_LOWEST = 1 / 16
_TOGETHER = 2.0
"""Seconds in which the refusals of several workers count as one."""
_RECOVERY = 10.0
"""Seconds after which the rate rises by a quarter, if nothing was refused."""
_QUIET = 0.25
"""Seconds in which a worker reports one refusal."""


class ClusterRate:
    """The part of the rate that all workers together may use, on the side of the coordinator."""

    def __init__(self) -> None:
        self._factor = 1.0
        self._changed = float("-inf")

    def factor(self, now: float) -> float:
        """Return the part of the rate, from 1/16 to 1."""
        while self._factor < 1.0 and now - self._changed >= _RECOVERY:
            self._factor = min(1.0, self._factor * 1.25)
            self._changed += _RECOVERY
        return self._factor

    def rate_limited(self, now: float) -> bool:
        """Halve the rate after a 429. Return False if it is one of several that came together."""
        if now - self._changed < _TOGETHER:
            return False
        self._factor = max(_LOWEST, self.factor(now) / 2)
        self._changed = now
        return True


class SharedPace(Pace):
    """The pace of one worker, which reports refusals and follows those of others.

    Args:
        per_second: This worker's share of the rate; None for no limit.
        report: Gets the seconds that a 429 has asked for, or None.
    """

    def __init__(self, per_second: float | None, report: Callable[[float | None], None]) -> None:
        super().__init__(per_second)
        self._report = report
        self._reported = float("-inf")

    def rate_limited(self, now: float, retry_after: float | None) -> None:
        """Hold all items after a 429, and report it."""
        super().rate_limited(now, retry_after)
        if now - self._reported >= _QUIET:
            self._reported = now
            self._report(retry_after)

    def rate_limited_on_another_worker(self, now: float, retry_after: float | None, factor: float) -> None:
        """Hold all items after a 429 of another worker, and send more slowly from now on.

        Args:
            now: The time.
            retry_after: The seconds that the 429 asks for; None if it says nothing.
            factor: What the rate is multiplied by.
        """
        if not self.is_held:
            super().rate_limited(now, retry_after)
        if self.per_second is not None:
            self.per_second *= factor
