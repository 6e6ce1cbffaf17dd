"""A short, real MP3: a tone where a voice would be."""

import io
import math
from array import array

import av

RATE = 24_000
FRAME = 1_152  # samples of one MP3 frame


def speak(length: int) -> bytes:
    """Encode a tone of half a second and more for longer text, five seconds at most."""
    seconds = min(0.5 + length / 200, 5)
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="mp3") as container:
        stream = container.add_stream("libmp3lame", rate=RATE)
        stream.layout = "mono"
        for start in range(0, int(seconds * RATE), FRAME):
            container.mux(stream.encode(_tone(start)))
        container.mux(stream.encode())
    return buffer.getvalue()


def _tone(start: int) -> av.AudioFrame:
    wave = (math.sin(2 * math.pi * 440 * at / RATE) for at in range(start, start + FRAME))
    frame = av.AudioFrame(format="s16p", layout="mono", samples=FRAME)
    frame.planes[0].update(array("h", (int(9_000 * one) for one in wave)).tobytes())
    frame.sample_rate = RATE
    frame.pts = start
    return frame
