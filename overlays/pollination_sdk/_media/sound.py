"""Read the duration, the channels and the sample rate from the header of audio or an MP4.

This is own code because the parsers of `audio` know these formats already. A library of tags would be one dependency
more, and reads files.
"""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, NamedTuple

from pollination_sdk._media.audio import UNKNOWN_SIZE
from pollination_sdk._media.boxes import boxes
from pollination_sdk._media.frames import aac_frame, id3_size, mp3_frame

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pollination_sdk._media.frames import Frame


class Sound(NamedTuple):
    """What the header of a file tells; None where it does not.

    Args:
        duration: The seconds.
        channels: The number of channels.
        sample_rate: The samples per second of each channel.
    """

    duration: float | None = None
    channels: int | None = None
    sample_rate: int | None = None


def sound(content: bytes, media_type: str) -> Sound:
    """Return what the header of audio or an MP4 tells; nothing of other files, and of a damaged header."""
    try:
        return _READERS[media_type](content)
    except (KeyError, IndexError, struct.error, ZeroDivisionError):
        return Sound()


def _wav(content: bytes) -> Sound:
    at, found = 12, Sound()
    bytes_per_second = 0
    while at + 8 <= len(content):
        name, size = struct.unpack_from("<4sI", content, at)
        at += 8
        if name == b"fmt ":
            _, channels, rate, bytes_per_second = struct.unpack_from("<HHII", content, at)
            found = Sound(None, channels, rate)
        elif name == b"data":
            rest = len(content) - at
            size = min(size, rest) if 0 < size < UNKNOWN_SIZE else rest
            return found._replace(duration=size / bytes_per_second)
        at += size + size % 2
    return found


def _flac(content: bytes) -> Sound:
    """Read the block STREAMINFO, which is the first (RFC 9639, section 8.2)."""
    (fields,) = struct.unpack_from(">Q", content, 18)
    rate, channels, samples = fields >> 44, (fields >> 41 & 7) + 1, fields & ((1 << 36) - 1)
    return Sound(samples / rate if samples else None, channels, rate)


def _ogg(content: bytes) -> Sound:
    """Read the first packet, and the position of the last page (RFC 3533, RFC 7845, Vorbis I, section 4.2.2)."""
    start = 27 + content[26]
    packet, skipped = content[start : start + 64], 0
    if packet.startswith(b"OpusHead"):
        channels, skipped = struct.unpack_from("<BH", packet, 9)
        found = Sound(None, channels, 48_000)  # the rate of every decoder, whatever that of the source was
    elif packet.startswith(b"\x01vorbis"):
        found = Sound(None, *struct.unpack_from("<BI", packet, 11))
    elif packet.startswith(b"\x7fFLAC"):
        found = _flac(packet[9:])
    else:
        return Sound()
    samples = _last_position(content)
    if samples is None or not found.sample_rate:
        return found
    return found._replace(duration=max(samples - skipped, 0) / found.sample_rate)


def _last_position(content: bytes) -> int | None:
    """Return the position at the end of the first stream: that of the last page where a packet ends."""
    stream, at = content[14:18], len(content)
    while (at := content.rfind(b"OggS", 0, at)) >= 0:
        if content[at + 14 : at + 18] == stream:
            (position,) = struct.unpack_from("<q", content, at + 6)
            if position >= 0:
                return int(position)
    return None


def _mp3(content: bytes) -> Sound:
    start = id3_size(content[:10])
    first = mp3_frame(content[start : start + 4])
    if first is None:
        return Sound()
    samples = _announced(content, start, first) or _counted(content, start, 4, mp3_frame)
    return Sound(samples / first.rate if samples else None, first.channels, first.rate)


_TAG = re.compile(rb"Xing|Info|VBRI")


def _announced(content: bytes, start: int, first: Frame) -> int | None:
    """Return the samples that an encoder announces in the first frame, without those that it has added."""
    found = _TAG.search(content, start, start + 48)
    if found is None:
        return None
    at = found.start()
    if found[0] == b"VBRI":
        (frames,) = struct.unpack_from(">I", content, at + 14)
        return int(frames) * first.samples
    flags, frames = struct.unpack_from(">II", content, at + 4)
    added = int.from_bytes(content[at + 141 : at + 144], "big") if flags == 0b1111 else 0
    return max(frames * first.samples - (added >> 12) - (added & 0xFFF), 0) if flags & 1 else None


def _aac(content: bytes) -> Sound:
    first = aac_frame(content[:7])
    if first is None:
        return Sound()
    samples = _counted(content, 0, 7, aac_frame)
    return Sound(samples / first.rate, first.channels or None, first.rate)


def _counted(content: bytes, at: int, head: int, read: Callable[[bytes], Frame | None]) -> int:
    """Count the samples of all frames."""
    samples = 0
    while (frame := read(content[at : at + head])) is not None and frame.length:
        samples += frame.samples
        at += frame.length
    return samples


def _mp4(content: bytes) -> Sound:
    duration = next((time for moov in boxes(content, b"moov") if (time := _time_of(moov))), None)
    _, channels, rate = next(_tracks(content), Sound())
    return Sound(duration, channels, rate)


def _time_of(moov: bytes) -> float | None:
    """Return the seconds in the header of a movie; a fragmented one may have them in another box, or nowhere."""
    for header in boxes(moov, b"mvhd"):
        form, at = (">IQ", 20) if header[0] else (">II", 12)
        scale, duration = struct.unpack_from(form, header, at)
        for extended in boxes(moov, b"mvex", b"mehd"):
            (duration,) = struct.unpack_from(">Q" if extended[0] else ">I", extended, 4)
        if duration not in {0, 0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF}:
            return float(duration / scale)
    return None


def _tracks(content: bytes) -> Iterator[Sound]:
    """Yield the channels and the sample rate of each track of sound."""
    for media in boxes(content, b"moov", b"trak", b"mdia"):
        if any(handler[8:12] == b"soun" for handler in boxes(media, b"hdlr")):
            for description in boxes(media, b"minf", b"stbl", b"stsd"):
                (channels,) = struct.unpack_from(">H", description, 32)
                (rate,) = struct.unpack_from(">I", description, 40)  # 16.16 fixed point
                yield Sound(None, channels, rate >> 16)


_READERS: dict[str, Callable[[bytes], Sound]] = {
    "audio/wav": _wav,
    "audio/flac": _flac,
    "audio/ogg": _ogg,
    "audio/opus": _ogg,
    "audio/mpeg": _mp3,
    "audio/aac": _aac,
    "audio/mp4": _mp4,
    "video/mp4": _mp4,
    "video/quicktime": _mp4,
}
