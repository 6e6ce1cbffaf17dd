"""What holds for all calls until a list, a key or an answer changes it, so that most calls look up nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pollination_sdk._costs.prices.markups import markups_of
from pollination_sdk._costs.spending.bounds import Bounds
from pollination_sdk._costs.spending.header_tally import HeaderTallies

if TYPE_CHECKING:
    from pollination_sdk._costs.quantities.peaks import Peaks
    from pollination_sdk._engine.attempt import ClientContext


class Standing:
    """The bounds of the calls of a client, and the forms of its answers, while nothing is to be read before a call.

    Args:
        context: The context of the client.
        peaks: The most that the answers of the client have used.
        is_due: Whether prices or facts of keys are still missing, so that the next call asks for them.
        before: The standing until now; None at first.
    """

    def __init__(self, context: ClientContext, peaks: Peaks, before: Standing | None, *, is_due: bool) -> None:
        catalogue, ring = context.catalogue, context.ring
        self.state = catalogue.state  # before the table is read: a change in between is seen by the next call
        self._table, self.of_app, self.peaks, self.version = catalogue.table, ring.of_app, peaks, peaks.version
        self.until = 0.0 if is_due else catalogue.prices_until
        self.bounds, self.tallies = Bounds(catalogue, peaks, markups_of(ring)), HeaderTallies()
        if before is not None and before._is_like(self):  # noqa: SLF001 - of the same class
            self.bounds, self.tallies = before.bounds, before.tallies

    def _is_like(self, other: Standing) -> bool:
        """Return True if calls may cost as much as before."""
        same = self._table is other._table and self.peaks is other.peaks and self.version == other.version
        return same and self.bounds.markups == other.bounds.markups
