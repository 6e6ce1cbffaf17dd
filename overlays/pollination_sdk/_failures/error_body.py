"""Turn error answers into errors, by their parsed bodies and their senders.

An answer of another shape than the service's came from something in front of it: the edge, a proxy, a login page. It
says nothing about the key.
"""

from __future__ import annotations

import http
import re
from typing import TYPE_CHECKING, Any

from pollination_sdk._failures.advice import advise
from pollination_sdk._failures.amounts import amounts_in
from pollination_sdk._failures.notice import find_notice_in
from pollination_sdk._failures.outcome import may_be_refusal, retry_after_of
from pollination_sdk._failures.parsed_body import ErrorBody, body_of_notice, read_error_body, read_error_value
from pollination_sdk._failures.reason import presentable, short_text
from pollination_sdk._failures.refusal import Refusal, Sender
from pollination_sdk._failures.sender import sender_of, url_of
from pollination_sdk._failures.status_words import status_in
from pollination_sdk._secrets.redact import scrub_response
from pollination_sdk.errors import APIError, BadRequestError, PaymentRequiredError

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx


def error_from_response(
    response: httpx.Response, *, attempts: int = 1, service: str | None = None, operation: str = ""
) -> APIError:
    """Return the error for an error answer.

    Args:
        response: The answer; its body counts as empty if it was not read.
        attempts: The number of attempts so far.
        service: The host of the service, to detect a redirect to another host; None if unknown.
        operation: The operation of the contract, on which the advice depends; empty if unknown.
    """
    body = read_error_body(response)
    sender, status = _sender(response, body, service), body.status or response.status_code
    return _error(body, status, response, attempts=attempts, sender=sender, operation=operation)


def error_from_completion(merged: Callable[[], Any], *, response: httpx.Response) -> APIError | None:
    """Return the error for a streamed completion that is a refusal; None for one that a model wrote.

    Args:
        merged: Merges the chunks of the stream; called only if its headers are those of a refusal.
        response: The answer that carried the stream.
    """
    notice = find_notice_in(merged(), response=response) if may_be_refusal(response) else None
    return None if notice is None else _error(body_of_notice(notice), notice.status, response)


def error_from_frame(frame: Any, *, response: httpx.Response, attempts: int = 1) -> APIError:
    """Return the error for an error event of a stream, by the status in the event.

    Args:
        frame: The decoded event.
        response: The answer that carries the stream.
        attempts: The number of attempts so far.
    """
    return _error(read_error_value(frame), status_in(frame) or 500, response, attempts=attempts)


def is_missing_key(response: httpx.Response, service: str | None = None) -> bool:
    """Return True for a 401 that says that no key arrived; False if the key was refused.

    Only the service's own envelope counts. The message of a proxy, of the target of a redirect, or of a provider
    behind the service is about another key.
    """
    if response.status_code != 401:
        return False
    body = read_error_body(response)
    is_own = body.is_envelope and _sender(response, body, service) is Sender.SERVICE
    return is_own and _speaks_of_missing_key(body)


def judges_key(response: httpx.Response, service: str | None = None) -> bool:
    """Return True if an error answer may be about the key: it came from the service or from an unknown sender."""
    return _sender(response, read_error_body(response), service) in {Sender.SERVICE, Sender.UNKNOWN}


def comes_from_service(response: httpx.Response, service: str) -> bool:
    """Return True if the service itself sent an error answer, in one of its own shapes."""
    return _sender(response, read_error_body(response), service) is Sender.SERVICE


def _sender(response: httpx.Response, body: ErrorBody, service: str | None) -> Sender:
    return sender_of(response, service, enveloped=body.enveloped, is_empty=body.is_empty)


_MISSING = re.compile(
    r"(?i)authentication required|need to authenticate|provide an? (?:api )?key"
    r"|(?:missing|no) (?:an? )?(?:api key|authorization|authentication)"
    r"|(?:api key|authorization|authentication)(?: header)? (?:is )?(?:missing|required)"
)
_REFUSED = re.compile(r"(?i)\b(?:invalid|expired|disabled|revoked|unknown|incorrect)\b")


def _speaks_of_missing_key(body: ErrorBody) -> bool:
    if body.nested or _REFUSED.search(body.reason):
        return False
    return bool(_MISSING.search(body.reason))


def _error(
    body: ErrorBody,
    status: int,
    response: httpx.Response,
    *,
    attempts: int = 1,
    sender: Sender = Sender.SERVICE,
    operation: str = "",
) -> APIError:
    shown = scrub_response(response)
    header = retry_after_of(response)
    retry_after = body.retry_after if header is None else header
    cls = APIError.for_status(status)
    special: dict[str, Any] = {}
    if issubclass(cls, BadRequestError):
        special["field_errors"] = body.field_errors
    if issubclass(cls, PaymentRequiredError):
        special.update(amounts_in(body.reason))
    return cls(
        _message(body, status),
        status=status,
        code=body.code,
        details=body.details,
        request_id=short_text(response.headers.get("x-request-id")) or body.request_id,
        response=shown,
        attempts=attempts,
        advice=_advice(body, status, shown, retry_after, sender=sender, operation=operation),
        fix_url=body.fix_url,
        upstream_status=body.upstream_status,
        retry_after=retry_after,
        **special,
    )


def _message(body: ErrorBody, status: int) -> str:
    fields = presentable("; ".join(f"{_field(name)}: {_problem(name, why)}" for name, why in body.field_errors.items()))
    if fields and _SAYS_NOTHING.match(body.reason):
        return fields
    reason = " ".join(filter(None, (body.reason, f"({fields})" if fields else "")))
    return reason or f"the service gave no reason ({_phrase(status)})"


_SAYS_NOTHING = re.compile(r"Something was wrong with the input data, check the details for more info\.?\Z")
_MODEL_NAMES = re.compile(r":? expected one of .*")


OPTION_NAMES = {
    "accountPermissions": "account_permissions",
    "allowedModels": "allowed_models",
    "aspectRatio": "aspect_ratio",
    "contentType": "content_type",
    "earningsEnabled": "earnings_enabled",
    "expiresIn": "expires_in",
    "pollenBudget": "pollen_budget",
    "questPollenOnly": "quest_pollen_only",
    "redirectUris": "redirect_uris",
}
"""The options of methods that the API names differently, by their names there."""


def _field(name: str) -> str:
    """Return the name of a field for a message, as the methods name it."""
    return f"{OPTION_NAMES[name]} ({name} in the API)" if name in OPTION_NAMES else name


def _problem(name: str, why: list[str]) -> str:
    """Return the problems of a field, without the names of all models: the nearest one is in the advice."""
    listed = ", ".join(why)
    return _MODEL_NAMES.sub("", listed) if name == "model" else listed


def _phrase(status: int) -> str:
    try:
        return http.HTTPStatus(status).phrase
    except ValueError:  # 524, 530 and others of the edge are not registered
        return f"status {status}"


def _advice(
    body: ErrorBody, status: int, response: httpx.Response, retry_after: float | None, *, sender: Sender, operation: str
) -> str:
    refusal = Refusal(
        status=status,
        reason=body.reason,
        operation=operation,
        url=url_of(response),
        sender=sender,
        has_location="location" in response.headers,
        missing=_speaks_of_missing_key(body),
        retry_after=retry_after,
        code=body.code or "",
        fix_url=body.fix_url,
        upstream_status=body.upstream_status,
    )
    return advise(refusal)
