"""What `Media` knows of itself, what it refuses, and how it is saved.

Uses private names: the readers are pure deciders, tried with files cut at each byte.
"""

import base64
import io
import os
import pickle
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


def sound(form: str, codec: str) -> bytes:
    """Encode a moment of silence."""
    with io.BytesIO() as file:
        with av.open(file, "w", format=form) as container:
            stream = container.add_stream(codec, rate=44100, layout="stereo")
            silence = av.AudioFrame(stream.format.name, "stereo", 1152)
            silence.sample_rate = 44100
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
}
every_medium = pytest.mark.parametrize("name", WHOLE)


@every_medium
def test_type_comes_from_the_bytes(name):
    """The media type and suffix are those of the first bytes, whatever the service calls them."""
    content, media_type, suffix = WHOLE[name]
    media = read_media(content, expect=None)
    assert (media.media_type, media.suffix, media.bytes) == (media_type, suffix, content)


@every_medium
def test_size_is_read_from_the_header(name):
    """Width and height are right for each image and video, and None where there are none."""
    content, media_type, _ = WHOLE[name]
    media = Media(content)
    if media_type.startswith("image/"):
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


@pytest.mark.parametrize("name", ["jpeg", "progressive jpeg", "png", "lossy webp", "mp4", "webm"])
def test_every_cut_is_refused(name):
    """A file that lacks any number of its last bytes is refused."""
    content = WHOLE[name][0]
    for length in range(len(content)):
        with pytest.raises(UnexpectedResponseError):
            read_media(content[:length], expect=None)


@pytest.mark.parametrize("name", ["gif", "avif", "quicktime", "mp4, index first", "fragmented mp4"])
def test_cuts_inside_a_block_are_refused(name):
    """Formats that may end between two blocks are refused when cut inside of one."""
    content = WHOLE[name][0]
    playable = fragment_ends(content) if name.startswith("fragmented") else set()
    for length in set(range(0, len(content) - 9, 3)) - playable:
        with pytest.raises(UnexpectedResponseError):
            read_media(content[:length], expect=None)


def fragment_ends(content: bytes) -> set[int]:
    """Where a cut leaves a shorter video that plays, with up to 7 bytes behind it."""
    ends, at = set(), 0
    while at < len(content):
        size, name = struct.unpack_from(">I4s", content, at)
        at += size
        if name == b"mdat":
            ends |= set(range(at, at + 8))
    return ends


@every_medium
@pytest.mark.parametrize("tail", [b"\0", b"\r\n", b"\0" * 40, b"trailing bytes, quite a lot", JPEG])
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


@pytest.mark.parametrize("name", UNUSUAL)
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


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "nothing"),
        (b'{"prompt": "a secret prompt"}', "JSON"),
        (b"\xef\xbb\xbf [1]", "JSON"),
        (b"<!DOCTYPE html><p>a secret prompt", "HTML"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "HTML or XML"),
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


@every_medium
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


@pytest.mark.parametrize("content", [Path("red.png"), "red.png", 3, [1, 2], None, io.BytesIO(JPEG), Media(JPEG)])
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


@every_medium
@pytest.mark.parametrize("kind", [Path, OwnPath])
def test_open_reads_a_file(tmp_path, name, kind):
    """`Media.open` gives what the file holds, whatever its name says."""
    path = tmp_path / "fox.txt"
    path.write_bytes(WHOLE[name][0])
    assert Media.open(kind(path)) == Media(WHOLE[name][0])


@pytest.mark.parametrize("path", ["red.png", b"red.png", 3, None, io.BytesIO(JPEG)])
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


@every_medium
def test_notebooks_show_it(name):
    """Each medium gives a notebook something to show, once."""
    media = Media(WHOLE[name][0])
    shown = [media._repr_png_(), media._repr_jpeg_(), media._repr_html_()]
    assert sum(each is not None for each in shown) == 1
    assert len(media._repr_mimebundle_(include=None, exclude=None)) == 2


def test_pil_opens_images_only():
    """Pillow gets the image; a video is refused in words."""
    assert Media(JPEG).pil().size == (24, 16)
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


@every_medium
def test_save_warns_of_the_suffix_of_another_type(tmp_path, name):
    """The chosen name stays, and the warning says what the file is; equal suffixes, and no known one, are fine."""
    content, media_type, suffix = WHOLE[name]
    for fine in [suffix, ".xyz", "", *(f".{one}" for one in SAME.get(name, []))]:
        Media(content).save(tmp_path / f"fine{fine}")  # a warning would be an error here
    for wrong in (".tiff", ".WAV" if suffix != ".wav" else ".png", ".glb"):
        with pytest.warns(MediaTypeWarning, match=f"is {media_type} .* ends in {wrong.lower()}, .* adds {suffix}"):
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
