"""The limit on the spending of a client: what each call reserves before it is sent, and how that is settled."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Self

from pollination_sdk._costs.amounts import nano
from pollination_sdk._costs.cost import cost_or_unknown
from pollination_sdk._costs.estimate import estimate_of
from pollination_sdk._costs.prices.markups import marked_up
from pollination_sdk._costs.prices.reader import PriceReader
from pollination_sdk._costs.spending.ledger import OVER
from pollination_sdk._costs.spending.standing import Standing
from pollination_sdk._costs.tally import Tallies
from pollination_sdk._engine.catalogue import KINDS
from pollination_sdk._engine.joining import joins
from pollination_sdk._support.waiter import current_task
from pollination_sdk.errors import PollinationsError

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    import httpx

    from pollination_sdk._costs.cost import Cost
    from pollination_sdk._costs.quantities.history import History
    from pollination_sdk._costs.spending.ledger import Reservation
    from pollination_sdk._costs.spending.limit import SpendLimit
    from pollination_sdk._costs.tally import Tallied
    from pollination_sdk._engine.attempt import Attempt, ClientContext
    from pollination_sdk._engine.call import Call
    from pollination_sdk._engine.rate_limiter import Pause
    from pollination_sdk._engine.spending import Wait
    from pollination_sdk._http.deadline import Deadline
    from pollination_sdk.errors import SpendLimitError


class ClientSpending:
    """The limit on the spending of a client and its copies; see `_engine.spending.Spending`.

    Args:
        limit: The limit.
        allow_unpriced: Whether calls are sent whose price is unknown.
    """

    def __init__(self, limit: SpendLimit, *, allow_unpriced: bool = False) -> None:
        self.limit = limit
        self._ledger = limit._ledger  # noqa: SLF001 - the limit shows users the amounts only
        self.allow_unpriced = allow_unpriced or limit.allow_unpriced
        self._prices = PriceReader()
        self.tallies = Tallies()
        """Prices answers, where that is simple."""

    def charge_at_once(self, call: Call[Any], context: ClientContext) -> CallCharge | None:
        """Reserve the most that a call may cost, if that is remembered and there is room; return None else."""
        log = context.call_log
        standing = log.standing
        if (
            standing is None
            or log.has_news
            or standing.version != standing.peaks.version
            or standing.state is not context.catalogue.state
            or standing.of_app is not context.ring.of_app
            or standing.until <= time.monotonic()
            or (bound := standing.bounds.of(call)) is None
        ):
            return None
        reservation = self._ledger.hold(bound, current_task())
        return None if reservation is None else CallCharge(self, bound, call, context, reservation)

    def charge(
        self, call: Call[Any], context: ClientContext, deadline: Deadline
    ) -> Generator[Attempt | Pause | Wait, Any, CallCharge]:
        """Reserve the high estimate of a call, after the prices have been read if they are due.

        Raises:
            SpendLimitError: There is no room for the call, or its price is unknown.
            PollinationsError: This process is a forked child.
        """
        ledger, log = self._ledger, context.call_log
        ledger.check_process()
        if self._prices.is_due(context):
            yield from self._prices.read(context, deadline)
        peaks, is_due = log.learnt(context.catalogue).peaks, self._prices.is_due(context)
        standing = log.standing = Standing(context, peaks, log.standing, is_due=is_due)
        bound = standing.bounds.of(call)
        if bound is not None and (reservation := ledger.hold(bound, current_task())) is not None:
            return CallCharge(self, bound, call, context, reservation)
        amount = self._amount(call, context, log.read(context.catalogue), standing.bounds.markups)
        charge = CallCharge(self, amount, call, context)
        yield from charge.reserve(deadline)
        return charge

    def _amount(self, call: Call[Any], context: ClientContext, history: History, markups: tuple[float, float]) -> int:
        """Return the most that a call may cost; 0 for an unknown price that is allowed."""
        estimate = estimate_of(call, context.catalogue, history, markups=markups)
        if estimate.high is not None:
            return nano(estimate.high)
        if self.allow_unpriced:
            return 0
        raise self._unpriced(estimate.note) if context.catalogue.has_public else self._unlisted()

    def _unpriced(self, note: str) -> SpendLimitError:
        """Return the error of a call that the price list does not price."""
        why = f" ({note.rstrip('.')})" if note else ""
        return self._ledger.error(
            f"The price list does not tell what this call costs{why}, so it was not sent. allow_unpriced=True sends "
            "such calls; they count only with what their answers say that they have cost.",
            None,
            "no_price",
        )

    def _unlisted(self) -> SpendLimitError:
        """Return the error of a call without a price list."""
        failure = self._prices.failure
        error = self._ledger.error(
            f"The price list could not be read ({failure.why if failure else 'there was no time for it'}), and "
            "spend_limit sends no call without prices; nothing was sent. Try again later: each call asks for the list "
            "again.",
            None,
            "no_price_list",
        )
        error.cause = None if failure is None else failure.cause
        return error


class CallCharge:
    """The reserve of one call; see `_engine.spending.Charge`.

    Args:
        spending: The limit of the client.
        amount: The most that the call may cost, in whole 1e-9 pollen.
        call: The call.
        context: The context of the client.
        reservation: The reservation of the amount, if there is one already.
    """

    model: str | None = None
    cost: Cost | None = None
    tally: Tallied | None = None
    hops = 0
    earlier: tuple[Reservation, ...] = ()
    _may_have_run = False

    def __init__(
        self,
        spending: ClientSpending,
        amount: int,
        call: Call[Any],
        context: ClientContext,
        reservation: Reservation | None = None,
    ) -> None:
        self._spending = spending
        self._amount, self._call, self._context = amount, call, context
        self.reservation = reservation

    @property
    def reservations(self) -> tuple[Reservation, ...]:
        """The reservation of the last attempt, and those of earlier attempts that are kept."""
        return self.earlier if self.reservation is None else (self.reservation, *self.earlier)

    def reserve(self, deadline: Deadline) -> Generator[Wait, None, None]:
        """Reserve the amount; see `SpendLimit`."""
        advice = "ask for less with max_tokens=" if KINDS.get(self._call.operation) == ("text",) else ""
        self.reservation = yield from self._spending.limit._reserve(self._amount, deadline, advice=advice)  # noqa: SLF001 - as above

    def prepare(self, deadline: Deadline) -> Generator[Wait, None, PollinationsError | None]:
        """Get ready for another attempt; the service bills an identical request only once if it joins them."""
        if not self._may_have_run or joins(self._call):
            return None
        self.end()
        self.earlier, self.reservation = tuple(one for one in self.reservations if not one.is_over), None
        self._may_have_run = False
        try:
            yield from self.reserve(deadline)
        except PollinationsError as refusal:
            return refusal
        return None

    def failed(self, *, may_have_run: bool, answered: bool) -> None:
        """Record the outcome of the last request."""
        self._may_have_run |= may_have_run or (self.hops > 1 and not answered)
        self.hops = 0

    def settle_by(self, headers: httpx.Headers, key: int | None) -> bool:
        """Count the cost of the answer if its headers alone tell it; return False else, to be settled by `settle`."""
        context, reservation = self._context, self.reservation
        tally = context.call_log.standing.tallies.of(self._call.operation, headers, context.catalogue)
        if tally is None or reservation is None:
            return False
        self.tally = tally
        cost = tally[1]
        if context.ring.of_app.get(key) is not False:
            cost = marked_up(cost, context.ring, key)
        reservation.ledger.end(reservation, OVER, cost)  # as `settle`, without the time of a call
        return True

    def settle(
        self,
        model: str | None,
        usage: Mapping[str, float] | None,
        headers: Mapping[str, str],
        key: int | None,
    ) -> None:
        """Count the cost of the answer; the reserve is kept if the cost is unknown."""
        call, context, reservation = self._call, self._context, self.reservation
        self.model = model
        tally = self._spending.tallies.of(call.operation, model, usage, headers, context.catalogue)
        if tally is not None and reservation is not None:
            self.tally = tally
            reservation.settle(marked_up(tally.nano, context.ring, key))
            return
        cost = self.cost = cost_or_unknown(call.operation, model, usage, headers, context.catalogue, call=call)
        if cost.pollen is None or reservation is None:
            self.end()
        else:
            amount = nano(cost.pollen)
            reservation.settle(amount if cost.source == "reported" else marked_up(amount, context.ring, key))

    def refuse(self) -> None:
        """Record that the answer turned out to be a refusal."""
        self.hops, self._may_have_run = 0, False
        self.end()

    def end(self) -> None:
        """End a charge that is not settled."""
        if (reservation := self.reservation) is None:
            return
        if self._may_have_run or self.hops:
            reservation.keep()
        else:
            reservation.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()
