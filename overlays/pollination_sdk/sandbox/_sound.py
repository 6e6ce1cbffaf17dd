"""Real sound: a tone where a voice would be, as an MP3 or in a video."""

import io
import math
from array import array
from collections.abc import Iterator
from typing import Any

import av
from av.container import OutputContainer

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


def hum(container: OutputContainer, seconds: int) -> Iterator[Any]:
    """Add a track of sound to a film, and encode a tone for it when the pictures are done."""
    stream = container.add_stream("aac", rate=RATE)
    stream.layout = "mono"
    return _encoded(stream, seconds)


def _encoded(stream: av.AudioStream, seconds: int) -> Iterator[Any]:
    samples = stream.codec_context.frame_size or 1_024
    second = array("f", (0.3 * math.sin(2 * math.pi * 440 * at / RATE) for at in range(RATE)))
    wave = (second * (seconds + 1)).tobytes()  # a whole number of swings: one second joins the next
    for start in range(0, seconds * RATE, samples):
        frame = av.AudioFrame(format="fltp", layout="mono", samples=samples)
        frame.planes[0].update(wave[start * 4 : (start + samples) * 4])
        frame.sample_rate, frame.pts = RATE, start
        yield from stream.encode(frame)
    yield from stream.encode()


def _tone(start: int) -> av.AudioFrame:
    wave = (math.sin(2 * math.pi * 440 * at / RATE) for at in range(start, start + FRAME))
    frame = av.AudioFrame(format="s16p", layout="mono", samples=FRAME)
    frame.planes[0].update(array("h", (int(9_000 * one) for one in wave)).tobytes())
    frame.sample_rate = RATE
    frame.pts = start
    return frame
