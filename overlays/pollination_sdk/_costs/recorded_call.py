"""A call that a client has made, as it is compared with rows of usage."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import attrs

from pollination_sdk._costs.amounts import nano
from pollination_sdk._costs.cost import Cost
from pollination_sdk._costs.spending.ledger import Reservation
from pollination_sdk._engine.call import GENERATION_TIMEOUT

_LATEST = timedelta(seconds=90)
"""How long after its answer a call may be billed; rows come 30 to 60 seconds late."""
_LATEST_UNANSWERED = _LATEST + timedelta(seconds=GENERATION_TIMEOUT)
"""The same for a call whose answer did not come whole: the service may work on."""


@attrs.frozen
class RecordedCall:
    """A call that a client has made.

    Attributes:
        sent_at: When it was sent.
        answered_at: When its answer had come, or when it failed.
        operation: The contract's operationId.
        model: The model that was used, or else the one that was asked for.
        usage: The units that were used; None if they are unknown.
        cost: What it has cost, by the prices of that time.
        key_index: The position of the key, from 0; None if it is unknown.
    """

    sent_at: datetime
    answered_at: datetime
    operation: str
    model: str | None
    usage: Mapping[str, float] | None
    cost: Cost
    key_index: int | None = None
    is_cached: bool = False
    """Whether the answer says that it came from a cache."""
    _own: Reservation | None = attrs.field(default=None, repr=False, eq=False, alias="own")
    """What a spend limit counts for an answer that came whole."""
    _kept: tuple[Reservation, ...] = attrs.field(default=(), repr=False, eq=False, alias="kept")
    """What a spend limit keeps for attempts, because their cost is unknown."""
    _id: Any = attrs.field(default=None, repr=False, eq=False, alias="id")
    """What tells the answer from others."""

    @property
    def billed_until(self) -> datetime:
        """When the row of the call must have been made. A call whose answer did not come whole may still run."""
        return self.answered_at + (_LATEST_UNANSWERED if self.usage is None else _LATEST)

    @property
    def kept(self) -> tuple[Reservation, ...]:
        """What a spend limit keeps for attempts of unknown cost."""
        return self._kept

    @property
    def reserves(self) -> tuple[Reservation, ...]:
        """All that a spend limit counts for the call, that of the answer first."""
        return self._kept if self._own is None else (self._own, *self._kept)

    @property
    def id(self) -> Any:
        """What tells the answer from others."""
        return self._id

    def is_that_of(self, other: "RecordedCall") -> bool:
        """Return whether both are of one answer; that of several requests has another usage than each of them."""
        return self._id == other.id and self.usage == other.usage

    def correct(self, bill: float | None) -> None:
        """Count in a spend limit what was billed for the answer, where that is more than its cost.

        Args:
            bill: What the row of the answer bills; None if it has surely none.
        """
        own = self._own
        if own is not None and (bill is None or not own.is_over or nano(bill) > own.cost):
            own.correct(0 if bill is None else nano(bill))
