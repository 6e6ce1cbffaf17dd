"""Files and URLs of a chat: the parts that they become, and what is refused."""

import base64
import io
import json
from collections import UserDict
from pathlib import Path

import httpx
import numpy as np
import pytest

from pollination_sdk import Media, errors
from pollination_sdk._operations import local_files  # its limit is too large for a test
from pollination_sdk.types import ImageContentPart, ImageReference, UserMessage

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"
MP4 = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"
MP3 = b"ID3\x04\0\0\0\0\0\0"
WAV = b"RIFF\x24\0\0\0WAVEfmt "
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
GLB = b"glTF\2\0\0\0"
CHATS = ["chat", "stream_chat"]
TEXTS = ["text", "stream_text"]
QUESTION = {"type": "text", "text": "What is this?"}


def b64(content):
    """Write base64."""
    return base64.b64encode(content).decode()


def image(content, media_type):
    """Return the part of an image."""
    return {"type": "image_url", "image_url": {"url": f"data:{media_type};base64,{b64(content)}"}}


def document(content, name="document.pdf"):
    """Return the part of a PDF."""
    data = f"data:application/pdf;base64,{b64(content)}"
    return {"type": "file", "file": {"file_data": data, "file_name": name, "mime_type": "application/pdf"}}


def sound(content, form):
    """Return the part of audio."""
    return {"type": "input_audio", "input_audio": {"data": b64(content), "format": form}}


VIDEO = {"type": "video_url", "video_url": {"url": f"data:video/mp4;base64,{b64(MP4)}"}}


@pytest.fixture
def asking(client, flavour, sandbox):
    """Give a function that calls a method, and returns the messages that were sent."""

    def ask(method, *args, **options):
        answer = getattr(client, method)(*args, **options)
        if method.startswith("stream_"):
            flavour.items(answer)
        return sandbox.requests[-1].json()["messages"]

    return ask


@pytest.mark.parametrize("method", CHATS + TEXTS)
def test_each_kind_of_file_becomes_its_part(asking, method):
    """The bytes of a file decide the kind of its part, in every method, behind the text of the user."""
    sent = asking(method, "What is this?", attachments=[PNG, JPEG, MP4, MP3, WAV, PDF])
    parts = [image(PNG, "image/png"), image(JPEG, "image/jpeg"), VIDEO, sound(MP3, "mp3"), sound(WAV, "wav")]
    assert sent == [{"role": "user", "content": [QUESTION, *parts, document(PDF)]}]


def sources(content, folder):
    """Give a file in every form that counts as one."""
    path = folder / "file.bin"
    path.write_bytes(content)
    return [
        path,
        content,
        bytearray(content),
        memoryview(content),
        io.BytesIO(content),
        Media(content),
        f"data:text/plain;base64,{b64(content)}",  # a wrong type does not count
    ]


def test_each_form_of_a_file_is_the_same(asking, tmp_path):
    """A path, bytes, an open file, a `Media` and a data URI give one part."""
    sent = asking("chat", "What is this?", attachments=sources(PNG, tmp_path))
    assert sent[0]["content"][1:] == [image(PNG, "image/png")] * 7
    with (tmp_path / "paper.pdf").open("wb+") as file:
        file.write(PDF)
        file.seek(0)
        assert asking("chat", "hi", attachments=(file,))[0]["content"][1:] == [document(PDF, "paper.pdf")]
    sent = asking("chat", "hi", attachments=iter([Media(b"\0\1" * 9, declared="audio/pcm")]))
    assert sent[0]["content"][1:] == [sound(b"\0\1" * 9, "pcm16")]


def test_a_url_becomes_the_part_that_its_suffix_shows(asking):
    """URLs, also objects and arrays of a library, are sent as they are; their suffix decides the kind."""
    assert asking("text", "hi", attachments=np.array(["https://a.example/fox.png"]))[0]["content"][1:] == [
        {"type": "image_url", "image_url": {"url": "https://a.example/fox.png"}}
    ]
    urls = ["https://a.example/fox.JPG?width=9", httpx.URL("https://a.example/waves.mp4"), "https://a.example/x.pdf"]
    assert asking("chat", "What is this?", attachments=urls)[0]["content"] == [
        QUESTION,
        {"type": "image_url", "image_url": {"url": urls[0]}},
        {"type": "video_url", "video_url": {"url": str(urls[1])}},
        {"type": "file", "file": {"file_url": urls[2]}},
    ]


def test_attachments_go_to_the_last_message_of_the_user(asking):
    """In a conversation it is the user's last message, whatever comes after it; the caller's list stays as it was."""
    conversation = [
        {"role": "user", "content": "hi"},
        {"role": "user", "content": [QUESTION]},
        {"role": "assistant", "content": "Let me look."},
    ]
    before = json.dumps(conversation)
    sent = asking("chat", conversation, attachments=[PNG])
    assert sent == [conversation[0], {"role": "user", "content": [QUESTION, image(PNG, "image/png")]}, conversation[2]]
    assert json.dumps(conversation) == before
    sent = asking("text", "hi", system="Be brief.", attachments=[PNG])
    assert [message["role"] for message in sent] == ["system", "user"]
    assert len(sent[1]["content"]) == 2


def test_no_attachments_change_nothing(asking, client, sandbox):
    """Without any, a chat is plain, and a short prompt travels in the URL."""
    for nothing in (None, [], ()):
        assert asking("chat", "hi", attachments=nothing) == [{"role": "user", "content": "hi"}]
        client.text("hi", attachments=nothing)
        assert sandbox.requests[-1].path == "/text/hi"


def test_files_inside_of_content_parts_are_read(asking, tmp_path):
    """A path, a `Media` and bytes may stand for a part, for its object, or for the data in it; given fields stay."""
    path = tmp_path / "fox.png"
    path.write_bytes(PNG)
    detailed = {"type": "image_url", "image_url": {"url": path, "detail": "low"}}
    content = [
        QUESTION,
        path,
        Media(PNG),
        {"type": "image_url", "image_url": path},
        UserDict({"type": "image_url", "image_url": UserDict({"url": Media(PNG)})}),
        detailed,
        {"type": "video_url", "video_url": {"url": MP4}},
        {"type": "input_audio", "input_audio": {"data": Media(MP3)}},
        {"type": "input_audio", "input_audio": io.BytesIO(WAV)},
        {"type": "file", "file": {"file_data": PDF, "file_name": "paper.pdf"}},
    ]
    sent = asking("chat", [{"role": "user", "content": content}])[0]["content"]
    low = image(PNG, "image/png")
    low["image_url"]["detail"] = "low"
    assert sent == [
        QUESTION,
        *[image(PNG, "image/png")] * 4,
        low,
        VIDEO,
        sound(MP3, "mp3"),
        sound(WAV, "wav"),
        document(PDF, "paper.pdf"),
    ]
    assert detailed["image_url"]["url"] is path
    model = UserMessage(role="user", content=[ImageContentPart(type_="image_url", image_url=ImageReference(url=path))])
    assert asking("chat", [model])[0]["content"] == [image(PNG, "image/png")]


class Upload:
    """An upload of a web framework, whose `read` is awaited."""

    async def read(self, size=-1):
        """Return what was uploaded."""
        return PNG


REFUSED = [
    (["fox.png"], r"attachments\[0\] is neither a URL nor a data URI; .* Path\('fox\.png'\)"),
    ([PNG, "/etc/passwd"], r"attachments\[1\] is neither a URL.* Path\('/etc/passwd'\)"),
    (["file:///etc/passwd"], r"attachments\[0\] is neither a URL"),
    (["C:\\fox.png"], r"attachments\[0\] is neither a URL"),
    ([b64(PNG * 20)], "base64 belongs into a data URI"),
    (["data:image/png;base64,?"], r"attachments\[0\] is a data URI with invalid base64"),
    (["https://[a.example/fox.png"], r"attachments\[0\] is no URL"),
    (["https://a.example/fox"], r"attachments\[0\] is a URL whose suffix"),
    (["https://a.example/fox.mp3"], r"attachments\[0\] is the URL of audio.* bytes"),
    ([b'{"a": 1}'], r"attachments\[0\] holds JSON; give an image"),
    ([b"hello"], "holds text"),
    ([b""], "holds nothing"),
    ([GLB], r"holds model/gltf-binary; give an image"),
    ([b"OggS\0" + bytes(22) + b"\1vorbis"], "holds audio/ogg, and a chat takes audio as wav, mp3"),
    ([io.StringIO("fox")], "text mode"),
    ([Upload()], r"attachments\[0\] is of type Upload, whose read\(\) is async"),
    ([7], r"attachments\[0\] is of type int; give a Path"),
    ([None], "is of type NoneType"),
    (PNG, "attachments takes a list of files and URLs, not bytes"),
    ("https://a.example/fox.png", "attachments takes a list of files and URLs, not text"),
    (Path("fox.png"), r"attachments takes a list .*Path"),
]


@pytest.mark.parametrize(("attachments", "message"), REFUSED, ids=[message[:40] for _, message in REFUSED])
def test_what_is_no_file_is_refused_with_advice(client, sandbox, attachments, message):
    """Text that is no URL, other files, and other values are refused by their place; nothing is sent."""
    with pytest.raises(TypeError, match=message):
        client.chat("What is this?", attachments=attachments)
    assert sandbox.requests == []


REFUSED_PARTS = [
    (
        {"type": "image_url", "image_url": {"url": "fox.png"}},
        r"content\[1\]\.image_url\.url is neither .*Path\('fox\.png",
    ),
    ({"type": "image_url", "image_url": "/etc/passwd"}, r"content\[1\]\.image_url is neither a URL"),
    ({"type": "video_url", "video_url": {"url": "~/waves.mp4"}}, r"content\[1\]\.video_url\.url is neither"),
    (
        {"type": "input_audio", "input_audio": {"data": "fox.mp3", "format": "mp3"}},
        r"content\[1\]\.input_audio\.data is neither",
    ),
    ({"type": "file", "file": {"file_url": "paper.pdf"}}, r"content\[1\]\.file\.file_url is neither"),
    ({"type": "file", "file": {"file_data": "./paper.pdf"}}, r"content\[1\]\.file\.file_data is neither"),
    (
        {"type": "image_url", "image_url": {"url": MP3}},
        r"content\[1\]\.image_url\.url holds audio/mpeg, .* type 'input_audio'",
    ),
    ({"type": "input_audio", "input_audio": PNG}, r"content\[1\]\.input_audio holds image/png"),
    (b"hello", r"content\[1\] holds text"),
    ("hello", r'content\[1\] is text; a part of text is \{"type": "text", "text": \.\.\.\}\.'),
]


@pytest.mark.parametrize(("part", "message"), REFUSED_PARTS, ids=[message[:40] for _, message in REFUSED_PARTS])
def test_a_path_as_text_in_a_content_part_is_refused(client, sandbox, part, message):
    """The name of a local file where a URL or data belongs is refused by its place, with the hint to write a `Path`."""
    with pytest.raises(TypeError, match=r"^messages\[0\]\." + message):
        client.chat([{"role": "user", "content": [QUESTION, part]}])
    assert sandbox.requests == []


@pytest.mark.parametrize(
    "part",
    [
        {"type": "image_url", "image_url": {"url": "HTTPS://a.example/fox"}},
        {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{b64(PNG)}"}},
        {"type": "input_audio", "input_audio": {"data": b64(MP3), "format": "mp3"}},
        {"type": "file", "file": {"file_id": "f.1"}},
        {"type": "something new", "image_url": "fox.png"},
    ],
)
def test_what_the_contract_leaves_open_passes(asking, part):
    """URLs, base64 and parts of unknown types are sent as they were given."""
    assert asking("chat", [{"role": "user", "content": [QUESTION, part]}])[0]["content"][1] == part


@pytest.mark.slow(reason="reads large files")
def test_a_file_that_is_too_large_is_refused(client, sandbox):
    """The limit of one medium holds for attachments; the error has the numbers."""
    with pytest.raises(errors.PromptError, match=r"messages\[0\]\.content\[1\]\.image_url\.url holds") as caught:
        client.text("What is this?", attachments=[PNG + bytes(21 * 1024 * 1024)])
    assert caught.value.limit == 20 * 1024 * 1024
    assert sandbox.requests == []


def test_a_file_without_an_end_is_refused(client, sandbox, tmp_path, monkeypatch):
    """Of a file no more is read than any chat takes, so that a device or a huge file does not fill the memory."""
    monkeypatch.setattr(local_files, "_MOST", 1_000)  # the limit itself is 256 MiB
    huge = tmp_path / "huge.png"
    huge.write_bytes(PNG + bytes(2_000))
    with huge.open("rb") as opened:
        for file in (Path("/dev/zero"), huge, opened, io.BytesIO(bytes(2_000))):
            with pytest.raises(errors.PromptError, match="more than 1,000 bytes, which no call takes"):
                client.chat("hi", attachments=[file])
    assert not sandbox.requests


def test_a_file_that_comes_in_parts_is_read_whole(asking):
    """A pipe gives a part at a time; all of it is sent."""

    class Pipe(io.BytesIO):
        def read(self, size=-1):
            return super().read(min(size, 4))

    sent = asking("chat", "What is this?", attachments=[Pipe(PNG)])
    assert sent[0]["content"] == [QUESTION, image(PNG, "image/png")]


def test_attachments_need_a_message_of_the_user(client):
    """A conversation without the user has no message to attach a file to."""
    with pytest.raises(ValueError, match="no message has the role 'user'"):
        client.chat([{"role": "system", "content": "Be brief."}], attachments=[PNG])


def test_a_missing_file_is_the_error_of_the_system(client, sandbox, tmp_path):
    """A path that leads nowhere is `FileNotFoundError`, and nothing is sent."""
    with pytest.raises(FileNotFoundError):
        client.text("What is this?", attachments=[tmp_path / "fox.png"])
    assert sandbox.requests == []


@pytest.mark.parametrize("method", ["image_url"])
@pytest.mark.parametrize(
    "file", [PNG, Path("fox.png"), io.BytesIO(PNG), Media(PNG)], ids=lambda one: type(one).__name__
)
def test_a_file_in_a_link_is_refused(client, method, file):
    """`image=` of what has no form takes URLs; a file is refused by name, alone and in a list."""
    for given, place in ((file, "image"), ([file], r"image\[0\]")):
        with pytest.raises(TypeError, match=rf"^{place} is .*takes only URLs"):
            getattr(client, method)("a fox", image=given)


def test_a_saved_memory_goes_back_without_null(asking):
    """The message of an answer that was saved as JSON and loaded again is sent without the fields that are null."""
    loaded = json.loads('{"role": "assistant", "content": null, "refusal": null, "tool_calls": null}')
    assert asking("chat", [loaded, {"role": "user", "content": "hi"}])[0] == {"role": "assistant", "content": None}


def test_a_form_takes_a_path_and_a_media(client, sandbox, tmp_path):
    """`call` uploads a path object under its name, and a `Media`, as it does bytes; text is refused."""
    path = tmp_path / "fox.png"
    path.write_bytes(PNG)
    for file, name in ((path, b'filename="fox.png"'), (Media(PNG), b'filename="file"')):
        client.call("post_media_upload", file=file)
        assert PNG in sandbox.requests[-1].body
        assert name in sandbox.requests[-1].body
    with pytest.raises(TypeError, match=r"not str; for a path, give Path\(\.\.\.\)"):
        client.call("post_media_upload", file=str(path))
