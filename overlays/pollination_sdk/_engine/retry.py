"""Retry settings, the retry budget of a client, and the switch that turns waits off. Nothing here sends or sleeps."""

from __future__ import annotations

import contextlib
import functools
import threading
from typing import TYPE_CHECKING, Any, ClassVar, Literal, get_args

import attrs

from pollination_sdk._support.fork import renew_after_fork
from pollination_sdk.errors import ArgumentError, ArgumentValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Unknown = Literal["auto", "always", "never"]


def _from_zero(_: object, attribute: attrs.Attribute[Any], value: Any) -> None:
    if value is None and attribute.name == "budget":
        return
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < float("inf"):
        raise ArgumentValueError(f"Retry({attribute.name}=...) takes a number from 0 up, not {value!r}.")


def _from_one(_: object, __: object, value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ArgumentValueError(
            f"Retry(attempts=...) takes a whole number from 1 up, not {value!r}; 1 repeats nothing."
        )


def _one_of_three(_: object, __: attrs.Attribute[Unknown], value: Unknown) -> None:
    if value not in get_args(Unknown):
        raise ArgumentValueError(f"Retry(unknown=...) takes {', '.join(map(repr, get_args(Unknown)))}, not {value!r}.")


@attrs.frozen(kw_only=True)
class Retry:
    """Retry settings: how often a failed call is sent again, and after what wait.

    With the defaults a call waits 0.25 to 0.5 s after its first failure and 0.5 to 1 s after its second. After a 429
    without `Retry-After` it waits 4 to 5 s, then 8 to 10 s, then 16 to 20 s each time. A 429 holds back all calls of
    the client on that key, and one of them is sent first when the wait is over. With several keys, the first request
    with each further key is not counted as an attempt. So a call makes at most `attempts + keys - 1` requests.

    Args:
        attempts: The most attempts of a call, from 1; 1 means that a call is never sent again.
        first_wait: Seconds before the first retry; each further wait is twice as long. After a 429 without
            `Retry-After` the wait is eight times as long, plus a random part of up to a quarter.
        max_wait: Seconds at which the doubling stops; twice as many after such a 429. Each other wait is
            shortened at random by up to half.
        max_retry_after: The longest `Retry-After` to wait for, in seconds; a longer one ends the call at once.
        unknown: Whether to retry a call that may have run. `"auto"` retries a free call, and one that is billed once:
            the service has joined identical requests of most operations since 12 August 2026. `"always"` retries
            every call, even if it can be billed twice. `"never"` retries none.
        budget: The retries that one client may make without a success in between; None for no limit. It keeps an
            outage from multiplying the load. A 429 takes nothing from it.
        budget_refill: The part of a retry that each success gives back.

    Raises:
        ArgumentError: An argument is unknown, or given by position.
        ArgumentValueError: A number is out of bounds, or `unknown` is none of the three words.
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
        """Return the seconds before the nth retry, counted from 1; `jitter` is from 0 to 1."""
        doubled = self.first_wait * 2.0 ** min(repetition - 1, 60)
        return min(doubled, self.max_wait) * (1 - jitter / 2)

    def wait_after_limit(self, repetition: int, *, jitter: float) -> float:
        """Return the seconds before the nth retry of a call that was rate limited without a `Retry-After`.

        They are eight times those of other failures, up to twice `max_wait`, plus a random part of up to a quarter.
        That makes 4 to 5, 8 to 10, then 16 to 20 seconds. The edge counts requests over 10 seconds.
        """
        waits = 8 * self.first_wait * 2.0 ** min(repetition - 1, 60)
        return min(waits, 2 * self.max_wait) * (1 + jitter / 4)

    @staticmethod
    def actual_wait(planned: float) -> float:
        """Return the planned seconds of a wait, or 0 while waits are switched off by `without_waiting`."""
        return seconds_to_wait(planned)


def _explained(make: Callable[..., None]) -> Callable[..., None]:
    """Make the constructor explain arguments that do not fit."""

    @functools.wraps(make)
    def checked(self: Retry, *args: Any, **kwargs: Any) -> None:
        if args:
            raise ArgumentError("Retry() takes no argument by position; Retry(attempts=3) makes at most 3 attempts.")
        known = [field.name for field in attrs.fields(Retry)]
        for name in kwargs.keys() - set(known):
            hint = _OF_OTHERS.get(name, f"it takes {', '.join(known)}")
            raise ArgumentError(f"Retry() takes no {name!r}; {hint}.")
        make(self, *args, **kwargs)

    return checked


_ATTEMPTS = "attempts= is the number of retries plus one"
_OF_OTHERS = {
    **dict.fromkeys(("max_retries", "retries", "num_retries", "total"), _ATTEMPTS),
    **dict.fromkeys(("max_attempts", "tries"), "attempts= is the number of attempts"),
    **dict.fromkeys(
        ("backoff", "backoff_factor", "initial_delay", "delay"), "first_wait= is the first wait in seconds"
    ),
    **dict.fromkeys(("max_delay", "max_backoff", "backoff_max"), "max_wait= limits the wait in seconds"),
}
"""What to write in place of the arguments of other packages."""

Retry.__init__ = _explained(Retry.__init__)  # type: ignore[method-assign]  # the same arguments, with help for others
Retry.off = Retry(attempts=1)


class RetryBudget:
    """The retries that one client may still make; safe to share between threads.

    It is a token bucket as in gRPC's retry throttling. A retry takes a token, and a success gives back a part of one.
    In a long outage, calls are soon sent only once each.
    """

    def __init__(self, retry: Retry) -> None:
        self._full = float("inf") if retry.budget is None else float(retry.budget)
        self._refill = retry.budget_refill
        self._left = self._full
        self.renew()
        renew_after_fork(self)

    def renew(self) -> None:
        """Create a new lock. In a forked child, the old one may be locked for ever by a thread of the parent."""
        self._lock = threading.Lock()

    def take(self) -> bool:
        """Take a token for one retry; return False if there is none."""
        with self._lock:
            if self._left < 1:
                return False
            self._left -= 1
            return True

    def succeeded(self) -> None:
        """Give back a part of a token after a successful call."""
        with self._lock:
            self._left = min(self._full, self._left + self._refill)


class _Waiting:
    """The switch for waits. It counts the active `without_waiting` blocks, so that they may overlap."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.suspended = 0
        self.enabled = True


_waiting = _Waiting()


def set_waiting(enabled: bool) -> None:  # noqa: FBT001 - a switch with one position to name
    """Switch the waits between attempts on or off for the whole process, for test suites.

    The retries themselves stay the same, and a `Retry-After` that is too long still ends a call.
    """
    with _waiting.lock:
        _waiting.enabled = enabled


@contextlib.contextmanager
def without_waiting() -> Iterator[None]:
    """Switch the waits off inside a `with` block, in all threads and tasks. Blocks may nest and overlap."""
    with _waiting.lock:
        _waiting.suspended += 1
    try:
        yield
    finally:
        with _waiting.lock:
            _waiting.suspended -= 1


def seconds_to_wait(planned: float) -> float:
    """Return the planned seconds, or 0 if waits are switched off."""
    return planned if _waiting.enabled and not _waiting.suspended else 0.0
