"""Find the images and the sound that a chat message holds: data URIs, and audio in base64."""

from __future__ import annotations

import base64
import binascii
import contextlib
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from pollination_sdk._media.media import Media, read_media
from pollination_sdk._support.file_types import HEAD_SIZE, media_type_of
from pollination_sdk.errors import UnexpectedResponseError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pollination_sdk._media.check import Kind

_FIELDS = ("content", "content_blocks", "images", "audio")
"""The fields of a message that hold files."""
_PROSE = {"text", "thinking"}
"""Fields of parts that the model wrote, which may quote a data URI."""
_DATA_URI = re.compile(r"data:(?P<type>(?:image|audio|video)/[\w.+-]+)(?:;[\w.+=-]+?)*?(?P<base64>;base64)?,", re.ASCII)


def embedded_media(message: dict[str, Any], place: str) -> list[Media]:
    """Return each file that a message holds, once, in the order of the message.

    Args:
        message: The message as decoded JSON.
        place: The place of the message in the answer, for errors.

    Raises:
        UnexpectedResponseError: A file is not valid base64, is no media file, or is cut off.
    """
    # Text is a plain string in `content`; only lists have parts.
    fields = {name: message[name] for name in _FIELDS if isinstance(message.get(name), (list, dict))}
    return list(dict.fromkeys(_files_in(fields, place)))


def _files_in(value: Any, place: str) -> Iterator[Media]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _files_in(item, f"{place}[{index}]")
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name == "data" and place.endswith("audio") and isinstance(inner, str):
                yield _sound(inner, f"{place}.{name}")
            elif name not in _PROSE:
                yield from _files_in(inner, f"{place}.{name}")
    elif isinstance(value, str) and (uri := _DATA_URI.match(value)):
        data = value[uri.end() :]
        content = decode_base64(data, place) if uri["base64"] else unquote_to_bytes(data)
        yield checked_medium(content, uri["type"], place)


def _sound(data: str, place: str) -> Media:
    """Return a sound; of the formats that chat answers have, only raw samples (PCM) cannot be recognised."""
    content = decode_base64(data, place)
    return checked_medium(content, "" if media_type_of(content[:HEAD_SIZE]) else "audio/pcm", place)


def decode_base64(data: str, place: str) -> bytes:
    """Decode a file.

    Raises:
        UnexpectedResponseError: It is not valid base64.
    """
    with contextlib.suppress(binascii.Error):  # most have no white space, whose removal would copy the file
        return base64.b64decode(data, validate=True)
    try:
        return base64.b64decode("".join(data.split()), validate=True)
    except binascii.Error as error:
        message = f"The file in {place} is not valid base64; the answer may be cut off. Ask again."
        raise UnexpectedResponseError(message, field=place) from error


def checked_medium(content: bytes, declared: str, place: str, expect: Kind | None = None) -> Media:
    """Check a file that is a part of an answer.

    Args:
        content: The file.
        declared: The declared media type, which decides where bytes cannot.
        place: The place of the file in the answer, for errors.
        expect: The expected kind; None accepts any.

    Raises:
        UnexpectedResponseError: It is no media file, of another kind, or cut off.
    """
    try:
        return read_media(content, expect=expect, declared=declared)
    except UnexpectedResponseError as error:
        error.field = place
        raise
