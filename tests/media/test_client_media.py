"""Images and videos of both clients over real sockets: whole or not at all, and in constant memory."""

import base64
import socket
import struct
import tracemalloc

import pytest
from tests.flavours import driven
from tests.helpers.servers import HEAD, once

from pollination_sdk import ApiClient, Configuration, GenPollinationsAiApi, Media, Retry
from pollination_sdk.errors import APIConnectionError, OutcomeUnknownError, UnexpectedResponseError
from pollination_sdk.sandbox import Fault

KEY = "sk_test1234567890"
SMALL = {"width": 32, "height": 24}
METHODS = ["image", "video", "mesh"]
OPTIONS = {"image": SMALL, "video": {"duration": 1}, "mesh": {"resolution": "low"}}
LONG = "a fox in the snow, " * 80
"""A prompt that makes the sandbox's 3D model, which holds it, longer than the parts below."""
SUFFIX = {"image": ".jpg", "video": ".mp4", "mesh": ".glb"}
BROKEN = {
    "a page": (Fault.html(200), UnexpectedResponseError),
    "JSON": (Fault.answer(200, '{"error": "no"}', media_type="application/json"), UnexpectedResponseError),
    "nothing": (Fault.answer(200, "", media_type="image/jpeg"), UnexpectedResponseError),
    "noise": (Fault.garbage(5_000), UnexpectedResponseError),
    "a part, politely": (Fault.truncate(700), UnexpectedResponseError),
    "a part, closed": (Fault.close(900), APIConnectionError),
    "a part, reset": (Fault.reset(900), APIConnectionError),
}


def left_in(folder):
    """Name what lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("method", METHODS)
def test_what_is_made_can_be_saved_and_streamed_alike(client, flavour, tmp_path, method):
    """Whole, streamed and saved, it is the same file, of the size asked for and with the right suffix."""
    media = getattr(client, method)("fox", seed=1, **OPTIONS[method])
    stream = getattr(client, f"stream_{method}")("fox", seed=1, **OPTIONS[method])
    reported = []
    path = flavour.wait(stream.save(tmp_path / "streamed", progress=lambda *numbers: reported.append(numbers)))
    assert media.save(tmp_path / "whole") == tmp_path / f"whole{SUFFIX[method]}"
    assert path == tmp_path / f"streamed{SUFFIX[method]}"
    assert path.read_bytes() == media.bytes == (tmp_path / f"whole{SUFFIX[method]}").read_bytes()
    assert reported[-1] == (len(media), len(media))
    assert [received for received, _ in reported] == sorted({received for received, _ in reported})
    assert left_in(tmp_path) == sorted([path.name, f"whole{SUFFIX[method]}"])


def test_an_image_is_of_the_size_that_was_asked_for(client):
    """The first bytes tell type and size."""
    image = client.image("fox", **SMALL)
    assert (image.width, image.height, image.media_type) == (32, 24, "image/jpeg")
    assert image.pil().size == (32, 24)


@pytest.mark.parametrize("method", METHODS)
def test_a_stream_gives_the_bytes(client, flavour, method):
    """Iterating gives the file in pieces, and the type is known by then."""
    stream = getattr(client, f"stream_{method}")("fox", seed=1, **OPTIONS[method])
    assert stream.media_type is None
    content = b"".join(flavour.items(stream))
    assert Media(content) == getattr(client, method)("fox", seed=1, **OPTIONS[method])
    assert Media(content).media_type == stream.media_type


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("broken", BROKEN)
def test_what_is_no_whole_medium_is_refused(client, sandbox, method, broken):
    """A page, JSON, nothing, noise or a part is a typed error."""
    fault, error = BROKEN[broken]
    sandbox.queue(fault, times=3)
    client = type(client)(client.flavour, client.target.with_options(retry=Retry.off))
    with pytest.raises((error, OutcomeUnknownError)):
        getattr(client, method)(LONG, **OPTIONS[method])


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("broken", BROKEN)
def test_a_save_that_fails_leaves_everything_as_it_was(client, flavour, sandbox, tmp_path, method, broken):  # noqa: PLR0917 - by name
    """A failed save keeps what stood there, byte for byte, and leaves nothing beside it."""
    fault, error = BROKEN[broken]
    sandbox.queue(fault)
    old = tmp_path / "old.bin"
    old.write_bytes(b"precious")
    stream = getattr(client, f"stream_{method}")(LONG, **OPTIONS[method])
    with pytest.raises(error):
        flavour.wait(stream.save(old))
    assert old.read_bytes() == b"precious"
    assert left_in(tmp_path) == ["old.bin"]
    assert len(sandbox.requests) == 1


def test_an_image_where_a_video_was_asked_for_is_refused(client, flavour, sandbox, tmp_path):
    """`video` and `stream_video` take no image, whatever made one."""
    sandbox.queue(Fault.answer(200, PNG, media_type="video/mp4"), times=2)
    with pytest.raises(UnexpectedResponseError, match="a video"):
        client.video("fox")
    with pytest.raises(UnexpectedResponseError, match="a video"):
        flavour.wait(client.stream_video("fox").save(tmp_path / "x"))
    assert left_in(tmp_path) == []


def test_a_video_model_may_be_asked_through_image(client, flavour, tmp_path):
    """`image` with a video model hands over the video that is paid for: whole, detailed, streamed and saved."""
    asked = {"model": "veo", "duration": 4, "seed": 1}
    video = client.image("sea", **asked)
    assert (video.media_type, client.detailed.image("sea", **asked).value) == ("video/mp4", video)
    stream = client.stream_image("sea", **asked)
    assert (b"".join(flavour.items(stream)), stream.media_type) == (video.bytes, "video/mp4")
    saved = flavour.wait(client.stream_image("sea", **asked).save(tmp_path / "sea"))
    assert (saved, saved.read_bytes()) == (tmp_path / "sea.mp4", video.bytes)
    assert "video" in type(client.target).image.__doc__.partition("\n\n")[0]


@pytest.mark.parametrize("called", ["image/png", "text/html", "application/json", ""])
def test_the_bytes_decide_what_it_is(client, flavour, sandbox, called):
    """A lying content type does no harm to a good image."""
    sandbox.queue(Fault.header("Content-Type", called), times=2)
    assert client.image("fox", **SMALL).media_type == "image/jpeg"
    assert b"".join(flavour.items(client.stream_image("fox", **SMALL))).startswith(b"\xff\xd8")


def test_a_progress_that_fails_ends_the_save(client, flavour, tmp_path):
    """An error of the caller's own ends the save, and nothing is left."""
    stream = client.stream_image("fox", **SMALL)
    with pytest.raises(ZeroDivisionError):
        flavour.wait(stream.save(tmp_path / "x", progress=lambda *_: 1 / 0))
    assert left_in(tmp_path) == []


@pytest.mark.slow(reason="sends 100 MB")
def test_a_huge_file_streams_in_constant_memory(flavour, tmp_path):
    """A video of 40 MB is saved while the memory stays below 12 MB, and its length is counted to the byte."""
    size, block = 40_000_000, bytes(1_000_000)
    boxes = struct.pack(">I4s4sI", 16, b"ftyp", b"isom", 0) + struct.pack(">I4s", 8, b"moov")
    start = boxes + struct.pack(">I4s", size - len(boxes), b"mdat")

    def handle(connection):
        connection.sendall(HEAD + b"Content-Type: video/mp4\r\nContent-Length: %d\r\n\r\n" % size + start)
        sent = len(start)
        while sent < size:
            sent += connection.send(block[: size - sent])

    reported = []
    with once(handle) as server, driven(flavour, KEY, base_url=server.url) as client:
        tracemalloc.start()
        try:
            stream = client.stream_video("sea")
            path = flavour.wait(stream.save(tmp_path / "sea", progress=lambda *numbers: reported.append(numbers)))
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert path.stat().st_size == size
    assert reported[-1] == (size, size)
    assert peak < 12_000_000
    path.unlink()


def test_a_length_that_is_not_reached_leaves_nothing(flavour, tmp_path):
    """A file cut off behind its announced length is an error and no file."""
    head = HEAD + b"Content-Type: video/mp4\r\nContent-Length: 5000\r\n\r\n"

    def handle(connection):
        connection.sendall(head + struct.pack(">I4s4sI", 16, b"ftyp", b"isom", 0))
        connection.shutdown(socket.SHUT_WR)

    with (
        once(handle) as server,
        driven(flavour, KEY, base_url=server.url) as client,
        pytest.raises(APIConnectionError),
    ):
        flavour.wait(client.stream_video("sea").save(tmp_path / "sea"))
    assert left_in(tmp_path) == []


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=")
URL = "https://media.pollinations.ai/a1b2"
IMAGE = "get_generate_image_prompt"


@pytest.mark.parametrize("declared", ["image/jpeg", "image/svg+xml", "application/octet-stream"])
@pytest.mark.parametrize(
    ("content", "media_type", "suffix"), [(SVG, "image/svg+xml", ".svg"), (PNG, "image/png", ".png")]
)
def test_every_way_to_an_image_tells_its_type_and_url(flavour, tmp_path, content, media_type, suffix, declared):  # noqa: PLR0917 - by name
    """Whole, detailed, by name, streamed and saved: the bytes tell the type, and the headers the URL."""
    head = f'Content-Type: {declared}\r\nLink: <{URL}>; rel="enclosure"\r\nX-Cache: HIT\r\nConnection: close'
    answer = f"HTTP/1.1 200 OK\r\n{head}\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content
    with once(lambda connection: connection.sendall(answer)) as server:
        with driven(flavour, KEY, base_url=server.url) as client:
            media = [client.image("fox"), client.detailed.image("fox").value, client.call(IMAGE, prompt="fox")]
            stream = client.stream_image("fox")
            path = flavour.wait(stream.save(tmp_path / "fox"))
        with ApiClient(Configuration(host=server.url, access_token=KEY)) as api_client:
            assert GenPollinationsAiApi(api_client).get_generate_image_prompt__s_s("fox") == content
    assert [(each.bytes, each.media_type, each.url) for each in media] == [(content, media_type, URL)] * 3
    assert (path.name, path.read_bytes(), stream.media_type, stream.url) == (f"fox{suffix}", content, media_type, URL)


READS = {
    "image": lambda client, _: client.image("fox"),
    "call": lambda client, _: client.call(IMAGE, prompt="fox"),
    "stream_image": lambda client, path: client.flavour.wait(client.stream_image("fox").save(path)),
}


@pytest.mark.parametrize("method", READS)
def test_an_svg_that_is_cut_off_is_refused(flavour, tmp_path, method):
    """Half an SVG is no image, although its connection ended well."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: image/svg+xml\r\nContent-Length: 60\r\n\r\n" + SVG[:60]
    with (
        once(lambda connection: connection.sendall(answer)) as server,
        driven(flavour, KEY, base_url=server.url) as client,
        pytest.raises(UnexpectedResponseError, match="cut off"),
    ):
        READS[method](client, tmp_path / "fox")
    assert left_in(tmp_path) == []
