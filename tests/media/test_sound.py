"""Duration, channels and sample rate of audio and MP4: as PyAV reads them, and never an error.

Uses private names: the readers are pure deciders, tried with damaged files.
"""

import io
import struct

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import each, few
from tests.media.test_media import MP4, WHOLE

from pollination_sdk import Media
from pollination_sdk._media.sound import Sound, sound

FORMATS = {
    "mp3": ("mp3", "libmp3lame", {}, (16_000, 44_100, 48_000)),
    "mp3 without a header": ("mp3", "libmp3lame", {"write_xing": "0"}, (16_000, 44_100, 48_000)),
    "wav": ("wav", "pcm_s16le", {}, (8_000, 44_100)),
    "wav of floats": ("wav", "pcm_f32le", {}, (8_000, 44_100)),
    "flac": ("flac", "flac", {}, (16_000, 44_100)),
    "flac in ogg": ("ogg", "flac", {}, (16_000, 44_100)),
    "opus": ("ogg", "libopus", {}, (48_000,)),
    "aac": ("adts", "aac", {}, (16_000, 44_100)),
    "m4a": ("ipod", "aac", {}, (16_000, 44_100)),
}
IS_OLD = av.library_versions["libavformat"] < (62,)
"""Whether FFmpeg, before 8, announces an MP3 with what its encoder adds, at most 1,681 samples: 0.105 s at 16 kHz."""


def recording(form: str, *, seconds: float, rate: int, layout: str) -> bytes:
    """Encode silence."""
    container_format, codec, options, _ = FORMATS[form]
    with io.BytesIO() as file:
        with av.open(file, "w", format=container_format, options=options) as container:
            stream = container.add_stream(codec, rate=rate, layout=layout)
            for frame in frames(stream, int(seconds * rate), layout):
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        return file.getvalue()


def frames(stream, samples: int, layout: str):
    """Yield frames of silence that together have a number of samples."""
    size = stream.codec_context.frame_size or 1_024
    for start in range(0, samples, size):
        frame = av.AudioFrame(stream.format.name, layout, min(size, samples - start))
        frame.sample_rate, frame.pts = stream.rate, start
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        yield frame


def as_decoded(content: bytes) -> tuple[float, float, Sound]:
    """Return the seconds that PyAV reads in the header, those that it decodes, and the rest that it tells."""
    with av.open(io.BytesIO(content)) as container:
        (stream,) = container.streams.audio
        others = Sound(None, stream.codec_context.channels, stream.rate)
        samples = sum(frame.samples for frame in container.decode(audio=0))
        return container.duration / av.time_base, samples / stream.rate, others


@pytest.mark.parametrize("form", FORMATS)
def test_real_files_tell_what_pyav_reads(form):
    """Any length, rate and number of channels is as PyAV reads it, to the length of a frame."""

    @few
    @given(st.floats(0.1, 3), st.sampled_from(FORMATS[form][3]), st.sampled_from(["mono", "stereo"]))
    def check(seconds, rate, layout):
        content = recording(form, seconds=seconds, rate=rate, layout=layout)
        media, (announced, decoded, others) = Media(content), as_decoded(content)
        assert media.duration == pytest.approx(announced, abs=0.11 if form == "mp3" and IS_OLD else 0.07)
        assert media.duration == pytest.approx(decoded, abs=0.14)  # AAC has two frames more than were encoded
        assert Sound(None, media.channels, media.sample_rate) == others

    check()


def test_the_repr_tells_the_duration():
    """Audio and videos show their seconds, other files none."""
    content = recording("wav", seconds=2.5, rate=8_000, layout="mono")
    assert repr(Media(content)) == f"<Media audio/wav, 2.5 s, {len(content):,} bytes>"
    assert repr(Media(MP4)) == f"<Media video/mp4, 32x24, 1.0 s, {len(MP4):,} bytes>"
    assert " s, " not in repr(Media(WHOLE["png"][0]))


@pytest.mark.parametrize("name", ["mp4", "mp4, index first", "quicktime"])
def test_a_video_tells_its_duration_and_not_that_it_is_silent(name):
    """The header of a movie tells the seconds; without a track of sound there are no channels."""
    assert sound(WHOLE[name][0], WHOLE[name][1]) == Sound(1.0, None, None)


@each("name", ["fragmented mp4", "webm", "matroska", "png", "glb", "svg"])
def test_what_no_header_tells_is_none(name):
    """Fragments, WebM, images and 3D models have no duration."""
    assert sound(WHOLE[name][0], WHOLE[name][1]) == Sound()


def test_raw_samples_tell_nothing():
    """PCM has no header."""
    assert sound(bytes(100), "audio/pcm") == Sound()


def riff(size: int, samples: bytes, *, first: bytes = b"") -> bytes:
    """Write a WAV of 8000 samples a second, of 16 bits each, with chunks before its samples."""
    chunk = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, 8_000, 16_000, 2, 16)
    return b"RIFF\xff\xff\xff\xffWAVE" + first + chunk + struct.pack("<4sI", b"data", size) + samples


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF, 0x7FFFFFFF, 16_000])
def test_a_wav_of_unknown_size_lasts_to_the_end_of_the_file(size):
    """Encoders that write to a stream do not know the size; what is there counts."""
    assert sound(riff(size, bytes(16_000)), "audio/wav") == Sound(1.0, 1, 8_000)


def test_chunks_before_the_samples_are_skipped():
    """A chunk of odd size is padded."""
    first = struct.pack("<4sI", b"LIST", 3) + b"abc\0"
    assert sound(riff(8_000, bytes(8_000), first=first), "audio/wav") == Sound(0.5, 1, 8_000)


def test_an_id3_tag_before_an_mp3_is_skipped():
    """The tag holds no frames, whatever its bytes are."""
    content = recording("mp3 without a header", seconds=1, rate=44_100, layout="mono")
    frames_only = content[content.index(b"\xff\xfb") :]
    tag = b"ID3\x04\0\0\0\0\x02\0" + b"\xff\xfb\x90\0" * 64
    assert sound(tag + frames_only, "audio/mpeg") == sound(frames_only, "audio/mpeg")


def test_an_mp3_with_a_vbri_header_tells_its_frames():
    """Encoders of Fraunhofer announce the frames in another place."""
    first = b"\xff\xfb\x90\x00" + bytes(32) + b"VBRI" + struct.pack(">HHHII", 1, 0, 0, 0, 1_000)
    assert sound(first + bytes(417 - len(first)), "audio/mpeg").duration == pytest.approx(1_000 * 1_152 / 44_100)


def test_a_vorbis_file_tells_its_header():
    """The position of the last page where a packet ends is that of its last sample."""

    def page(position, serial, payload=b""):
        return b"OggS\0\0" + struct.pack("<qIIIB", position, serial, 0, 0, 1) + bytes([len(payload)]) + payload

    head = b"\x01vorbis" + struct.pack("<IBI", 0, 2, 32_000) + bytes(14)
    pages = page(0, 7, head) + page(48_000, 7, b"OggS") + page(99_999, 8) + page(-1, 7)
    assert sound(pages, "audio/ogg") == Sound(1.5, 2, 32_000)


@pytest.mark.parametrize("version", [0, 1])
def test_a_fragmented_movie_may_tell_its_duration_elsewhere(version):
    """The header of all fragments counts, in 32 and 64 bits."""

    def box(name, content):
        return struct.pack(">I4s", len(content) + 8, name) + content

    times = struct.pack(">QQIQ", 0, 0, 1_000, 0) if version else struct.pack(">IIII", 0, 0, 1_000, 0)
    head = bytes([version, 0, 0, 0])
    extended = box(b"mvex", box(b"mehd", head + struct.pack(">Q" if version else ">I", 2_500)))
    assert sound(box(b"moov", box(b"mvhd", head + times) + extended), "video/mp4") == Sound(2.5)
    assert sound(box(b"moov", box(b"mvhd", head + times)), "video/mp4") == Sound()


@pytest.mark.parametrize("name", [name for name, (_, kind, _) in WHOLE.items() if kind[:5] in {"audio", "video"}])
def test_a_damaged_file_is_no_error(name):
    """A file cut at any byte, or with any byte changed, tells something or nothing."""
    content, media_type, _ = WHOLE[name]
    for end in range(min(len(content), 600)):
        sound(content[:end], media_type)
        sound(content[:end] + b"\xff" + content[end + 1 :], media_type)
        sound(content[:end] + b"\0" + content[end + 1 :], media_type)
