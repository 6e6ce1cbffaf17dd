"""Turn the refusals of a sign-in into errors: each code of OAuth has a message of its own."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

from pollination_sdk._failures.reason import presentable, short_text
from pollination_sdk.errors import APIError, InternalServerError, RateLimitError, SignInError, UnexpectedResponseError

if TYPE_CHECKING:
    from collections.abc import Iterator

_AGAIN = "Start the sign-in again."
_MESSAGES = {
    # RFC 6749, of the page and of the token endpoint
    "access_denied": "The user has refused the sign-in. Ask again only if the user wants to sign in.",
    "invalid_request": (
        "The sign-in service says that something in the request is missing, wrong or repeated. Check the arguments, "
        "above all redirect_uri."
    ),
    "invalid_client": (
        "The service does not know this client_id, or its key was revoked. Use the publishable key (pk_) of the app, "
        "which is made at https://enter.pollinations.ai."
    ),
    "invalid_grant": (
        "The code is not valid: it was used before, is too old, or was made for another client_id, redirect_uri or "
        f"verifier. {_AGAIN}"
    ),
    "unauthorized_client": (
        "This app may not use this kind of sign-in. Change the key of the app at https://enter.pollinations.ai."
    ),
    "unsupported_grant_type": "The service does not have this kind of sign-in. Update this SDK.",
    "unsupported_response_type": "The service does not send a code for this request. Update this SDK.",
    "invalid_scope": "The service does not know a permission in scope. It has profile, usage and keys.",
    "server_error": f"The sign-in service has failed. {_AGAIN}",
    "temporarily_unavailable": "The sign-in service is busy or being repaired. Try again in a few minutes.",
    # RFC 8628, of the device
    "authorization_pending": "The user has not agreed yet. Ask again after the interval.",
    "slow_down": "The service is asked too often. Wait longer between two questions.",
    "expired_token": f"The code of the device has expired before the user agreed. {_AGAIN}",
    # of this SDK
    "cancelled": "The sign-in was cancelled by the program.",
    "state_mismatch": (
        "The answer belongs to no sign-in of this browser: its state is another one. Its code was not used. "
        f"{_AGAIN} Somebody may have tried to sign the user in to another account."
    ),
    "missing_code": f"The address has neither a code nor an error. {_AGAIN}",
}
"""What happened and what to do, by the code."""


def refusal(code: str, description: Any = None, *, status: int | None = None) -> SignInError:
    """Return the error for a code of OAuth, or of this SDK.

    Args:
        code: The code.
        description: What the service adds, which is quoted on one line.
        status: The HTTP status; None if no answer of the service says it.
    """
    shown = short_text(code) or "unknown"
    message = _MESSAGES.get(shown, f"The sign-in service has refused, with the code {shown!r}. {_AGAIN}")
    said = presentable(description)[:200] if isinstance(description, str) else ""
    return SignInError(f"{message} The service says: {said}" if said else message, code=shown, status=status)


def refusal_in(error: APIError) -> SignInError | None:
    """Return the error of OAuth that an error answer has; None if it is another error.

    Servers and proxies in front of the sign-in put plain words in the same place, such as `Rate limit exceeded`.
    """
    if error.response is None:
        return None
    try:
        body = json.loads(error.response.content)
    except (ValueError, RecursionError):
        return None
    code = body.get("error") if isinstance(body, dict) else None
    if not isinstance(code, str) or not code:
        return None
    if code not in _MESSAGES and isinstance(error, (RateLimitError, InternalServerError)):
        return None
    return refusal(code, body.get("error_description"), status=error.status)


def without_answer(error: UnexpectedResponseError) -> UnexpectedResponseError:
    """Take the answer out of an error: it may have a key, in a place where no key is looked for."""
    error.response = None
    return error


@contextlib.contextmanager
def refusals() -> Iterator[None]:
    """Raise the error of OAuth in place of an error answer that has one."""
    try:
        yield
    except UnexpectedResponseError as error:
        raise without_answer(error) from None
    except APIError as error:
        if (refused := refusal_in(error)) is not None:
            raise refused from None
        raise
