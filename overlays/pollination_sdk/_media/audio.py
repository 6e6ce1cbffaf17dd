"""Parsers that detect audio files that are cut off; see `completeness`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pollination_sdk._media.buffer import Buffer, Parser

_UNKNOWN_SIZE = 0x7FFF0000
"""Encoders that write to a stream put the largest number, or nearly, in place of the size."""


def wav(source: Buffer) -> Parser:
    """Skip the RIFF chunks up to the end of the samples. Sizes of 0 and of 2 GB and more mean unknown."""
    yield from source.skip(12)
    while True:
        head = yield from source.take(8)
        name, size = head[:4], int.from_bytes(head[4:], "little")
        if name == b"data":
            yield from source.skip(size if size < _UNKNOWN_SIZE else 0)
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
        yield from source.hold(6, may_end=False)
        head = source.data[:6]
        length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
        if length < 7:
            return
        yield from source.skip(length)
        frames += 1


def mp3(source: Buffer) -> Parser:
    """Skip the ID3 tag and the frames; other bytes after a frame are trailing data. ISO/IEC 11172-3, section 2.4."""
    yield from source.hold(4, may_end=False)
    if source.data[:3] == b"ID3":
        head = yield from source.take(10)
        size = sum((byte & 0x7F) << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=True))
        yield from source.skip(size + (10 if head[5] & 0x10 else 0))
    frames = 0
    while True:
        yield from source.hold(2, may_end=frames > 0)
        if source.data[0] != 0xFF or source.data[1] & 0xE6 != 0xE2:
            return
        yield from source.hold(4, may_end=False)
        length = _mp3_frame(bytes(source.data[:4]))
        if not length:
            return
        yield from source.skip(length)
        frames += 1


# Kilobits per second of layer III, by index: of MPEG-1, and of MPEG-2 and 2.5. Index 0 means free, 15 is not allowed.
_BITRATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)
_BITRATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0)
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}


def _mp3_frame(head: bytes) -> int:
    """Return the length of a frame of layer III; 0 if it is not known."""
    version, rate = head[1] >> 3 & 3, head[2] >> 2 & 3
    if version not in _RATES or rate == 3:
        return 0
    bitrate = (_BITRATES_1 if version == 3 else _BITRATES_2)[head[2] >> 4]
    return (144_000 if version == 3 else 72_000) * bitrate // _RATES[version][rate] + (head[2] >> 1 & 1) * (bitrate > 0)
