"""The whole life of a call, without I/O: what to send, what an outcome means, whether to send again.

`exchange` is a generator in the manner of httpx's `auth_flow`: it yields attempts and is sent outcomes. Whoever drives
it waits, sends and hands back; every decision is here, once for both clients.
"""

import logging
from collections.abc import Generator
from typing import Any

import attrs
import httpx

from pollination_sdk._attempt import Attempt, Terms, draft, redirected
from pollination_sdk._auth import KeyWalk
from pollination_sdk._call import Call
from pollination_sdk._deadline import NEVER, Deadline
from pollination_sdk._outcome import Known, classify_exception, classify_status, retry_after_of
from pollination_sdk._retry import Decision, Failure, Verdict, decide
from pollination_sdk.errors import (
    APIConnectionError,
    APIError,
    APITimeoutError,
    AuthenticationError,
    OutcomeUnknownError,
    PaymentRequiredError,
    PollinationsError,
    RateLimitError,
)

log = logging.getLogger("pollination_sdk")

Outcome = httpx.Response | Exception

_MOST_REDIRECTS = 10


@attrs.frozen
class Delivery:
    """Hold the answer that ended an exchange well, and how often the call was sent for it."""

    response: httpx.Response
    attempts: int
    limit: Deadline = NEVER
    """When the first piece of an unread answer must be there."""


def exchange(
    call: Call[Any], terms: Terms, deadline: Deadline, *, stream: bool = False
) -> Generator[Attempt, Outcome, Delivery]:
    """Lead a call to its answer or to the right error.

    Args:
        call: What to send.
        terms: What it has in common with others.
        deadline: When it must be over.
        stream: Whether the answer is handed over before its body has been read.

    Raises:
        PollinationsError: One of `errors`, saying what to do.
    """
    if call.needs_key:
        terms.ring.keys.require()
    walk = terms.ring.walk()
    sent, repetition, wait = 0, 1, 0.0
    busy: tuple[Outcome, RateLimitError] | None = None
    while True:
        attempt = draft(call, terms, walk.road, wait)
        outcome = yield attempt
        if _is_redirect(outcome):
            outcome = yield from _follow(attempt, outcome)
        sent += 1
        if isinstance(outcome, httpx.Response) and outcome.is_success:
            walk.worked()
            terms.budget.succeeded()
            return Delivery(outcome, sent)
        error = _error(outcome, deadline, sent)
        if isinstance(error, APIError) and _moves_on(error, walk, outcome):
            wait = 0.0
            busy = (outcome, error) if isinstance(error, RateLimitError) else busy
            continue
        if busy is not None and isinstance(error, (AuthenticationError, PaymentRequiredError)):
            outcome, error = busy  # the last key is hopeless, but one before it need only be waited for
            error.attempts = sent
        failure = _failure(call, outcome, error, repetition, deadline, stream=stream)
        decision = decide(terms.retry, failure, budget=terms.budget)
        if decision.verdict is not Verdict.RETRY:
            raise _last(error, failure, decision, walk, sent)
        log.info("%s is sent again in %.1f s: %s", call.operation, decision.wait, _named(outcome, error))
        repetition, wait, busy = repetition + 1, decision.wait, None
        walk.again()


def _is_redirect(outcome: Outcome) -> bool:
    return isinstance(outcome, httpx.Response) and outcome.next_request is not None


def _follow(attempt: Attempt, outcome: Outcome) -> Generator[Attempt, Outcome, Outcome]:
    """Send an attempt wherever the answers redirect it to."""
    for _ in range(_MOST_REDIRECTS):
        following = redirected(attempt, outcome) if isinstance(outcome, httpx.Response) else None
        if following is None:
            return outcome
        attempt = following
        outcome = yield attempt
    return httpx.TooManyRedirects(f"more than {_MOST_REDIRECTS} redirects") if _is_redirect(outcome) else outcome


def _error(outcome: Outcome, deadline: Deadline, sent: int) -> PollinationsError:
    """Make the error that an outcome deserves, should it be the last."""
    from pollination_sdk._connection_error import error_from_exception  # noqa: PLC0415 - most calls go well
    from pollination_sdk._error_body import error_from_response  # noqa: PLC0415 - as above

    if isinstance(outcome, httpx.Response):
        return error_from_response(outcome, attempts=sent)
    if isinstance(outcome, PollinationsError):
        return outcome
    error = error_from_exception(outcome, attempts=sent)
    return _too_late(error, deadline) if deadline.passed else error


def _too_late(error: APIConnectionError, deadline: Deadline) -> APITimeoutError:
    message = f"The call did not end within timeout={deadline.seconds:g} seconds; allow it more, or ask for less."
    late = APITimeoutError(message, attempts=error.attempts)
    late.__cause__ = error.__cause__
    return late


def _moves_on(error: APIError, walk: KeyWalk, outcome: Outcome) -> bool:
    """Tell whether another key, or another way to send this one, is to be tried at once."""
    from pollination_sdk._error_body import is_missing_key  # noqa: PLC0415 - loaded by now

    if not isinstance(outcome, httpx.Response):
        return False
    return walk.refused(error.status, missing=is_missing_key(outcome), reason=error.message) is not None


def _failure(
    call: Call[Any], outcome: Outcome, error: PollinationsError, repetition: int, deadline: Deadline, *, stream: bool
) -> Failure:
    """Collect what is known about a failed attempt."""
    return Failure(
        known=_known(outcome),
        attempt=repetition,
        free=call.free,
        repeatable=call.repeatable,
        stream=stream,
        retry_after=_retry_after(outcome, error),
        remaining=deadline.remaining(),
    )


def _known(outcome: Outcome) -> Known:
    if isinstance(outcome, httpx.Response):
        return classify_status(outcome.status_code)
    return classify_exception(outcome)


def _retry_after(outcome: Outcome, error: PollinationsError) -> float | None:
    if isinstance(error, RateLimitError):
        return error.retry_after
    return retry_after_of(outcome) if isinstance(outcome, httpx.Response) else None


def _last(
    error: PollinationsError, failure: Failure, decision: Decision, walk: KeyWalk, sent: int
) -> PollinationsError:
    """Make the error that ends the call, with what was decided and what each key was answered."""
    if decision.verdict is Verdict.OUTCOME_UNKNOWN:
        advice = 'Look at usage() before sending it again, or allow it with Retry(unknown="always").'
        message = f"{_short(error).rstrip('.')}. {decision.reason.capitalize()}. {advice}"
        error = OutcomeUnknownError(message, cause_error=error, attempts=sent)
    elif failure.known is not Known.FINAL:
        error.add_note(f"Not sent again: {decision.reason}.")
    walk.add_notes(error)
    return error


def _named(outcome: Outcome, error: PollinationsError) -> str:
    """Name a failure for the log, without the service's words: they may quote the prompt."""
    return f"status {outcome.status_code}" if isinstance(outcome, httpx.Response) else type(error).__name__


def _short(error: PollinationsError) -> str:
    return f"{type(error).__name__}: {error.message}"
