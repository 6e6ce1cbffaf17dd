# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal

KnownErrorCode = Literal[
    "BAD_GATEWAY",
    "BAD_REQUEST",
    "CONFLICT",
    "FORBIDDEN",
    "INTERNAL_ERROR",
    "METHOD_NOT_ALLOWED",
    "NOT_FOUND",
    "PAYMENT_REQUIRED",
    "RATE_LIMITED",
    "SERVICE_UNAVAILABLE",
    "UNAUTHORIZED",
    "UNKNOWN_ERROR",
    "UNPROCESSABLE_ENTITY",
]

KNOWN_ERROR_CODE_VALUES: set[KnownErrorCode] = {
    "BAD_GATEWAY",
    "BAD_REQUEST",
    "CONFLICT",
    "FORBIDDEN",
    "INTERNAL_ERROR",
    "METHOD_NOT_ALLOWED",
    "NOT_FOUND",
    "PAYMENT_REQUIRED",
    "RATE_LIMITED",
    "SERVICE_UNAVAILABLE",
    "UNAUTHORIZED",
    "UNKNOWN_ERROR",
    "UNPROCESSABLE_ENTITY",
}


def check_known_error_code(value: str) -> KnownErrorCode:
    if value in KNOWN_ERROR_CODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {KNOWN_ERROR_CODE_VALUES!r}")
