"""The errors of the service: its envelope, and the few errors with other bodies."""

import json
from datetime import UTC, datetime
from typing import Any

CODES = {
    400: "BAD_REQUEST",
    401: "UNAUTHORIZED",
    402: "PAYMENT_REQUIRED",
    403: "FORBIDDEN",
    404: "NOT_FOUND",
    405: "METHOD_NOT_ALLOWED",
    408: "REQUEST_TIMEOUT",
    409: "CONFLICT",
    410: "GONE",
    413: "PAYLOAD_TOO_LARGE",
    415: "UNSUPPORTED_MEDIA_TYPE",
    422: "UNPROCESSABLE_ENTITY",
    426: "UPGRADE_REQUIRED",
    429: "RATE_LIMITED",
    500: "INTERNAL_ERROR",
    502: "BAD_GATEWAY",
    503: "SERVICE_UNAVAILABLE",
    504: "GATEWAY_TIMEOUT",
}
ANTHROPIC_TYPES = {
    400: "invalid_request_error",
    401: "authentication_error",
    402: "billing_error",
    403: "permission_error",
    404: "not_found_error",
    413: "request_too_large",
    429: "rate_limit_error",
    504: "timeout_error",
}
MISSING_KEY = (
    "Authentication required. Please provide an API key via Authorization header (Bearer token) "
    "or ?key= query parameter."
)
INVALID_KEY = "Invalid API key. It may be expired, revoked, or mistyped."
BAD_INPUT = "Something was wrong with the input data, check the details for more info."


class ServiceError(Exception):
    """An error answer in the service's envelope."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        details: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        code: str | None = None,
        fix_url: str | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.details = details
        self.fix_url = fix_url
        self.headers = headers or {}
        self.media_type = "application/json"

    def body(self) -> bytes:
        """Encode the envelope."""
        body = envelope(self.status, str(self), self.details)
        if self.code is not None:
            body["error"]["code"] = self.code
        if self.fix_url is not None:
            body["error"]["fixUrl"] = self.fix_url
        return json.dumps(body).encode()


class EdgeError(ServiceError):
    """An error of the edge in front of the gateway: plain text without an envelope."""

    def __init__(self, status: int, message: str, *, headers: dict[str, str] | None = None) -> None:
        super().__init__(status, message, headers=headers)
        self.media_type = "text/plain; charset=UTF-8"

    def body(self) -> bytes:
        """Encode the text."""
        return str(self).encode()


class OpenAIError(ServiceError):
    """The 400 of `/v1/responses` for a parameter that it does not support, in the format of OpenAI."""

    def __init__(self, message: str, parameter: str) -> None:
        super().__init__(400, message)
        self.parameter = parameter

    def body(self) -> bytes:
        """Encode the body, which is not an envelope."""
        kind = {"type": "invalid_request_error", "code": "unsupported_parameter", "param": self.parameter}
        return json.dumps({"error": {"message": str(self), **kind}}).encode()


class OauthError(ServiceError):
    """A refusal of a sign-in, in the format of RFC 6749."""

    def __init__(self, code: str, description: str) -> None:
        super().__init__(400, description, code=code)

    def body(self) -> bytes:
        """Encode the body, which is not an envelope."""
        return json.dumps({"error": self.code, "error_description": str(self)}).encode()


class AnthropicError(ServiceError):
    """Any error of `/v1/messages`, in the format of Anthropic."""

    def __init__(self, error: ServiceError) -> None:
        super().__init__(error.status, str(error), headers=error.headers)

    def body(self) -> bytes:
        """Encode the body, which is not an envelope."""
        kind = ANTHROPIC_TYPES.get(self.status, "api_error")
        return json.dumps({"type": "error", "error": {"type": kind, "message": str(self)}}).encode()


class RateLimitedError(ServiceError):
    """The 429 of publishable keys, which has its own format."""

    def __init__(self, seconds: int) -> None:
        message = "Publishable keys spend 1 pollen an hour and run one request at a time."
        super().__init__(429, message, headers={"Retry-After": str(seconds)})
        self.seconds = seconds

    def body(self) -> bytes:
        """Encode the body, which is not an envelope."""
        return json.dumps(
            {"error": "Rate limit exceeded", "message": str(self), "retryAfterSeconds": self.seconds}
        ).encode()


def envelope(status: int, message: str, details: dict[str, Any] | None = None) -> dict[str, Any]:
    """Build the error body of the gateway; `details` is left out if there are none."""
    error: dict[str, Any] = {
        "code": CODES.get(status, "UNKNOWN_ERROR"),
        "message": message,
        "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    }
    if details is not None:
        error["details"] = details
    return {"status": status, "success": False, "error": error}


def invalid_input(field_errors: dict[str, list[str]], form_errors: list[str] | None = None) -> ServiceError:
    """Build the 400 of the gateway's validator: messages by field, and messages for the whole body."""
    details = {
        "name": "ValidationError",
        "formErrors": form_errors or [],
        "fieldErrors": field_errors,
    }
    return ServiceError(400, BAD_INPUT, details=details)


def nested_message(error: str, message: str, request_id: str, parameters: dict[str, Any]) -> str:
    """Encode an error of the text or image service, which the gateway uses as its own message."""
    return json.dumps(
        {
            "error": error,
            "message": message,
            "requestId": request_id,
            "requestParameters": parameters,
        }
    )
