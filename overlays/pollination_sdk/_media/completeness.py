"""Tell a whole file from a cut-off one, in constant memory, however its bytes arrive.

Own code on purpose: no small library does it, and Pillow or PyAV would be heavy dependencies that
decode every pixel. Each format is one generator that pulls what it needs from a buffer and yields
while it waits: True where the file may end here, False where an end would cut it off.

What a browser shows in full is never refused: bytes after the end, padding, thumbnails inside, a
GIF that lacks only its last byte, boxes and segments of unknown length. Formats without a walk (BMP
and most sounds) carry no reliable length and always pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator

from pollination_sdk._support.file_types import HEAD_SIZE, media_type_of

_Walk = Generator[bool, None, None]
_Read = Generator[bool, None, bytes]


class CompletenessCheck:
    """Follow the bytes of one file and judge at its end whether it is whole.

    `media_type` is None until the first bytes have told it, and stays None for unknown formats.
    """

    def __init__(self) -> None:
        self.media_type: str | None = None
        self._pending = _Pending()
        self._walk: _Walk | None = None
        self._known = False
        self._may_end = False

    def feed(self, chunk: bytes | memoryview) -> None:
        """Take the next bytes of the file; any split gives the same judgement."""
        if self._pending.leaves_out(chunk):
            return
        self._pending.extend(chunk)
        if not self._known and len(self._pending.data) >= HEAD_SIZE:
            self._begin()
        self._advance()

    def finish(self) -> bool:
        """Say whether the file is whole, given that no more bytes come."""
        if not self._known:
            self._begin()
            self._advance()
        return self._may_end

    def _begin(self) -> None:
        self._known = True
        self.media_type = media_type_of(bytes(self._pending.data[:HEAD_SIZE]))
        walk = _WALKS.get(self.media_type or "")
        self._walk = walk(self._pending) if walk else None
        self._may_end = walk is None

    def _advance(self) -> None:
        if self._walk is not None:
            try:
                self._may_end = next(self._walk)
            except StopIteration:
                self._walk, self._may_end = None, True
        if self._known and self._walk is None:
            self._pending.data.clear()  # only trailing bytes are left


class _Pending:
    """Bytes that have arrived and are not yet consumed."""

    def __init__(self) -> None:
        self.data = bytearray()
        self._to_skip = 0

    def leaves_out(self, chunk: bytes | memoryview) -> bool:
        """Skip a chunk that has nothing else, and say whether it was one; most of a film is."""
        if len(chunk) >= self._to_skip:
            return False
        self._to_skip -= len(chunk)
        return True

    def extend(self, chunk: bytes | memoryview) -> None:
        skipped = min(self._to_skip, len(chunk))
        self._to_skip -= skipped
        self.data += memoryview(chunk)[skipped:]

    def take(self, count: int) -> _Read:
        """Consume exactly `count` bytes."""
        while len(self.data) < count:
            yield False
        taken = bytes(self.data[:count])
        del self.data[:count]
        return taken

    def skip(self, count: int) -> _Walk:
        """Drop `count` bytes without ever holding them."""
        here = min(count, len(self.data))
        del self.data[:here]
        self._to_skip = count - here
        while self._to_skip:
            yield False

    def hold(self, count: int, *, may_end: bool) -> _Walk:
        """Wait for `count` bytes, at a place where the file may or may not end before them."""
        while len(self.data) < count:
            yield may_end


# No `+` after the first byte: a fixed byte is searched ten times as fast, and the last fill byte will do.
_MARKER = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])", re.DOTALL)
_START_OF_IMAGE, _END_OF_IMAGE = 0xD8, 0xD9


def _jpeg(source: _Pending) -> _Walk:
    """Step over segments (a thumbnail's end marker hides in one) and search the scans between them.

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


def _next_marker(source: _Pending) -> Generator[bool, None, int]:
    while not (found := _MARKER.search(source.data)):
        # A marker may be split: keep its first byte.
        del source.data[: -1 if source.data.endswith(b"\xff") else None]
        yield False
    marker = found[1][0]
    del source.data[: found.end()]
    return marker


def _png(source: _Pending) -> _Walk:
    """Step over chunks up to the end of IEND. ISO/IEC 15948, section 5.3."""
    yield from source.skip(8)
    name = b""
    while name != b"IEND":
        head = yield from source.take(8)
        name = head[4:]
        yield from source.skip(int.from_bytes(head[:4], "big") + 4)


def _gif(source: _Pending) -> _Walk:
    """Step over blocks up to the trailer, which may be missing after a picture. GIF89a, 16-27."""
    head = yield from source.take(13)
    yield from source.skip(_colour_table(head[10]))
    pictures = 0
    while True:
        yield from source.hold(1, may_end=pictures > 0)
        kind = (yield from source.take(1))[0]
        if kind == 0x2C:
            descriptor = yield from source.take(9)
            yield from source.skip(_colour_table(descriptor[8]) + 1)
            pictures += 1
        elif kind == 0x21:
            yield from source.skip(1)
        elif pictures or kind == 0x3B:
            return
        yield from _sub_blocks(source)


def _colour_table(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _sub_blocks(source: _Pending) -> _Walk:
    while size := (yield from source.take(1))[0]:
        yield from source.skip(size)


def _webp(source: _Pending) -> _Walk:
    """Take the RIFF header's word for the length."""
    head = yield from source.take(8)
    yield from source.skip(int.from_bytes(head[4:], "little"))


def _webm(source: _Pending) -> _Walk:
    """Step over the EBML elements up to the end of the segment. RFC 8794, sections 4 and 6."""
    identifier = b""
    while identifier != b"\x18\x53\x80\x67":
        identifier = yield from _variable_integer(source)
        size = yield from _variable_integer(source)
        bits = 7 * len(size)
        value = int.from_bytes(size, "big") & ((1 << bits) - 1)
        if value == (1 << bits) - 1:
            return  # recorded live: the length is unknown
        yield from source.skip(value)


def _variable_integer(source: _Pending) -> _Read:
    first = yield from source.take(1)
    return first + (yield from source.take(8 - first[0].bit_length() if first[0] else 0))


# Top-level boxes of films and pictures; another name after the media is trailing data.
_BOXES = frozenset(b"ftyp styp moov moof mdat mfra free skip wide udta uuid meta sidx ssix prft emsg pdin".split())
_FOREVER = 1 << 63
_LARGEST_META = 1 << 20


def _video(source: _Pending) -> _Walk:
    return _boxes(source, index=b"moov")


def _still(source: _Pending) -> _Walk:
    return _boxes(source, index=b"meta")


def _boxes(source: _Pending, *, index: bytes) -> _Walk:
    """Step over top-level boxes; whole at the end of one, once the index and the media were there.

    ISO/IEC 14496-12, section 4.2: size 1 means that 64 bits follow, 0 up to the end of the file.
    """
    seen: set[bytes] = set()
    while True:
        whole = {index, b"mdat"} <= seen
        yield from source.hold(8, may_end=whole)
        head = yield from source.take(8)
        size, name = int.from_bytes(head[:4], "big"), head[4:]
        if whole and name not in _BOXES:
            return
        if size == 1:
            size = int.from_bytes((yield from source.take(8)), "big") - 8
        seen.add(name)
        if name == b"moof":
            seen.discard(b"mdat")  # a fragment's own media follow it
        if size == 0 and {index, b"mdat"} <= seen:
            return
        if name == index == b"meta" and 8 <= size < _LARGEST_META:
            if b"idat" in (yield from source.take(size - 8)):
                seen.add(b"mdat")  # small pictures live inside the index
        else:
            yield from source.skip(size - 8 if size >= 8 else _FOREVER)


_WALKS: dict[str, Callable[[_Pending], _Walk]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/gif": _gif,
    "image/webp": _webp,
    "image/avif": _still,
    "image/heic": _still,
    "video/mp4": _video,
    "video/quicktime": _video,
    "video/webm": _webm,
    "video/x-matroska": _webm,
    "audio/mp4": _video,
}
