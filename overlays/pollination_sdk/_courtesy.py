"""How a client keeps its load polite: how many calls at once, and how many requests a second. Decides, never waits."""

import threading
import time

from pollination_sdk._fork import renew_after_fork


class Pace:
    """Spread requests evenly, so that there are never more than so many a second.

    Args:
        per_second: The most requests a second, None for no limit. The service's edge allows one address about 100
            in 10 seconds.
    """

    def __init__(self, per_second: float | None) -> None:
        given = isinstance(per_second, (int, float)) and not isinstance(per_second, bool)
        if per_second is not None and not (given and per_second > 0):
            raise ValueError(f"max_per_second takes a number above 0, not {per_second!r}.")
        self._step = 0.0 if per_second is None else 1 / per_second
        self._next = 0.0
        self.renew()
        renew_after_fork(self)

    def renew(self) -> None:
        """Make the lock anew: in a forked child, a thread of the parent may hold it for ever."""
        self._lock = threading.Lock()

    def reserve(self) -> float:
        """Take the next place and return the seconds until it comes."""
        if not self._step:
            return 0.0
        with self._lock:
            now = time.monotonic()
            place = max(now, self._next)
            self._next = place + self._step
            return place - now


def checked_in_flight(most: int | None) -> int | None:
    """Return a limit on calls at once as given, or refuse it."""
    if most is not None and (isinstance(most, bool) or not isinstance(most, int) or most < 1):
        raise ValueError(f"max_in_flight takes a whole number from 1 up, not {most!r}.")
    return most
