"""Decide whether a failed call is sent again, and after what wait, without I/O.

Calls cost money. So a call whose outcome is unknown is sent again only if that cannot be billed a second time. The
module `joining` lists the operations that allow it.
"""

from __future__ import annotations

import enum
import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import attrs

from pollination_sdk._failures.outcome import OutcomeClass

if TYPE_CHECKING:
    from pollination_sdk._engine.retry import Retry, RetryBudget


@attrs.frozen(kw_only=True)
class Failure:
    """The facts about a failed attempt.

    Args:
        outcome_class: The class of its outcome.
        attempt: The number of the attempt, from 1.
        free: Whether the operation costs nothing.
        repeatable: Whether the service joins identical requests of the call, and bills them once.
        stream: Whether the answer is returned before its body has been read.
        yielded: Whether the caller has already received a part of the answer.
        retry_after: The seconds that the service asks to wait.
        remaining: The seconds until the deadline of the call.
        closed: Whether the client was closed during the attempt.
    """

    outcome_class: OutcomeClass
    attempt: int
    free: bool
    repeatable: bool
    stream: bool = False
    yielded: bool = False
    retry_after: float | None = None
    remaining: float | None = None
    closed: bool = False


class RetryAction(enum.Enum):
    """The next step of a call after a failed attempt."""

    RETRY = "retry"
    GIVE_UP = "give up"
    OUTCOME_UNKNOWN = "outcome unknown"


@attrs.frozen
class RetryDecision:
    """The next step of a call, its reason, and the seconds to wait before a retry."""

    action: RetryAction
    reason: str
    wait: float = 0.0


def decide(
    retry: Retry,
    failure: Failure,
    *,
    budget: RetryBudget | None = None,
    jitter: float | None = None,
) -> RetryDecision:
    """Decide whether to retry after a failed attempt.

    Args:
        retry: The caller's settings.
        failure: The facts about the attempt.
        budget: The client's retry budget; a token is taken only if the decision is to retry.
        jitter: A number from 0 to 1; a random one by default.
    """
    decision = (
        _decide_if_closed(failure) or _decide_without_clock(retry, failure) or _decide_wait(retry, failure, jitter)
    )
    if decision.action is RetryAction.RETRY and budget is not None and not budget.take():
        reason = "too many calls of this client failed lately, so repetitions are paused"
        return RetryDecision(RetryAction.GIVE_UP, reason)
    return decision


def _decide_if_closed(failure: Failure) -> RetryDecision | None:
    if not failure.closed:
        return None
    if failure.outcome_class is OutcomeClass.UNKNOWN and not failure.free:
        return RetryDecision(RetryAction.OUTCOME_UNKNOWN, "the call may have run and been billed")
    return RetryDecision(RetryAction.GIVE_UP, "the client is closed")


def _decide_without_clock(retry: Retry, failure: Failure) -> RetryDecision | None:
    """Decide by all facts except time; return None if the call may be sent again."""
    if failure.outcome_class is OutcomeClass.FINAL:
        return RetryDecision(RetryAction.GIVE_UP, "the same request would get the same answer")
    if failure.yielded:
        return RetryDecision(RetryAction.GIVE_UP, "a part of the answer has been handed out already")
    if failure.outcome_class is OutcomeClass.UNKNOWN and (decision := _decide_unknown(retry, failure)):
        return decision
    if failure.attempt >= retry.attempts:
        return RetryDecision(RetryAction.GIVE_UP, f"{failure.attempt} of {retry.attempts} attempts failed")
    return None


def may_repeat(retry: Retry, failure: Failure) -> bool:
    """Return True unless the call may have run and a retry could be billed again."""
    return failure.outcome_class is not OutcomeClass.UNKNOWN or _decide_unknown(retry, failure) is None


def _decide_unknown(retry: Retry, failure: Failure) -> RetryDecision | None:
    if failure.stream and not failure.free:
        return RetryDecision(RetryAction.GIVE_UP, "a stream that may have started is not started again")
    if retry.unknown == "always" or (failure.free and retry.unknown == "auto"):
        return None
    if failure.free:
        return RetryDecision(RetryAction.GIVE_UP, 'Retry(unknown="never") repeats no such call')
    if failure.repeatable and retry.unknown == "auto":
        return None
    reason = "the call may have run and been billed, and a repetition could be billed again"
    return RetryDecision(RetryAction.OUTCOME_UNKNOWN, reason)


def _decide_wait(retry: Retry, failure: Failure, jitter: float | None) -> RetryDecision:
    retry_after = failure.retry_after or 0.0
    if retry_after > retry.max_retry_after:
        return RetryDecision(RetryAction.GIVE_UP, _too_long_reason(retry_after, retry.max_retry_after))
    jitter = random.random() if jitter is None else jitter  # noqa: S311 - spreads load, no secret
    wait = max(retry_after, retry.wait_before(failure.attempt, jitter=jitter))
    if failure.remaining is not None and wait >= failure.remaining:
        return RetryDecision(RetryAction.GIVE_UP, f"the next attempt, in {wait:.1f} s, is past the deadline")
    return RetryDecision(RetryAction.RETRY, failure.outcome_class.value, wait)


def _too_long_reason(seconds: float, limit: float) -> str:
    """Describe a `Retry-After` that is too long, with a date unless it is beyond the calendar."""
    try:
        date = datetime.now(UTC) + timedelta(seconds=seconds)
    except OverflowError:
        when = ""
    else:
        when = f", at {date:%Y-%m-%d %H:%M:%S} UTC"
    return (
        f"the service asks to come back in {seconds:.0f} s{when}; that is more than "
        f"Retry(max_retry_after={limit:g}) waits for"
    )
