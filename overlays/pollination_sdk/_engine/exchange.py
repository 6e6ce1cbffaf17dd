"""Run one call without I/O: decide when to wait, what to send, and when the call is over.

`exchange` is a generator like httpx's `auth_flow`. It yields attempts and receives their outcomes, and it yields
pauses. The drivers of the sync and async clients only wait, send, and pass the outcomes back. All decisions are made
here or, after a failure, in `_engine.retry_state`.
"""

import contextlib
import time
from collections.abc import Generator
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import httpx

from pollination_sdk._engine.attempt import Attempt, ClientContext, draft, follow_redirect
from pollination_sdk._engine.call import Call
from pollination_sdk._engine.key_rotation import KeyRotation
from pollination_sdk._engine.rate_limiter import Pause, wait_for_key, wait_for_rate_limiter
from pollination_sdk._engine.retry import seconds_to_wait
from pollination_sdk._failures.outcome import Outcome, may_be_refusal
from pollination_sdk._http.backend import NO_FILE_LEFT
from pollination_sdk._http.deadline import NEVER, Deadline
from pollination_sdk.errors import APIConnectionError, APIError, OutcomeUnknownError, PollinationsError

if TYPE_CHECKING:
    from pollination_sdk._engine.retry_state import RetryState
    from pollination_sdk._engine.spending import Charge, Wait

Step: TypeAlias = "Attempt | Pause | Wait"
"""A request to send, a pause, or a wait for other calls; the drivers carry it out."""

_ELSEWHERE = ("/x-", "http")
"""The starts of paths that do not belong to `base_url`: another host of the service, or a URL that an answer names."""
_MOST_REDIRECTS = 10


class Delivery(NamedTuple):
    """The good answer that ended an exchange, and the number of attempts."""

    response: httpx.Response
    attempts: int
    limit: Deadline = NEVER
    """The deadline for the first item of an answer whose body has not been read."""
    charge: "Charge | None" = None
    """What a spend limit has reserved for the call. It is settled when the answer has been read."""
    sent_at: float = 0.0
    """When the first request was about to be sent, as a Unix time."""
    key_index: int | None = None
    """The position of the key that was used; None without a key."""


def exchange(
    call: Call[Any], context: ClientContext, deadline: Deadline, *, stream: bool = False
) -> Generator[Step, Any, Delivery]:
    """Send a call, with retries and redirects, until it has an answer or fails for good.

    Args:
        call: The call to send.
        context: The settings of the client.
        deadline: The deadline of the whole call.
        stream: Whether the answer is returned before its body has been read.

    Raises:
        PollinationsError: The call failed; the error says what to do.
    """
    sent_at, charge = time.time(), None
    try:
        context = _context_of(call, context)
        if (spending := context.spending) is not None:
            charge = spending.charge_at_once(call, context)
            if charge is None and call.can_bill:
                charge = yield from spending.charge(call, context, deadline)
        return (yield from _attempts(call, context, deadline, stream=stream, charge=charge))
    except BaseException as error:  # also `GeneratorExit`: the driver was interrupted
        if charge is not None:
            charge.end()
        if call.can_bill and context.call_log is not None:
            _note_failure(error, call, context, sent_at, charge)
        if isinstance(error, PollinationsError):
            error.remarks += call.remarks
        raise


def _note_failure(
    error: BaseException, call: Call[Any], context: ClientContext, sent_at: float, charge: "Charge | None"
) -> None:
    """Note a call that may have run, and may be billed."""
    from pollination_sdk._failures.unread_answer import MAY_BE_BILLED  # noqa: PLC0415 - most calls succeed

    may_be_billed = isinstance(error, PollinationsError) and MAY_BE_BILLED in error.remarks
    reservations = () if charge is None else tuple(one for one in charge.reservations if not one.is_over)
    if reservations or may_be_billed or isinstance(error, OutcomeUnknownError):
        context.call_log.add_unknown(call, sent_at, reservations, context.catalogue)


def _attempts(
    call: Call[Any], context: ClientContext, deadline: Deadline, *, stream: bool, charge: "Charge | None" = None
) -> Generator[Step, Any, Delivery]:
    """Send a call until it has an answer; see `exchange`."""
    rotation, retry_state = context.ring.rotation(), None
    sent, sent_at = 0, time.time()
    while True:
        if (hold := rotation.hold) is not None:
            rounds = context.retry.attempts if retry_state is None else retry_state.attempts_left
            if refusal := (yield from wait_for_key(hold, deadline, rounds=rounds)):
                raise retry_state.give_up(refusal) if retry_state else refusal
        if sent and charge is not None and (refusal := (yield from charge.prepare(deadline))):
            raise retry_state.give_up(refusal) if retry_state else refusal
        attempt = draft(call, context, rotation.start())
        outcome = yield from _send(attempt, call, context, deadline, charge=charge)
        if _is_redirect(outcome):
            outcome = yield from _follow(attempt, outcome, call, context, deadline, charge=charge)
        if isinstance(outcome, PollinationsError):  # the rate limiter's wait is too long: nothing was sent
            raise retry_state.give_up(outcome) if retry_state else outcome
        sent += 1
        if isinstance(outcome, httpx.Response) and outcome.is_success and not _is_refusal(outcome):
            rotation.mark_success()
            context.budget.succeeded()
            return Delivery(outcome, sent, NEVER, charge, sent_at, rotation.index)
        retry_state = retry_state or _new_retry_state(call, context, rotation, deadline, stream=stream, charge=charge)
        try:
            wait = seconds_to_wait(retry_state.wait_after(outcome, sent))
        except APIError as error:
            yield from _add_hint(error, call, context, deadline)
            raise
        if wait:
            yield Pause(wait)


def _context_of(call: Call[Any], context: ClientContext) -> ClientContext:
    """Return the context of the host that a call goes to; a key must be there if it needs one."""
    if call.path.startswith(_ELSEWHERE):
        from pollination_sdk._engine.hosts import context_for  # noqa: PLC0415 - most calls go to `base_url`

        context = context_for(call.path, context, call.names_file)
    if call.needs_key:
        context.ring.keys.require()
    return context


def _new_retry_state(
    call: Call[Any],
    context: ClientContext,
    rotation: KeyRotation,
    deadline: Deadline,
    *,
    stream: bool,
    charge: "Charge | None",
) -> "RetryState":
    try:
        from pollination_sdk._engine.retry_state import RetryState  # noqa: PLC0415 - most calls succeed
    except OSError as error:  # importing opens a file, and the process may have no file descriptor left
        raise APIConnectionError(NO_FILE_LEFT) from error
    return RetryState(call, context, rotation, deadline, stream=stream, charge=charge)


def _add_hint(
    error: APIError, call: Call[Any], context: ClientContext, deadline: Deadline
) -> Generator[Step, Any, None]:
    """Name the nearest model in an error about an unknown one; whatever fails here, the error stays as it is."""
    with contextlib.suppress(Exception):
        from pollination_sdk._engine.model_lookup import (  # noqa: PLC0415 - most calls succeed
            LIST,
            LOOKUP_SECONDS,
            hint,
            is_about_model,
            lookup,
            receive,
        )

        if not is_about_model(error, call):
            return
        if context.catalogue.due and not deadline.passed:
            context.catalogue.mark_asked()
            outcome = yield from _send(lookup(context), LIST, context, deadline.within(LOOKUP_SECONDS))
            receive(outcome, context)
        error.advice = hint(call, context) or error.advice


def _send(
    attempt: Attempt, call: Call[Any], context: ClientContext, deadline: Deadline, *, charge: "Charge | None" = None
) -> Generator[Step, Any, Outcome]:
    """Send an attempt when the rate limiter allows it; return an error if that is after the deadline."""
    rate_limiter = context.rate_limiter
    outcome: Outcome
    if rate_limiter.per_second is None:
        if charge is not None:
            charge.hops += 1
        outcome = yield attempt
        return outcome
    if refusal := (yield from wait_for_rate_limiter(rate_limiter, call.operation, deadline)):
        return refusal
    if charge is not None:
        charge.hops += 1
    start = time.monotonic()
    outcome = yield attempt
    if isinstance(outcome, httpx.Response):
        rate_limiter.observe(call.operation, time.monotonic() - start)
    return outcome


def _is_refusal(response: httpx.Response) -> bool:
    """Return True if a refusal came with a status of success; see `_failures.notice`."""
    if not may_be_refusal(response):
        return False
    from pollination_sdk._failures.notice import find_notice  # noqa: PLC0415 - few answers may be a refusal

    return find_notice(response) is not None


def _is_redirect(outcome: Outcome) -> bool:
    return isinstance(outcome, httpx.Response) and outcome.next_request is not None


def _follow(
    attempt: Attempt,
    outcome: Outcome,
    call: Call[Any],
    context: ClientContext,
    deadline: Deadline,
    *,
    charge: "Charge | None",
) -> Generator[Step, Any, Outcome]:
    """Follow the redirects of an outcome, at most `_MOST_REDIRECTS` of them."""
    for _ in range(_MOST_REDIRECTS):
        next_attempt = follow_redirect(attempt, outcome, context) if isinstance(outcome, httpx.Response) else None
        if next_attempt is None:
            return outcome
        attempt = next_attempt
        outcome = yield from _send(attempt, call, context, deadline, charge=charge)
    return httpx.TooManyRedirects(f"more than {_MOST_REDIRECTS} redirects") if _is_redirect(outcome) else outcome
