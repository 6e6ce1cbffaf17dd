"""Turn error answers of any shape into errors. Reading an answer never raises.

The service sends an envelope, `error` as text, plain text, HTML, or an empty body. The message of an envelope may be
the JSON body of another service, which repeats the prompt. `_failures.reason` finds the reason in all of them.

An answer of another shape came from something in front of the service: the edge, a proxy, a login page. It says
nothing about the key.
"""

from __future__ import annotations

import http
import re
from typing import TYPE_CHECKING, Any

import attrs
import httpx

from pollination_sdk._failures.advice import Refusal, Sender, advise
from pollination_sdk._failures.amounts import amounts_in
from pollination_sdk._failures.notice import Notice, find_notice, find_notice_in
from pollination_sdk._failures.outcome import may_be_refusal, parse_retry_after, retry_after_of
from pollination_sdk._failures.reason import (
    Unwrapper,
    decode_body,
    load_json,
    page_reason,
    presentable,
    presentable_text,
    short_text,
)
from pollination_sdk._secrets.redact import redact, redact_json, scrub_response
from pollination_sdk.errors import APIError, BadRequestError, PaymentRequiredError, RateLimitError

if TYPE_CHECKING:
    from collections.abc import Callable

_BODY_LIMIT = 1_000_000  # bytes that are read
_DETAILS_DEPTH_LIMIT = 50


@attrs.frozen(kw_only=True)
class ErrorBody:
    """The parsed body of an error answer.

    Args:
        reason: The reason on one line; empty if the body has none.
        code: The code in the envelope.
        details: The details in the envelope, with redacted keys.
        request_id: The request id in the body, if any.
        retry_after: The value of `retryAfterSeconds` in the body.
        is_empty: Whether there is no body.
        enveloped: Whether the body has a shape of the service's own errors.
        is_envelope: Whether it is a complete envelope of the service.
        nested: Whether the reason comes from the body of another service.
        fix_url: The page that fixes the cause.
        status: The status that a refusal with status 200 stands for; None for other answers.
    """

    reason: str = ""
    code: str | None = None
    details: Any = None
    request_id: str | None = None
    retry_after: float | None = None
    is_empty: bool = False
    enveloped: bool = False
    is_envelope: bool = False
    nested: bool = False
    fix_url: str | None = None
    status: int | None = None

    @property
    def upstream_status(self) -> int | None:
        """Return the status with which the model's provider failed; None if the details have none."""
        found = self.details.get("upstreamStatus") if isinstance(self.details, dict) else None
        return _status_number(found)

    @property
    def field_errors(self) -> dict[str, list[str]]:
        """Return the problems of each field; empty if the details have no such list."""
        found = self.details.get("fieldErrors") if isinstance(self.details, dict) else None
        if not isinstance(found, dict):
            return {}
        return {str(name): _texts(problems) for name, problems in found.items()}


NO_SERVICE = ""
"""Stands for the host of the service where the request went to a URL that an answer names."""


def error_from_response(response: httpx.Response, *, attempts: int = 1, service: str | None = None) -> APIError:
    """Return the error for an error answer.

    Args:
        response: The answer; its body counts as empty if it was not read.
        attempts: The number of attempts so far.
        service: The host of the service, to detect a redirect to another host; None if unknown.
    """
    body = read_error_body(response)
    return _error(body, body.status or response.status_code, response, attempts, sender_of(response, body, service))


def error_from_completion(merged: Callable[[], Any], *, response: httpx.Response) -> APIError | None:
    """Return the error for a streamed completion that is a refusal; None for one that a model wrote.

    Args:
        merged: Merges the chunks of the stream; called only if its headers are those of a refusal.
        response: The answer that carried the stream.
    """
    notice = find_notice_in(merged(), response=response) if may_be_refusal(response) else None
    return None if notice is None else _error(_body_of_notice(notice), notice.status, response, 1, Sender.SERVICE)


def error_from_frame(frame: Any, *, response: httpx.Response, attempts: int = 1) -> APIError:
    """Return the error for an error event of a stream, by the status in the event.

    Args:
        frame: The decoded event.
        response: The answer that carries the stream.
        attempts: The number of attempts so far.
    """
    return _error(read_error_value(frame), status_in(frame) or 500, response, attempts, Sender.SERVICE)


def is_missing_key(response: httpx.Response, service: str | None = None) -> bool:
    """Return True for a 401 that says that no key arrived; False if the key was refused.

    Only the service's own envelope counts. The message of a proxy, of the target of a redirect, or of a provider
    behind the service is about another key.
    """
    if response.status_code != 401:
        return False
    body = read_error_body(response)
    is_own = body.is_envelope and sender_of(response, body, service) is Sender.SERVICE
    return is_own and _speaks_of_missing_key(body)


def judges_key(response: httpx.Response, service: str | None = None) -> bool:
    """Return True if an error answer may be about the key: it came from the service or from an unknown sender."""
    return sender_of(response, read_error_body(response), service) in {Sender.SERVICE, Sender.UNKNOWN}


def comes_from_service(response: httpx.Response, service: str) -> bool:
    """Return True if the service itself sent an error answer, in one of its own shapes."""
    return sender_of(response, read_error_body(response), service) is Sender.SERVICE


def sender_of(response: httpx.Response, body: ErrorBody, service: str | None = None) -> Sender:
    """Return the sender of an error answer.

    Args:
        response: The answer.
        body: Its parsed body.
        service: The host of the service, or `NO_SERVICE`; None if unknown.
    """
    url = url_of(response)
    if service == NO_SERVICE:
        return Sender.NAMED
    if service is not None and url is not None and url.host not in {service, ""}:
        return Sender.ELSEWHERE
    if response.status_code == 511:
        return Sender.NETWORK
    if response.status_code == 407 or _asks_for_password(response):
        return Sender.PROXY
    if body.enveloped:
        return Sender.SERVICE
    return Sender.UNKNOWN if body.is_empty else Sender.BETWEEN


def url_of(response: httpx.Response) -> httpx.URL | None:
    """Return the URL of the request that a response answers; None if it has no request."""
    try:
        return response.request.url
    except RuntimeError:  # httpx raises it for a response without a request
        return None


def _asks_for_password(response: httpx.Response) -> bool:
    """Return True if an answer asks for an authentication scheme that the service does not use."""
    schemes = ", ".join(response.headers.get_list("www-authenticate") + response.headers.get_list("proxy-authenticate"))
    return response.status_code == 401 and bool(_PASSWORD_SCHEME.search(schemes))


_PASSWORD_SCHEME = re.compile(r"(?i)(?:^|,)\s*(?:basic|digest|kerberos|negotiate|ntlm)\b")


def read_error_body(response: httpx.Response) -> ErrorBody:
    """Parse the body of an error answer; any bytes give a result."""
    if response.is_success and (notice := find_notice(response)):
        return _body_of_notice(notice)
    try:
        raw = response.content[:_BODY_LIMIT].strip()
    except httpx.ResponseNotRead:
        return ErrorBody(is_empty=True)
    text = decode_body(raw)
    if text.startswith("<"):
        return ErrorBody(reason=presentable(page_reason(text)))
    value = load_json(text)
    body = read_error_value(text if value is None else value)
    return attrs.evolve(body, is_empty=not raw, enveloped=body.enveloped or bool(_OWN_TEXT.match(text)))


def _body_of_notice(notice: Notice) -> ErrorBody:
    return ErrorBody(
        reason=presentable_text(notice.text),
        code=notice.code,
        enveloped=True,
        fix_url=redact(notice.fix_url),
        status=notice.status,
    )


# The plain text for an unknown path, and the start of an envelope that was cut off.
_OWN_TEXT = re.compile(r'404 Not Found\Z|\{\s*"(?:success|error)"')


def read_error_value(value: Any) -> ErrorBody:
    """Parse a decoded error body: an envelope, an object of another service, a choice with an error, or text."""
    value = error_in_choice(value) or value
    unwrapper = Unwrapper()
    reason = unwrapper.without_prompts(unwrapper.reason(value))
    outer = value if isinstance(value, dict) else {}
    inner = outer.get("error")
    envelope = inner if isinstance(inner, dict) else outer
    wait = envelope.get("retryAfterSeconds", outer.get("retryAfterSeconds"))
    return ErrorBody(
        reason=presentable(reason),
        code=short_text(envelope.get("code")),
        details=_presentable_details(envelope.get("details")),
        request_id=unwrapper.request_id,
        retry_after=parse_retry_after(wait),
        enveloped=not outer.keys().isdisjoint(("error", "success")),
        is_envelope=envelope is inner and outer.get("success") is False and _is_text(envelope, "code", "message"),
        nested=unwrapper.nested,
        fix_url=_fix_url(envelope.get("fixUrl")) or _fix_url(outer.get("fixUrl")),
    )


def _fix_url(value: Any) -> str | None:
    """Return a link that a user may open; None for anything else than an https URL."""
    is_link = isinstance(value, str) and value.startswith("https://") and value.isprintable() and " " not in value
    return redact(value) if is_link else None


def _is_text(value: dict[str, Any], *names: str) -> bool:
    return all(isinstance(value.get(name), str) for name in names)


def error_in_choice(value: Any) -> dict[str, Any] | None:
    """Return the first choice of a decoded completion that holds an error; None if there is none."""
    choices = value.get("choices") if isinstance(value, dict) and not value.get("error") else None
    listed = choices if isinstance(choices, list) else ()
    return next((choice for choice in listed if isinstance(choice, dict) and choice.get("error")), None)


def _texts(problems: Any) -> list[str]:
    listed = problems if isinstance(problems, list) else [problems]
    return [presentable(str(problem)) for problem in listed[:20]]


def _presentable_details(value: Any) -> Any:
    """Return the details with redacted keys; None if they are nested too deeply to be compared, copied or pickled."""
    level = [value]
    for _ in range(_DETAILS_DEPTH_LIMIT):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return redact_json(value)
    return None


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


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


def status_in(value: Any) -> int | None:
    """Return the error status in a decoded error, written as a number or as a word; None if there is none."""
    value = error_in_choice(value) or value
    outer = value if isinstance(value, dict) else {}
    inner = outer.get("error")
    holders = (outer, inner if isinstance(inner, dict) else {})
    named = [holder.get(name) for holder in holders for name in ("status", "code", "statusCode", "type")]
    return next(filter(None, [*map(_status_number, named), *map(_status_of_word, named)]), None)


def _status_number(value: Any) -> int | None:
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


def _error(body: ErrorBody, status: int, response: httpx.Response, attempts: int, sender: Sender) -> APIError:
    shown = scrub_response(response)
    header = retry_after_of(response)
    retry_after = body.retry_after if header is None else header
    cls = APIError.for_status(status)
    special: dict[str, Any] = {}
    if issubclass(cls, BadRequestError):
        special["field_errors"] = body.field_errors
    if issubclass(cls, RateLimitError):
        special["retry_after"] = retry_after
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
        advice=_advice(body, status, shown, retry_after, sender),
        fix_url=body.fix_url,
        upstream_status=body.upstream_status,
        **special,
    )


def _message(body: ErrorBody, status: int) -> str:
    fields = "; ".join(f"{name}: {', '.join(why)}" for name, why in body.field_errors.items())
    reason = " ".join(filter(None, (body.reason, f"({presentable(fields)})" if fields else "")))
    return reason or f"the service gave no reason ({_phrase(status)})"


def _phrase(status: int) -> str:
    try:
        return http.HTTPStatus(status).phrase
    except ValueError:  # 524, 530 and others of the edge are not registered
        return f"status {status}"


def _advice(body: ErrorBody, status: int, response: httpx.Response, retry_after: float | None, sender: Sender) -> str:
    refusal = Refusal(
        status=status,
        reason=body.reason,
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
