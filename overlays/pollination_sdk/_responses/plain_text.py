"""Decode answers of plain text and CSV."""

import contextlib
import csv
import io
import re
from typing import Any, NoReturn

import httpx

from pollination_sdk._failures.reason import decode_body
from pollination_sdk._responses.decode import media_type_in, read_json, refuse_instead, unexpected, warn_of_empty

_NO_TEXT = ("audio/", "image/", "video/", "text/event-stream")
_PAGES = {"text/html", "application/xhtml+xml"}
_MARKED = b"\xef\xbb\xbf \t\r\n"
_MESSAGE_FIELDS = {"role", "content", "content_blocks", "tool_calls", "function_call", "reasoning_content", "audio"}
_CSV_TYPES = {"text/csv", "application/csv", "text/x-csv", "application/x-csv", "text/comma-separated-values"}
_COLUMN = re.compile(r"\w[\w\s.,/()%'\"-]*")
_PLAIN_HEADER = re.compile(r"\w[\w ]*+(?:,\w[\w ]*+)++\r?(?:\n|\Z)")
_LONGEST_HEADER = 1 << 16


def read_text(response: httpx.Response) -> str:
    """Return a text body; for a chat message in JSON, the text of the message.

    Raises:
        UnexpectedResponseError: The answer is audio, HTML or an error, or cannot be decoded.
    """
    media_type = media_type_in(response)
    is_page, is_medium = media_type in _PAGES, media_type.startswith(_NO_TEXT)
    is_json = media_type.endswith(("/json", "+json"))
    if is_json or response.content.lstrip(_MARKED).startswith(b"{"):
        _refuse_error(response, is_text=not (is_json or is_page or is_medium))
    if is_page:
        _refuse_page(response)
    if is_medium:
        problem = f"The service answered {media_type} where text was expected."
        raise unexpected(f"{problem} Use a model that writes, see text_models().", response)
    text = _text_in_json(response) if media_type == "application/json" else _decoded(response)
    return warned_if_empty(text, response)


def warned_if_empty(text: str, response: httpx.Response) -> str:
    """Return a text, and log a warning if it is empty, which happens with a status of success."""
    if not text or text.isspace():
        warn_of_empty(response)
    return text


def _refuse_page(response: httpx.Response) -> NoReturn:
    """Refuse a web page: a login page of the network or a broken proxy sends it, but no model."""
    from pollination_sdk._failures.false_success import describe_page  # noqa: PLC0415 - most calls succeed

    raise unexpected(describe_page(decode_body(response.content), "text", response), response)


def _refuse_error(response: httpx.Response, *, is_text: bool) -> None:
    """Refuse an error instead of a text, with any content type."""
    from pollination_sdk._failures.false_success import error_instead_of_text  # noqa: PLC0415 - as above

    if (problem := error_instead_of_text(response, is_text=is_text)) is not None:
        raise unexpected(problem, response)


def text_in(content: Any) -> str:
    """Return the text of a `content` field, which may be a list of parts; empty if there is none."""
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        return ""
    texts = [part.get("text") if isinstance(part, dict) else part for part in content]
    return "".join(text for text in texts if isinstance(text, str))


def text_of_message(message: Any) -> str:
    """Return the text of a chat message, from `content` or its parts; empty if there is none."""
    if not isinstance(message, dict):
        return ""
    if isinstance(content := message.get("content"), str):
        return content
    blocks = message.get("content_blocks")
    return text_in(content or (blocks if isinstance(blocks, list) else None))


def is_csv(media_type: str) -> bool:
    """Return True for `text/csv`, its aliases, and plain text."""
    return media_type in _CSV_TYPES or media_type == "text/plain"


def read_csv(response: httpx.Response) -> str:
    """Return a CSV body (RFC 4180) with a header line, without a byte order mark.

    Raises:
        UnexpectedResponseError: The body is not CSV, or has no header line.
    """
    media_type = media_type_in(response)
    is_right = is_csv(media_type) or media_type == "unknown type"
    if is_right and _has_header(text := _decoded(response).removeprefix("\ufeff")):
        return text
    refuse_instead(response, "CSV")
    if not is_right:
        raise unexpected(f"The service answered {media_type} where CSV was expected.", response)
    raise unexpected("The service answered CSV without its header line.", response)


def _has_header(text: str) -> bool:
    """Return True if the first record names two or more columns, which HTML and JSON do not."""
    if _PLAIN_HEADER.match(text):  # the format of the service
        return True
    try:
        header = next(csv.reader(io.StringIO(text[:_LONGEST_HEADER], newline=""), strict=True), [])
    except csv.Error:
        return False
    return len(header) > 1 and all(map(_COLUMN.fullmatch, header))


def _text_in_json(response: httpx.Response) -> str:
    """Return the text of a chat message; other JSON was requested, and is returned as text."""
    value = read_json(response)
    if isinstance(value, dict) and _MESSAGE_FIELDS & value.keys():
        return text_of_message(value)
    return _decoded(response)


def _decoded(response: httpx.Response) -> str:
    """Decode a body: as UTF-8 if it is valid and has no NUL, which indicates UTF-16; otherwise by its charset."""
    content = response.content
    if b"\0" not in content:
        with contextlib.suppress(UnicodeDecodeError):
            return content.decode()
    for encoding in (response.charset_encoding or "utf-8", "utf-8"):
        with contextlib.suppress(ValueError, LookupError):  # a charset may hold a NUL
            return content.decode(encoding)
    raise unexpected(f"The service answered {len(content):,} bytes that are no text in UTF-8.", response)
