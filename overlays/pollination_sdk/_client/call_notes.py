"""Read the notes of calls: what they have used and cost. Clients that are not asked for costs read none."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import httpx

from pollination_sdk._costs.cost import Cost, cost_or_unknown
from pollination_sdk._costs.recorded_call import RecordedCall
from pollination_sdk._costs.tally import Tally
from pollination_sdk._engine.bill_headers import chosen_headers, usage_in
from pollination_sdk._responses.answer import named_units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pollination_sdk._costs.spending.ledger import Reservation
    from pollination_sdk._costs.tally import Tallied
    from pollination_sdk._engine.call import Call
    from pollination_sdk._engine.catalogue import Catalogue


class Note(NamedTuple):
    """A call as it came. Few are ever read, so nothing is looked up in the headers before.

    Args:
        sent_at: When its first request was sent, as a Unix time.
        answered_at: When its answer had come, or when it failed.
        operation: The contract's operationId.
        named: The model that the answer's body names; the one that was used, where the cost is known.
        asked: The model that was asked for, unless `call` says it.
        headers: The headers of the answer; a dict has at most those of `KEPT_HEADERS`, and `usage` has all units.
        usage: The `usage` of the answer's body, or units by name; None if there is none.
        key_index: The position of the key; None without a key.
        whole: Whether the answer came whole. What another has used is not known.
        call: The call, unless it has a body: that may be large.
        cost: What the call has cost, where that was asked for already.
        reservations: What a spend limit counts for the call: for its last attempt, then for others.
        state: What `Catalogue.state` was before the cost was looked for; None if that is not known.
    """

    sent_at: float
    answered_at: float
    operation: str
    named: Any
    asked: str | None
    headers: Mapping[str, str]
    usage: Any
    key_index: int | None
    whole: bool
    call: Call[Any] | None = None
    cost: Cost | Tally | None = None
    reservations: Sequence[Reservation] = ()
    state: object = None


_TALLIED = 8
"""The fields of a call that was tallied; a note has more."""
KEPT_HEADERS = frozenset({"x-request-id", "x-cache"})
"""The headers that `recorded` reads."""


def note_of(fields: tuple[Any, ...]) -> Note:
    """Return the note of a call, by its fields or by those of a call that was tallied."""
    return _tallied(*fields) if len(fields) == _TALLIED else Note(*fields)


def _tallied(  # noqa: PLR0917 - a note is a plain tuple, as it is made for each call
    sent_at: float,
    answered_at: float,
    operation: str,
    key_index: int | None,
    tallied: Tallied,
    reservation: Reservation,
    earlier: Sequence[Reservation],
    headers: Mapping[str, str],
) -> Note:
    """Return what is kept of a call whose answer was tallied."""
    tally = Tally(tallied)
    return Note(
        sent_at=sent_at,
        answered_at=answered_at,
        operation=operation,
        named=tally.form.model,
        asked=None,
        headers=headers if type(headers) is dict else _kept_headers(headers),
        usage=tally.usage,
        key_index=key_index,
        whole=True,
        cost=tally,
        reservations=(reservation, *earlier),
    )


def is_final(note: Note, catalogue: Catalogue) -> bool:
    """Return whether an unknown cost would be unknown again: no list has been read since, and the model is known."""
    return note.state is catalogue.state and bool(note.named)


def priced(note: Note, catalogue: Catalogue) -> Note:
    """Return what is kept of a note, with the cost of its call, and the model that was used or else asked for."""
    asked = note.asked if note.call is None else note.call.model
    names = (note.headers.get("x-model-used"), note.named, asked)
    model = next((name for name in names if name and isinstance(name, str)), None)
    units = units_of(note)
    if note.whole:
        cost = cost_or_unknown(note.operation, model, units, note.headers, catalogue, call=note.call)
    else:
        cost = Cost(None, "unknown", "the answer did not come whole")
    return note._replace(cost=cost, named=model, call=None, usage=units, headers=_kept_headers(note.headers))


def kept(note: Note) -> Note:
    """Return what is kept of a note that was read: all headers of 10,000 answers would take 30 MB."""
    if type(note.headers) is dict:  # as those of `detailed`, and of a tally
        return note if note.call is None else note._replace(call=None)
    return note._replace(headers=_kept_headers(note.headers), usage=units_of(note), call=None)


def _kept_headers(headers: Mapping[str, str]) -> dict[str, str]:
    if not isinstance(headers, httpx.Headers):
        return {name: headers[name] for name in KEPT_HEADERS if name in headers}
    return chosen_headers(headers, KEPT_HEADERS)


def recorded(note: Note) -> RecordedCall:
    """Return the call of a note, as it is compared with rows of usage."""
    return RecordedCall(
        datetime.fromtimestamp(note.sent_at, UTC),
        datetime.fromtimestamp(note.answered_at, UTC),
        note.operation,
        note.named,
        units_of(note) if note.whole else None,
        note.cost.cost() if isinstance(note.cost, Tally) else cast("Cost", note.cost),
        note.key_index,
        is_cached=str(note.headers.get("x-cache", "")).upper() == "HIT",
        own=next(iter(note.reservations), None) if note.whole else None,
        kept=tuple(note.reservations[1:] if note.whole else note.reservations),
        id=(note.headers.get("x-request-id"), datetime.fromtimestamp(note.sent_at, UTC)),
    )


def units_of(note: Note) -> Mapping[str, float] | None:
    """Return the units that a whole answer names, in its headers or its body."""
    usage = note.usage
    in_headers = None if type(note.headers) is dict else usage_in(note.headers)
    if in_headers or usage is None:
        return in_headers or None
    written = usage.to_dict() if hasattr(usage, "to_dict") else usage
    return named_units(written) if isinstance(written, dict) else None
