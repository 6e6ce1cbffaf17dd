"""The calls of a client and its copies that can be billed: what they have used, and which rows of usage are theirs."""

from __future__ import annotations

import time
from collections import deque
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from pollination_sdk._client.call_notes import Note
    from pollination_sdk._costs.cost import Cost
    from pollination_sdk._costs.quantities.history import History
    from pollination_sdk._costs.quantities.peaks import Peaks
    from pollination_sdk._costs.recorded_call import RecordedCall
    from pollination_sdk._costs.spending.ledger import Reservation
    from pollination_sdk._costs.spending.standing import Standing
    from pollination_sdk._costs.tally import Tallied
    from pollination_sdk._engine.attempt import ClientContext
    from pollination_sdk._engine.call import Call
    from pollination_sdk._engine.catalogue import Catalogue
    from pollination_sdk._engine.exchange import Delivery

MOST_UNREAD = 1_000
"""The calls that are kept as they came. A client that knows no prices keeps no others."""
MOST_CALLS = 10_000
"""The calls that are kept once they are read; the oldest give way."""
MOST_BILLED = 10_000
"""The answers whose rows are remembered as taken; the oldest give way."""


class CallLog:
    """What the calls of a client, and of its copies with the same keys, have used.

    A call is noted by reference, and read when somebody asks. There is no lock that a fork could leave locked.
    """

    def __init__(self) -> None:
        self.taken: dict[str, Any] = {}
        """The rows of usage that answers have taken, by their ids, with what tells the answer; the oldest first."""
        self.billed: dict[Any, Cost] = {}
        """What the rows say, by what tells the answer; the oldest first."""
        self._unread: deque[tuple[Any, ...]] = deque(maxlen=MOST_UNREAD)
        self._calls: deque[Note] = deque(maxlen=MOST_CALLS)
        self._history: History | None = None
        self._peaks: Peaks | None = None
        self.has_news = False
        """Whether calls have come that are not in `History.peaks`."""
        self.standing: Standing | None = None
        """What a spend limit knows of the next calls."""
        self.has_forgotten = False
        """Whether older calls have given way."""

    def add(self, note: tuple[Any, ...], catalogue: Catalogue) -> None:
        """Note a call, by the fields of a `Note`."""
        if len(self._unread) == MOST_UNREAD:
            if catalogue:
                self.read(catalogue)
            else:
                self.has_forgotten = True
        self._unread.append(note)
        self.has_news = True

    def add_tallied(self, note: tuple[Any, ...], tally: Tallied, catalogue: Catalogue) -> None:
        """Note a call whose units have been counted, so that the next estimate need not read it; see `note_of`."""
        if len(self._unread) == MOST_UNREAD:
            self.read(catalogue)
        self._unread.append(note)
        _, _, counts, form, _ = tally
        place = form.peak
        if place is None or not 0 < counts[place] <= form.covered:
            self._learn(tally)

    def _learn(self, tally: Tallied) -> None:
        """Take what an answer has used into the peaks. If that is nothing new, lower counts will not be either."""
        from pollination_sdk._costs.tally import Tally  # noqa: PLC0415 - plain calls need no costs

        _, _, counts, form, _ = tally
        if self._peaks is None:
            self.has_news = True
        elif not self._peaks.add(form.model, Tally(tally).by_unit) and form.peak is not None:
            form.covered = counts[form.peak]

    def add_unknown(
        self, call: Call[Any], sent_at: float, reservations: Sequence[Reservation], catalogue: Catalogue
    ) -> None:
        """Note a call that may have run, and whose answer did not come."""
        self.add(
            (sent_at, time.time(), call.operation, None, call.model, {}, None, None, False, None, None, reservations),
            catalogue,
        )

    def calls(self, catalogue: Catalogue) -> list[RecordedCall]:
        """Return the calls that are kept, the oldest first."""
        from pollination_sdk._client.call_notes import recorded  # noqa: PLC0415 - plain calls need no costs

        self.read(catalogue)
        return sorted(map(recorded, self._calls.copy()), key=lambda call: call.sent_at)

    def learnt(self, catalogue: Catalogue) -> History:
        """Return the history, of which at least `peaks` has all answers."""
        history = self._history
        if history is None or self.has_news:
            self.has_news = False
            history = self.read(catalogue)
            self._peaks = history.peaks
        return history

    def read(self, catalogue: Catalogue) -> History:
        """Price the calls that came since, by the prices that are known now, and return the history."""
        from pollination_sdk._client.call_notes import is_final, kept, note_of, priced, units_of  # noqa: PLC0415 - as above
        from pollination_sdk._costs.quantities.history import History  # noqa: PLC0415 - as above

        history, unread = self._history or History(), self._unread
        self._history = history
        try:
            while unread:
                note = note_of(unread.popleft())
                if note.cost is None or (note.cost.pollen is None and not is_final(note, catalogue)):
                    note = priced(note, catalogue)
                note = kept(note)
                self.has_forgotten |= len(self._calls) == MOST_CALLS
                self._calls.append(note)
                if note.whole and note.named is not None:
                    history.add(note.named, partial(units_of, note), getattr(note.cost, "by_unit", None))
        except IndexError:  # another thread has taken the last one
            pass
        return history

    def take(self, row: str, answer: Any) -> bool:
        """Take a row of usage for an answer; return False if another answer has it."""
        _make_room(self.taken)
        return bool(self.taken.setdefault(row, answer) == answer)

    def bill(self, answer: Any, cost: Cost) -> None:
        """Remember what the row of an answer says."""
        _make_room(self.billed)
        self.billed[answer] = cost


def _make_room(remembered: dict[Any, Any]) -> None:
    while len(remembered) >= MOST_BILLED:
        remembered.pop(next(iter(remembered)), None)


class Metering:
    """The part of a client that meters its calls."""

    _context: ClientContext

    def _note(
        self,
        call: Call[Any],
        delivery: Delivery,
        usage: Any,
        model: Any,
        *,
        whole: bool = True,
        cost: Cost | None = None,
        headers: Mapping[str, str] | None = None,
        state: object = None,
    ) -> None:
        """Note what a call has used, by the fields of a `Note`. By default, all headers of the answer are kept."""
        response, _, _, charge, sent_at, key_index = delivery
        context = self._context
        if charge is not None and whole and (tally := charge.tally) is not None:
            told = headers or {}  # nobody can ask for the row of a plain call, so it needs no request id
            note = (sent_at, time.time(), call.operation, key_index, tally, charge.reservation, charge.earlier, told)
            context.call_log.add_tallied(note, tally, context.catalogue)
            return
        kept: tuple[Any, ...] = ()
        small, asked = (call, None) if call.body is None and call.content is None else (None, call.model)
        if charge is not None:
            kept, cost, model = charge.reservations, cost or charge.cost, charge.model or model
        context.call_log.add(
            (
                sent_at,
                time.time(),
                call.operation,
                model,
                asked,
                response.headers if headers is None else headers,
                usage,
                key_index,
                whole,
                small,
                cost,
                kept,
                state,
            ),
            context.catalogue,
        )

    @contextmanager
    def _noted(self, call: Call[Any], delivery: Delivery, progress: Any) -> Generator[None, None, None]:
        """Note what a stream has used, once it is closed. The head of a file tells it all."""
        try:
            yield
        finally:
            if delivery.charge is not None:
                delivery.charge.end()  # a stream that was dropped in an event loop that has ended is not settled
            if call.can_bill and not getattr(progress, "is_refusal", False):
                usage, model = getattr(progress, "usage", None), getattr(progress, "model", None)
                headers, whole = delivery.response.headers, getattr(progress, "over", True)
                self._note(call, delivery, usage, model, whole=whole, headers=headers)

    def _cost(
        self, call: Call[Any], model: str | None, usage: Mapping[str, float] | None, headers: Mapping[str, str]
    ) -> Cost:
        """Return what a call has cost, without a request."""
        from pollination_sdk._costs.cost import Cost, cost_or_unknown  # noqa: PLC0415 - plain calls need no costs

        if not call.can_bill:
            return Cost(0.0, "computed", "the operation is free")
        catalogue = self._context.catalogue
        return cost_or_unknown(call.operation, model or call.model, usage, headers, catalogue, call=call)
