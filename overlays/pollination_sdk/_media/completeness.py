"""Detect media files that are cut off, in constant memory and with chunks of any size.

This is own code because no small library does it; Pillow and PyAV are heavy dependencies that decode every pixel. Each
format has one parser. Those of audio, meshes and SVG are in `audio`, `meshes` and `svg`.

A file that browsers show completely is never refused. It may have bytes after its end, padding, embedded thumbnails,
and boxes or segments of unknown length; a GIF may lack its last byte. Formats without a parser (BMP and PCM) have no
reliable length and always pass.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pollination_sdk._media import audio, meshes
from pollination_sdk._media.buffer import Buffer
from pollination_sdk._support.file_types import HEAD_SIZE, media_type_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from pollination_sdk._media.buffer import Parser, Read


class CompletenessCheck:
    """An incremental check whether a file is complete.

    `media_type` is None until enough bytes have arrived, and stays None for unknown formats.

    Args:
        declared: Returns the declared media type, which decides where bytes cannot.
    """

    def __init__(self, declared: Callable[[], str] = str) -> None:
        self._declared = declared
        self.media_type: str | None = None
        self._buffer = Buffer()
        self._parser: Parser | None = None
        self._known = False
        self._may_end = False

    def feed(self, chunk: bytes | memoryview) -> None:
        """Take the next bytes of the file; the sizes of the chunks do not change the result."""
        if self._buffer.skips(chunk):
            return
        self._buffer.extend(chunk)
        if not self._known and len(self._buffer.data) >= HEAD_SIZE:
            self._start()
        self._advance()

    def finish(self) -> bool:
        """Return True if the file is complete with the bytes so far."""
        if not self._known:
            self._start()
            self._advance()
        return self._may_end

    def _start(self) -> None:
        self._known = True
        self.media_type = media_type_of(bytes(self._buffer.data[:HEAD_SIZE]), self._declared())
        parser = _PARSERS.get(self.media_type or "")
        self._parser = parser(self._buffer) if parser else None
        self._may_end = parser is None

    def _advance(self) -> None:
        if self._parser is not None:
            try:
                self._may_end = next(self._parser)
            except StopIteration:
                self._parser, self._may_end = None, True
        if self._known and self._parser is None:
            self._buffer.data.clear()  # only trailing bytes are left


# No `+` after the first byte: searching a fixed byte is ten times as fast, and the last fill byte suffices.
_MARKER = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])", re.DOTALL)
_START_OF_IMAGE, _END_OF_IMAGE = 0xD8, 0xD9


def _jpeg(source: Buffer) -> Parser:
    """Skip the segments, which may contain a thumbnail's end marker, and search the scans between them.

    ITU T.81, annex B. Stuffed zeros and restart markers belong to the scan, fill bytes to markers.
    """
    yield from source.skip(2)
    while True:
        marker = yield from _next_marker(source)
        if marker == _END_OF_IMAGE:
            return
        if marker >= 0xC0 and marker != _START_OF_IMAGE:
            length = int.from_bytes((yield from source.take(2)), "big")
            yield from source.skip(max(length - 2, 0))


def _next_marker(source: Buffer) -> Generator[bool, None, int]:
    while not (found := _MARKER.search(source.data)):
        # A marker may be split between two chunks: keep its first byte.
        del source.data[: -1 if source.data.endswith(b"\xff") else None]
        yield False
    marker = found[1][0]
    del source.data[: found.end()]
    return marker


def _png(source: Buffer) -> Parser:
    """Skip the chunks up to the end of IEND. ISO/IEC 15948, section 5.3."""
    yield from source.skip(8)
    name = b""
    while name != b"IEND":
        head = yield from source.take(8)
        name = head[4:]
        yield from source.skip(int.from_bytes(head[:4], "big") + 4)


def _gif(source: Buffer) -> Parser:
    """Skip the blocks up to the trailer, which may be missing after an image. GIF89a, 16-27."""
    head = yield from source.take(13)
    yield from source.skip(_colour_table(head[10]))
    images = 0
    while True:
        yield from source.hold(1, may_end=images > 0)
        kind = (yield from source.take(1))[0]
        if kind == 0x2C:
            descriptor = yield from source.take(9)
            yield from source.skip(_colour_table(descriptor[8]) + 1)
            images += 1
        elif kind == 0x21:
            yield from source.skip(1)
        elif images or kind == 0x3B:
            return
        yield from _sub_blocks(source)


def _colour_table(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _sub_blocks(source: Buffer) -> Parser:
    while size := (yield from source.take(1))[0]:
        yield from source.skip(size)


def _webp(source: Buffer) -> Parser:
    """Skip the length in the RIFF header."""
    head = yield from source.take(8)
    yield from source.skip(int.from_bytes(head[4:], "little"))


def _webm(source: Buffer) -> Parser:
    """Skip the EBML elements up to the end of the segment. RFC 8794, sections 4 and 6."""
    identifier = b""
    while identifier != b"\x18\x53\x80\x67":
        identifier = yield from _variable_integer(source)
        size = yield from _variable_integer(source)
        bits = 7 * len(size)
        value = int.from_bytes(size, "big") & ((1 << bits) - 1)
        if value == (1 << bits) - 1:
            return  # a live recording, whose length is unknown
        yield from source.skip(value)


def _variable_integer(source: Buffer) -> Read:
    first = yield from source.take(1)
    return first + (yield from source.take(8 - first[0].bit_length() if first[0] else 0))


# The top-level boxes of videos and images; another name after the media data is trailing data.
_BOXES = frozenset(b"ftyp styp moov moof mdat mfra free skip wide udta uuid meta sidx ssix prft emsg pdin".split())
_FOREVER = 1 << 63
_LARGEST_META = 1 << 20


def _video(source: Buffer) -> Parser:
    return _boxes(source, index=b"moov")


def _heif(source: Buffer) -> Parser:
    return _boxes(source, index=b"meta")


def _boxes(source: Buffer, *, index: bytes) -> Parser:
    """Skip the top-level boxes. The file is complete at the end of a box after the index and the media data.

    ISO/IEC 14496-12, section 4.2: size 1 means that a 64-bit size follows, 0 that the box ends with the file.
    """
    seen: set[bytes] = set()
    while True:
        is_complete = {index, b"mdat"} <= seen
        yield from source.hold(8, may_end=is_complete)
        head = yield from source.take(8)
        size, name = int.from_bytes(head[:4], "big"), head[4:]
        if is_complete and name not in _BOXES:
            return
        if size == 1:
            size = int.from_bytes((yield from source.take(8)), "big") - 8
        seen.add(name)
        if name == b"moof":
            seen.discard(b"mdat")  # the fragment's media data follows it
        if size == 0 and {index, b"mdat"} <= seen:
            return
        if name == index == b"meta" and 8 <= size < _LARGEST_META:
            if b"idat" in (yield from source.take(size - 8)):
                seen.add(b"mdat")  # small images are inside the index
        else:
            yield from source.skip(size - 8 if size >= 8 else _FOREVER)


def _svg(source: Buffer) -> Parser:
    from pollination_sdk._media.svg import svg  # noqa: PLC0415 - loads an XML parser, and few images are SVG

    return svg(source)


_PARSERS: dict[str, Callable[[Buffer], Parser]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/gif": _gif,
    "image/webp": _webp,
    "image/avif": _heif,
    "image/heic": _heif,
    "video/mp4": _video,
    "video/quicktime": _video,
    "video/webm": _webm,
    "video/x-matroska": _webm,
    "audio/mp4": _video,
    "audio/mpeg": audio.mp3,
    "audio/aac": audio.aac,
    "audio/wav": audio.wav,
    "audio/flac": audio.flac,
    "audio/ogg": audio.ogg,
    "audio/opus": audio.ogg,
    "image/svg+xml": _svg,
    "model/gltf-binary": meshes.glb,
    "model/ply": meshes.ply,
}
