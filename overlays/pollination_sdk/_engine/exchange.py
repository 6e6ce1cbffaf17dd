"""The whole life of a call, without I/O: what to wait for, what to send, and whether it is over or goes on.

`exchange` is a generator in the manner of httpx's `auth_flow`: it yields attempts and is sent outcomes, and yields
pauses in between. The drivers of both clients only wait, send and hand back. Every decision is here, or in
`_engine.retry_state` after a failure.
"""

import time
from collections.abc import Generator
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx

from pollination_sdk._engine.attempt import Attempt, ClientContext, draft, redirected
from pollination_sdk._engine.call import Call
from pollination_sdk._engine.key_rotation import KeyRotation
from pollination_sdk._engine.rate_limiter import Pause, wait_for_key, wait_for_rate_limiter
from pollination_sdk._engine.retry import seconds_to_wait
from pollination_sdk._http.deadline import NEVER, Deadline
from pollination_sdk._http.open_sockets import NO_FILE_LEFT
from pollination_sdk.errors import APIConnectionError, PollinationsError

if TYPE_CHECKING:
    from pollination_sdk._engine.retry_state import RetryState

Outcome = httpx.Response | Exception
Step = Attempt | Pause
"""What a driver is asked for: to send, or to wait."""

_MOST_REDIRECTS = 10


class Delivery(NamedTuple):
    """Hold the answer that ended an exchange well, and how often the call was sent for it."""

    response: httpx.Response
    attempts: int
    limit: Deadline = NEVER
    """When the first piece of an unread answer must be there."""


def exchange(
    call: Call[Any], context: ClientContext, deadline: Deadline, *, stream: bool = False
) -> Generator[Step, Any, Delivery]:
    """Lead a call to its answer or to the right error.

    Args:
        call: What to send.
        context: What it has in common with others.
        deadline: When it must be over.
        stream: Whether the answer is handed over before its body has been read.

    Raises:
        PollinationsError: One of `errors`, saying what to do.
    """
    if call.needs_key:
        context.ring.keys.require()
    rotation, failing = context.ring.rotation(), None
    sent = 0
    while True:
        if (hold := rotation.hold) is not None:
            rounds = context.retry.attempts if failing is None else failing.attempts_left
            if refusal := (yield from wait_for_key(hold, deadline, rounds=rounds)):
                raise failing.given_up(refusal) if failing else refusal
        attempt = draft(call, context, rotation.start())
        outcome = yield from _send(attempt, call, context, deadline)
        if _is_redirect(outcome):
            outcome = yield from _follow(attempt, outcome, call, context, deadline)
        if isinstance(outcome, PollinationsError):  # its turn came too late: nothing was sent
            raise failing.given_up(outcome) if failing else outcome
        sent += 1
        if isinstance(outcome, httpx.Response) and outcome.is_success:
            rotation.mark_success()
            context.budget.succeeded()
            return Delivery(outcome, sent)
        failing = failing or _failing(call, context, rotation, deadline, stream=stream)
        if wait := seconds_to_wait(failing.wait_after(outcome, sent)):
            yield Pause(wait)


def _failing(
    call: Call[Any], context: ClientContext, rotation: KeyRotation, deadline: Deadline, *, stream: bool
) -> "RetryState":
    try:
        from pollination_sdk._engine.retry_state import RetryState  # noqa: PLC0415 - most calls go well
    except OSError as error:  # the module is a file too, and what failed may be that no more can be opened
        raise APIConnectionError(NO_FILE_LEFT) from error
    return RetryState(call, context, rotation, deadline, stream=stream)


def _send(
    attempt: Attempt, call: Call[Any], context: ClientContext, deadline: Deadline
) -> Generator[Step, Any, Outcome]:
    """Send an attempt when its turn comes; return the refusal where that is too late."""
    rate_limiter = context.rate_limiter
    outcome: Outcome
    if rate_limiter.per_second is None:
        outcome = yield attempt
        return outcome
    if refusal := (yield from wait_for_rate_limiter(rate_limiter, call.operation, deadline)):
        return refusal
    start = time.monotonic()
    outcome = yield attempt
    if isinstance(outcome, httpx.Response):
        rate_limiter.observe(call.operation, time.monotonic() - start)
    return outcome


def _is_redirect(outcome: Outcome) -> bool:
    return isinstance(outcome, httpx.Response) and outcome.next_request is not None


def _follow(
    attempt: Attempt, outcome: Outcome, call: Call[Any], context: ClientContext, deadline: Deadline
) -> Generator[Step, Any, Outcome]:
    """Send an attempt wherever the answers redirect it to."""
    for _ in range(_MOST_REDIRECTS):
        following = redirected(attempt, outcome) if isinstance(outcome, httpx.Response) else None
        if following is None:
            return outcome
        attempt = following
        outcome = yield from _send(attempt, call, context, deadline)
    return httpx.TooManyRedirects(f"more than {_MOST_REDIRECTS} redirects") if _is_redirect(outcome) else outcome
