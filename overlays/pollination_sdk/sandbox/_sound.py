"""Encode a tone, as a file or as the sound of a video."""

import io
import math
from array import array
from collections.abc import Iterator
from typing import Any, cast

import av
from av.container import OutputContainer

RATE = 24_000
FRAME = 1_152  # samples per MP3 frame


ENCODERS = {
    "mp3": ("mp3", "libmp3lame"),
    "opus": ("ogg", "libopus"),
    "aac": ("adts", "aac"),
    "flac": ("flac", "flac"),
    "wav": ("wav", "pcm_s16le"),
    "pcm": ("s16le", "pcm_s16le"),
}
"""The container and the codec of each format."""
_SAME_BYTES = {"fflags": "+bitexact"}  # else an Ogg file has a random number
MEDIA_TYPES = {"mp3": "audio/mpeg", **{form: f"audio/{form}" for form in ENCODERS if form != "mp3"}}


def seconds_of(length: int) -> float:
    """Return how long a text of a length is spoken: half a second, more for longer text, at most five seconds."""
    return min(0.5 + length / 200, 5)


def encode_tone(length: int, form: str = "mp3") -> bytes:
    """Encode a tone that lasts as long as a text of a length."""
    container_format, codec = ENCODERS[form]
    buffer = io.BytesIO()
    with av.open(buffer, "w", format=container_format, options=_SAME_BYTES) as container:
        stream = cast("av.AudioStream", container.add_stream(codec, rate=RATE))
        stream.layout = "mono"
        for start in range(0, int(seconds_of(length) * RATE), FRAME):
            container.mux(stream.encode(_tone(start)))
        container.mux(stream.encode())
    return buffer.getvalue()


def add_tone(container: OutputContainer, seconds: int) -> Iterator[Any]:
    """Add a sound track to a video; the returned iterator encodes a tone for it, after the video frames."""
    stream = container.add_stream("aac", rate=RATE)
    stream.layout = "mono"
    return _encoded(stream, seconds)


def _encoded(stream: av.AudioStream, seconds: int) -> Iterator[Any]:
    samples = stream.codec_context.frame_size or 1_024
    second = array("f", (0.3 * math.sin(2 * math.pi * 440 * at / RATE) for at in range(RATE)))
    wave = (second * (seconds + 1)).tobytes()  # a whole number of periods, so that the seconds join without a gap
    for start in range(0, seconds * RATE, samples):
        frame = av.AudioFrame(format="fltp", layout="mono", samples=samples)
        frame.planes[0].update(wave[start * 4 : (start + samples) * 4])
        frame.sample_rate, frame.pts = RATE, start
        yield from stream.encode(frame)
    yield from stream.encode()


def _tone(start: int) -> av.AudioFrame:
    wave = (math.sin(2 * math.pi * 440 * at / RATE) for at in range(start, start + FRAME))
    frame = av.AudioFrame(format="s16p", layout="mono", samples=FRAME)
    frame.planes[0].update(array("h", (int(9_000 * sample) for sample in wave)).tobytes())
    frame.sample_rate = RATE
    frame.pts = start
    return frame
