"""The boxes of an MP4 file, see ISO/IEC 14496-12, section 4.2."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def boxes(content: bytes, *path: bytes) -> Iterator[bytes]:
    """Yield the payloads of the boxes at a path of names, up to the first invalid box of each level."""
    if not path:
        yield content
        return
    for name, payload in _payloads(content):
        if name == path[0]:
            yield from boxes(payload, *path[1:])


def _payloads(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(content):
        header = 8
        size, name = struct.unpack_from(">I4s", content, at)
        if size == 1:
            header = 16
            (size,) = struct.unpack_from(">Q", content, at + 8)
        size = size or len(content) - at
        if size < header:
            return
        yield name, content[at + header : at + size]
        at += size
