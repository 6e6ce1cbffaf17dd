# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

KnownErrorCode = Literal[
    "BAD_GATEWAY",
    "BAD_REQUEST",
    "CONFLICT",
    "content_blocked",
    "content_policy_violation",
    "failed_to_download_image",
    "FORBIDDEN",
    "GATEWAY_TIMEOUT",
    "GONE",
    "image_too_large",
    "INSUFFICIENT_BALANCE",
    "INTERNAL_ERROR",
    "invalid_image_url",
    "KEY_BUDGET_EXHAUSTED",
    "METHOD_NOT_ALLOWED",
    "NOT_FOUND",
    "PAYLOAD_TOO_LARGE",
    "PAYMENT_REQUIRED",
    "QUEST_POLLEN_ONLY",
    "RATE_LIMITED",
    "REQUEST_TIMEOUT",
    "SERVICE_UNAVAILABLE",
    "UNAUTHORIZED",
    "UNKNOWN_ERROR",
    "UNPROCESSABLE_ENTITY",
    "unsupported_image_media_type",
    "UNSUPPORTED_MEDIA_TYPE",
    "UPGRADE_REQUIRED",
]

KNOWN_ERROR_CODE_VALUES: frozenset[str] = frozenset(get_args(KnownErrorCode))


def check_known_error_code(value: str) -> KnownErrorCode:
    if value in KNOWN_ERROR_CODE_VALUES:
        return cast("KnownErrorCode", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(KNOWN_ERROR_CODE_VALUES)}")
