"""Find the status in a decoded error, written as a number or as a word."""

from __future__ import annotations

import re
from typing import Any


def status_in(value: Any) -> int | None:
    """Return the error status in a decoded error, written as a number or as a word; None if there is none."""
    value = error_in_choice(value) or value
    outer = value if isinstance(value, dict) else {}
    inner = outer.get("error")
    holders = (outer, inner if isinstance(inner, dict) else {})
    named = [holder.get(name) for holder in holders for name in ("status", "code", "statusCode", "type")]
    return next(filter(None, [*map(status_number, named), *map(_status_of_word, named)]), None)


def status_number(value: Any) -> int | None:
    """Return an error status as a number; None for anything else."""
    if isinstance(value, str) and re.fullmatch(r"[45][0-9]{2}", value.strip()):
        return int(value)
    is_status = isinstance(value, (int, float)) and 400 <= value <= 599
    return int(value) if is_status else None


def _status_of_word(value: Any) -> int | None:
    return _STATUS_OF_WORD.get(value.strip().lower()) if isinstance(value, str) else None


# The service's own codes, and those of the providers behind it.
_STATUS_OF_WORD = {
    word: status
    for status, words in {
        400: "bad_request invalid_request_error context_length_exceeded content_filter content_blocked "
        "failed_to_download_image invalid_image_url image_too_large unsupported_image_media_type",
        401: "unauthorized authentication_error invalid_api_key",
        402: "payment_required billing_error insufficient_quota key_budget_exhausted insufficient_balance "
        "quest_pollen_only",
        403: "forbidden permission_error permission_denied",
        404: "not_found not_found_error model_not_found",
        405: "method_not_allowed",
        408: "request_timeout",
        409: "conflict",
        410: "gone",
        413: "request_too_large payload_too_large",
        415: "unsupported_media_type",
        422: "unprocessable_entity content_policy_violation",
        426: "upgrade_required",
        429: "rate_limited rate_limit_error rate_limit_exceeded too_many_requests resource_exhausted",
        500: "internal_error internal_server_error server_error api_error",
        502: "bad_gateway",
        503: "service_unavailable overloaded overloaded_error unavailable",
        504: "timeout timeout_error gateway_timeout deadline_exceeded",
    }.items()
    for word in words.split()
}


def error_in_choice(value: Any) -> dict[str, Any] | None:
    """Return the first choice of a decoded completion that holds an error; None if there is none."""
    choices = value.get("choices") if isinstance(value, dict) and not value.get("error") else None
    listed = choices if isinstance(choices, list) else ()
    return next((choice for choice in listed if isinstance(choice, dict) and choice.get("error")), None)
