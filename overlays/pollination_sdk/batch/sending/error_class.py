"""What an error means for its item, and for the run."""

from __future__ import annotations

from typing import Literal

from pollination_sdk import errors
from pollination_sdk.batch.identity.repeating import REPEATABLE

ErrorClass = Literal["hold", "retry", "failed", "unknown", "payment", "limit", "key"]
"""`hold`: the service limits the rate; all wait. `payment`, `limit`, `key`: no item can be sent, so the run stops."""

HALTS = frozenset({"payment", "limit", "key"})
_OF_REASON: dict[str, ErrorClass] = {"used_up": "limit", "too_large": "limit", "no_price": "failed"}
"""What a spend limit refuses for; any other reason passes."""


def classify_error(error: Exception, method: str) -> ErrorClass:
    """Return what follows from an error.

    Args:
        error: The error.
        method: The method that raised it. The service joins identical requests of most, so these are sent again.
    """
    word: ErrorClass = "failed"
    repeatable = method in REPEATABLE
    match error:
        case errors.PaymentRequiredError():
            word = "payment"
        case errors.SpendLimitError():
            word = _OF_REASON.get(error.reason, "retry")
        case errors.RateLimitError():
            word = "hold"
        case errors.AuthenticationError() | errors.MissingKeyError() | errors.InvalidKeyError():
            word = "key"
        case errors.InternalServerError() | errors.APIConnectionError() | errors.OutcomeUnknownError():
            word = "retry" if repeatable or not error.may_be_billed else "unknown"
        case errors.APIError(status=408):
            word = "retry" if repeatable else "unknown"
        case errors.UnexpectedResponseError() if not isinstance(error, errors.AnswerFormatError):
            word = "retry" if repeatable else "failed"  # the stored answer of `parse` would be the same
    return word
