"""What the clients do about costs: estimates, bills and the comparison of both, without I/O.

Each function is a generator. It yields what is to be sent, and receives what came; the drivers do the rest.
"""

from __future__ import annotations

import functools
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from pollination_sdk import _operations
from pollination_sdk._costs.cost import Cost
from pollination_sdk._costs.estimate import Estimate, estimate_of, with_repairs
from pollination_sdk._costs.matching.pool import RowPool
from pollination_sdk._costs.matching.rows import bill_of
from pollination_sdk._costs.matching.sets import Matching
from pollination_sdk._costs.prices.markups import markups_of
from pollination_sdk._costs.prices.reader import PRICE_SECONDS, take_list
from pollination_sdk._costs.reconciliation import Reconciliation, reconcile
from pollination_sdk._costs.recorded_call import RecordedCall
from pollination_sdk._engine.catalogue import PRICES_KEPT_SECONDS, default_model
from pollination_sdk._engine.model_lookup import lookup
from pollination_sdk._responses.answer import Answer
from pollination_sdk._responses.streams.priced import Priced
from pollination_sdk.errors import ArgumentError

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from pollination_sdk._client.base import ClientBase
    from pollination_sdk._client.call_log import CallLog
    from pollination_sdk._engine.attempt import Attempt
    from pollination_sdk._engine.call import Call
    from pollination_sdk._engine.catalogue import Catalogue
    from pollination_sdk._failures.outcome import Outcome
    from pollination_sdk._support.dates import When
    from pollination_sdk.types import UsageRecord

KEPT = timedelta(days=90)
"""How long the service keeps rows of usage."""
LATE = "The service bills 30 to 60 seconds late"


class KeyedCall(NamedTuple):
    """A call that is sent with one of the client's keys.

    Args:
        call: The call.
        key_index: The position of the key; None for the client's own choice.
    """

    call: Call[Any]
    key_index: int | None


def estimating(client: ClientBase, call: Call[Any]) -> Generator[Attempt, Outcome, Estimate]:
    """Estimate a call. The public list is asked for if the client's prices are older than an hour.

    Raises:
        PollinationsError: The call cannot be sent as it is, such as a file in place of a URL.
    """
    context = client._context  # noqa: SLF001 - a part of the client
    catalogue, log = context.catalogue, _log(client)
    billed = _billed(client, call)
    failure = None
    if billed.can_bill and catalogue.prices_due and not _is_priced(billed, catalogue):
        if catalogue:
            log.read(catalogue)  # by the prices of their time
        outcome = yield attrs.evolve(lookup(context), within=PRICE_SECONDS)
        failure = take_list(outcome, context)
    estimate = with_repairs(
        estimate_of(billed, catalogue, log.read(catalogue), markups=markups_of(context.ring)), call.repairs
    )
    if failure is not None and estimate.basis == "unknown":
        return attrs.evolve(estimate, note=f"the price list could not be read: {failure.why}")
    return estimate


def _log(client: ClientBase) -> CallLog:
    return client._context.call_log  # type: ignore[no-any-return]  # noqa: SLF001 - `_engine` does not know its type


def _is_priced(call: Call[Any], catalogue: Catalogue) -> bool:
    """Return whether any list that was read within the hour has the price of a call's model."""
    model = call.model or default_model(call.operation)
    read = None if model is None else catalogue.priced_at(model)
    return read is not None and datetime.now(UTC) - read < timedelta(seconds=PRICES_KEPT_SECONDS)


def _billed(client: ClientBase, call: Call[Any]) -> Call[Any]:
    """Return the call that is billed: the first of a preparation, unless that only uploads files.

    Texts that need several requests are estimated together.
    """
    steps = client._preparation(call)  # noqa: SLF001 - a part of the client
    first = None if steps is None else next(steps, None)
    if steps is not None:
        steps.close()
    return call if first is None or not first.can_bill or first.operation == call.operation else first


def billing(client: ClientBase, answer: Answer[Any] | Priced) -> Generator[KeyedCall, Any, Cost]:
    """Find the row of usage that bills an answer or a stream, and return what it says."""
    log, catalogue = _log(client), client._context.catalogue  # noqa: SLF001 - a part of the client
    noted = log.calls(catalogue)
    asked = _asked(answer, noted)
    if isinstance(asked, str):
        return Cost(None, "unknown", asked)
    if asked.id in log.billed:
        return log.billed[asked.id]
    key_index = asked.key_index
    if key_index is not None and key_index >= len(client._settings.keys.values):  # noqa: SLF001 - as above
        return Cost(None, "unknown", "The client lacks the key that the answer was made with.")
    calls = [call for call in noted if not call.is_that_of(asked)]
    since, until = _span_of(asked, calls)
    rows = yield from _rows(since, until, key_index)
    while True:
        pool = RowPool((row for row in rows if bill_of(row) is not None), catalogue.same, log.taken)
        left = [call for call in calls if call.id not in log.billed]
        row = Matching([*left, asked], {key_index: pool}).sure_row(asked)
        if row is None:
            return Cost(None, "unknown", _not_billed(asked.billed_until))
        if log.take(row.id, asked.id):
            log.bill(asked.id, row.cost)
            return row.cost


def _asked(answer: Answer[Any] | Priced, calls: Sequence[RecordedCall]) -> RecordedCall | str:
    """Return the call of an answer or of a stream; otherwise why it has no row."""
    if isinstance(answer, Priced):
        name = answer._headers.get("x-request-id")  # noqa: SLF001 - a stream of this client
        own = (call for call in calls if name is not None and call.id[0] == name)
        return next(own, "No call of this client that has ended is that of the stream.")
    if not isinstance(answer, Answer):
        raise ArgumentError(
            f"billed_cost takes an Answer, as client.detailed returns it, or a stream, not {type(answer).__name__}."
        )
    if answer.sent_at is None:
        return "The answer was not made by a client."
    if answer.usage is None:
        return "The answer does not say what was used, so nobody knows which usage row is its own."
    return RecordedCall(
        answer.sent_at,
        answer.sent_at + timedelta(seconds=answer.elapsed),
        answer.route or "",
        answer.model,
        answer.usage,
        answer.cost,
        answer.key_index,
        is_cached=bool(answer.cached),
        id=(answer.request_id, answer.sent_at),
    )


def _span_of(asked: RecordedCall, calls: Sequence[RecordedCall]) -> tuple[datetime, datetime]:
    """Return the time span of the rows of a call, and of all calls that may have the same rows."""
    near = [call for call in calls if call.sent_at <= asked.billed_until and call.billed_until >= asked.sent_at]
    since = min(call.sent_at for call in (asked, *near))
    return since.replace(microsecond=0), max(call.billed_until for call in (asked, *near))


def _not_billed(end: datetime) -> str:
    if datetime.now(UTC) < end:
        return f"No usage row fits yet. {LATE}: ask again in a minute."
    return f"No usage row fits. {LATE}, and bills no answer from its cache."


def reconciling(client: ClientBase, since: When) -> Generator[KeyedCall, Any, Reconciliation]:
    """Compare the recorded calls with the rows of all keys of the client."""
    log, catalogue = _log(client), client._context.catalogue  # noqa: SLF001 - a part of the client
    calls = log.calls(catalogue)
    now = datetime.now(UTC)
    start = _operations.start_of(since, now)
    if start is None or (log.has_forgotten and calls and start < calls[0].sent_at):
        start = calls[0].sent_at if calls else now
    start = max(start, now - KEPT).replace(microsecond=0)
    near = [call for call in calls if call.billed_until >= start]  # an earlier call may be billed after the start
    first = min([start, *(call.sent_at.replace(microsecond=0) for call in near)])
    count = len(client._settings.keys.values)  # noqa: SLF001 - as above
    rows: dict[int | None, Sequence[UsageRecord]] = {}
    for key_index in range(count) or (None,):  # without a key, the call says that it needs one
        rows[key_index] = yield from _rows(first, None, key_index)
    return reconcile(
        near,
        rows,
        since=start,
        now=datetime.now(UTC),
        same=catalogue.same,
        id_of=functools.partial(_id_of, catalogue),
    )


def _id_of(catalogue: Catalogue, name: str | None) -> str:
    entry = None if name is None else catalogue.entry(name)
    return name or "" if entry is None else str(entry["id"])


def _rows(
    since: datetime, until: datetime | None, key_index: int | None
) -> Generator[KeyedCall, Any, list[UsageRecord]]:
    """Read what a key was billed."""
    pager = _operations.usage_pager(since, until)
    rows: list[UsageRecord] = []
    while (page := pager.next_request()) is not None:
        answer = yield KeyedCall(_operations.key_usage(**page.options()), key_index)
        rows += pager.receive(answer.usage)
    return rows
