"""What an error means for its item, and for the run."""

from __future__ import annotations

from typing import Literal

from pollination_sdk import errors
from pollination_sdk.batch.repeating import REPEATABLE

Verdict = Literal["hold", "retry", "failed", "unknown", "payment", "limit", "key"]
"""`hold`: the service limits the rate; all wait. `payment`, `limit`, `key`: no item can be sent, so the run stops."""

HALTS = frozenset({"payment", "limit", "key"})
_KEY = (errors.AuthenticationError, errors.MissingKeyError, errors.InvalidKeyError)
_PASSING = (errors.InternalServerError, errors.APIConnectionError, errors.OutcomeUnknownError)
_BROKEN = (errors.UnexpectedResponseError, errors.StreamInterruptedError)
_TIMEOUT = 408


def verdict(error: Exception, method: str) -> Verdict:
    """Return what follows from an error.

    Args:
        error: The error.
        method: The method that raised it. The service joins identical requests of most, so these are sent again.
    """
    match error:
        case errors.PaymentRequiredError():
            return "payment"
        case errors.SpendLimitError():
            return "limit" if error.reason in {"used_up", "too_large"} else _short(error)
        case errors.RateLimitError():
            return "hold"
        case errors.AnswerFormatError():
            return "failed"  # the stored answer would be the same
        case errors.PollinationsError() if isinstance(error, _KEY):
            return "key"
        case errors.PollinationsError() if isinstance(error, _PASSING) or _is_timeout(error):
            return "retry" if method in REPEATABLE or not error.may_be_billed else "unknown"
        case errors.PollinationsError() if isinstance(error, _BROKEN):
            return "retry" if method in REPEATABLE else "failed"
    return "failed"


def _short(error: errors.SpendLimitError) -> Verdict:
    return "failed" if error.reason == "no_price" else "retry"


def _is_timeout(error: errors.PollinationsError) -> bool:
    return getattr(error, "status", None) == _TIMEOUT
