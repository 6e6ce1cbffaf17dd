"""`SpendLimit`: a limit on what the calls of one or more clients may spend."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from numbers import Rational, Real
from typing import TYPE_CHECKING, Any, NoReturn

from pollination_sdk._costs.amounts import UNITS, pollen
from pollination_sdk._costs.spending.ledger import Ledger, Reservation, State, too_late
from pollination_sdk._http.deadline import NEVER, Deadline
from pollination_sdk._support.event_loop import drop_ended
from pollination_sdk._support.waiter import current_task
from pollination_sdk.errors import ArgumentError, ArgumentValueError

if TYPE_CHECKING:
    from collections.abc import Generator

_DROPPED = 0.1
"""Seconds that an event loop may need to close an abandoned stream, whose reserve a call of its task may need."""


class SpendLimit:
    """A limit on what the calls of one or more clients may spend.

    Before a call that can be billed, the most that it may cost is reserved. Afterwards its cost is spent, and the rest
    of the reserve is free again. A call that does not fit because others are in flight waits for them. Calls wait in
    the order of their arrival, in threads and in tasks of any event loop. A call that would not fit alone is refused.

    It belongs to its process: it does not pickle, and a forked child cannot use it.

    Args:
        limit: The most pollen that the calls may spend, from 0.
        allow_unpriced: Whether calls are sent whose price is unknown. They reserve nothing, and count only with what
            their answers say that they have cost.

    Raises:
        ArgumentError: `limit` is no number, or `allow_unpriced` is not True or False.
        ArgumentValueError: `limit` is below 0 or not finite.
    """

    def __init__(self, limit: float, *, allow_unpriced: bool = False) -> None:
        if not isinstance(allow_unpriced, bool):
            raise ArgumentError(f"allow_unpriced takes True or False, not {allow_unpriced!r}.")
        self.allow_unpriced = allow_unpriced
        """Whether calls are sent whose price is unknown."""
        self._ledger = Ledger(_checked(limit))

    @property
    def limit(self) -> float:
        """The limit in pollen."""
        return pollen(self._ledger.limit)

    @property
    def spent(self) -> float:
        """The pollen that calls have cost, with the reserves that are kept; see `unknown`.

        So it is not below what the service has billed, unless a call has cost more than its highest estimate.
        """
        return pollen(self._ledger.spent)

    @property
    def reserved(self) -> float:
        """The pollen that is reserved for calls in flight and open streams."""
        return pollen(self._ledger.reserved)

    @property
    def remaining(self) -> float:
        """The pollen that is neither spent nor reserved, at least 0."""
        return pollen(self._ledger.remaining)

    @property
    def unknown(self) -> float:
        """The part of `spent` that is reserves of calls whose outcome or cost is unknown, such as interrupted streams.

        `reconcile` of a client replaces them by what the account's usage shows.
        """
        return pollen(self._ledger.unknown)

    def __repr__(self) -> str:
        facts = f"spent={self.spent!r}, reserved={self.reserved!r}, unknown={self.unknown!r}"
        return f"{type(self).__name__}({self.limit!r}, {facts})"

    def __reduce_ex__(self, _: Any) -> NoReturn:
        raise ArgumentError(
            "A SpendLimit cannot be pickled or copied: a copy would allow the whole amount once more. Give each "
            "process a limit of its own, with a part of the amount."
        )

    def _reserve(
        self, amount: int, deadline: Deadline = NEVER, *, advice: str = ""
    ) -> Generator[Reservation, None, Reservation]:
        """Reserve an amount for a call. While there is no room, yield the reservation, for the driver to wait.

        Args:
            amount: The most that the call may cost, in whole 1e-9 pollen.
            deadline: The deadline of the call.
            advice: What lowers the estimate of the call.

        Raises:
            SpendLimitError: The call would not fit alone, would wait for itself, or found no room in time.
            PollinationsError: This process is a forked child.
        """
        ledger = self._ledger
        ledger.check_process()
        one = Reservation(ledger, amount, current_task())
        one.advice = advice
        try:
            ledger.enter(one)
            while one.state is State.WAITING and not deadline.passed:
                one.seconds = deadline.cut(_DROPPED if one.patient else None)
                yield one
                drop_ended()  # what a stream has reserved ends with it
                ledger.lose_patience(one)
        except BaseException:
            one.release()
            raise
        if one.state is not State.HELD:
            one.release()
            raise one.refusal or too_late(ledger, one, deadline.seconds)
        one.waiter = None  # as in `Ledger.end`
        return one


def _is_finite(limit: Real | Decimal) -> bool:
    """Return True for a number that a float can hold, as amounts in pollen are floats."""
    try:
        return math.isfinite(limit)
    except OverflowError:
        return False


def _checked(limit: Any) -> int:
    """Return a limit in whole 1e-9 pollen, rounded down."""
    if isinstance(limit, bool) or not isinstance(limit, (Real, Decimal)):
        raise ArgumentError(f"spend_limit takes a number of pollen or a SpendLimit, not {limit!r}.")
    if not _is_finite(limit) or limit < 0:
        raise ArgumentValueError(f"spend_limit takes a number of pollen from 0 up, not {limit!r}.")
    exact = Fraction(limit) if isinstance(limit, (Rational, Decimal)) else Fraction(str(float(limit)))
    return math.floor(exact * UNITS)
