"""The wave of a spoken text: a tone for each letter, and silence for what is not heard."""

import functools
import math
import zlib
from array import array

RATE = 24_000  # samples per second
VOWELS = frozenset("aeiouy")
CHARACTER_SECONDS = 0.045
SHORTEST, LONGEST = 0.5, 30.0  # seconds; more would take long to encode, and sound no better
LOUD, SOFT = 9_000, 3_000
STEPS = 8  # the pitches of one voice


def billed_seconds(text: str, asked: float | None = None) -> float:
    """Return for how long speech is billed: as long as asked for, else by the length of the text."""
    return max(SHORTEST, round(len(text) * CHARACTER_SECONDS, 3) if asked is None else asked)


def heard_seconds(text: str, asked: float | None = None) -> float:
    """Return how long a text is heard: as long as it is billed, but at most half a minute."""
    return min(billed_seconds(text, asked), LONGEST)


def wave_of(text: str, seconds: float, voice: str = "") -> bytes:
    """Return the samples of a text as 16-bit numbers. Each character is heard for the same time.

    Args:
        text: What is said.
        seconds: How long it takes.
        voice: What tells this voice from others; it chooses the pitch.
    """
    whole = round(seconds * RATE)
    samples = whole // max(len(text), 1)
    pitch = 140 + zlib.crc32(voice.encode("utf-8", "replace")) % 120
    wave = b"".join(_character(character, samples, pitch) for character in text.lower())
    return wave.ljust(whole * 2, b"\0")[: whole * 2]


def _character(character: str, samples: int, pitch: int) -> bytes:
    if not character.isalnum():
        return bytes(2 * samples)
    loud = character in VOWELS or not character.isascii()
    return _tone(samples, pitch + 15 * (ord(character) % STEPS), LOUD if loud else SOFT)


@functools.lru_cache(maxsize=64)
def _tone(samples: int, pitch: int, loudness: int) -> bytes:
    """Return a tone that swells and fades, so that letters join without a click."""
    step, fade, sin = 2 * math.pi * pitch / RATE, math.pi / max(samples, 1), math.sin
    return array("h", [int(loudness * sin(fade * at) * sin(step * at)) for at in range(samples)]).tobytes()
