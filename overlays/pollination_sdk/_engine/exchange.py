"""The whole life of a call, without I/O: what to wait for, what to send, and whether it is over or goes on.

`exchange` is a generator in the manner of httpx's `auth_flow`: it yields attempts and is sent outcomes, and yields
pauses in between. The drivers of both clients only wait, send and hand back. Every decision is here, or in
`_engine.failed_attempt` after a failure.
"""

import time
from collections.abc import Generator
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx

from pollination_sdk._engine.attempt import Attempt, Terms, draft, redirected
from pollination_sdk._engine.call import Call
from pollination_sdk._engine.key_rotation import KeyWalk
from pollination_sdk._engine.pacing import Pause, wait_for_key, wait_for_pace
from pollination_sdk._engine.retry import seconds_to_wait
from pollination_sdk._http.deadline import NEVER, Deadline
from pollination_sdk._http.open_sockets import NO_FILE_LEFT
from pollination_sdk.errors import APIConnectionError, PollinationsError

if TYPE_CHECKING:
    from pollination_sdk._engine.failed_attempt import Failing

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
    call: Call[Any], terms: Terms, deadline: Deadline, *, stream: bool = False
) -> Generator[Step, Any, Delivery]:
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
    walk, failing = terms.ring.walk(), None
    sent = 0
    while True:
        if (hold := walk.hold) is not None:
            rounds = terms.retry.attempts if failing is None else failing.attempts_left
            if refusal := (yield from wait_for_key(hold, deadline, rounds=rounds)):
                raise failing.given_up(refusal) if failing else refusal
        attempt = draft(call, terms, walk.start())
        outcome = yield from _send(attempt, call, terms, deadline)
        if _is_redirect(outcome):
            outcome = yield from _follow(attempt, outcome, call, terms, deadline)
        if isinstance(outcome, PollinationsError):  # its turn came too late: nothing was sent
            raise failing.given_up(outcome) if failing else outcome
        sent += 1
        if isinstance(outcome, httpx.Response) and outcome.is_success:
            walk.worked()
            terms.budget.succeeded()
            return Delivery(outcome, sent)
        failing = failing or _failing(call, terms, walk, deadline, stream=stream)
        if wait := seconds_to_wait(failing.wait_after(outcome, sent)):
            yield Pause(wait)


def _failing(call: Call[Any], terms: Terms, walk: KeyWalk, deadline: Deadline, *, stream: bool) -> "Failing":
    try:
        from pollination_sdk._engine.failed_attempt import Failing  # noqa: PLC0415 - most calls go well
    except OSError as error:  # the module is a file too, and what failed may be that no more can be opened
        raise APIConnectionError(NO_FILE_LEFT) from error
    return Failing(call, terms, walk, deadline, stream=stream)


def _send(attempt: Attempt, call: Call[Any], terms: Terms, deadline: Deadline) -> Generator[Step, Any, Outcome]:
    """Send an attempt when its turn comes; return the refusal where that is too late."""
    pace = terms.pace
    outcome: Outcome
    if pace.per_second is None:
        outcome = yield attempt
        return outcome
    if refusal := (yield from wait_for_pace(pace, call.operation, deadline)):
        return refusal
    start = time.monotonic()
    outcome = yield attempt
    if isinstance(outcome, httpx.Response):
        pace.observe(call.operation, time.monotonic() - start)
    return outcome


def _is_redirect(outcome: Outcome) -> bool:
    return isinstance(outcome, httpx.Response) and outcome.next_request is not None


def _follow(
    attempt: Attempt, outcome: Outcome, call: Call[Any], terms: Terms, deadline: Deadline
) -> Generator[Step, Any, Outcome]:
    """Send an attempt wherever the answers redirect it to."""
    for _ in range(_MOST_REDIRECTS):
        following = redirected(attempt, outcome) if isinstance(outcome, httpx.Response) else None
        if following is None:
            return outcome
        attempt = following
        outcome = yield from _send(attempt, call, terms, deadline)
    return httpx.TooManyRedirects(f"more than {_MOST_REDIRECTS} redirects") if _is_redirect(outcome) else outcome
