"""Read what a failing service says, in whatever shape it says it, and never fail over it.

Section 3 of the service's behaviour lists the shapes: an envelope; an envelope whose message is
another service's JSON body, which echoes the prompt; `error` as text; plain text; HTML; nothing.
`_reason` finds the reason in it; here it becomes an error.
"""

from __future__ import annotations

import http
import re
from typing import Any

import attrs
import httpx

from pollination_sdk._advice import Refusal, advise
from pollination_sdk._outcome import parse_retry_after, retry_after_of
from pollination_sdk._reason import Unwrapper, decode_body, load_json, page_title, presentable, short_text
from pollination_sdk._redact import redact_json, scrub_response
from pollination_sdk.errors import APIError, BadRequestError, RateLimitError

_BODY_LIMIT = 1_000_000  # bytes looked at
_DETAILS_DEPTH_LIMIT = 50


@attrs.frozen(kw_only=True)
class ErrorBody:
    """Hold what a failing answer's body says.

    Args:
        reason: Why, on one line; empty when the body does not say.
        code: The envelope's code.
        details: The envelope's details, keys hidden.
        request_id: The request id inside the body, if any.
        retry_after: The body's own `retryAfterSeconds`.
        enveloped: Whether it has the shape of the service's own errors.
        nested: Whether the reason came out of another service's body.
    """

    reason: str = ""
    code: str | None = None
    details: Any = None
    request_id: str | None = None
    retry_after: float | None = None
    enveloped: bool = False
    nested: bool = False

    @property
    def field_errors(self) -> dict[str, list[str]]:
        """Give what is wrong with each field; empty when the details have no such list."""
        found = self.details.get("fieldErrors") if isinstance(self.details, dict) else None
        if not isinstance(found, dict):
            return {}
        return {str(name): _texts(problems) for name, problems in found.items()}


def error_from_response(response: httpx.Response, *, attempts: int = 1) -> APIError:
    """Turn a failing answer, its body read, into the error that says what to do about it.

    Args:
        response: The answer; its body counts as empty when it was not read.
        attempts: How often the call was sent in all.
    """
    body = read_error_body(response)
    return _error(body, response.status_code, response, attempts)


def error_from_frame(frame: Any, *, response: httpx.Response, attempts: int = 1) -> APIError:
    """Turn an error that arrived inside a stream into the error its own status stands for.

    Args:
        frame: The decoded frame.
        response: The answer that carried the stream.
        attempts: How often the call was sent in all.
    """
    return _error(read_error_value(frame), _status_in(frame), response, attempts)


def is_missing_key(response: httpx.Response) -> bool:
    """Tell whether a 401 says that no key arrived, as against a key it does not accept.

    Only the service's own words count: one that it passes on speaks of another key than ours.
    """
    return response.status_code == 401 and _speaks_of_missing_key(read_error_body(response))


def read_error_body(response: httpx.Response) -> ErrorBody:
    """Read the body of a failing answer; any bytes whatever give a result."""
    try:
        raw = response.content[:_BODY_LIMIT].strip()
    except httpx.ResponseNotRead:
        return ErrorBody()
    text = decode_body(raw)
    if text.startswith("<"):
        return ErrorBody(reason=presentable(page_title(text)))
    value = load_json(text)
    return read_error_value(text if value is None else value)


def read_error_value(value: Any) -> ErrorBody:
    """Read a decoded error body: an envelope, another service's object, or text."""
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
        enveloped=bool(outer),
        nested=unwrapper.nested,
    )


def _texts(problems: Any) -> list[str]:
    listed = problems if isinstance(problems, list) else [problems]
    return [presentable(str(problem)) for problem in listed[:20]]


def _presentable_details(value: Any) -> Any:
    """Keep details that can be compared, copied and pickled: not those nested without end."""
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


def _status_in(frame: Any) -> int:
    """Find the status a frame names; 500 when it names none."""
    outer = frame if isinstance(frame, dict) else {}
    inner = outer.get("error")
    for holder in (outer, inner if isinstance(inner, dict) else {}):
        for name in ("status", "code"):
            status = holder.get(name)
            if isinstance(status, int) and 400 <= status <= 599:
                return status
    return 500


def _error(body: ErrorBody, status: int, response: httpx.Response, attempts: int) -> APIError:
    shown = scrub_response(response)
    header = retry_after_of(response)
    retry_after = body.retry_after if header is None else header
    cls = APIError.for_status(status)
    special: dict[str, Any] = {}
    if issubclass(cls, BadRequestError):
        special["field_errors"] = body.field_errors
    if issubclass(cls, RateLimitError):
        special["retry_after"] = retry_after
    return cls(
        _message(body, status),
        status=status,
        code=body.code,
        details=body.details,
        request_id=short_text(response.headers.get("x-request-id")) or body.request_id,
        response=shown,
        attempts=attempts,
        advice=_advice(body, status, shown, retry_after),
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


def _advice(body: ErrorBody, status: int, response: httpx.Response, retry_after: float | None) -> str:
    try:
        url = response.request.url
    except RuntimeError:  # httpx's word for a response that was never asked for
        url = None
    refusal = Refusal(
        status=status,
        reason=body.reason,
        url=url,
        from_edge=not body.enveloped,
        missing=_speaks_of_missing_key(body),
        retry_after=retry_after,
    )
    return advise(refusal)
