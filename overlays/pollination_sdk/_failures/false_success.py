"""Find the error, or the web page of another server, in an answer whose status says success.

The contract has one form for each good answer, so a JSON object with an `error` is none of them. Such an answer is an
`UnexpectedResponseError` that quotes the reason. It is never sent again: a generation may have run and been billed.
A model may be asked for JSON with an `error` in it, so `error_instead_of_text` asks for more certain marks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pollination_sdk._failures.error_body import error_in_choice, read_error_value, status_in, url_of
from pollination_sdk._failures.reason import decode_body, load_json, page_title, presentable
from pollination_sdk._support.strict_json import REASONS

if TYPE_CHECKING:
    import httpx

_LOOKED_AT = 16_384
"""Bytes of a body in which the reason or the title is looked for."""

# An object that has nothing but these, and one that says why, is no answer of any operation.
_OF_ERRORS = frozenset(
    {"code", "detail", "details", "error", "errors", "instance", "message", "ok", "path", "reason", "requestId"}
    | {"request_id", "retryAfterSeconds", "status", "statusCode", "success", "timestamp", "title", "type"}
)
_MODEL_HEADERS = ("x-model-used", "x-usage-")
_PAGE = re.compile(r"(?i)<(?!\?xml|svg)")
_NOT_SENT_AGAIN = "It was not sent again, since a generation may have been billed: usage() shows whether it was."
_NOT_THE_SERVICE = (
    "A login page of this network, a proxy or the edge answered, not the service: log in with a browser, or check "
    "base_url and the proxy settings."
)


def holds_error(value: Any) -> bool:
    """Return True if a decoded body, where an object of the contract was expected, is an error."""
    if not isinstance(value, dict):
        return isinstance(value, str) and value.lstrip().startswith("{") and holds_error(load_json(value))
    if value.get("success") is False or value.get("error") or error_in_choice(value):
        return True
    return value.get("success") is not True and value.keys() <= _OF_ERRORS and bool(value.keys() & REASONS)


def error_instead_of_text(response: httpx.Response, *, is_text: bool) -> str | None:
    """Describe the error that came where the text of a model was expected; None if it is a text.

    What shows a model at work (`x-model-used`, `x-usage-*`) is its text, whatever it says. Without those headers:

    - called with `json=True`, only the service's own envelope is an error: `success` false beside an `error` object;
    - declared as JSON, a web page or a medium, which a model's text is not, it is judged as any other JSON;
    - else `success` must be false, or `error` an object with a `message`.

    Args:
        response: The answer, its body read.
        is_text: Whether it is declared as text, or as nothing in particular.
    """
    if any(name.startswith(_MODEL_HEADERS) for name in response.headers):
        return None
    value = load_json(decode_body(response.content))
    if isinstance(value, dict):
        refused, error = value.get("success") is False, value.get("error")
        if _asked_for_json(response):
            is_error = refused and isinstance(error, dict)
        elif not is_text:
            is_error = holds_error(value)
        else:
            is_error = refused or (isinstance(error, dict) and isinstance(error.get("message"), str))
    else:
        is_error = not is_text and holds_error(value)
    return describe_error(value, "text") if is_error else None


def describe_error(value: Any, wanted: str) -> str:
    """Say that an error came instead of an answer, and quote its reason without keys or the prompt.

    Args:
        value: The decoded body, or its text.
        wanted: What was expected, as in `a picture`.
    """
    if isinstance(value, str):
        value = load_json(value) or value
    body = read_error_value(value)
    status = status_in(value)
    marks = " ".join(str(mark) for mark in (status, body.code) if mark)
    reason = body.reason or "it gives no reason"
    named = f"an error ({marks})" if marks else "an error"
    return (
        f"The service answered {named} as a success, where {wanted} was expected: {_stopped(reason)} {_NOT_SENT_AGAIN}"
    )


def describe_instead(content: bytes, wanted: str, response: httpx.Response | None = None) -> str | None:
    """Say what came instead of an answer, if it is an error or a web page; None if it is neither.

    Args:
        content: The body, or its start.
        wanted: What was expected.
        response: The answer, to name the host that sent it.
    """
    text = decode_body(content[:_LOOKED_AT])
    if _PAGE.match(text):
        return describe_page(text, wanted, response)
    if not text.startswith(("{", '"')):
        return None
    value = load_json(decode_body(content))
    if value is None and any(f'"{name}"' in text for name in ("error", "success")):
        return describe_error(text, wanted)  # cut off, as the start of a stream may be
    return describe_error(value, wanted) if holds_error(value) else None


def describe_page(page: str, wanted: str, response: httpx.Response | None = None) -> str:
    """Say that a web page came instead of an answer, who sent it, and what to do.

    Args:
        page: The page, or its start.
        wanted: What was expected.
        response: The answer, to name the host that sent it.
    """
    url = None if response is None else url_of(response)
    sender = url.host if url else "something on the way"
    return (
        f"Expected {wanted}, but {sender} sent a web page (HTML): {presentable(page_title(page))!r}. {_NOT_THE_SERVICE}"
    )


def _asked_for_json(response: httpx.Response) -> bool:
    url = url_of(response)
    return url is not None and url.params.get("json", "").lower() not in {"", "0", "false"}


def _stopped(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."
