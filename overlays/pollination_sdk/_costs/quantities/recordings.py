"""How long a recording lasts, from its header or its size."""

import base64
import binascii

from pollination_sdk._costs.ranges import Range
from pollination_sdk._media.sound import sound
from pollination_sdk._support.file_types import HEAD_SIZE, media_type_of

_BYTES_PER_SECOND = Range(1_411_200 / 8, 128_000 / 8, 8_000 / 8)
"""Those of a compact disc, of a usual MP3, and of the densest speech."""


def seconds_of(content: bytes) -> Range:
    """Return the seconds of a recording: those in its header, else what its size allows."""
    media_type = media_type_of(content[:HEAD_SIZE], "") or ""
    duration = sound(content, media_type).duration
    if duration is not None and 0 < duration < 10**7:
        return Range(duration, duration, duration)
    return Range(*(len(content) / rate for rate in _BYTES_PER_SECOND))


def seconds_in(data: str) -> Range | None:
    """Return the seconds of a recording in base64 or a data URI; None if it is neither."""
    try:
        content = base64.b64decode(data.rpartition("base64,")[2], validate=True)
    except (binascii.Error, ValueError):
        return None
    return seconds_of(content) if content else None
