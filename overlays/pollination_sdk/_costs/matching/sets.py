"""Match calls with the rows that bill them. What is alike is matched as a set, so that its sum is right."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

import attrs

from pollination_sdk._costs.amounts import nano
from pollination_sdk._costs.matching.pool import Row, RowPool, Wanted
from pollination_sdk._costs.prices.markups import APP_MARKUP
from pollination_sdk._costs.recorded_call import RecordedCall
from pollination_sdk._costs.spending.ledger import Reservation


@attrs.define(eq=False)
class Slot:
    """A place for one row: that of a call whose counts are unknown, or of an attempt that may have run.

    Args:
        call: The call.
        reserve: What a spend limit keeps for it; None without a limit.
        is_own: Whether the row is that of the call's answer, rather than of an earlier attempt.
    """

    call: RecordedCall
    reserve: Reservation | None
    is_own: bool
    row: Row | None = None
    fitting: list[Row] = attrs.field(factory=list)


@attrs.define
class Group:
    """Slots and rows that may be swapped: the rows are those of the slots, but it is unknown which is whose."""

    slots: list[Slot]
    rows: list[Row]
    is_sure: bool = False

    def correct(self, now: datetime) -> bool:
        """Replace what a limit keeps by what the rows bill, if they are surely those of the slots.

        Otherwise the whole reserve is kept while rows may come. Then at most the dearest row that fits is counted.

        Returns:
            Whether the rows are surely those of the slots; a slot without one has none.
        """
        over = all(now > slot.call.billed_until for slot in self.slots)
        readable = all(row.bill is not None for row in self.rows)
        exact = readable and (self.is_sure or (over and all(row.is_taken for row in self.rows)))
        for slot in self.slots:
            if (reserve := slot.reserve) is None:
                continue
            if exact:
                reserve.correct(0 if slot.row is None else nano(slot.row.bill or 0))
            elif over and readable:
                reserve.correct(min(reserve.amount, max((nano(row.bill or 0) for row in slot.fitting), default=0)))
            else:
                reserve.restore()
            _register(reserve, slot.row if exact else None)
        return exact


def _register(reserve: Reservation, row: Row | None) -> None:
    """Tell the other clients that share a limit which row is taken."""
    bills = reserve.ledger.bills
    for name in [name for name, one in list(bills.items()) if one is reserve]:
        bills.pop(name, None)
    if row is not None:
        bills[row.id] = reserve


class Matching:
    """Calls and the rows that bill them.

    Those whose counts and cost are known choose first, and cached answers after all others of them: most have no row.

    Args:
        calls: The calls.
        pools: The rows by the position of their key.
    """

    def __init__(self, calls: Iterable[RecordedCall], pools: Mapping[int | None, RowPool]) -> None:
        self._pools = pools
        self.rows: dict[int, Row] = {}
        """The rows of calls by the `id` of the call."""
        self.sure: set[int] = set()
        """The ids of the calls whose row is surely theirs."""
        self.calls = sorted(calls, key=lambda call: (call.is_cached, call.sent_at))
        self._reserves = {reserve for call in self.calls for reserve in call.reserves}
        self._bills = [ledger.bills for ledger in {reserve.ledger for reserve in self._reserves}]
        self._take_known()
        self.known = set(self.sure)
        """The ids of the calls that have their row by their cost or counts."""
        self.groups = list(_groups(self._slots()))
        self._take_loose()
        self.known |= self.sure
        for group in self.groups:
            self._judge(group)

    def correct(self, now: datetime) -> None:
        """Replace what limits keep by what the rows bill."""
        for group in self.groups:
            if group.correct(now):
                self.sure.update(id(slot.call) for slot in group.slots if slot.is_own)

    def sure_row(self, call: RecordedCall) -> Row | None:
        """Return the row of a call, if it is surely its own."""
        return self.rows.get(id(call)) if id(call) in self.sure else None

    def may_have_row(self, call: RecordedCall) -> bool:
        """Return whether a row is left that may bill a call."""
        return any(pool.fitting(Wanted.of(call)) for pool in self._pools_of(call))

    def _pools_of(self, call: RecordedCall) -> list[RowPool]:
        """Return the rows of a call's key; those of all keys if it is not known."""
        return [pool for key, pool in self._pools.items() if call.key_index in {None, key}]

    def _give(self, call: RecordedCall, row: Row | None) -> None:
        if row is not None:
            self.rows[id(call)] = row
            self.sure.add(id(call))

    def _take_known(self) -> None:
        """Let the calls of known cost or counts take their rows: first those whose bill is just their cost."""
        for is_cached in (False, True):
            calls = [call for call in self.calls if call.is_cached is is_cached]
            for call in calls:
                if (cost := call.cost.pollen) is not None:
                    wanted = Wanted.of(call)
                    pools = self._pools_of(call)
                    self._give(call, _any(pool.take_equal(wanted, cost, (1, APP_MARKUP)) for pool in pools))
            for call in calls:
                if id(call) not in self.rows and call.usage is not None:
                    self._give(call, _any(pool.take(Wanted.of(call)) for pool in self._pools_of(call)))

    def _take_loose(self) -> None:
        """Let calls of known cost take what is left, where there is no count to tell a row by."""
        for call in self.calls:
            if id(call) not in self.rows and call.cost.pollen is not None and not call.is_cached:
                self._give(call, _any(pool.take_any(Wanted.of(call)) for pool in self._pools_of(call)))

    def _slots(self) -> Iterator[Slot]:
        """Yield the slots, with the rows that are left for them."""
        for call in self.calls:
            if id(call) not in self.rows and call.cost.pollen is None:
                own, *earlier = call.reserves or (None,)
                yield self._slot(call, own, is_own=True)
            else:
                earlier = list(call.kept)
            for reserve in earlier:
                yield self._slot(call, reserve, is_own=False)

    def _slot(self, call: RecordedCall, reserve: Reservation | None, *, is_own: bool) -> Slot:
        wanted = Wanted.of(call if is_own else attrs.evolve(call, usage=None))
        fitting = [row for pool in self._pools_of(call) for row in pool.fitting(wanted) if not self._is_foreign(row)]
        return Slot(call, reserve, is_own, fitting=fitting)

    def _is_foreign(self, row: Row) -> bool:
        """Return whether a row is that of another client that shares the limit."""
        return any(row.id in bills and bills[row.id] not in self._reserves for bills in self._bills)

    def _judge(self, group: Group) -> None:
        """Find out whether the rows of a group are surely those of its slots."""
        keys = {slot.call.key_index for slot in group.slots}
        pools = [pool for key, pool in self._pools.items() if keys & {None, key}]
        others = any(not self._is_foreign(row) for pool in pools for row in pool.left)
        full = all(slot.row is not None for slot in group.slots) and all(row.is_taken for row in group.rows)
        group.is_sure = full and not others
        for slot in group.slots:
            if slot.row is not None and slot.is_own:
                self.rows[id(slot.call)] = slot.row
                if group.is_sure:
                    self.sure.add(id(slot.call))


def _any(found: Iterable[Row | None]) -> Row | None:
    """Return the first row that was found, and look no further."""
    return next((row for row in found if row is not None), None)


def _groups(slots: Iterable[Slot]) -> Iterator[Group]:
    """Put slots together that share a row that fits, and match each group."""
    by_row: defaultdict[int, list[Slot]] = defaultdict(list)
    all_slots = list(slots)
    for slot in all_slots:
        for row in slot.fitting:
            by_row[id(row)].append(slot)
    seen: set[Slot] = set()
    for first in all_slots:
        if first in seen:
            continue
        seen.add(first)
        group, rows, waiting = [], {}, deque([first])
        while waiting:
            slot = waiting.popleft()
            group.append(slot)
            for row in slot.fitting:
                if id(row) not in rows:
                    rows[id(row)] = row
                    found = [other for other in by_row[id(row)] if other not in seen]
                    seen.update(found)
                    waiting.extend(found)
        _match(group, list(rows.values()), by_row)
        yield Group(group, list(rows.values()))


def _match(slots: Sequence[Slot], rows: Sequence[Row], by_row: Mapping[int, Sequence[Slot]]) -> None:
    """Give the dearest rows that can be given together to the slots with a reserve, and others to the other slots."""
    dearest = sorted(rows, key=lambda row: row.bill or 0, reverse=True)
    for limited in (True, False):
        chosen = {slot for slot in slots if (slot.reserve is not None) is limited}
        for row in dearest:
            if chosen and not row.is_taken:
                row.is_taken = _place(row, chosen, by_row)


def _place(row: Row, chosen: set[Slot], by_row: Mapping[int, Sequence[Slot]]) -> bool:
    """Give a row to a slot, and move other rows to other slots that they fit, if need be; False if there is no way."""
    came_from: dict[Slot, Row] = {}
    waiting = deque([row])
    while waiting:
        one = waiting.popleft()
        for slot in by_row[id(one)]:
            if slot not in chosen or slot in came_from:
                continue
            came_from[slot] = one
            if slot.row is None:
                _move(slot, came_from, row)
                return True
            waiting.append(slot.row)
    return False


def _move(slot: Slot, came_from: Mapping[Slot, Row], row: Row) -> None:
    """Give each row on the way to a free slot to the slot where it was looked at."""
    places = {id(one.row): one for one in came_from if one.row is not None}
    while True:
        given = came_from[slot]
        slot.row = given
        if given is row:
            return
        slot = places[id(given)]
