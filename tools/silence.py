"""Silence as a WAV file, where a recording is needed and nobody listens to it."""

import io
import wave

_RATE = 8_000


def silence(seconds: float, start: bytes = b"") -> bytes:
    """Return silence.

    Args:
        seconds: Its length.
        start: The first samples, to tell recordings of the same length apart.
    """
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 1, _RATE, 0, "NONE", ""))
        sound.writeframes(start.ljust(int(seconds * _RATE), b"\x80"))
    return file.getvalue()
