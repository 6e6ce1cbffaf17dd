"""Read width and height from the header of an image or a video.

This is own code because `imagesize` does not read videos, and includes an SVG parser and an HTTP client.
"""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

from pollination_sdk._media.boxes import boxes

if TYPE_CHECKING:
    from collections.abc import Callable

Size = tuple[int, int]


def dimensions(content: bytes, media_type: str) -> Size | None:
    """Return (width, height) in pixels as stored, without a rotation in the metadata.

    The result is None for audio, WebM and Matroska, and for a damaged header.
    """
    try:
        return _READERS[media_type](content)
    except (KeyError, IndexError, struct.error):
        return None


# Any start of frame of ITU T.81, table B.1; C4, C8 and CC are tables and extensions.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SEGMENT = re.compile(rb"\xff+([^\x00\xff])", re.DOTALL)


def _jpeg(content: bytes) -> Size | None:
    at = 2
    while found := _SEGMENT.search(content, at):
        if found[1][0] in _FRAMES:
            height, width = struct.unpack_from(">HH", content, found.end() + 3)
            return width, height
        at = found.end() + struct.unpack_from(">H", content, found.end())[0]
    return None


def _png(content: bytes) -> Size:
    width, height = struct.unpack_from(">II", content, 16)
    return width, height


def _gif(content: bytes) -> Size:
    width, height = struct.unpack_from("<HH", content, 6)
    return width, height


def _bmp(content: bytes) -> Size:
    form = "<HH" if content[14] == 12 else "<ii"
    width, height = struct.unpack_from(form, content, 18)
    return width, abs(height)  # a negative height means that rows start at the top


def _webp(content: bytes) -> Size | None:
    """Read the first chunk: lossy (RFC 6386, 9.1), lossless, or extended."""
    chunk = content[12:16]
    if chunk == b"VP8 ":
        width, height = struct.unpack_from("<HH", content, 26)
        return width & 0x3FFF, height & 0x3FFF
    if chunk == b"VP8L":
        (bits,) = struct.unpack_from("<I", content, 21)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if chunk == b"VP8X" and len(content) >= 30:
        width, height = (int.from_bytes(content[at : at + 3], "little") + 1 for at in (24, 27))
        return width, height
    return None


def _heif(content: bytes) -> Size | None:
    """Return the largest spatial extent (ISO/IEC 23008-12), as tiles and thumbnails are smaller."""
    found = [
        struct.unpack_from(">II", meta, at.end() + 4)
        for meta in boxes(content, b"meta")
        for at in re.finditer(b"ispe", meta)
    ]
    return max(found, key=_area, default=None)


def _video(content: bytes) -> Size | None:
    """Return the size of the largest track; its header ends with width and height, 16.16 fixed point."""
    found = [
        (width >> 16, height >> 16)
        for header in boxes(content, b"moov", b"trak", b"tkhd")
        for width, height in [struct.unpack(">II", header[-8:])]
    ]
    largest = max(found, key=_area, default=(0, 0))
    return largest if _area(largest) else None


def _area(size: Size) -> int:
    return size[0] * size[1]


_READERS: dict[str, Callable[[bytes], Size | None]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/gif": _gif,
    "image/webp": _webp,
    "image/bmp": _bmp,
    "image/avif": _heif,
    "image/heic": _heif,
    "video/mp4": _video,
    "video/quicktime": _video,
}
