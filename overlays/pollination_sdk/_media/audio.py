"""Parsers that detect audio files that are cut off; see `completeness`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pollination_sdk._media.frames import aac_frame, id3_size, mp3_frame

if TYPE_CHECKING:
    from pollination_sdk._media.buffer import Buffer, Parser

UNKNOWN_SIZE = 0x7FFF0000
"""Encoders that write to a stream put the largest number, or nearly, in place of the size."""


def wav(source: Buffer) -> Parser:
    """Skip the RIFF chunks up to the end of the samples. Sizes of 0 and of 2 GB and more mean unknown."""
    yield from source.skip(12)
    while True:
        head = yield from source.take(8)
        name, size = head[:4], int.from_bytes(head[4:], "little")
        if name == b"data":
            yield from source.skip(size if size < UNKNOWN_SIZE else 0)
            return
        yield from source.skip(size + size % 2)


def flac(source: Buffer) -> Parser:
    """Skip the metadata blocks up to the first frame: the frames have no length. RFC 9639, sections 8 and 9."""
    yield from source.skip(4)
    is_last = False
    while not is_last:
        head = yield from source.take(4)
        is_last = bool(head[0] & 0x80)
        yield from source.skip(int.from_bytes(head[1:], "big"))
    yield from source.take(2)


def ogg(source: Buffer) -> Parser:
    """Skip the pages. A recording may end after any page. RFC 3533, section 6."""
    pages = 0
    while True:
        yield from source.hold(4, may_end=pages > 0)
        if source.data[:4] != b"OggS":
            return
        head = yield from source.take(27)
        segments = yield from source.take(head[26])
        yield from source.skip(sum(segments))
        pages += 1


def aac(source: Buffer) -> Parser:
    """Skip the ADTS frames; other bytes after a frame are trailing data. ISO/IEC 13818-7, section 6.2."""
    frames = 0
    while True:
        yield from source.hold(2, may_end=frames > 0)
        if source.data[0] != 0xFF or source.data[1] & 0xF6 != 0xF0:
            return
        yield from source.hold(7, may_end=False)
        if (frame := aac_frame(bytes(source.data[:7]))) is None:
            return
        yield from source.skip(frame.length)
        frames += 1


def mp3(source: Buffer) -> Parser:
    """Skip the ID3 tag and the frames; other bytes after a frame are trailing data. ISO/IEC 11172-3, section 2.4."""
    yield from source.hold(4, may_end=False)
    if source.data[:3] == b"ID3":
        yield from source.hold(10, may_end=False)
        yield from source.skip(id3_size(bytes(source.data[:10])))
    frames = 0
    while True:
        yield from source.hold(2, may_end=frames > 0)
        if source.data[0] != 0xFF or source.data[1] & 0xE6 != 0xE2:
            return
        yield from source.hold(4, may_end=False)
        frame = mp3_frame(bytes(source.data[:4]))
        if frame is None or not frame.length:
            return
        yield from source.skip(frame.length)
        frames += 1
