"""How an answer of plain text is read, be it words or CSV."""

import re
from typing import Any

import httpx

from pollination_sdk._answers import media_type_in, read_json, refuse_envelope, unexpected

_NO_TEXT = ("audio/", "image/", "video/")
_NOT_WRITTEN = {"text/html", "text/event-stream"}
_MESSAGE_FIELDS = {"role", "content", "content_blocks", "tool_calls", "function_call", "reasoning_content", "audio"}
_CSV_HEADER = re.compile(r"\ufeff?\w[\w ]*(,\w[\w ]*)+\r?(\n|\Z)")


def read_text(response: httpx.Response) -> str:
    """Return a text body; of a message without text that came as JSON, the text of its parts.

    Raises:
        UnexpectedResponseError: The answer is a sound, a page of HTML, an error, or no text in any encoding.
    """
    media_type = media_type_in(response)
    if media_type.startswith(_NO_TEXT) or media_type in _NOT_WRITTEN:
        what = f"The service answered {media_type} where text was expected."
        raise unexpected(f"{what} Use a model that writes, see text_models().", response)
    return _text_in_json(response) if media_type == "application/json" else _decoded(response)


def text_of_message(message: Any) -> str:
    """Return the text of a chat message, which may stand in `content` or in parts; empty where there is none."""
    if not isinstance(message, dict):
        return ""
    if isinstance(content := message.get("content"), str):
        return content
    parts = content or message.get("content_blocks") or []
    texts = [part.get("text") for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
    return "".join(text for text in texts if isinstance(text, str))


def read_csv(response: httpx.Response) -> str:
    """Return a CSV body as it is.

    Raises:
        UnexpectedResponseError: It is something else; a header line is always there.
    """
    if (media_type := media_type_in(response)) not in ("text/csv", "text/plain", "unknown type"):
        raise unexpected(f"The service answered {media_type} where CSV was expected.", response)
    text = _decoded(response)
    if not _CSV_HEADER.match(text):
        raise unexpected("The service answered CSV without its header line.", response)
    return text


def _text_in_json(response: httpx.Response) -> str:
    """Return the text of a message; JSON that is none was asked for, and is the text itself."""
    value = read_json(response)
    if isinstance(value, dict) and _MESSAGE_FIELDS & value.keys():
        return text_of_message(value)
    refuse_envelope(value, response)
    return _decoded(response)


def _decoded(response: httpx.Response) -> str:
    """Decode a body: what is UTF-8 is meant so, whatever its charset says."""
    for encoding in ("utf-8", response.charset_encoding or "utf-8"):
        try:
            return response.content.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    raise unexpected(f"The service answered {len(response.content):,} bytes that are no text in UTF-8.", response)
