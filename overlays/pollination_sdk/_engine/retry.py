"""How often and how patiently failed calls are repeated: what a caller says, and what a client may still spend.

Nothing here sends or sleeps.
"""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING, Any, ClassVar, Literal, get_args

import attrs

from pollination_sdk._support.fork import renew_after_fork

if TYPE_CHECKING:
    from collections.abc import Iterator

Unknown = Literal["auto", "always", "never"]


def _from_zero(_: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    if value is None and attribute.name == "budget":
        return
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < float("inf"):
        raise ValueError(f"Retry({attribute.name}=...) takes a number from 0 up, not {value!r}.")


def _from_one(_: object, __: object, value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError(f"Retry(attempts=...) takes a whole number from 1 up, not {value!r}; 1 repeats nothing.")


def _one_of_three(_: object, __: attrs.Attribute[Unknown], value: Unknown) -> None:
    if value not in get_args(Unknown):
        raise ValueError(f"Retry(unknown=...) takes {', '.join(map(repr, get_args(Unknown)))}, not {value!r}.")


@attrs.frozen(kw_only=True)
class Retry:
    """Say how often and how patiently a failed call is repeated.

    With the defaults a call waits 0.25 to 0.5 s after its first failure and 0.5 to 1 s after its second. After a 429
    without `Retry-After` it waits 4 to 5 s, then 8 to 10 s, then 16 to 20 s each time. A 429 holds back all calls of
    the client on that key, and one of them is sent first when the wait is over. Each of several keys is asked once a
    call at no attempt's cost, so a call makes at most `attempts + keys - 1` requests.

    Args:
        attempts: How often a call is sent in all; 1 means never repeated.
        first_wait: Seconds before the first repetition; each further wait is twice as long. After a 429 without
            `Retry-After` it is eight times as long, and lengthened at random by up to a quarter.
        max_wait: Seconds the doubling stops at; twice as many after such a 429. Each other wait is shortened at
            random by up to half.
        max_retry_after: The longest `Retry-After` that is waited for, in seconds; a longer one
            ends the call at once.
        unknown: What to do when a call may have run: `"auto"` repeats it when that cannot be billed
            twice, `"always"` also when it can, `"never"` repeats none.
        budget: How many repetitions one client may have in debt, so that an outage does not
            multiply its load; None for no limit. A 429 takes nothing from it.
        budget_refill: How much of a repetition each success earns back.

    Raises:
        ValueError: A number is out of bounds, or `unknown` is none of the three words.
    """

    attempts: int = attrs.field(default=3, validator=_from_one)
    first_wait: float = attrs.field(default=0.5, validator=_from_zero)
    max_wait: float = attrs.field(default=8.0, validator=_from_zero)
    max_retry_after: float = attrs.field(default=60.0, validator=_from_zero)
    unknown: Unknown = attrs.field(default="auto", validator=_one_of_three)
    budget: float | None = attrs.field(default=50.0, validator=_from_zero)
    budget_refill: float = attrs.field(default=0.2, validator=_from_zero)

    off: ClassVar[Retry]

    def wait_before(self, repetition: int, *, jitter: float) -> float:
        """Give the seconds before the nth repetition, counted from 1; `jitter` is from 0 to 1."""
        doubled = self.first_wait * 2.0 ** min(repetition - 1, 60)
        return min(doubled, self.max_wait) * (1 - jitter / 2)

    def wait_after_limit(self, repetition: int, *, jitter: float) -> float:
        """Give the seconds before the nth repetition of a call that was rate limited without a `Retry-After`.

        They are eight times those of other failures, up to twice `max_wait`, and lengthened at random by up to a
        quarter: 4 to 5, 8 to 10, then 16 to 20 seconds. The edge counts requests over 10 seconds.
        """
        waits = 8 * self.first_wait * 2.0 ** min(repetition - 1, 60)
        return min(waits, 2 * self.max_wait) * (1 + jitter / 4)


Retry.off = Retry(attempts=1)


class RetryBudget:
    """Hold what one client may still spend on repetitions; safe to share between threads.

    A token bucket as in gRPC's retry throttling: a repetition takes a token, a success gives back a
    part of one, so that in a long outage the load settles at one attempt a call.
    """

    def __init__(self, retry: Retry) -> None:
        self._full = float("inf") if retry.budget is None else float(retry.budget)
        self._refill = retry.budget_refill
        self._left = self._full
        self.renew()
        renew_after_fork(self)

    def renew(self) -> None:
        """Make the lock anew: in a forked child, a thread of the parent may hold it for ever."""
        self._lock = threading.Lock()

    def take(self) -> bool:
        """Take a token for one repetition; False when there is none."""
        with self._lock:
            if self._left < 1:
                return False
            self._left -= 1
            return True

    def succeeded(self) -> None:
        """Give back a part of a token, for a call that was answered well."""
        with self._lock:
            self._left = min(self._full, self._left + self._refill)


class _Waiting:
    """Count who has switched waiting off, so that overlapping uses do not end each other."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.silenced = 0
        self.enabled = True


_waiting = _Waiting()


def set_waiting(enabled: bool) -> None:  # noqa: FBT001 - a switch with one position to name
    """Switch the waits between attempts on or off for the whole process: for test suites.

    What is repeated, how often and why stays the same; a `Retry-After` too long still ends a call.
    """
    with _waiting.lock:
        _waiting.enabled = enabled


@contextlib.contextmanager
def without_waiting() -> Iterator[None]:
    """Switch the waits off inside a `with`, in all threads and tasks; uses may nest and overlap."""
    with _waiting.lock:
        _waiting.silenced += 1
    try:
        yield
    finally:
        with _waiting.lock:
            _waiting.silenced -= 1


def seconds_to_wait(planned: float) -> float:
    """Give the seconds to really wait: the planned ones, or 0 where waiting is switched off."""
    return planned if _waiting.enabled and not _waiting.silenced else 0.0
