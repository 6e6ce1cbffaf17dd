"""The headers of MP3 and AAC frames, and of the ID3 tag before them."""

from __future__ import annotations

from typing import NamedTuple


class Frame(NamedTuple):
    """What the header of a frame tells.

    Args:
        length: The bytes of the frame; 0 if they are not known.
        samples: The samples of each channel.
        rate: The samples per second.
        channels: The number of channels; 0 if it is not known.
    """

    length: int
    samples: int
    rate: int
    channels: int


def id3_size(head: bytes) -> int:
    """Return the bytes of an ID3 tag by its first ten; 0 if there is none."""
    if len(head) < 10 or head[:3] != b"ID3":
        return 0
    size = sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
    return 10 + size + (10 if head[5] & 0x10 else 0)


# Kilobits per second of layer III, by index: of MPEG-1, and of MPEG-2 and 2.5. Index 0 means free, 15 is not allowed.
_BITRATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)
_BITRATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0)
_MP3_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}


def mp3_frame(head: bytes) -> Frame | None:
    """Read the first four bytes of a frame of layer III (ISO/IEC 11172-3, section 2.4.1.3); None for other bytes."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return None
    version, rate = head[1] >> 3 & 3, head[2] >> 2 & 3
    if version not in _MP3_RATES or rate == 3:
        return None
    hertz, is_first = _MP3_RATES[version][rate], version == 3
    bitrate = (_BITRATES_1 if is_first else _BITRATES_2)[head[2] >> 4]
    length = (144_000 if is_first else 72_000) * bitrate // hertz + (head[2] >> 1 & 1) * (bitrate > 0)
    return Frame(length, 1_152 if is_first else 576, hertz, 1 if head[3] >> 6 == 3 else 2)


_AAC_RATES = (96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350)


def aac_frame(head: bytes) -> Frame | None:
    """Read the first seven bytes of an ADTS frame (ISO/IEC 13818-7, section 6.2); None for other bytes."""
    if len(head) < 7 or head[0] != 0xFF or head[1] & 0xF6 != 0xF0:
        return None
    rate, channels = head[2] >> 2 & 15, (head[2] & 1) << 2 | head[3] >> 6
    length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
    if rate >= len(_AAC_RATES) or length < 7:
        return None
    return Frame(length, 1_024 * ((head[6] & 3) + 1), _AAC_RATES[rate], 8 if channels == 7 else channels)
