"""Handle a failed attempt: try another key, retry after a wait, or raise the error that ends the call."""

from __future__ import annotations

import logging
import random
from typing import TYPE_CHECKING, Any

import httpx

from pollination_sdk._engine.joining import joins
from pollination_sdk._engine.retry_decision import Failure, RetryAction, RetryDecision, decide, may_repeat
from pollination_sdk._failures.connection_error import error_from_exception
from pollination_sdk._failures.error_body import comes_from_service, error_from_response, is_missing_key, judges_key
from pollination_sdk._failures.outcome import Outcome, OutcomeClass, classify_answer, classify_exception, retry_after_of
from pollination_sdk._failures.unread_answer import MAY_BE_BILLED
from pollination_sdk._http.socket_stream import ClosedError
from pollination_sdk._support.caller import caller, warn_at
from pollination_sdk.errors import (
    APIConnectionError,
    APIError,
    APITimeoutError,
    AuthenticationError,
    KeyInURLWarning,
    OutcomeUnknownError,
    PaymentRequiredError,
    PermissionDeniedError,
    PollinationsError,
    RateLimitError,
)

if TYPE_CHECKING:
    from pollination_sdk._engine.attempt import ClientContext
    from pollination_sdk._engine.call import Call
    from pollination_sdk._engine.key_rotation import KeyRotation
    from pollination_sdk._engine.spending import Charge
    from pollination_sdk._http.deadline import Deadline

log = logging.getLogger("pollination_sdk")

_HOPELESS = (AuthenticationError, PaymentRequiredError, PermissionDeniedError)
"""The errors after which a key cannot work again during a call."""


class RetryState:
    """The state of one call after its first failure, without I/O.

    Args:
        call: The call.
        context: The settings of the client.
        rotation: The key rotation of the call.
        deadline: The deadline of the whole call.
        stream: Whether the answer is returned before its body has been read.
        charge: What a spend limit has reserved for the call; None without a limit.
    """

    def __init__(
        self,
        call: Call[Any],
        context: ClientContext,
        rotation: KeyRotation,
        deadline: Deadline,
        *,
        stream: bool,
        charge: Charge | None = None,
    ) -> None:
        self._call = call
        self._context = context
        self._rotation = rotation
        self._deadline = deadline
        self._stream = stream
        self._charge = charge
        self._repetition = 1
        self._rate_limited: tuple[Outcome, RateLimitError] | None = None
        self._may_have_run = False

    def wait_after(self, outcome: Outcome, sent: int) -> float:
        """Return the seconds to wait before the next attempt.

        Args:
            outcome: The outcome of this attempt.
            sent: The number of requests sent so far, from 1.

        Raises:
            PollinationsError: There is no next attempt; the error says what to do.
        """
        self._last_error = error = self._error(outcome, sent)
        is_unknown = not self._call.free and self._outcome_class(outcome, error) is OutcomeClass.UNKNOWN
        if is_unknown:
            self._may_have_run = True
            self._rotation.keep_key()
        if self._charge is not None:
            answered = isinstance(outcome, httpx.Response)
            self._charge.failed(may_have_run=is_unknown or _is_redirect(outcome), answered=answered)
        self._hold_key(error, outcome)
        if isinstance(error, APIError) and self._try_next_key(error, outcome):
            self._rate_limited = (outcome, error) if isinstance(error, RateLimitError) else self._rate_limited
            return 0.0
        if self._rate_limited is not None and isinstance(error, _HOPELESS):
            outcome, error = self._rate_limited  # the last key cannot work, but an earlier one will after a wait
            error.attempts = sent
        return self._retry_or_fail(outcome, error, sent)

    @property
    def attempts_left(self) -> int:
        """The number of attempts that are left."""
        return self._context.retry.attempts - self._repetition + 1

    def give_up(self, why: PollinationsError) -> PollinationsError:
        """Return the error of the last attempt, with the reason why there is no next one as a remark."""
        self._last_error.remarks.append(f"Not sent again: {why.message}")
        self._add_remarks(self._last_error)
        return self._last_error

    def _hold_key(self, error: PollinationsError, outcome: Outcome) -> None:
        """Hold back the key's other requests after a 429, for the time that the service asks for."""
        if isinstance(error, RateLimitError):
            retry, seconds = self._context.retry, error.retry_after
            if seconds is None:
                seconds = retry.wait_after_limit(self._repetition, jitter=random.random())  # noqa: S311 - spreads load, no secret
            hold = seconds <= retry.max_retry_after
            self._rotation.rate_limited(seconds, from_service=error.retry_after is not None, hold=hold)
        elif isinstance(outcome, httpx.Response):
            self._rotation.not_rate_limited()

    def _retry_or_fail(self, outcome: Outcome, error: PollinationsError, sent: int) -> float:
        failure = self._failure(outcome, error)
        budget = None if isinstance(error, RateLimitError) else self._context.budget
        decision = decide(self._context.retry, failure, budget=budget)
        if decision.action is not RetryAction.RETRY:
            raise self._final_error(error, failure, decision, sent)
        log.info("%s is sent again in %.1f s: %s", self._call.operation, decision.wait, _log_name(error))
        self._repetition, self._rate_limited = self._repetition + 1, None
        self._rotation.prepare_retry()
        return decision.wait

    def _error(self, outcome: Outcome, sent: int) -> PollinationsError:
        """Return the error for an outcome, in case it is the last one."""
        if isinstance(outcome, httpx.Response):
            return error_from_response(
                outcome, attempts=sent, service=self._context.service_host, operation=self._call.operation
            )
        if isinstance(outcome, PollinationsError):
            return outcome
        error = error_from_exception(outcome, attempts=sent)
        return _timeout_error(error, self._deadline) if self._deadline.passed else error

    def _try_next_key(self, error: APIError, outcome: Outcome) -> bool:
        """Move to the next key or key placement; return True if it is to be tried at once."""
        if not isinstance(outcome, httpx.Response) or not judges_key(outcome, self._context.service_host):
            return False
        file_sent = self._call.file_was_sent  # the next call starts with the next key
        if not file_sent and not may_repeat(self._context.retry, self._failure(outcome, error)):
            return False
        before, missing = self._rotation.placement, is_missing_key(outcome, self._context.service_host)
        following = self._rotation.refused(error.status, missing=missing, reason=" ".join(error.message.split()))
        if file_sent:
            return False
        if missing and before and following and (before.kind, following.kind) == ("header", "query"):
            self._warn_of_key_in_url()
        return following is not None

    def _warn_of_key_in_url(self) -> None:
        """Warn once per client, before the key is sent in a URL. Raises if the program turns warnings into errors."""
        ring, host = self._context.ring, self._context.service_host
        if ring.has_warned:
            return
        message = (
            f"{host} says that no key arrived, so the key is sent in the URL from now on, where access logs of {host} "
            "and of what is on the way may keep it. Find what takes the Authorization header off, or forbid this with "
            'query_key="never".'
        )
        warn_at(caller(), message, KeyInURLWarning)
        ring.has_warned = True

    def _failure(self, outcome: Outcome, error: PollinationsError) -> Failure:
        """Collect the facts about a failed attempt."""
        return Failure(
            outcome_class=self._outcome_class(outcome, error),
            attempt=self._repetition,
            free=self._call.free,
            repeatable=joins(self._call),
            stream=self._stream,
            retry_after=self._retry_after(outcome, error),
            remaining=self._deadline.remaining(),
            closed=isinstance(outcome, ClosedError),
            file_sent=self._call.file_was_sent,
        )

    def _outcome_class(self, outcome: Outcome, error: PollinationsError) -> OutcomeClass:
        if not isinstance(outcome, httpx.Response):
            return classify_exception(outcome)
        from_service = comes_from_service(outcome, self._context.service_host)
        status = error.status if isinstance(error, APIError) else outcome.status_code
        return classify_answer(status, from_service=from_service, reason=error.message)

    def _retry_after(self, outcome: Outcome, error: PollinationsError) -> float | None:
        """Return the seconds to wait: after a 429 until a key is usable, otherwise those that the service asks for."""
        if isinstance(error, RateLimitError):
            return self._rotation.least_wait()
        return retry_after_of(outcome) if isinstance(outcome, httpx.Response) else None

    def _final_error(
        self, error: PollinationsError, failure: Failure, decision: RetryDecision, sent: int
    ) -> PollinationsError:
        """Return the error that ends the call, with the decision and the answer to each key."""
        if unknown := self._outcome_unknown(error, failure, decision, sent):
            self._rotation.add_remarks(unknown)
            return unknown
        is_late = isinstance(error, APITimeoutError) and self._deadline.passed  # then the message says why
        if failure.outcome_class is not OutcomeClass.FINAL and not is_late:
            error.remarks.append(f"Not sent again: {decision.reason}.")
        self._add_remarks(error)
        return error

    def _outcome_unknown(
        self, error: PollinationsError, failure: Failure, decision: RetryDecision, sent: int
    ) -> OutcomeUnknownError | None:
        """Return the error for a call that may have run and is not repeated; None for any other."""
        if decision.action is RetryAction.OUTCOME_UNKNOWN and failure.file_sent:
            may_have_run = f"{decision.reason.capitalize()}, and it is not sent twice."
            advice = "Upload it with an id=, then upload_info(id) tells whether it is there."
        elif decision.action is RetryAction.OUTCOME_UNKNOWN and not self._call.can_bill:
            from pollination_sdk._failures.operation_advice import after_unknown  # noqa: PLC0415 - after failures only

            may_have_run = "The service may have done this, and it is not asked twice."
            advice = after_unknown(self._call.operation)
        elif decision.action is RetryAction.OUTCOME_UNKNOWN:
            may_have_run = f"{decision.reason.capitalize()}."
            advice = 'Look at usage() before you send it again, or allow it with Retry(unknown="always").'
        elif failure.outcome_class is OutcomeClass.UNKNOWN and self._call.has_drawn_seed and not self._stream:
            may_have_run = "The call may have run and been billed."
            advice = f"Pass seed={self._call.seed} to get its result, billed once: a new call draws another seed."
        else:
            return None
        message = f"{_what_happened(error)} {may_have_run} {advice}"
        unknown = OutcomeUnknownError(message, cause_error=error, attempts=sent)
        if not self._call.can_bill:
            unknown.may_be_billed = False
        return unknown

    def _add_remarks(self, error: PollinationsError) -> None:
        """Add to an error that an attempt may have been billed, and the answer to each key."""
        if self._may_have_run and self._call.can_bill:
            error.may_be_billed = True
            error.remarks.append(MAY_BE_BILLED)
        self._rotation.add_remarks(error)


def _is_redirect(outcome: Outcome) -> bool:
    """Return True for a redirect that was not followed: it may lead to what was made for the call."""
    return isinstance(outcome, httpx.Response) and outcome.is_redirect


def _timeout_error(error: APIConnectionError, deadline: Deadline) -> APITimeoutError:
    message = f"The call did not end within timeout={deadline.seconds:g} seconds: raise it, or ask for less."
    late = APITimeoutError(message, attempts=error.attempts)
    late.__cause__ = error.__cause__
    return late


def _log_name(error: PollinationsError) -> str:
    """Describe a failure for the log, without the service's message: that may quote the prompt."""
    return f"status {error.status}" if isinstance(error, APIError) else type(error).__name__


def _what_happened(error: PollinationsError) -> str:
    """Return the status and the message of an error, without its advice, as a sentence."""
    status = f"{error.status}: " if isinstance(error, APIError) else ""
    return f"{status}{error.message.rstrip('.')}."
