"""Compare what a batch has recorded with what its key was billed."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING, Any

import attrs

from pollination_sdk import Pollinations
from pollination_sdk.batch.manifest.reading import manifest_of
from pollination_sdk.batch.reports.matching import Bill, Call, matched

if TYPE_CHECKING:
    import os

_NANO = 1_000_000_000
_LATE = 90.0
"""Seconds after its answer in which a call is billed; rows come 30 to 60 seconds late."""
_LATE_UNANSWERED = 390.0
"""The same for a call whose answer did not come: the service may work on it."""
_EARLY = 5.0
"""Seconds that the clock of this machine may be ahead of the service's."""
_PAGE = 1000
_MOST_LISTED = 1000


@attrs.frozen(kw_only=True)
class Missing:
    """A call whose cost no row of the usage bills.

    Attributes:
        item: The number of the item.
        model: The model that was used; None if no answer said it.
        cost: The recorded cost in pollen; None if it is unknown.
    """

    item: int
    model: str | None
    cost: float | None


@attrs.frozen(kw_only=True)
class Unexplained:
    """A row of the usage that no call of the batch explains: another program may have used the key.

    Attributes:
        at: When the service made it.
        model: The model.
        cost: What it bills, in pollen.
        id: The id of the row.
    """

    at: dt.datetime
    model: str | None
    cost: float
    id: str


@attrs.frozen(kw_only=True)
class Audit:
    """A batch beside what its key was billed. Amounts are pollen.

    Attributes:
        since: The time of the first call; rows before it are not read.
        calls: The calls whose answers came.
        rows: The rows of the key's usage.
        recorded: What the calls have cost, as far as that is recorded.
        billed: What all rows bill.
        matched: What the rows bill that a call explains.
        difference: `matched` less `recorded`, once no call is late; None until then.
        not_found: Answered calls that no row bills, at most 1,000. Answers from the cache are among them.
        not_found_count: How many there are.
        unexplained: The rows that no call explains, at most 1,000.
        unexplained_count: How many there are.
        unanswered_billed: What the rows bill that only a call without an answer explains.
        late: The calls whose rows may still come.
    """

    since: dt.datetime | None
    calls: int
    rows: int
    recorded: float
    billed: float
    matched: float
    difference: float | None
    not_found: list[Missing]
    not_found_count: int
    unexplained: list[Unexplained]
    unexplained_count: int
    unanswered_billed: float
    late: int

    def to_dict(self) -> dict[str, Any]:
        """Return all of it as JSON can hold it."""
        found = attrs.asdict(self)
        for holder in (found, *found["unexplained"]):
            for name in ("since", "at"):
                if holder.get(name) is not None:
                    holder[name] = holder[name].isoformat()
        return found


def audit(folder: str | os.PathLike[str], *, client: Pollinations | None = None) -> Audit:
    """Compare the manifest of a batch with the usage of the client's key, which needs no permission.

    A row belongs to a call of the same model and cost at that time, or to one that a killed run had sent earlier.
    Rows that are left over then belong to calls of the same model whose cost is unknown or another one. The last are
    given to calls without an answer.

    Args:
        folder: The output folder of a run.
        client: A client with the key of the run; by default, that of the environment or the stored one.

    Raises:
        BatchFolderError: The folder is not that of a batch.
        MissingKeyError: There is no key.
        PollinationsError: The usage cannot be read; see `errors`.
    """
    calls = _calls(folder)
    if not calls:
        return _result([], [], set(), {})
    since = min(_first_run(folder), *(call.first for call in calls))
    if client is not None:
        bills = _bills(client, since)
    else:
        with Pollinations() as own:
            bills = _bills(own, since)
    owners = matched(calls, bills)
    open_calls = set(range(len(calls))) - set(owners.values())
    return _result(calls, bills, open_calls, owners)


def _calls(folder: str | os.PathLike[str]) -> list[Call]:
    select = (
        "SELECT item, state, started, seconds, model, cost_nanopollen AS nano FROM attempts WHERE started IS NOT NULL"
    )
    with manifest_of(folder) as manifest:
        return [
            Call(
                row["started"] - _EARLY,
                row["started"] + (row["seconds"] or 0.0) + (_LATE if row["state"] == "done" else _LATE_UNANSWERED),
                row["item"],
                row["model"],
                row["nano"],
                row["state"] == "done",
            )
            for row in manifest.execute(select)
        ]


def _first_run(folder: str | os.PathLike[str]) -> float:
    with manifest_of(folder) as manifest:
        found: float = manifest.execute("SELECT min(started) FROM runs").fetchone()[0]
        return found - _EARLY


def _bills(client: Pollinations, since: float) -> list[Bill]:
    """Return the rows of the key since a time, page by page; each row once."""
    found: dict[str, Bill] = {}
    after: dict[str, Any] = {}
    while True:
        page = client.call("get_account_key_usage", limit=_PAGE, **after).usage
        for row in page:
            at = row.timestamp.timestamp()
            if at >= since:
                found[str(row.cursor_event_id)] = _bill(row, at)
        if len(page) < _PAGE or page[-1].timestamp.timestamp() < since:
            return sorted(found.values(), key=lambda bill: bill.at)
        last = page[-1]
        after = {"before": last.timestamp.strftime("%Y-%m-%d %H:%M:%S"), "before_event_id": last.cursor_event_id}


def _bill(row: Any, at: float) -> Bill:
    return Bill(at, row.model, round((row.cost_usd or 0.0) * _NANO), str(row.cursor_event_id))


def _result(calls: list[Call], bills: list[Bill], open_calls: set[int], owners: dict[int, int]) -> Audit:
    now = time.time()
    matched = {bill for bill, call in owners.items() if calls[call].is_answered}
    late = sum(call.is_answered and call.last > now for call in (calls[number] for number in open_calls))
    missing = [
        calls[number] for number in sorted(open_calls) if calls[number].is_answered and calls[number].last <= now
    ]
    strangers = [bill for number, bill in enumerate(bills) if number not in owners]
    recorded = sum(call.nano or 0 for call in calls)
    explained = sum(bills[number].nano for number in matched)
    return Audit(
        since=_date(min(call.first for call in calls)) if calls else None,
        calls=sum(call.is_answered for call in calls),
        rows=len(bills),
        recorded=recorded / _NANO,
        billed=sum(bill.nano for bill in bills) / _NANO,
        matched=explained / _NANO,
        difference=None if late else (explained - recorded) / _NANO,
        not_found=[
            Missing(item=call.item, model=call.model, cost=None if call.nano is None else call.nano / _NANO)
            for call in missing[:_MOST_LISTED]
        ],
        not_found_count=len(missing),
        unexplained=[
            Unexplained(at=_date(bill.at), model=bill.model, cost=bill.nano / _NANO, id=bill.event)
            for bill in strangers[:_MOST_LISTED]
        ],
        unexplained_count=len(strangers),
        unanswered_billed=sum(bills[bill].nano for bill in owners if bill not in matched) / _NANO,
        late=late,
    )


def _date(seconds: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(seconds, dt.UTC)
