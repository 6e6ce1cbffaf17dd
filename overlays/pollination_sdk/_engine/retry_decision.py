"""Whether a call is sent again, and after what wait: a function of what is known.

The rule behind it: calls cost money, so a call whose outcome is unknown is repeated only when the repetition cannot be
billed a second time.
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
    """Hold what is known about a failed attempt.

    Args:
        outcome_class: What its end tells.
        attempt: Which attempt it was, from 1.
        free: Whether the operation costs nothing.
        repeatable: Whether the service would answer the identical request from its cache, or join
            it to the running one: a chosen or absent seed, not `seed=-1`.
        stream: Whether it is an event stream, which the service neither caches early nor joins.
        yielded: Whether the caller has already been given a part of the answer.
        retry_after: Seconds the service asks to wait.
        remaining: Seconds left of the call's deadline.
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
    """Name what happens to a call after a failed attempt."""

    RETRY = "retry"
    GIVE_UP = "give up"
    OUTCOME_UNKNOWN = "outcome unknown"


@attrs.frozen
class RetryDecision:
    """Hold a verdict, the seconds to wait before a repetition, and the reason in words."""

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
    """Decide what happens after a failed attempt.

    Args:
        retry: The caller's settings.
        failure: What is known.
        budget: The client's budget; a token is taken only when the verdict is to repeat.
        jitter: From 0 to 1, drawn at random unless given.
    """
    decision = _closed(failure) or _settled(retry, failure) or _repeated(retry, failure, jitter)
    if decision.action is RetryAction.RETRY and budget is not None and not budget.take():
        reason = "too many calls of this client failed lately, so repetitions are paused"
        return RetryDecision(RetryAction.GIVE_UP, reason)
    return decision


def _closed(failure: Failure) -> RetryDecision | None:
    if not failure.closed:
        return None
    if failure.outcome_class is OutcomeClass.UNKNOWN and not failure.free:
        return RetryDecision(RetryAction.OUTCOME_UNKNOWN, "the call may have run and been billed")
    return RetryDecision(RetryAction.GIVE_UP, "the client is closed")


def _settled(retry: Retry, failure: Failure) -> RetryDecision | None:
    """Decide what needs no clock: None when the call may be repeated."""
    if failure.outcome_class is OutcomeClass.FINAL:
        return RetryDecision(RetryAction.GIVE_UP, "the same request would get the same answer")
    if failure.yielded:
        return RetryDecision(RetryAction.GIVE_UP, "a part of the answer has been handed out already")
    if failure.outcome_class is OutcomeClass.UNKNOWN and (decision := _unknown(retry, failure)):
        return decision
    if failure.attempt >= retry.attempts:
        return RetryDecision(RetryAction.GIVE_UP, f"{failure.attempt} of {retry.attempts} attempts failed")
    return None


def may_repeat(retry: Retry, failure: Failure) -> bool:
    """Return True unless the call may have run and a repetition could be billed again."""
    return failure.outcome_class is not OutcomeClass.UNKNOWN or _unknown(retry, failure) is None


def _unknown(retry: Retry, failure: Failure) -> RetryDecision | None:
    if failure.stream and (failure.free or failure.repeatable):
        return RetryDecision(RetryAction.GIVE_UP, "a stream that may have started is not started again")
    if failure.stream:
        return RetryDecision(
            RetryAction.OUTCOME_UNKNOWN, "the stream may have started and been billed, and is not started again"
        )
    if retry.unknown == "always" or (failure.free and retry.unknown == "auto"):
        return None
    if failure.free:
        return RetryDecision(RetryAction.GIVE_UP, 'Retry(unknown="never") repeats no such call')
    if failure.repeatable and retry.unknown == "auto":
        return None
    reason = "the call may have run and been billed, and a repetition could be billed again"
    return RetryDecision(RetryAction.OUTCOME_UNKNOWN, reason)


def _repeated(retry: Retry, failure: Failure, jitter: float | None) -> RetryDecision:
    asked = failure.retry_after or 0.0
    if asked > retry.max_retry_after:
        return RetryDecision(RetryAction.GIVE_UP, _come_back(asked, retry.max_retry_after))
    drawn = random.random() if jitter is None else jitter  # noqa: S311 - spreads load, no secret
    wait = max(asked, retry.wait_before(failure.attempt, jitter=drawn))
    if failure.remaining is not None and wait >= failure.remaining:
        return RetryDecision(RetryAction.GIVE_UP, f"the next attempt, in {wait:.1f} s, is past the deadline")
    return RetryDecision(RetryAction.RETRY, failure.outcome_class.value, wait)


def _come_back(seconds: float, limit: float) -> str:
    """Say when to come back; a date only when the calendar reaches that far."""
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
