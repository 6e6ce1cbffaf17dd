"""Compare what calls were recorded to cost with the rows of the account's usage."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import attrs

from pollination_sdk._costs.amounts import nano, pollen
from pollination_sdk._costs.cost import Cost
from pollination_sdk._costs.ledger import Reservation
from pollination_sdk._costs.rows import LATEST, LATEST_UNANSWERED, RowPool, SameModel, UsageRow, bill_of


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
    _kept: tuple[Reservation, ...] = attrs.field(default=(), repr=False, eq=False, alias="kept")
    """What a spend limit keeps for the call, because nobody knows what it has cost."""

    @property
    def billed_until(self) -> datetime:
        """When the row of the call must have been made. A call whose answer did not come whole may still run."""
        return self.answered_at + (LATEST_UNANSWERED if self.usage is None else LATEST)

    def correct(self, row: UsageRow | None, pools: Iterable[RowPool], now: datetime) -> None:
        """Replace what a spend limit keeps for the call by what was billed.

        Each attempt of the call may have a row of its own. Without one, it is not billed once the time for it is over.

        Args:
            row: The row of the call; None if there is none.
            pools: The rows that are left.
            now: The time when the rows were read.
        """
        own = None if self.cost.pollen is not None else row  # otherwise the row is that of an attempt that is settled
        for one in self._kept:
            found, own = own or _taken(self, pools, None), None
            bill = None if found is None else bill_of(found)
            if bill is not None and bill >= 0:
                one.correct(nano(bill))
            elif found is None and now > self.billed_until:
                one.correct(0)


@attrs.frozen
class Compared:
    """The sums of some calls and of some rows, in pollen.

    Attributes:
        recorded: What the calls were recorded to cost; None if the cost of a call is unknown.
        known: The same without the calls of unknown cost; it may be a part of the whole.
        billed: What the rows bill; None if a row does not say.
        difference: `billed` less `recorded`; None if that is unknown.
        calls: The number of calls.
        unknown: The number of calls whose cost is unknown.
        rows: The number of rows.
    """

    recorded: float | None
    known: float
    billed: float | None
    difference: float | None
    calls: int
    unknown: int
    rows: int


@attrs.frozen
class Reconciliation(Compared):
    """What a client has recorded, compared with what its keys were billed since a time.

    Attributes:
        since: The start of the comparison.
        by_model: The sums by the id of the model; the empty name is for calls whose model is unknown.
        unmatched_calls: The calls that no row bills. A cached answer may be one.
        unmatched_rows: The rows that bill no recorded call: another program may use the same key.
        late_calls: The calls whose rows may still come, which the sums leave out. A row comes within 90 seconds of the
            answer, or within 390 seconds if the answer did not come whole.
    """

    since: datetime
    by_model: Mapping[str, Compared]
    unmatched_calls: tuple[RecordedCall, ...] = attrs.field(repr=False)
    unmatched_rows: tuple[UsageRow, ...] = attrs.field(repr=False)
    late_calls: tuple[RecordedCall, ...] = attrs.field(repr=False)


def reconcile(
    calls: Iterable[RecordedCall],
    rows: Mapping[int | None, Sequence[UsageRow]],
    *,
    since: datetime,
    now: datetime,
    same: SameModel,
    id_of: Callable[[str | None], str],
) -> Reconciliation:
    """Match calls with rows, each row with one call, and sum up both.

    What a spend limit keeps for a call of unknown cost is replaced by what the rows bill.

    Args:
        calls: The recorded calls since the start, oldest first.
        rows: The rows since the start, by the position of their key.
        since: The start.
        now: The time when the rows were read.
        same: Tells whether two names mean one model.
        id_of: Returns the id of a model by any of its names; empty for None.
    """
    pools = {key: RowPool(found, same) for key, found in rows.items()}
    ordered = sorted(calls, key=lambda call: call.usage is None)  # those whose units are known choose first
    found = [(call, _row_of(call, pools)) for call in ordered]
    for call, row in found:
        call.correct(row, _pools_of(call, pools), now)
    matched = [attrs.evolve(call, model=call.model or row.model) for call, row in found if row is not None]
    unmatched = [call for call, row in found if row is None]
    missing = [call for call in unmatched if now >= call.billed_until]
    compared, read = [*matched, *missing], [row for some in rows.values() for row in some]
    return Reconciliation(
        **_sums(compared, read),
        since=since,
        by_model=_by_model(compared, read, id_of),
        unmatched_calls=tuple(missing),
        unmatched_rows=tuple(row for pool in pools.values() for row in pool.left),
        late_calls=tuple(call for call in unmatched if now < call.billed_until),
    )


def _row_of(call: RecordedCall, pools: Mapping[int | None, RowPool]) -> UsageRow | None:
    return _taken(call, _pools_of(call, pools), call.usage)


def _pools_of(call: RecordedCall, pools: Mapping[int | None, RowPool]) -> list[RowPool]:
    """Return the rows of a call's key; those of all keys if it is not known."""
    return [pool for key, pool in pools.items() if call.key_index in {None, key}]


def _taken(call: RecordedCall, pools: Iterable[RowPool], usage: Mapping[str, float] | None) -> UsageRow | None:
    """Take the row of a call out of those that are left; None if there is none."""
    for pool in pools:
        if (found := pool.take(call.model, usage, call.sent_at, call.billed_until)) is not None:
            return found[1]
    return None


def _by_model(
    calls: Sequence[RecordedCall], rows: Sequence[UsageRow], id_of: Callable[[str | None], str]
) -> dict[str, Compared]:
    groups: defaultdict[str, tuple[list[RecordedCall], list[UsageRow]]] = defaultdict(lambda: ([], []))
    for call in calls:
        groups[id_of(call.model)][0].append(call)
    for row in rows:
        groups[id_of(row.model)][1].append(row)
    return {name: Compared(**_sums(*group)) for name, group in sorted(groups.items())}


def _sums(calls: Sequence[RecordedCall], rows: Sequence[UsageRow]) -> dict[str, Any]:
    """Return the fields of `Compared`. A sum with an unknown part is unknown."""
    costs = [call.cost.pollen for call in calls]
    known = sum(nano(cost) for cost in costs if cost is not None)
    bills = [bill_of(row) for row in rows]
    total = sum(nano(bill) for bill in bills if bill is not None)
    return {
        "recorded": None if None in costs else pollen(known),
        "known": pollen(known),
        "billed": None if None in bills else pollen(total),
        "difference": None if None in costs or None in bills else pollen(total - known),
        "calls": len(calls),
        "unknown": costs.count(None),
        "rows": len(rows),
    }
