"""Find the row of the account's usage that bills a call: by its model, its counts, its amount and its time."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple, Protocol, Self

import attrs

from pollination_sdk._costs.amounts import nano
from pollination_sdk._costs.cost import Cost
from pollination_sdk._costs.matching.rows import Counts, UsageRow, bill_of

_ROUNDING = 2
"""By how many 1e-9 pollen a bill may differ from a cost that was computed."""
_UNCOUNTED = -1.0
"""Stands for the tokens of a prompt that a row does not count."""

_BY_TIME = attrgetter("time")
SameModel = Callable[[str, str], bool | None]
"""Tells whether two names mean one model; None if that is not known."""


class Billed(Protocol):
    """What is read here of a call."""

    @property
    def model(self) -> str | None:
        """The model that was used; None for any."""
        ...

    @property
    def usage(self) -> Mapping[str, float] | None:
        """The units that were used; None for any."""
        ...

    @property
    def sent_at(self) -> datetime:
        """When it was sent."""
        ...

    @property
    def billed_until(self) -> datetime:
        """When its row must have been made."""
        ...


@attrs.define(eq=False)
class Row:
    """A row with what tells it from all others, also where the service sends no ids, and with its counts."""

    id: str
    row: UsageRow
    counts: Counts
    bill: float | None
    is_taken: bool = False

    @property
    def time(self) -> datetime:
        """When it was made."""
        return self.row.timestamp

    @property
    def cost(self) -> Cost:
        """What it bills, as the cost of a call."""
        return Cost(self.bill, "billed", f"the usage row of {self.time:%Y-%m-%d %H:%M:%S} UTC")


class Wanted(NamedTuple):
    """What the row of a call must be like.

    Args:
        model: The model; None for any.
        counts: The counts.
        start: When it may have been made at first.
        end: When it must have been made.
    """

    model: str | None
    counts: Counts
    start: datetime
    end: datetime

    @classmethod
    def of(cls, call: Billed) -> Self:
        """Return what the row of a call must be like."""
        start = call.sent_at.replace(microsecond=0)  # rows have whole seconds
        return cls(call.model, Counts.of(call.usage or {}), start, call.billed_until)


class RowPool:
    """The rows of a key, of which calls take theirs.

    Args:
        rows: The rows, in any order.
        same: Tells whether two names mean one model.
        taken: The ids of rows that were taken before.
    """

    def __init__(self, rows: Iterable[UsageRow], same: SameModel, taken: Container[str] = ()) -> None:
        self._same = same
        found = (
            Row(name, row, Counts.of_row(row), bill_of(row)) for name, row in _identified(rows) if name not in taken
        )
        self._rows = sorted(found, key=_BY_TIME)
        self._by_bill: defaultdict[tuple[int, float | None], list[Row]] = defaultdict(list)
        self._by_tokens: tuple[defaultdict[float, list[Row]], ...] = (defaultdict(list), defaultdict(list))
        for one in self._rows:
            self._add(one)

    def _add(self, one: Row) -> None:
        prompt = one.counts.tokens[0]
        if one.bill is not None:
            for count in (None, *prompt) if prompt else (None, _UNCOUNTED):
                self._by_bill[nano(one.bill), count].append(one)
        for tokens, rows in zip(one.counts.tokens, self._by_tokens, strict=True):
            for count in tokens:
                rows[count].append(one)

    @property
    def left(self) -> list[Row]:
        """The rows that are left, the oldest first."""
        return [one for one in self._rows if not one.is_taken]

    def take_equal(self, wanted: Wanted, cost: float, factors: Iterable[float]) -> Row | None:
        """Take the oldest row that fits a call and bills just what it has cost, with one of the factors."""
        prompt = wanted.counts.tokens[0]
        for exact in [nano(cost * factor) for factor in factors]:
            for amount in range(exact - _ROUNDING, exact + _ROUNDING + 1):
                for count in (*sorted(prompt), _UNCOUNTED) if prompt else (None,):
                    if (one := self._take(self._by_bill.get((amount, count)), wanted)) is not None:
                        return one
        return None

    def take(self, wanted: Wanted) -> Row | None:
        """Take the oldest row that fits a call, and of whose tokens both tell the number on one side at least."""
        for tokens, rows in zip(wanted.counts.tokens, self._by_tokens, strict=True):
            for count in sorted(tokens):
                if (one := self._take(rows.get(count), wanted)) is not None:
                    return one
        return None

    def take_any(self, wanted: Wanted) -> Row | None:
        """Take the oldest row that fits a call, also if there is no count to tell it by."""
        for one in self.fitting(wanted):
            one.is_taken = True
            return one
        return None

    def fitting(self, wanted: Wanted) -> list[Row]:
        """Return all rows that are left and may bill a call."""
        first = bisect_left(self._rows, wanted.start, key=_BY_TIME)
        end = bisect_right(self._rows, wanted.end, key=_BY_TIME)
        return [one for one in self._rows[first:end] if not one.is_taken and self._fits(one, wanted)]

    def _take(self, rows: list[Row] | None, wanted: Wanted) -> Row | None:
        """Take the oldest row that fits a call; rows that are taken leave the list."""
        if not rows:
            return None
        place = bisect_left(rows, wanted.start, key=_BY_TIME)
        while place < len(rows) and (one := rows[place]).row.timestamp <= wanted.end:
            if one.is_taken:
                del rows[place]
            elif self._fits(one, wanted):
                one.is_taken = True
                return one
            else:
                place += 1
        return None

    def _fits(self, one: Row, wanted: Wanted) -> bool:
        model, named = wanted.model, one.row.model
        is_same = model is None or named is None or self._same(model, named) is not False
        return is_same and one.counts.agrees(wanted.counts)


def _identified(rows: Iterable[UsageRow]) -> Iterator[tuple[str, UsageRow]]:
    """Yield rows with their ids. Rows without one that are equal are counted."""
    seen: Counter[str] = Counter()
    for row in rows:
        name = row.cursor_event_id
        if not name:
            written = repr(sorted(row.to_dict().items()))
            seen[written] += 1
            name = f"{written} {seen[written]}"
        yield name, row
