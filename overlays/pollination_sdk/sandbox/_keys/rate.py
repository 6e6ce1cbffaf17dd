"""The rate limit of publishable keys: a bucket of pollen that refills by the hour, and one request at a time."""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager

import attrs

from pollination_sdk.sandbox._errors import RateLimitedError

BURST = 0.1  # pollen that may be spent at once
REFILL = 1 / 3600  # pollen a second


@attrs.define
class PollenBucket:
    """The bucket of one key; in the sandbox, all requests come from one IP address."""

    _spent: float = 0.0
    _looked: float = attrs.field(factory=time.monotonic)
    _busy: bool = False

    @contextmanager
    def slot(self) -> Iterator[None]:
        """Hold the only slot of the key while a generation runs.

        Raises:
            RateLimitedError: Another generation runs, or the burst is used up.
        """
        if self._busy:
            raise RateLimitedError(1)
        self._refill()
        if self._spent >= BURST:
            raise RateLimitedError(math.ceil((self._spent - BURST) / REFILL))
        self._busy = True
        try:
            yield
        finally:
            self._busy = False

    def spend(self, pollen: float) -> None:
        """Take the cost of a generation from the bucket."""
        self._spent += pollen

    def _refill(self) -> None:
        now = time.monotonic()
        self._spent = max(0.0, self._spent - (now - self._looked) * REFILL)
        self._looked = now
