"""The size of a chat: the gateway moves inline media out of the JSON, and limits each part."""

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any

from pollination_sdk.sandbox._errors import ServiceError
from pollination_sdk.sandbox._requests.json_text import parse_json

MEBIBYTE = 1024 * 1024
LARGEST_JSON = 32 * MEBIBYTE
LARGEST_MEDIUM = 20 * MEBIBYTE
_DATA_URI = re.compile(r"data:[^,]{0,200};base64,", re.IGNORECASE)


def check_chat_size(body: bytes) -> None:
    """Refuse a chat with 413 if its JSON, or one of its inline media, is too large."""
    if len(body) <= LARGEST_MEDIUM:
        return
    try:
        media = list(_media(parse_json(body)))
    except (ValueError, RecursionError):
        media = []  # no JSON; a small body is refused later, as what it is
    if any(len(_decoded(medium)) > LARGEST_MEDIUM for medium in media):
        raise ServiceError(413, "An inline media file is larger than 20 MiB")
    if len(body) - sum(map(len, media)) > LARGEST_JSON:
        raise ServiceError(413, "The JSON of the request is larger than 32 MiB")


def _media(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        audio = value.get("input_audio")
        if isinstance(audio, dict) and isinstance(audio.get("data"), str):
            yield audio["data"]
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _media(item)
    elif isinstance(value, str) and _DATA_URI.match(value):
        yield value


def _decoded(medium: str) -> bytes:
    try:
        return base64.b64decode(_DATA_URI.sub("", medium, count=1))
    except binascii.Error:
        return b""
