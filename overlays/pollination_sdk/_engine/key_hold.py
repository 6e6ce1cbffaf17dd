"""Hold back the requests of one key after a 429, and let one call test the limit first. Decides, never waits."""

import threading
import time

from pollination_sdk._support.fork import renew_after_fork

PROBE_SECONDS = 1.0
"""A probe that has not been refused for so long counts as accepted: the edge refuses at once."""
_POLL_SECONDS = 0.05


class RateLimitHold:
    """Say when the requests of one key may go on after the service refused one of them with a 429.

    All calls of a client share it. Once the wait is over, the first call that asks is the probe. The others follow
    when the service has accepted it, and wait for another round when it was refused too.
    """

    def __init__(self) -> None:
        self.round = 0
        """How many times the hold has started or was renewed; a request belongs to the round in which it was sent."""
        self._until = 0.0
        self._probe: float | None = None
        self._active = False
        self.renew()
        renew_after_fork(self)

    def renew(self) -> None:
        """Make the lock anew: in a forked child, a thread of the parent may hold it for ever."""
        self._lock = threading.Lock()

    def refused(self, sent_in: int, seconds: float) -> None:
        """Hold for so many seconds, because a request was refused.

        Args:
            sent_in: The round in which it was sent; requests that were refused together start one round.
            seconds: How long to hold.
        """
        with self._lock:
            until = time.monotonic() + seconds
            if sent_in == self.round:
                self.round += 1
                self._until, self._probe = until, None
            else:
                self._until = max(self._until, until)
            self._active = True

    def accepted(self, sent_in: int) -> None:
        """End the hold, because a request of this round was not refused."""
        with self._lock:
            if sent_in == self.round:
                self._active = False

    def remaining(self) -> float:
        """Return the seconds until the next probe may be sent, 0 when nothing is held."""
        return max(0.0, self._until - time.monotonic()) if self._active else 0.0

    def delay(self) -> float:
        """Return the seconds to wait before asking again, 0 when the caller may send now."""
        with self._lock:
            now = time.monotonic()
            if not self._active:
                return 0.0
            if now < self._until:
                return self._until - now
            if self._probe is None:
                self._probe = now
                return 0.0
            if now - self._probe < PROBE_SECONDS:
                return _POLL_SECONDS
            self._active = False
            return 0.0
