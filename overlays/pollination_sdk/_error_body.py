"""Read what a failing service says, in whatever shape it says it, and never fail over it.

Section 3 of the service's behaviour lists the shapes: an envelope; an envelope whose message is
another service's JSON body, which echoes the prompt; `error` as text; plain text; HTML; nothing.
The echoed prompt stays out of the reason: reasons end up in logs.
"""

from __future__ import annotations

import html
import http
import json
import re
from typing import Any

import attrs
import httpx

from pollination_sdk._advice import Refusal, advise
from pollination_sdk._outcome import parse_retry_after, retry_after_of
from pollination_sdk._redact import redact, redact_json, scrub_response
from pollination_sdk.errors import APIError, BadRequestError, RateLimitError

_BODY_LIMIT = 1_000_000  # bytes looked at
_REASON_LIMIT = 500  # characters shown
_DEPTH_LIMIT = 12  # levels of encoding and of objects unwrapped
_SALVAGE_LIMIT = 20_000  # characters of broken JSON searched
_DETAILS_DEPTH_LIMIT = 50
_REASON_NAMES = ("message", "error", "detail", "errors", "reason", "title")
_ECHO = '"requestParameters"'
_SHORTEST_ECHO = 8  # characters; a shorter prompt is an ordinary word and tells nothing


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
    text = _decode(raw)
    if text.startswith("<"):
        return ErrorBody(reason=_presentable(_page_title(text)))
    value = _load(text)
    return read_error_value(text if value is None else value)


def read_error_value(value: Any) -> ErrorBody:
    """Read a decoded error body: an envelope, another service's object, or text."""
    unwrapper = _Unwrapper()
    reason = unwrapper.without_prompts(unwrapper.reason(value))
    outer = value if isinstance(value, dict) else {}
    inner = outer.get("error")
    envelope = inner if isinstance(inner, dict) else outer
    wait = envelope.get("retryAfterSeconds", outer.get("retryAfterSeconds"))
    return ErrorBody(
        reason=_presentable(reason),
        code=_short_text(envelope.get("code")),
        details=_presentable_details(envelope.get("details")),
        request_id=unwrapper.request_id,
        retry_after=parse_retry_after(wait),
        enveloped=bool(outer),
        nested=unwrapper.nested,
    )


class _Unwrapper:
    """Find the innermost reason, and remember on the way what must not be shown with it."""

    def __init__(self) -> None:
        self.prompts: list[str] = []
        self.request_id: str | None = None
        self.nested = False

    def without_prompts(self, text: str) -> str:
        for prompt in self.prompts:
            text = text.replace(prompt, "(the prompt)")
        return text

    def reason(self, value: Any, level: int = 0) -> str:
        if level > _DEPTH_LIMIT:
            return ""
        if isinstance(value, str):
            return self._of_text(value, level)
        if isinstance(value, dict):
            return self._of_object(value, level)
        if isinstance(value, list):
            return "; ".join(filter(None, (self.reason(item, level + 1) for item in value[:3])))
        return ""

    def _of_object(self, value: dict[str, Any], level: int) -> str:
        self.request_id = self.request_id or _short_text(value.get("requestId"))
        echoed = value.get("requestParameters")
        prompt = echoed.get("prompt") if isinstance(echoed, dict) else None
        if isinstance(prompt, str) and len(prompt) >= _SHORTEST_ECHO:
            self.prompts.append(prompt)
        reasons = (self.reason(value.get(name), level + 1) for name in _REASON_NAMES)
        return next(filter(None, reasons), "")

    def _of_text(self, text: str, level: int) -> str:
        """Unwrap text that is, or that ends in, another body: `status 403, body: {...}`."""
        text = self.without_prompts(text)  # first: what a prompt holds may look like a body
        if _PAGE.match(text):
            return _page_title(text)
        before, brace, _ = text.partition("{")
        if not brace:
            return text
        inner = _load_prefix(text[len(before) :])
        if isinstance(inner, dict) and inner:
            self.nested = True
            found = self.reason(inner, level + 1)
        else:
            found = _salvage(text[len(before) :])
        return f"{before.strip()} {found}".strip()


_SALVAGEABLE = re.compile(r'"(message|error|detail)"\s*:\s*"([^"{}]+)')


def _salvage(broken: str) -> str:
    """Find the reason in JSON that was cut off; what is no JSON at all is returned as it is."""
    plain = broken[:_SALVAGE_LIMIT].replace("\\n", " ").replace("\\", "")
    if _ECHO not in plain and not re.match(r'\{\s*"', plain):
        return broken
    found = _SALVAGEABLE.findall(plain.partition(_ECHO)[0])
    messages = [text for name, text in found if name == "message"]
    return next(iter(messages or [text for _, text in found]), "")


def _load(text: str) -> Any:
    """Decode JSON; None when it is none, or more than can be decoded."""
    try:
        return json.loads(text, parse_constant=lambda _: None)
    except (ValueError, RecursionError):  # also integers of thousands of digits
        return None


def _load_prefix(text: str) -> Any:
    try:
        return json.JSONDecoder(parse_constant=lambda _: None).raw_decode(text)[0]
    except (ValueError, RecursionError):  # as above
        return None


def _decode(raw: bytes) -> str:
    """Decode by what the bytes are: the declared charset is wrong too often to be believed."""
    for encoding in ("utf-8-sig", json.detect_encoding(raw)):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text.strip()
    return raw.decode("cp1252", errors="replace").strip()


_PAGE = re.compile(r"(?i)\s*<(?:!doctype|html)\b")
_TITLE = re.compile(r"(?is)<(title|h1)\b[^>]*>(.*?)</\1")


def _page_title(page: str) -> str:
    found = _TITLE.search(page[:8_192])
    title = re.sub(r"<[^>]*>", " ", html.unescape(found[2])) if found else ""
    return f"a web page came instead of an answer: {title.strip() or 'untitled'}"


def _presentable(text: str) -> str:
    """Put text on one line of bounded length, without keys or control characters."""
    cut = text[: _REASON_LIMIT * 10]
    line = " ".join("".join(char if char.isprintable() else " " for char in cut).split())
    line = redact(line)
    return line if len(line) <= _REASON_LIMIT else f"{line[:_REASON_LIMIT]} (cut)"


def _short_text(value: Any) -> str | None:
    return (_presentable(value)[:100] or None) if isinstance(value, str) else None


def _texts(problems: Any) -> list[str]:
    listed = problems if isinstance(problems, list) else [problems]
    return [_presentable(str(problem)) for problem in listed[:20]]


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
        request_id=_short_text(response.headers.get("x-request-id")) or body.request_id,
        response=shown,
        attempts=attempts,
        advice=_advice(body, status, shown, retry_after),
        **special,
    )


def _message(body: ErrorBody, status: int) -> str:
    fields = "; ".join(f"{name}: {', '.join(why)}" for name, why in body.field_errors.items())
    reason = " ".join(filter(None, (body.reason, f"({fields})" if fields else "")))
    return reason or f"the service gave no reason ({_phrase(status)})"


def _phrase(status: int) -> str:
    try:
        return http.HTTPStatus(status).phrase
    except ValueError:  # 524, 530 and others of the edge are not registered
        return f"status {status}"


def _advice(
    body: ErrorBody, status: int, response: httpx.Response, retry_after: float | None
) -> str:
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
