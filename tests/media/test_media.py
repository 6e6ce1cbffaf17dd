"""What `Media` knows of itself, what it refuses, and how it is saved.

Uses private names: the readers are pure deciders, tried with files cut at each byte.
"""

import base64
import io
import os
import pickle
import re
import stat
import struct
import sys
import zlib
from contextlib import suppress
from pathlib import Path

import attrs
import av
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tests.examples import each

from pollination_sdk import Media
from pollination_sdk._media.completeness import CompletenessCheck
from pollination_sdk._media.media import read_media
from pollination_sdk.errors import MediaTypeWarning, UnexpectedResponseError


def image_bytes(form: str, size: tuple[int, int] = (24, 16), **options: object) -> bytes:
    """Draw noise with Pillow."""
    image = Image.effect_noise(size, 60).convert("P" if form == "GIF" else "RGB")
    with io.BytesIO() as file:
        image.save(file, form, **options)
        return file.getvalue()


def video_bytes(form: str = "mp4", codec: str = "mpeg4", **options: str) -> bytes:
    """Encode one second of a growing light."""
    with io.BytesIO() as file:
        with av.open(file, "w", format=form, options=options) as container:
            stream = container.add_stream(codec, rate=8)
            stream.width, stream.height, stream.pix_fmt = 32, 24, "yuv420p"
            for shade in range(8):
                image = Image.new("RGB", (32, 24), (shade * 30, 0, 90))
                container.mux(stream.encode(av.VideoFrame.from_image(image)))
            container.mux(stream.encode(None))
        return file.getvalue()


def sound(form: str, codec: str, *, rate: int = 44100, samples: int = 1152) -> bytes:
    """Encode a moment of silence."""
    with io.BytesIO() as file:
        with av.open(file, "w", format=form) as container:
            stream = container.add_stream(codec, rate=rate, layout="stereo")
            silence = av.AudioFrame(stream.format.name, "stereo", samples)
            silence.sample_rate = rate
            for plane in silence.planes:
                plane.update(bytes(plane.buffer_size))
            container.mux(stream.encode(silence))
            container.mux(stream.encode(None))
        return file.getvalue()


def box(name: bytes, content: bytes, *, long: bool = False) -> bytes:
    """Make a box, with a 64-bit size if asked."""
    if long:
        return struct.pack(">I4sQ", 1, name, len(content) + 16) + content
    return struct.pack(">I4s", len(content) + 8, name) + content


JPEG = image_bytes("JPEG")
PNG = image_bytes("PNG")
GIF = image_bytes("GIF")
MP4 = video_bytes()
FTYP = MP4[: int.from_bytes(MP4[:4], "big")]
FRAGMENTED = video_bytes(movflags="frag_keyframe+empty_moov+default_base_moof")

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="24" height="16"><g><svg/></g><script>alert(1)</script></svg>'
PREAMBLE = b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- drawn by hand -->\n<!DOCTYPE svg>\n'
GLB = struct.pack("<4sII", b"glTF", 2, 24) + struct.pack("<I4s", 4, b"JSON") + b"{}  "


def ply(*lines: bytes, encoding: bytes = b"binary_little_endian") -> bytes:
    """Write the header of a PLY file."""
    return b"\n".join([b"ply", b"format %s 1.0" % encoding, b"comment points", *lines, b"end_header", b""])


PLY_OF_TEXT = ply(b"element vertex 2", b"property float x", encoding=b"ascii") + b"0.5\n1.5\n"
FACES = b"element face 2", b"property list uchar int vertex_indices", b"property uchar red"
PLY_WITH_FACES = ply(*FACES, encoding=b"binary_big_endian") + (b"\3" + bytes(12) + b"\7" + b"\0\7")

WHOLE = {
    "jpeg": (JPEG, "image/jpeg", ".jpg"),
    "progressive jpeg": (image_bytes("JPEG", (80, 60), progressive=True), "image/jpeg", ".jpg"),
    "png": (PNG, "image/png", ".png"),
    "gif": (GIF, "image/gif", ".gif"),
    "lossy webp": (image_bytes("WEBP"), "image/webp", ".webp"),
    "lossless webp": (image_bytes("WEBP", lossless=True), "image/webp", ".webp"),
    "extended webp": (image_bytes("WEBP", exif=b"Exif\0\0MM\0*"), "image/webp", ".webp"),
    "avif": (image_bytes("AVIF"), "image/avif", ".avif"),
    "bmp": (image_bytes("BMP"), "image/bmp", ".bmp"),
    "mp4": (MP4, "video/mp4", ".mp4"),
    "mp4, index first": (
        FTYP + MP4[MP4.index(b"moov") - 4 :] + MP4[len(FTYP) : MP4.index(b"moov") - 4],
        "video/mp4",
        ".mp4",
    ),
    "fragmented mp4": (FRAGMENTED, "video/mp4", ".mp4"),
    "quicktime": (video_bytes("mov"), "video/quicktime", ".mov"),
    "webm": (video_bytes("webm", "libvpx"), "video/webm", ".webm"),
    "matroska": (video_bytes("matroska"), "video/x-matroska", ".mkv"),
    "mp3": (sound("mp3", "libmp3lame"), "audio/mpeg", ".mp3"),
    "wav": (sound("wav", "pcm_s16le"), "audio/wav", ".wav"),
    "ogg": (sound("ogg", "flac"), "audio/ogg", ".ogg"),
    "flac": (sound("flac", "flac"), "audio/flac", ".flac"),
    "m4a": (sound("ipod", "aac"), "audio/mp4", ".m4a"),
    "opus": (sound("ogg", "libopus", rate=48000, samples=960), "audio/opus", ".opus"),
    "aac": (sound("adts", "aac"), "audio/aac", ".aac"),
    "svg": (SVG, "image/svg+xml", ".svg"),
    "svg with a preamble": (PREAMBLE + SVG, "image/svg+xml", ".svg"),
    "glb": (GLB, "model/gltf-binary", ".glb"),
    "ply of text": (PLY_OF_TEXT, "model/ply", ".ply"),
    "ply of points": (
        ply(b"element vertex 2", b"property float x", b"property uchar red") + bytes(10),
        "model/ply",
        ".ply",
    ),
    "ply with faces": (PLY_WITH_FACES, "model/ply", ".ply"),
}
each_medium = each("name", WHOLE)


@each_medium
def test_type_comes_from_the_bytes(name):
    """The media type and suffix are those of the first bytes, whatever the service calls them."""
    content, media_type, suffix = WHOLE[name]
    media = read_media(content, expect=None)
    assert (media.media_type, media.suffix, media.bytes) == (media_type, suffix, content)


@each_medium
def test_size_is_read_from_the_header(name):
    """Width and height are right for each image and video, and None where there are none."""
    content, media_type, _ = WHOLE[name]
    media = Media(content)
    if media_type == "image/svg+xml":
        assert (media.width, media.height) == (None, None)
    elif media_type.startswith("image/"):
        assert (media.width, media.height) == Image.open(io.BytesIO(content)).size
    elif media_type in {"video/mp4", "video/quicktime"}:
        assert (media.width, media.height) == (32, 24)
    else:
        assert (media.width, media.height) == (None, None)


def test_the_size_of_a_webp_is_that_without_scaling():
    """The two highest bits of each side of a lossy WebP ask for scaling when it is shown (RFC 6386, section 9.1)."""
    content = bytearray(image_bytes("WEBP"))
    assert content[12:16] == b"VP8 "
    content[27] |= 0x40
    content[29] |= 0x80
    assert (Media(content).width, Media(content).height) == (24, 16)


def test_a_gif_without_an_image_is_cut_off():
    """Its header and its colours alone are no image, though the end of a GIF may lack its last byte."""
    head = GIF[: GIF.index(b"\x2c", 13 + 3 * 256)]
    with pytest.raises(UnexpectedResponseError, match="cut off"):
        read_media(head, expect="image")


@pytest.mark.parametrize(
    "name",
    [
        "jpeg",
        "progressive jpeg",
        "png",
        "lossy webp",
        "mp4",
        "webm",
        "wav",
        "svg",
        "glb",
        "ply of points",
        "ply with faces",
    ],
)
def test_every_cut_is_refused(name):
    """A file that lacks any number of its last bytes is refused."""
    content = WHOLE[name][0]
    for length in range(len(content)):
        with pytest.raises(UnexpectedResponseError):
            read_media(content[:length], expect=None)


@pytest.mark.parametrize(
    "name", ["gif", "avif", "quicktime", "mp4, index first", "fragmented mp4", "svg with a preamble"]
)
def test_cuts_inside_a_block_are_refused(name):
    """Formats that may end between two blocks are refused when cut inside of one."""
    content = WHOLE[name][0]
    playable = fragment_ends(content) if name.startswith("fragmented") else set()
    for length in set(range(0, len(content) - 9, 3)) - playable:
        with pytest.raises(UnexpectedResponseError):
            read_media(content[:length], expect=None)


@pytest.mark.parametrize("name", ["mp3", "aac", "ogg", "opus"])
def test_sound_cut_inside_a_frame_is_refused(name):
    """A cut is found in any frame or page; one byte behind it may be anything."""
    content = WHOLE[name][0]
    refused = 0
    for length in range(len(content)):
        with suppress(UnexpectedResponseError):
            read_media(content[:length], expect=None)
            continue
        refused += 1
    assert refused > 0.9 * len(content)
    for length in (1, 2, 9):
        with pytest.raises(UnexpectedResponseError, match="cut off"):
            read_media(content[:-length], expect=None)


def test_flac_cut_before_its_first_frame_is_refused():
    """The frames of FLAC have no length; its metadata have one."""
    content = WHOLE["flac"][0]
    for length in (40, 60, 80):
        with pytest.raises(UnexpectedResponseError):
            read_media(content[:length], expect=None)


@pytest.mark.parametrize("size", [b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f"])
def test_a_wav_of_unknown_length_passes(size):
    """A WAV that was written to a stream has no true size in its header."""
    content = WHOLE["wav"][0]
    at = content.index(b"data") + 4
    assert read_media(content[:at] + size + content[at + 4 :], expect="audio")


def test_a_text_mesh_lacks_no_row():
    """A PLY of text is cut off when a row is missing; the last line break may be."""
    assert read_media(PLY_OF_TEXT[:-1], expect="model")
    with pytest.raises(UnexpectedResponseError, match="cut off"):
        read_media(PLY_OF_TEXT[:-4], expect="model")


@pytest.mark.parametrize(
    "content",
    [
        SVG.replace(b"</g>", b"</h>"),
        b"<?xml version='1.0' encoding='nonsense'?>" + SVG[:40],
        ply(b"element vertex 2", b"property odd x"),
    ],
)
def test_what_is_broken_but_not_cut_off_passes(content):
    """A file that no parser understands is not refused for it: it was paid for."""
    assert read_media(content, expect=None)


SAMPLES = bytes(range(1, 250)) * 9


@each(
    ("content", "declared", "media_type", "suffix"),
    [
        (SAMPLES, "audio/pcm", "audio/pcm", ".pcm"),
        (SAMPLES, "audio/L16; rate=24000", "audio/pcm", ".pcm"),
        (SAMPLES, "audio/flac", "audio/pcm", ".pcm"),
        (b"\xff\xfb" + SAMPLES, "audio/pcm", "audio/pcm", ".pcm"),
        (b"<!--" + b"x" * 2000 + b"-->" + SVG, "image/svg+xml", "image/svg+xml", ".svg"),
        (PNG, "image/svg+xml", "image/png", ".png"),
        (WHOLE["wav"][0], "audio/pcm", "audio/wav", ".wav"),
        (WHOLE["flac"][0], "audio/mpeg", "audio/flac", ".flac"),
        (SVG, "image/jpeg", "image/svg+xml", ".svg"),
        (GLB, "application/octet-stream", "model/gltf-binary", ".glb"),
    ],
)
def test_the_declared_type_decides_where_bytes_cannot(content, declared, media_type, suffix):
    """Samples have no signature, and an SVG may begin with a long comment; the bytes of all else tell."""
    media = read_media(content, expect=None, response=httpx.Response(200, headers={"Content-Type": declared}))
    assert (media.media_type, media.suffix) == (media_type, suffix)
    assert pickle.loads(pickle.dumps(media)).media_type == media_type


@each("content", [b"", b"error code: 1033", b'{"error": {"message": "no"}}', b"<html>", b"<!DOCTYPE html><svg>"])
@each("declared", ["audio/pcm", "audio/flac", "image/svg+xml", "audio/mpeg"])
def test_a_declaration_makes_no_medium_of_text(content, declared):
    """An error or a web page is none, whatever it is called."""
    with pytest.raises(UnexpectedResponseError):
        read_media(content, expect=None, response=httpx.Response(200, headers={"Content-Type": declared}))


def test_bytes_of_no_kind_are_refused_under_the_type_of_a_kind_with_a_signature():
    """What is called MP3 and is none is no medium."""
    with pytest.raises(UnexpectedResponseError):
        read_media(SAMPLES, expect=None, response=httpx.Response(200, headers={"Content-Type": "audio/mpeg"}))


def test_open_reads_samples_by_their_suffix(tmp_path):
    """What was saved as PCM is PCM when it is read again."""
    path = Media(SAMPLES, declared="audio/pcm").save(tmp_path / "voice")
    assert path.name == "voice.pcm"
    assert Media.open(path).media_type == "audio/pcm"


URL = "https://media.pollinations.ai/a1b2"


@each(
    ("headers", "url"),
    [
        ([("Link", f'<{URL}>; rel="enclosure"')], URL),
        ([("Link", f"<{URL}>;rel=enclosure; type=image/png")], URL),
        ([("Link", f'<https://a.example/>; rel="next", <{URL}>; title="a, b"; rel="alternate enclosure"')], URL),
        ([("Link", '<https://a.example/>; rel="next"'), ("Link", f'<{URL}>; rel="Enclosure"')], URL),
        ([("Content-Location", URL)], URL),
        ([("Link", f'<{URL}>; rel="enclosure"'), ("Content-Location", "https://old.example/")], URL),
        ([("Link", '<https://a.example/>; rel="next"'), ("Content-Location", URL)], URL),
        ([("Link", '</image/x>; rel="enclosure"'), ("Content-Location", "/image/x")], None),
        ([("Link", '<javascript:alert(1)>; rel="enclosure"')], None),
        ([("Link", "nonsense"), ("Content-Location", "")], None),
        ([], None),
    ],
)
def test_the_url_of_a_stored_file(headers, url):
    """`Link` with `enclosure`, else `Content-Location`, gives `media.url`; it does not count for equality."""
    media = read_media(PNG, expect="image", response=httpx.Response(200, headers=headers))
    assert media.url == url
    assert media == Media(PNG)
    assert pickle.loads(pickle.dumps(media)).url == url


def fragment_ends(content: bytes) -> set[int]:
    """Where a cut leaves a shorter video that plays, with up to 7 bytes behind it."""
    ends, at = set(), 0
    while at < len(content):
        size, name = struct.unpack_from(">I4s", content, at)
        at += size
        if name == b"mdat":
            ends |= set(range(at, at + 8))
    return ends


@each_medium
@each("tail", [b"\0", b"\r\n", b"\0" * 40, b"trailing bytes, quite a lot", JPEG])
def test_trailing_bytes_are_fine(name, tail):
    """Bytes after the end of a whole file do no harm."""
    assert read_media(WHOLE[name][0] + tail, expect=None).bytes.endswith(tail)


def with_thumbnail() -> bytes:
    """Put a whole JPEG into the metadata of another."""
    return JPEG[:2] + b"\xff\xe1" + struct.pack(">H", len(JPEG) + 2) + JPEG + JPEG[2:]


UNUSUAL = {
    "a thumbnail with its own end marker": with_thumbnail(),
    "fill bytes before markers": JPEG[:2] + b"\xff\xff\xff" + JPEG[2:-2] + b"\xff\xff\xff\xd9",
    "restart markers": image_bytes("JPEG", (80, 60), restart_marker_blocks=1),
    "data after IEND": PNG + b"tEXt",
    "gif without its trailer": GIF[:-1],
    "animated gif": image_bytes("GIF", save_all=True, append_images=[Image.new("P", (24, 16))]),
    "mp4 with a 64-bit box": FTYP + box(b"moov", b"") + box(b"mdat", b"frames", long=True),
    "mp4 whose media run to the end": FTYP + box(b"moov", b"") + b"\0\0\0\0mdatframes",
    "quicktime without ftyp": box(b"wide", b"") + box(b"mdat", b"frames") + box(b"moov", b""),
    "live webm": video_bytes("webm", "libvpx", live="1"),
}


@each("name", UNUSUAL)
def test_what_a_browser_shows_passes(name):
    """Files that are unusual and yet whole are taken."""
    assert read_media(UNUSUAL[name], expect=None)


@pytest.mark.parametrize("segments", [0, 1, 2])
def test_a_thumbnail_does_not_count_as_the_end(segments):
    """The end marker of an embedded thumbnail does not make a cut-off JPEG whole, in whichever segment it is."""
    content = with_thumbnail()
    content = content[:2] + b"\xff\xfe\x00\x04hi" * segments + content[2:]
    assert read_media(content, expect="image").media_type == "image/jpeg"
    with pytest.raises(UnexpectedResponseError, match="cut off"):
        read_media(content[:-2], expect="image")


def test_a_box_longer_than_the_file_is_refused():
    """An MP4 with a box that promises more than there is is refused, also after whole media."""
    with pytest.raises(UnexpectedResponseError, match="cut off"):
        read_media(MP4 + struct.pack(">I4s", 5000, b"mdat") + b"0123", expect="video")


def test_a_fragment_without_its_media_is_refused():
    """A video cut between the index of a fragment and its media is refused."""
    with pytest.raises(UnexpectedResponseError, match="cut off"):
        read_media(FRAGMENTED + box(b"moof", b"index"), expect="video")


def test_png_chunks_are_stepped_over():
    """The letters IEND inside another chunk do not end a PNG."""
    text = b"tEXtcomment\0\0\0\0\0IEND"
    chunk = struct.pack(">I", len(text) - 4) + text + struct.pack(">I", zlib.crc32(text))
    assert read_media(PNG[:33] + chunk + PNG[33:], expect="image")
    with pytest.raises(UnexpectedResponseError):
        read_media(PNG[:33] + chunk + PNG[33:60], expect="image")


@each(
    ("content", "reason"),
    [
        (b"", "nothing"),
        (b'{"prompt": "a secret prompt"}', "JSON"),
        (b"\xef\xbb\xbf [1]", "JSON"),
        (b"<!DOCTYPE html><p>a secret prompt", "HTML"),
        (b"<?xml version='1.0'?><feed/>", "HTML or XML"),
        (b"a secret prompt", "text"),
        (b"The free secret prompt of the moov", "text"),
        (b"BMW makes a secret prompt, too", "text"),
        (b"\0\1\2\3" * 100, "unknown format"),
    ],
)
def test_what_is_no_medium_is_refused(content, reason):
    """Anything else in place of an image is named, never quoted."""
    answer = httpx.Response(200)
    with pytest.raises(UnexpectedResponseError, match=f"an image.*{reason}") as caught:
        read_media(content, expect="image", response=answer)
    assert "secret" not in str(caught.value)
    assert caught.value.response is answer


@pytest.mark.parametrize(
    ("content", "expect", "advice"),
    [(JPEG, "video", 'model="veo"'), (MP4, "image", "video/mp4"), (JPEG, "audio", "image/jpeg")],
)
def test_the_wrong_kind_is_refused(content, expect, advice):
    """An image for a video, or the reverse, is refused with advice."""
    with pytest.raises(UnexpectedResponseError) as caught:
        read_media(content, expect=expect)
    assert advice in str(caught.value)


@given(st.binary(max_size=400), st.sampled_from([content[:40] for content, *_ in WHOLE.values()]))
def test_no_bytes_break_the_reading(noise, start):
    """Damaged files are judged without any other error, and describe themselves."""
    for content in (noise, start + noise):
        media = Media(content)
        assert repr(media)
        assert media.width is None or media.height is not None
        with suppress(UnexpectedResponseError):
            read_media(content, expect=None)


@given(st.data())
def test_the_split_does_not_matter(data):
    """Fed in any pieces, a file gets the same judgement as in one."""
    content = WHOLE[data.draw(st.sampled_from(list(WHOLE)))][0]
    content = content[: data.draw(st.integers(0, len(content)))]
    check, at_once, at = CompletenessCheck(), CompletenessCheck(), 0
    while at < len(content):
        step = data.draw(st.integers(1, 700))
        check.feed(content[at : at + step])
        at += step
    at_once.feed(content)
    assert (check.finish(), check.media_type) == (at_once.finish(), at_once.media_type)


@each_medium
def test_byte_by_byte(name):
    """Fed one byte at a time, a whole file is whole."""
    check = CompletenessCheck()
    for byte in WHOLE[name][0]:
        check.feed(bytes([byte]))
    assert check.finish()


def test_the_check_holds_no_file():
    """The check keeps nothing of a large box or of what follows an image."""
    large = (FTYP + struct.pack(">I4s", 1 << 30, b"mdat"), JPEG, b"RIFF\xff\xff\xff\x7fWEBP")
    for start in large:
        check = CompletenessCheck()
        check.feed(start)
        for _ in range(16):
            check.feed(bytes(1 << 16))
        assert len(check._buffer.data) == 0


def test_media_is_a_value():
    """Equal by content, hashable, immutable, picklable, sized, and convertible to bytes."""
    media = Media(JPEG)
    assert media == Media(bytearray(JPEG)) == Media(memoryview(JPEG)) == pickle.loads(pickle.dumps(media))
    assert media != Media(PNG)
    assert len({media, Media(JPEG)}) == 1
    assert (len(media), bytes(media)) == (len(JPEG), JPEG)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        media.bytes = b""


@each("content", [Path("red.png"), "red.png", 3, [1, 2], None, io.BytesIO(JPEG), Media(JPEG)])
def test_media_holds_bytes_only(content):
    """What `bytes()` would make something of is refused, with the way to read a file."""
    with pytest.raises(TypeError, match=r"Media\.open\(path\)"):
        Media(content)


def test_media_keeps_its_bytes():
    """A buffer that is changed later changes no medium."""
    buffer = bytearray(JPEG)
    media = Media(memoryview(buffer))
    buffer[:] = bytes(len(JPEG))
    assert media == Media(JPEG)


class OwnPath:
    """A path of somebody else's making, here of bytes."""

    def __init__(self, path):
        self._path = path

    def __fspath__(self):
        return os.fsencode(self._path)


@each_medium
@each("kind", [Path, OwnPath])
def test_open_reads_a_file(tmp_path, name, kind):
    """`Media.open` gives what the file holds, whatever its name says."""
    path = tmp_path / "fox.txt"
    path.write_bytes(WHOLE[name][0])
    assert Media.open(kind(path)) == Media(WHOLE[name][0])


@each("path", ["red.png", b"red.png", 3, None, io.BytesIO(JPEG)])
def test_open_takes_path_objects_only(path):
    """Text could be a URL: it is refused, and the way to write it is named."""
    hint = r"Media\.open\(Path\('red\.png'\)\)" if isinstance(path, str) else "path object"
    with pytest.raises(TypeError, match=hint):
        Media.open(path)


@pytest.mark.parametrize(("name", "error"), [("no.png", FileNotFoundError), ("", IsADirectoryError)])
def test_open_raises_what_the_system_says(tmp_path, name, error):
    """A missing file and a folder are the usual errors of Python."""
    with pytest.raises(error):
        Media.open(tmp_path / name)


@pytest.mark.parametrize(
    ("content", "problem"),
    [(b"", "nothing"), (b"a text", "text"), (b"<html>", "HTML"), (JPEG[:-9], "cut off"), (MP4[:-9], "cut off")],
)
def test_open_checks_the_file(tmp_path, content, problem):
    """A file that is no medium, or a part of one, is refused by its name."""
    path = tmp_path / "fox.png"
    path.write_bytes(content)
    with pytest.raises(UnexpectedResponseError, match=f"fox.png.*{problem}"):
        Media.open(path)


def test_repr_is_short():
    """The repr says what it is and how large, and holds none of the bytes."""
    assert repr(Media(PNG)) == f"<Media image/png, 24x16, {len(PNG):,} bytes>"
    assert repr(Media(b"?")) == "<Media application/octet-stream, 1 bytes>"


def test_data_uri():
    """The data URI holds the true type and all bytes."""
    head, _, tail = Media(PNG).data_uri().partition(",")
    assert (head, base64.b64decode(tail)) == ("data:image/png;base64", PNG)


@each_medium
def test_notebooks_show_it(name):
    """Each medium gives a notebook something to show, once."""
    media = Media(WHOLE[name][0])
    shown = [media._repr_png_(), media._repr_jpeg_(), media._repr_html_()]
    assert sum(one is not None for one in shown) == 1
    assert len(media._repr_mimebundle_(include=None, exclude=None)) == 2


@each(
    ("options", "shown"),
    [
        ({"include": ["image/png"]}, {"image/png"}),
        ({"exclude": {"image/png"}}, {"text/plain"}),
        ({"include": ["image/png", "text/plain"], "exclude": ["text/plain"]}, {"image/png"}),
        ({"include": [], "exclude": []}, {"text/plain", "image/png"}),
        ({"include": ["text/html"]}, set()),
    ],
)
def test_a_front_end_chooses_the_formats(options, shown):
    """Types that are not included, or are excluded, are left out."""
    assert set(Media(PNG)._repr_mimebundle_(**options)) == shown


def test_svg_runs_no_script_in_a_notebook():
    """SVG is active content: it is shown as an `<img>` with a data URI, and no front end gets it as SVG."""
    media = Media(SVG)
    shown = media._repr_mimebundle_()
    assert set(shown) == {"text/plain", "text/html"}
    assert re.fullmatch(r'<img src="data:image/svg\+xml;base64,[A-Za-z0-9+/=]+">', shown["text/html"])
    assert not hasattr(media, "_repr_svg_")


def test_a_notebook_has_no_player_for_samples():
    """No browser plays PCM, so its description stands alone."""
    assert set(Media(SAMPLES, declared="audio/pcm")._repr_mimebundle_()) == {"text/plain"}


def test_pil_opens_images_only():
    """Pillow gets the image; a video and SVG are refused in words."""
    assert Media(JPEG).pil().size == (24, 16)
    with pytest.raises(ValueError, match=r"image/svg\+xml"):
        Media(SVG).pil()
    with pytest.raises(ValueError, match="video/mp4"):
        Media(MP4).pil()


def test_pil_says_how_to_get_pillow(monkeypatch):
    """Without Pillow the error names the extra to install."""
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(ImportError, match="pollinations-sdk"):
        Media(JPEG).pil()


SAME = {
    "jpeg": ["jpg", "JPEG", "jpe", "jfif", "bin"],
    "png": ["png", "apng"],
    "avif": ["avif", "heif"],
    "mp4": ["mp4", "m4v", "MOV", "m4a"],
    "quicktime": ["mov", "mp4"],
    "webm": ["webm", "mkv", "weba"],
    "ogg": ["ogg", "oga", "opus"],
    "m4a": ["m4a", "m4b", "mp4"],
}


@each_medium
def test_save_warns_of_the_suffix_of_another_type(tmp_path, name):
    """The chosen name stays, and the warning says what the file is; equal suffixes, and no known one, are fine."""
    content, media_type, suffix = WHOLE[name]
    for fine in [suffix, ".xyz", "", *(f".{one}" for one in SAME.get(name, []))]:
        Media(content).save(tmp_path / f"fine{fine}")  # a warning would be an error here
    for wrong in (".tiff", ".WAV" if suffix != ".wav" else ".png", ".glb" if suffix != ".glb" else ".ply"):
        with pytest.warns(
            MediaTypeWarning, match=f"is {re.escape(media_type)} .* ends in {wrong.lower()}, .* adds {suffix}"
        ):
            assert Media(content).save(tmp_path / f"fox{wrong}").read_bytes() == content


def test_unknown_bytes_may_have_any_suffix(tmp_path):
    """Nobody can tell that their name is wrong."""
    assert Media(b"?").save(tmp_path / "fox.png").read_bytes() == b"?"


def test_save_replaces_and_keeps_permissions(tmp_path):
    """An existing file is replaced and keeps its mode."""
    target = tmp_path / "fox.png"
    target.write_bytes(b"old")
    target.chmod(0o604)
    Media(PNG).save(target)
    assert (target.read_bytes(), stat.S_IMODE(target.stat().st_mode)) == (PNG, 0o604)


def test_a_new_file_follows_the_umask(tmp_path):
    """A new file gets the permissions that open() would give."""
    before = os.umask(0o027)
    try:
        saved = Media(PNG).save(tmp_path / "fox")
    finally:
        os.umask(before)
    assert stat.S_IMODE(saved.stat().st_mode) == 0o640


@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()])
def test_a_failed_save_leaves_nothing(tmp_path, monkeypatch, error):
    """Whatever stops a save, the old file stays and no other is left."""
    target = tmp_path / "fox.png"
    target.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(type(error)):
        Media(PNG).save(target)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("fox.png", b"old")]
