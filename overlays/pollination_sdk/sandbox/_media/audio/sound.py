"""Encode speech, as a file that holds its text or as the sound of a video, and read such files."""

import functools
import io
import math
from array import array
from collections.abc import Iterator
from typing import Any, cast

import attrs
import av
from av.container import OutputContainer
from av.error import FFmpegError

from pollination_sdk.sandbox._media.audio.syllables import RATE, heard_seconds, wave_of

ENCODERS = {
    "mp3": ("mp3", "libmp3lame"),
    "opus": ("ogg", "libopus"),
    "aac": ("adts", "aac"),
    "flac": ("flac", "flac"),
    "wav": ("wav", "pcm_s16le"),
    "pcm": ("s16le", "pcm_s16le"),
}
"""The container and the codec of each format."""
FAST = {"mp3": {"compression_level": "9"}, "aac": {"aac_coder": "fast"}}
"""The options of slow encoders."""
WITHOUT_TEXT = {"aac", "pcm"}
"""Formats that have no place for the text."""
SAID = "Said by the sandbox: "
"""What the comment of a file of the sandbox starts with."""
_SAME_BYTES = {"fflags": "+bitexact"}  # else an Ogg file has a random number
_READABLE = {"format_whitelist": "aac,flac,matroska,webm,mov,mp4,m4a,mp3,ogg,wav"}  # no playlists: they name files
MEDIA_TYPES = {"mp3": "audio/mpeg", **{form: f"audio/{form}" for form in ENCODERS if form != "mp3"}}


@attrs.frozen
class Heard:
    """What is known of a recording.

    Args:
        text: What it says; None for one that the sandbox did not make.
        seconds: How long it lasts; None if its header does not tell.
    """

    text: str | None
    seconds: float | None


def encode_speech(text: str, form: str = "mp3", *, seconds: float | None = None, voice: str = "") -> bytes:
    """Encode a text as sound, for as long as such a text is heard unless `seconds` says otherwise."""
    heard = heard_seconds(text) if seconds is None else seconds
    return encode_wave(wave_of(text, heard, voice), form, comment=SAID + text)


def encode_wave(wave: bytes, form: str, *, comment: str = "") -> bytes:
    """Encode 16-bit samples of one channel, with a comment in the metadata of formats that have them."""
    container_format, codec = ENCODERS[form]
    buffer = io.BytesIO()
    with av.open(buffer, "w", format=container_format, options=_SAME_BYTES) as container:
        if comment:
            container.metadata["comment"] = comment.replace("\0", " ").encode("utf-8", "replace").decode()
        stream = cast("av.AudioStream", container.add_stream(codec, rate=RATE, options=FAST.get(form)))
        stream.layout = "mono"
        container.mux(stream.encode(_frame(wave)))
        container.mux(stream.encode())
    return buffer.getvalue()


def hear(sound: bytes) -> Heard:
    """Read the text that the sandbox put into a file, and how long the file lasts."""
    try:
        with av.open(io.BytesIO(sound), "r", options=_READABLE) as container:
            tags = [container.metadata, *(stream.metadata for stream in container.streams.audio)]
            comment = next((one["comment"] for one in tags if "comment" in one), "")
            seconds = container.duration / av.time_base if container.duration else None
    except (FFmpegError, ValueError):
        return Heard(None, None)
    return Heard(comment.removeprefix(SAID) if comment.startswith(SAID) else None, seconds)


def add_tone(container: OutputContainer, seconds: int) -> Iterator[Any]:
    """Add a sound track to a video; the returned iterator encodes a tone for it, after the video frames."""
    stream = container.add_stream("aac", rate=RATE)
    stream.layout = "mono"
    return _encoded(stream, seconds)


def _encoded(stream: av.AudioStream, seconds: int) -> Iterator[Any]:
    samples = stream.codec_context.frame_size or 1_024
    wave = _second() * (seconds + 1)
    for start in range(0, seconds * RATE, samples):
        frame = av.AudioFrame(format="fltp", layout="mono", samples=samples)
        frame.planes[0].update(wave[start * 4 : (start + samples) * 4])
        frame.sample_rate, frame.pts = RATE, start
        yield from stream.encode(frame)
    yield from stream.encode()


@functools.cache
def _second() -> bytes:
    """Return a second of a tone: a whole number of periods, so that seconds join without a gap."""
    return array("f", (0.3 * math.sin(2 * math.pi * 440 * at / RATE) for at in range(RATE))).tobytes()


def _frame(wave: bytes) -> av.AudioFrame:
    frame = av.AudioFrame(format="s16", layout="mono", samples=len(wave) // 2)
    frame.planes[0].update(wave)
    frame.sample_rate, frame.pts = RATE, 0
    return frame
