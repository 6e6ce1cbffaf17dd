"""Find an error, or a web page of another server, in an answer whose status says success.

No good answer of the contract is a JSON object with an `error`. Such an answer raises an `UnexpectedResponseError` that
quotes the reason. The call is never sent again: a generation may have run and been billed. A model may be asked to
write JSON with an `error` in it, so `error_instead_of_text` requires clearer signs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pollination_sdk._failures.parsed_body import read_error_value
from pollination_sdk._failures.reason import decode_body, load_json, page_title, presentable
from pollination_sdk._failures.sender import url_of
from pollination_sdk._failures.status_words import error_in_choice, status_in
from pollination_sdk._support.strict_json import REASONS

if TYPE_CHECKING:
    import httpx

_LOOKED_AT = 16_384
"""Bytes of a body in which the reason or the title is searched."""

# An object with only these fields, one of them a reason, is not an answer of any operation.
_OF_ERRORS = frozenset(
    {"code", "detail", "details", "error", "errors", "instance", "message", "ok", "path", "reason", "requestId"}
    | {"request_id", "retryAfterSeconds", "status", "statusCode", "success", "timestamp", "title", "type"}
)
_MODEL_HEADERS = ("x-model-used", "x-usage-")
_PAGE = re.compile(r"(?i)<(?!\?xml|svg)")
_NOT_THE_SERVICE = (
    "A login page of this network, a proxy or the edge answered, not the service: log in with a browser, or check "
    "base_url and the proxy settings."
)


def holds_error(value: Any) -> bool:
    """Return True if a decoded body is an error instead of an object of the contract."""
    if not isinstance(value, dict):
        return isinstance(value, str) and value.lstrip().startswith("{") and holds_error(load_json(value))
    if value.get("success") is False or value.get("error") or error_in_choice(value):
        return True
    return value.get("success") is not True and value.keys() <= _OF_ERRORS and bool(value.keys() & REASONS)


def error_instead_of_text(response: httpx.Response, *, is_text: bool) -> str | None:
    """Describe the error that came where the text of a model was expected; return None if it is a text.

    An answer with the headers of a model (`x-model-used`, `x-usage-*`) is a text, whatever it contains. Without them:

    - If the call has `json=True`, only the service's own envelope is an error: `success` is false, and `error` is an
      object.
    - If the content type is JSON, HTML or a media type, which text never has, the answer is judged as any other JSON.
    - Otherwise `success` must be false, or `error` an object with a `message`.

    Args:
        response: The answer; its body has been read.
        is_text: Whether its content type is text, or missing.
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
    """Return the message for an error that came instead of an answer, with its reason but no keys and no prompt.

    Args:
        value: The decoded body, or its text.
        wanted: The expected kind of answer, such as `text`.
    """
    if isinstance(value, str):
        value = load_json(value) or value
    body = read_error_value(value)
    status = status_in(value)
    marks = " ".join(str(mark) for mark in (status, body.code) if mark)
    reason = body.reason or "it gives no reason"
    named = f"an error ({marks})" if marks else "an error"
    return f"The service answered {named} as a success, where {wanted} was expected: {_stopped(reason)}"


def describe_instead(content: bytes, wanted: str, response: httpx.Response | None = None) -> str | None:
    """Return the message for an error or a web page that came instead of an answer; None if it is neither.

    Args:
        content: The body, or its start.
        wanted: The expected kind of answer.
        response: The answer, to name the host that sent it.
    """
    text = decode_body(content[:_LOOKED_AT])
    if _PAGE.match(text):
        return describe_page(text, wanted, response)
    if not text.startswith(("{", '"')):
        return None
    value = load_json(decode_body(content))
    if value is None and any(f'"{name}"' in text for name in ("error", "success")):
        return describe_error(text, wanted)  # cut off, such as the start of a stream
    return describe_error(value, wanted) if holds_error(value) else None


def describe_page(page: str, wanted: str, response: httpx.Response | None = None) -> str:
    """Return the message for a web page that came instead of an answer, with its sender and advice.

    Args:
        page: The page, or its start.
        wanted: The expected kind of answer.
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
