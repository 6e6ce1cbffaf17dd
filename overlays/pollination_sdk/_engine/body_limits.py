"""The sizes of a chat and of a file that the service accepts, checked before they are sent.

They are those of October 2026, from one source. `check_size=False` of the client switches the check off, should the
service accept more by now: it then answers 413 itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pollination_sdk.errors import PromptError

LARGEST_JSON = 32 * 1024 * 1024
"""The most bytes of JSON, without the inline media."""
LARGEST_MEDIUM = 20 * 1024 * 1024
"""The most bytes of one inline image, video, sound or document, without its base64."""
LARGEST_BODY = 100 * 1024 * 1024
"""The most bytes of a whole body, with the base64 of its inline media."""

LARGEST_FILES = {"/x-media/upload": 400 * 1024 * 1024}
"""The most bytes of a file that is sent by itself, by the path."""

_ADVICE = "If the service accepts more by now, check_size=False of the client sends it anyway."
_MEDIUM_FIELDS = frozenset({"url", "image_url", "video_url", "data", "file_data"})


def check_chat_size(body: Mapping[str, Any], size: int) -> None:
    """Refuse a chat that is too large for the service.

    Args:
        body: The fields of the body.
        size: The bytes of the encoded body.

    Raises:
        PromptError: The JSON, a medium in it, or both together are too large; `size` and `limit` are in bytes.
    """
    if size <= LARGEST_MEDIUM:
        return
    inline = 0
    for place, medium in _media(body.get("messages"), "messages"):
        inline += len(medium)
        _refuse_above(LARGEST_MEDIUM, _decoded_size(medium), f"{place} holds", "send a smaller file, or its URL")
    _refuse_above(LARGEST_JSON, size - inline, "The conversation without its inline media takes", "send fewer messages")
    _refuse_above(LARGEST_BODY, size, "The conversation takes", "send fewer or smaller files, or their URLs")


def check_file_size(path: str, size: int) -> None:
    """Refuse a file that is too large for the service.

    Args:
        path: The path of the operation.
        size: The bytes of the file.

    Raises:
        PromptError: It is too large; `size` and `limit` are in bytes.
    """
    if path in LARGEST_FILES:
        _refuse_above(LARGEST_FILES[path], size, "The file has", "send a smaller one, or its parts")


def _refuse_above(limit: int, size: int, what: str, advice: str) -> None:
    if size > limit:
        raise PromptError(f"{what} {size:,} bytes and may take {limit:,}: {advice}. {_ADVICE}", size=size, limit=limit)


def _media(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """Yield the base64 media in messages, with their places."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _media(item, f"{place}[{index}]")
    elif isinstance(value, Mapping):
        for name, item in value.items():
            if isinstance(item, str) and name in _MEDIUM_FIELDS and (name == "data" or item[:5].lower() == "data:"):
                yield f"{place}.{name}", item
            else:
                yield from _media(item, f"{place}.{name}")


def _decoded_size(medium: str) -> int:
    """Return the bytes of a data URI, or of base64 alone."""
    encoded = len(medium) - (medium.find(",", 0, 1_000) + 1)
    return encoded * 3 // 4 - medium.count("=", len(medium) - 2)
