"""Files in options that take only URLs: refused, or uploaded first where the caller says so.

Uses private names: `with_file_urls` is tried by itself, whichever methods use it.
"""

import inspect
import urllib.parse

import attrs
import pytest
from tests.flavours import driven

from pollination_sdk import Media, Pollinations, errors
from pollination_sdk._client import methods
from pollination_sdk._operations import image
from pollination_sdk._operations.file_urls import with_file_urls
from pollination_sdk.sandbox import Fault

URL = "https://files.example/a.png"
PNG = bytes.fromhex("89504e470d0a1a0a") + bytes(60)
JPEG = b"\xff\xd8\xff\xe0" + bytes(60)
MP3 = b"ID3\x04" + bytes(60)
OPTIONS = ("image", "reference_images", "reference_videos", "reference_audios", "reference_audio", "attachments")
"""The names of options that take files, or their URLs."""


def built(value, auto_upload=None, **others):
    """Build a call with files in its options."""

    def write(call, urls):
        written = {name: "|".join(url) if isinstance(url, list) else url for name, url in urls.items()}
        return attrs.evolve(call, params={**call.params, **written})

    options = {"image": value, **others}
    return with_file_urls(image("a fox", model="flux"), options, write, auto_upload=auto_upload)


def send(client, call):
    """Send a call in detail."""
    return client.flavour.wait(client.target._answer(call))


@pytest.fixture
def path(tmp_path):
    """Make a file."""
    path = tmp_path / "fox.png"
    path.write_bytes(PNG)
    return path


def targets(sandbox):
    """List the paths that were asked for."""
    return [request.path for request in sandbox.requests]


def test_urls_alone_are_sent_at_once(client, sandbox):
    """URLs, URL objects and a `Media` with a URL need no upload."""
    call = built([URL, Media(PNG, url=f"{URL}?2")], auto_upload=True, other=None)
    assert call.prepare is None
    answer = send(client, call)
    assert (answer.uploads, targets(sandbox)) == ((), ["/image/a%20fox"])
    assert sandbox.requests[0].params["image"] == f"{URL}|{URL}?2"
    assert built(URL).params["image"] == URL


@pytest.mark.parametrize("kind", ["a path", "bytes", "an open file", "a Media", "a data URI"])
def test_a_file_is_refused_unless_the_caller_says_so(client, sandbox, path, kind):
    """The error names the option and both ways, and says what an upload means; nothing is sent."""
    with path.open("rb") as file:
        uri = Media(PNG).data_uri()
        value = {"a path": path, "bytes": PNG, "an open file": file, "a Media": Media(PNG), "a data URI": uri}[kind]
        for auto_upload in (None, False):
            with pytest.raises(errors.ArgumentError) as caught:
                send(client, built([URL, value], auto_upload))
            assert caught.value.message.startswith("image[1] is ")
            for part in ("client.upload(path).url", "auto_upload=True", "everybody", "30 days", "cannot be deleted"):
                assert part in caught.value.message
    assert sandbox.requests == []


@pytest.mark.parametrize("by", ["the call", "the client"])
def test_files_are_uploaded_once_each(flavour, sandbox, path, by):
    """Equal files are uploaded once, in their order; `uploads` lists them, and the call has their URLs."""
    options = {"auto_upload": True} if by == "the client" else {}
    with driven(flavour, sandbox.key, base_url=sandbox.url, **options) as client:
        call = built(
            [path, URL, PNG + b"1", path, bytearray(PNG + b"1")], True if by == "the call" else None, other=b"two"
        )
        answer = send(client, call)
        assert targets(sandbox) == ["/x-media/upload"] * 3 + ["/image/a%20fox"]
        first, second, third = answer.uploads
        assert [client.upload_info(one).size for one in answer.uploads] == [len(PNG), len(PNG) + 1, 3]
        sent = sandbox.requests[3].params
        assert sent["image"].split("|") == [first.url, URL, second.url, first.url, second.url]
        assert sent["other"] == third.url
        assert answer.to_dict()["uploads"][0]["url"] == first.url
        if by == "the client":
            with pytest.raises(errors.ArgumentError, match="takes only URLs"):
                send(client, built(path, auto_upload=False))


def test_the_error_of_the_call_names_what_was_uploaded(client, sandbox, path):
    """If the call itself, or a later upload, fails, its error has the URLs of the uploads before."""
    sandbox.queue(Fault.status(400), route="/image/")
    with pytest.raises(errors.BadRequestError) as caught:
        send(client, built(path, auto_upload=True))
    (remark,) = caught.value.remarks
    assert remark.startswith(f"Uploaded for this call, and kept for 30 days: {sandbox.url}/x-media/")


@pytest.mark.parametrize(
    ("value", "error", "message"),
    [
        ("fox.png", errors.PromptError, "Text is never read as a path"),
        ([URL, "ftp://a/b"], errors.PromptError, r"image\[1\] is not an http:// or https:// URL"),
        (3, errors.ArgumentError, "image takes a URL or a file, not int"),
        ("data:image/png;base64,%", errors.ArgumentError, "invalid base64"),
    ],
)
def test_other_values_are_refused(value, error, message):
    """What is neither a URL nor a file is refused when the call is built."""
    with pytest.raises(error, match=message):
        built(value, auto_upload=True)


def test_a_missing_file_is_noticed_when_the_call_is_built(tmp_path):
    """Nothing is sent before all files are known to be there."""
    with pytest.raises(FileNotFoundError):
        built([PNG, tmp_path / "gone"], auto_upload=True)


@pytest.mark.parametrize(
    ("method", "argument", "option", "message"),
    [
        ("video", "x" * 9_000, "image", "prompt is too long"),
        ("stream_mesh", "x" * 9_000, "image", "prompt is too long"),
        ("speech", "x" * 10_001, "reference_audio", "may have 10,000"),
    ],
)
def test_a_call_that_cannot_be_sent_uploads_nothing(client, flavour, sandbox, path, method, argument, option, message):  # noqa: PLR0917 - the columns of the table
    """An upload is public and stays for 30 days, so what the call itself is refused for is checked before it."""
    if option == "reference_audio":
        path.write_bytes(MP3)
    read = flavour.items if method in methods.STREAMS else flavour.wait
    with pytest.raises(errors.PromptError, match=message):
        read(getattr(client, method)(argument, **{option: path}, auto_upload=True))
    assert targets(sandbox) == []


def test_a_file_that_is_not_uploaded_need_not_be_there(client, sandbox, tmp_path):
    """The advice comes first: a missing file is refused as any file is."""
    with pytest.raises(errors.ArgumentError, match="takes only URLs"):
        send(client, built(tmp_path / "gone"))
    assert sandbox.requests == []


def test_a_split_url_is_one_url():
    """The parts of a URL as a named tuple are no list of URLs."""
    assert built(urllib.parse.urlsplit(URL)).params["image"] == URL


@pytest.mark.parametrize("name", [*methods.VALUES, *methods.STREAMS])
def test_no_method_uploads_a_file_unasked(client, flavour, sandbox, path, name):
    """Whatever option a file is given in, no method but `upload` uploads it without a word."""
    parameters = inspect.signature(getattr(Pollinations, name)).parameters
    if name == "upload":
        return
    for option in (one for one in OPTIONS if one in parameters):
        value = [path] if option == "attachments" else path
        try:
            made = getattr(client, name)("a fox", **{option: value})
            if name in methods.STREAMS:
                flavour.items(made)
        except (errors.PollinationsError, OSError):
            pass
        assert "/x-media/upload" not in targets(sandbox), option


@pytest.mark.parametrize(
    ("method", "option", "content", "found"),
    [
        ("video", "image", b"hello", "text"),
        ("mesh", "image", MP3, "audio/mpeg"),
        ("stream_video", "reference_images", MP3, "audio/mpeg"),
        ("video", "reference_videos", JPEG, "image/jpeg"),
        ("video", "reference_audios", JPEG, "image/jpeg"),
        ("speech", "reference_audio", b"%PDF-1.4", "application/pdf"),
    ],
)
def test_a_file_of_the_wrong_kind_is_not_uploaded(client, flavour, sandbox, tmp_path, method, option, content, found):  # noqa: PLR0917 - the columns of the table
    """An upload is public, so the kind of each file is checked by its bytes before the first one."""
    path = tmp_path / "file.bin"
    path.write_bytes(content)
    for value in (path, content, Media(content)):
        with pytest.raises(errors.ArgumentError, match=f"{option}.* holds {found}; give "):
            flavour.items(getattr(client, method)("a fox", **{option: value}, auto_upload=True))
    assert targets(sandbox) == []
