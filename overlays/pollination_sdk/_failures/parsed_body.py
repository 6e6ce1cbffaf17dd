"""Parse the bodies of error answers, whatever their shape. Reading one never raises.

The service sends an envelope, `error` as text, plain text, HTML, or an empty body. The message of an envelope may be
the JSON body of another service, which repeats the prompt. `_failures.reason` finds the reason in all of them.
"""

from __future__ import annotations

import re
from typing import Any

import attrs
import httpx

from pollination_sdk._failures.fix_links import code_by_link, find_link
from pollination_sdk._failures.notice import Notice, find_notice
from pollination_sdk._failures.outcome import parse_retry_after
from pollination_sdk._failures.reason import (
    Unwrapper,
    decode_body,
    load_json,
    page_reason,
    presentable,
    presentable_text,
    short_text,
)
from pollination_sdk._failures.status_words import error_in_choice, status_number
from pollination_sdk._secrets.redact import redact, redact_json

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
        return status_number(found)

    @property
    def field_errors(self) -> dict[str, list[str]]:
        """Return the problems of each field; empty if the details have no such list."""
        found = self.details.get("fieldErrors") if isinstance(self.details, dict) else None
        if not isinstance(found, dict):
            return {}
        return {str(name): _texts(problems) for name, problems in found.items()}


def read_error_body(response: httpx.Response) -> ErrorBody:
    """Parse the body of an error answer; any bytes give a result."""
    if response.is_success and (notice := find_notice(response)):
        return body_of_notice(notice)
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


def body_of_notice(notice: Notice) -> ErrorBody:
    """Return the parsed body of a refusal that came with status 200."""
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
    is_anthropic = outer.get("type") == "error" and envelope is inner
    return ErrorBody(
        reason=presentable(reason),
        code=short_text(envelope.get("code")) or (_code_of_anthropic(envelope, reason) if is_anthropic else None),
        details=_presentable_details(envelope.get("details")),
        request_id=unwrapper.request_id,
        retry_after=parse_retry_after(wait),
        enveloped=not outer.keys().isdisjoint(("error", "success")),
        is_envelope=envelope is inner and outer.get("success") is False and _is_text(envelope, "code", "message"),
        nested=unwrapper.nested,
        fix_url=_fix_url(envelope.get("fixUrl")) or _fix_url(outer.get("fixUrl")) or _fix_url(find_link(reason)),
    )


def _code_of_anthropic(error: dict[str, Any], reason: str) -> str | None:
    """Return the code of an error of `/v1/messages`: the service's own if the reason has its link, else the type."""
    return code_by_link(reason) or short_text(error.get("type"))


def _fix_url(value: Any) -> str | None:
    """Return a link that a user may open; None for anything else than an https URL."""
    is_link = isinstance(value, str) and value.startswith("https://") and value.isprintable() and " " not in value
    return redact(value) if is_link else None


def _is_text(value: dict[str, Any], *names: str) -> bool:
    return all(isinstance(value.get(name), str) for name in names)


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
