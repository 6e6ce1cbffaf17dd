"""Hold back the requests of one key after a 429, and let one call test the limit first. Nothing here waits."""

import threading
import time

from pollination_sdk._support.fork import renew_after_fork

PROBE_SECONDS = 1.0
"""Seconds after which a probe without a refusal counts as accepted. The edge refuses at once."""
_POLL_SECONDS = 0.05


class RateLimitHold:
    """Decide when the requests of one key may continue after a 429.

    All calls of a client share it. After the wait, the first call is the probe. The other calls continue when the
    service has accepted the probe, and wait for another round when it was refused too.
    """

    def __init__(self) -> None:
        self.round = 0
        """How many times the hold has started or restarted. A request belongs to the round in which it was sent."""
        self._until = 0.0
        self._probe: float | None = None
        self._active = False
        self.renew()
        renew_after_fork(self)

    def renew(self) -> None:
        """Create a new lock. In a forked child, the old one may be locked for ever by a thread of the parent."""
        self._lock = threading.Lock()

    def refused(self, sent_in: int, seconds: float) -> None:
        """Start or extend the hold, because a request was refused.

        Args:
            sent_in: The round in which it was sent. Requests that were refused together start one round.
            seconds: The seconds to hold.
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
        """Return the seconds until the next probe may be sent; 0 if there is no hold."""
        return max(0.0, self._until - time.monotonic()) if self._active else 0.0

    def delay(self) -> float:
        """Return the seconds to wait before the next call of `delay`; 0 if the caller may send now."""
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
