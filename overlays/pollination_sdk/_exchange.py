"""The whole life of a call, without I/O: what to send, and whether it is over or goes on.

`exchange` is a generator in the manner of httpx's `auth_flow`: it yields attempts and is sent outcomes. Whoever drives
it waits, sends and hands back; every decision is here, and in `_failing` once something failed, once for both clients.
"""

from collections.abc import Generator
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx

from pollination_sdk._attempt import Attempt, Terms, draft, redirected
from pollination_sdk._auth import KeyWalk
from pollination_sdk._call import Call
from pollination_sdk._deadline import NEVER, Deadline
from pollination_sdk._room import NO_FILE_LEFT
from pollination_sdk.errors import APIConnectionError

if TYPE_CHECKING:
    from pollination_sdk._failing import Failing

Outcome = httpx.Response | Exception

_MOST_REDIRECTS = 10


class Delivery(NamedTuple):
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
    walk, failing = terms.ring.walk(), None
    sent, wait = 0, 0.0
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
        failing = failing or _failing(call, terms, walk, deadline, stream=stream)
        wait = failing.wait_after(outcome, sent)


def _failing(call: Call[Any], terms: Terms, walk: KeyWalk, deadline: Deadline, *, stream: bool) -> "Failing":
    try:
        from pollination_sdk._failing import Failing  # noqa: PLC0415 - most calls go well
    except OSError as error:  # the module is a file too, and what failed may be that no more can be opened
        raise APIConnectionError(NO_FILE_LEFT) from error
    return Failing(call, terms, walk, deadline, stream=stream)


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
