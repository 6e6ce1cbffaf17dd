"""Decode answers of plain text."""

import contextlib
from typing import NoReturn

import httpx

from pollination_sdk._failures.reason import decode_body
from pollination_sdk._responses.decode import media_type_in, read_json, text_of_message, unexpected, warn_of_empty

_NO_TEXT = ("audio/", "image/", "video/", "text/event-stream")
_PAGES = {"text/html", "application/xhtml+xml"}
_MARKED = b"\xef\xbb\xbf \t\r\n"
_MESSAGE_FIELDS = {"role", "content", "content_blocks", "tool_calls", "function_call", "reasoning_content", "audio"}


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
    text = _text_in_json(response) if media_type == "application/json" else decoded(response)
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


def _text_in_json(response: httpx.Response) -> str:
    """Return the text of a chat message; other JSON was requested, and is returned as text."""
    value = read_json(response)
    if isinstance(value, dict) and _MESSAGE_FIELDS & value.keys():
        return text_of_message(value)
    return decoded(response)


def decoded(response: httpx.Response) -> str:
    """Decode a body: as UTF-8 if it is valid and has no NUL, which indicates UTF-16; otherwise by its charset."""
    content = response.content
    if b"\0" not in content:
        with contextlib.suppress(UnicodeDecodeError):
            return content.decode()
    for encoding in (response.charset_encoding or "utf-8", "utf-8"):
        with contextlib.suppress(ValueError, LookupError):  # a charset may hold a NUL
            return content.decode(encoding)
    raise unexpected(f"The service answered {len(content):,} bytes that are no text in UTF-8.", response)
