"""How an answer of plain text is read, be it words or CSV."""

import io
import re
from typing import Any, NoReturn

import httpx

from pollination_sdk._responses.decode import media_type_in, read_json, refuse_instead, unexpected, warn_of_empty

_NO_TEXT = ("audio/", "image/", "video/", "text/event-stream")
_PAGES = {"text/html", "application/xhtml+xml"}
_MARKED = b"\xef\xbb\xbf \t\r\n"
_MESSAGE_FIELDS = {"role", "content", "content_blocks", "tool_calls", "function_call", "reasoning_content", "audio"}
_CSV_TYPES = {"text/csv", "application/csv", "text/x-csv", "application/x-csv", "text/comma-separated-values"}
_COLUMN = re.compile(r"\w[\w\s.,/()%'\"-]*")
_LONGEST_HEADER = 1 << 16


def read_text(response: httpx.Response) -> str:
    """Return a text body; of a message without text that came as JSON, the text of its parts.

    Raises:
        UnexpectedResponseError: The answer is a sound, a page of HTML, an error, or no text in any encoding.
    """
    media_type = media_type_in(response)
    is_page, is_medium = media_type in _PAGES, media_type.startswith(_NO_TEXT)
    is_json = media_type.endswith(("/json", "+json"))
    if is_json or response.content.lstrip(_MARKED).startswith(b"{"):
        _refuse_error(response, is_text=not (is_json or is_page or is_medium))
    if is_page:
        _refuse_page(response)
    if is_medium:
        what = f"The service answered {media_type} where text was expected."
        raise unexpected(f"{what} Use a model that writes, see text_models().", response)
    text = _text_in_json(response) if media_type == "application/json" else _decoded(response)
    return warned_if_empty(text, response)


def warned_if_empty(text: str, response: httpx.Response) -> str:
    """Return a text; log a warning if it is empty, as it is now and then although the status says success."""
    if not text or text.isspace():
        warn_of_empty(response)
    return text


def _refuse_page(response: httpx.Response) -> NoReturn:
    """Refuse a web page, which is what a login page of the network or a broken proxy sends; no model does."""
    from pollination_sdk._failures.false_success import describe_page  # noqa: PLC0415 - most calls go well
    from pollination_sdk._failures.reason import decode_body  # noqa: PLC0415 - as above

    raise unexpected(describe_page(decode_body(response.content), "text", response), response)


def _refuse_error(response: httpx.Response, *, is_text: bool) -> None:
    """Refuse an error that came instead of a text, whatever the content type says."""
    from pollination_sdk._failures.false_success import error_instead_of_text  # noqa: PLC0415 - as above

    if (problem := error_instead_of_text(response, is_text=is_text)) is not None:
        raise unexpected(problem, response)


def text_in(content: Any) -> str:
    """Return the text of a `content`, which may be a list of parts; empty where there is none."""
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        return ""
    texts = [part.get("text") if isinstance(part, dict) else part for part in content]
    return "".join(text for text in texts if isinstance(text, str))


def text_of_message(message: Any) -> str:
    """Return the text of a chat message, which may stand in `content` or in parts; empty where there is none."""
    if not isinstance(message, dict):
        return ""
    if isinstance(content := message.get("content"), str):
        return content
    blocks = message.get("content_blocks")
    return text_in(content or (blocks if isinstance(blocks, list) else None))


def is_csv(media_type: str) -> bool:
    """Return True for `text/csv`, the other names that it goes by, and plain text."""
    return media_type in _CSV_TYPES or media_type == "text/plain"


def read_csv(response: httpx.Response) -> str:
    """Return a CSV body as RFC 4180 has it, without the byte order mark that some begin with.

    Raises:
        UnexpectedResponseError: It is something else; a header line is always there.
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
    """Return True if the first record names two columns or more; pages of HTML and JSON do not."""
    import csv  # noqa: PLC0415 - only CSV needs it

    try:
        header = next(csv.reader(io.StringIO(text[:_LONGEST_HEADER], newline=""), strict=True), [])
    except csv.Error:
        return False
    return len(header) > 1 and all(map(_COLUMN.fullmatch, header))


def _text_in_json(response: httpx.Response) -> str:
    """Return the text of a message; JSON that is none was asked for, and is the text itself."""
    value = read_json(response)
    if isinstance(value, dict) and _MESSAGE_FIELDS & value.keys():
        return text_of_message(value)
    return _decoded(response)


def _decoded(response: httpx.Response) -> str:
    """Decode a body: UTF-8 wherever it can be that, whatever the charset says; a NUL is a sign of UTF-16."""
    encodings = ["utf-8", response.charset_encoding or "utf-8"]
    for encoding in reversed(encodings) if b"\0" in response.content else encodings:
        try:
            return response.content.decode(encoding)
        except (ValueError, LookupError):  # a charset may hold a NUL
            continue
    raise unexpected(f"The service answered {len(response.content):,} bytes that are no text in UTF-8.", response)
