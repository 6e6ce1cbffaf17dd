"""Refuse a file of the wrong kind by its first bytes, before it is sent or made public."""

from __future__ import annotations

import codecs
import mimetypes

from pollination_sdk._operations.refusal import Refusal
from pollination_sdk._support.file_types import HEAD_SIZE, describe, media_type_of
from pollination_sdk.errors import ArgumentError

_UNKNOWN = describe(b"\0")
_CONTAINERS = frozenset({"audio/ogg", "audio/opus"})
"""Types of audio whose files may hold video as well."""
_WANTED = {"image": "an image", "video": "a video", "audio": "audio or a video"}
_BY_NAME = "If it is such a file in another format, give it with its suffix in the file name, such as .pcm."


def check_kind(head: bytes, kind: str, *, declared: str = "", name: str = "") -> None:
    """Refuse a file that is not of a kind.

    Args:
        head: The first `HEAD_SIZE` bytes.
        kind: `image`, `video` or `audio`, which a video has as well.
        declared: The declared media type. It counts for bytes of an unknown format, as raw samples are.
        name: The file name, whose suffix counts as well.

    Raises:
        Refusal: The file is of another kind.
    """
    head = head[:HEAD_SIZE]
    found = "application/pdf" if head.startswith(b"%PDF-") else media_type_of(head, declared)
    if found is not None:
        if not _fits(found, kind):
            raise Refusal(ArgumentError, f"holds {found}; give {_WANTED[kind]}.")
        return
    described = describe(head) if _is_readable(head) else _UNKNOWN
    named = [declared, mimetypes.guess_type(name)[0] or ""]
    if described == _UNKNOWN and kind != "image" and any(_fits(one, kind) for one in named):
        return
    hint = f" {_BY_NAME}" if described == _UNKNOWN and kind != "image" else ""
    raise Refusal(ArgumentError, f"holds {described}; give {_WANTED[kind]}.{hint}")


def _fits(media_type: str, kind: str) -> bool:
    if media_type.startswith(f"{kind}/"):
        return True
    return media_type.startswith("video/") if kind == "audio" else kind == "video" and media_type in _CONTAINERS


def _is_readable(head: bytes) -> bool:
    """Return True for text in UTF-8, of which the last character may be cut off."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True
