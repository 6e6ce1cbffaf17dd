"""Compare what calls were recorded to cost with the rows of the account's usage."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

import attrs

from pollination_sdk._costs.amounts import nano, pollen
from pollination_sdk._costs.cost import Cost
from pollination_sdk._costs.matching.pool import Row, RowPool, SameModel
from pollination_sdk._costs.matching.rows import UsageRow, bill_of
from pollination_sdk._costs.matching.sets import Matching
from pollination_sdk._costs.recorded_call import RecordedCall
from pollination_sdk.types import UsageRecord


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


def _count(items: Sequence[object]) -> str:
    """Show how many there are."""
    return f"<{len(items)}>"


@attrs.frozen
class Reconciliation(Compared):
    """What a client has recorded, compared with what its keys were billed since a time.

    Attributes:
        difference: None as well while `late_calls` are there: nothing can be said yet.
        since: The start of the comparison.
        by_model: The sums by the id of the model; the empty name is for calls whose model is unknown.
        matched: The calls with their rows. A call of unknown cost has the cost `billed` once its row is surely its own.
        unmatched_calls: The calls that no row bills. A cached answer may be one.
        unmatched_rows: The rows that bill no recorded call: another program may use the same key.
        unreadable_rows: The rows that name no amount that can be right.
        late_calls: The calls whose rows may still come, which the sums leave out. A row comes within 90 seconds of the
            answer, or within 390 seconds if the answer did not come whole.
    """

    since: datetime
    by_model: Mapping[str, Compared] = attrs.field(repr=False)
    matched: tuple[tuple[RecordedCall, UsageRecord], ...] = attrs.field(repr=False)
    unmatched_calls: tuple[RecordedCall, ...] = attrs.field(repr=_count)
    unmatched_rows: tuple[UsageRecord, ...] = attrs.field(repr=_count)
    unreadable_rows: tuple[UsageRecord, ...] = attrs.field(repr=_count)
    late_calls: tuple[RecordedCall, ...] = attrs.field(repr=_count)

    def _repr_html_(self) -> str:
        from pollination_sdk._costs.notebook import sums_table  # noqa: PLC0415 - few programs run in a notebook

        late = f"{len(self.late_calls)} calls are left out, whose rows may still come" if self.late_calls else ""
        return sums_table({**self.by_model, "all": self}, late)


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
        calls: The recorded calls. Those before the start are in no sum, but may have rows after it.
        rows: The rows, by the position of their key.
        since: The start.
        now: The time when the rows were read.
        same: Tells whether two names mean one model.
        id_of: Returns the id of a model by any of its names; empty for None.
    """
    pools = {key: RowPool(found, same) for key, found in rows.items()}
    matching = Matching(calls, pools)
    matching.correct(now)
    for call in matching.calls:
        _correct(call, matching, now)
    found = [(call, matching.rows.get(id(call))) for call in matching.calls if call.sent_at >= since]
    matched = tuple((_known(call, row, matching), row.row) for call, row in found if row is not None)
    unmatched = [call for call, row in found if row is None]
    late = tuple(call for call in unmatched if now < call.billed_until)
    missing = tuple(_known(call, None, matching) for call in unmatched if now >= call.billed_until)
    compared, read = [call for call, _ in matched] + [*missing], _since(since, rows.values())
    sums = _sums(compared, read)
    return Reconciliation(
        **{**sums, "difference": None if late else sums["difference"]},
        since=since,
        by_model=_by_model(compared, read, id_of),
        matched=cast("tuple[tuple[RecordedCall, UsageRecord], ...]", matched),
        unmatched_calls=missing,
        unmatched_rows=tuple(
            cast("UsageRecord", row)
            for row in _since(since, ([row.row for row in pool.left] for pool in pools.values()))
        ),
        unreadable_rows=tuple(cast("UsageRecord", row) for row in read if bill_of(row) is None),
        late_calls=late,
    )


def _since(since: datetime, rows: Iterable[Sequence[UsageRow]]) -> list[UsageRow]:
    return [row for some in rows for row in some if row.timestamp >= since]


def _correct(call: RecordedCall, matching: Matching, now: datetime) -> None:
    """Count in a spend limit what was billed for a call of known cost or counts."""
    row = matching.rows.get(id(call))
    if row is not None:
        if row.bill is not None and id(call) in matching.known:
            call.correct(row.bill)
    elif call.is_cached and now > call.billed_until and not matching.may_have_row(call):
        call.correct(None)


def _known(call: RecordedCall, row: Row | None, matching: Matching) -> RecordedCall:
    """Return a call with what its row tells: its model, and its cost if the row, or that there is none, is sure."""
    cost, is_sure = call.cost, call.cost.pollen is None and id(call) in matching.sure
    if row is None:
        return attrs.evolve(call, cost=Cost(0.0, "billed", "no usage row came in time")) if is_sure else call
    if is_sure and row.bill is not None:
        cost = row.cost
    return attrs.evolve(call, model=call.model or row.row.model, cost=cost)


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
