"""`upload` and the methods beside it: what is sent, when it is sent again, and what is refused before."""

import contextlib
import importlib
import io
import json
import socket
import tempfile
from pathlib import Path

import pytest
from tests.flavours import driven
from tests.helpers.forking import run_program
from tests.helpers.servers import RawServer
from tests.http.test_large_uploads import received, reset

from pollination_sdk import Media, Retry, errors, without_waiting
from pollination_sdk._operations import upload
from pollination_sdk.types import StoredFile

KEY, OTHER = "sk_abcd1234", "sk_efgh5678"
PNG = bytes.fromhex("89504e470d0a1a0a") + bytes(60)
LARGE = bytes(range(256)) * 4096 * 3
"""Three MiB, more than the sample that a boundary is made of."""
REFUSAL = {"status": 0, "success": False, "error": {"code": "X", "message": "no"}}
OPENED = {
    "a path": lambda path: path,
    "an open file": lambda path: path.open("rb"),
    "bytes": lambda path: path.read_bytes(),
    "a bytearray": lambda path: bytearray(path.read_bytes()),
    "a memoryview": lambda path: memoryview(path.read_bytes()),
    "a Media": lambda path: Media(path.read_bytes()),
    "a temporary file": lambda path: spooled(path.read_bytes()),
}


def spooled(content):
    """Make a temporary file with a content, at its start."""
    file = tempfile.SpooledTemporaryFile(max_size=10)  # noqa: SIM115 - the test closes it
    file.write(content)
    file.seek(0)
    return file


@pytest.fixture
def path(tmp_path):
    """Make a file of several pieces."""
    path = tmp_path / "a fox.bin"
    path.write_bytes(LARGE)
    return path


@pytest.fixture
def broken_off(flavour):
    """Give a client of each flavour, and check that its server got no whole request."""
    read = []

    def serve(connection):
        read.append(received(server, connection))

    with RawServer(serve) as server:
        with driven(flavour, KEY, base_url=server.url) as one:
            yield one
        assert server.wait_for_one()
        assert server.none_open()
    assert len(read) == server.accepted == 1
    assert read[0] < len(LARGE)


# -- what is sent --


@pytest.mark.parametrize("kind", OPENED)
def test_each_kind_of_file_arrives_whole(client, sandbox, path, kind):
    """The bytes are those of the file, in a form whose length is announced."""
    file = OPENED[kind](path)
    with file if hasattr(file, "read") else contextlib.nullcontext():
        stored = client.upload(file)
    sent = sandbox.requests[-1]
    assert sent.body.count(LARGE) == 1
    assert sent.headers["content-length"] == str(len(sent.body))
    assert "transfer-encoding" not in sent.headers
    assert (type(stored), stored.size) == (StoredFile, len(LARGE))
    assert stored.url.endswith(stored.id)


def test_an_open_file_is_sent_from_where_it_is(client, sandbox):
    """What was read of a file before is not uploaded; a second upload of it starts at its end."""
    file = io.BytesIO(b"before|the rest")
    file.read(7)
    assert client.upload(file).size == 8
    assert b"\r\n\r\nthe rest\r\n" in sandbox.requests[-1].body


@pytest.mark.parametrize(
    ("content", "options", "sent"),
    [
        (PNG, {}, ("file.png", "image/png")),
        (PNG, {"name": "a.txt"}, ("a.txt", "image/png")),
        (b"hello", {"name": "a.txt"}, ("a.txt", "text/plain")),
        (b"%PDF-1.7", {}, ("file", "application/pdf")),
        (b"hello", {}, ("file", "application/octet-stream")),
        (PNG, {"content_type": "x/y; a=b", "name": 'a "b".png'}, ("a %22b%22.png", "x/y; a=b")),
    ],
)
def test_name_and_media_type(client, sandbox, content, options, sent):
    """The first bytes tell the media type, then the name; both can be given."""
    client.upload(content, **options)
    name, media_type = sent
    assert f'; filename="{name}"\r\nContent-Type: {media_type}\r\n'.encode() in sandbox.requests[-1].body


def test_tags_and_id(client, sandbox):
    """Tags and an id are fields of the form, and nothing else is sent."""
    stored = client.upload(b"x", tags=["fox", "red"], id="my.fox-1")
    assert (stored.id, stored.tags) == ("my.fox-1", ["fox", "red"])
    body = sandbox.requests[-1].body
    assert body.count(b"Content-Disposition") == 3
    assert b'name="tags"\r\n\r\nfox,red\r\n' in body
    client.upload(b"x", tags="fox, red", id=None)
    assert b'name="tags"\r\n\r\nfox,red\r\n' in sandbox.requests[-1].body
    with pytest.raises(errors.APIError, match="id exists") as caught:
        client.upload(b"x", id="my.fox-1")
    assert caught.value.status == 409


@pytest.mark.parametrize("content", [b"small", LARGE])
def test_equal_uploads_are_equal_in_bytes(client, sandbox, content):
    """The boundary is made from the content, so the same upload is the same request."""
    for _ in range(2):
        client.upload(content, tags=["a"])
    client.upload(content + b".", tags=["a"])
    first, second, other = sandbox.requests
    assert (first.body, first.headers["content-type"]) == (second.body, second.headers["content-type"])
    assert other.headers["content-type"] != first.headers["content-type"]


def test_the_boundary_of_a_large_file_cannot_be_known_before():
    """Each process has its own: the maker of a file must not be able to put one into it, and tags behind it."""
    code = "import sys; from pollination_sdk._operations import upload; print(upload(bytes(3 << 20)).content_type)"
    done = run_program(code)
    own = upload(bytes(3 << 20)).content_type
    assert done.stdout.partition("=")[0] == own.partition("=")[0]
    assert done.stdout.strip() != own


# -- progress --


def test_progress_tells_the_bytes_of_the_file(client, path):
    """It is called after each piece, with the total, and ends with all of it."""
    seen = []
    client.upload(path, progress=lambda sent, total: seen.append((sent, total)))
    assert seen == [(done, len(LARGE)) for done in range(1 << 18, len(LARGE) + 1, 1 << 18)]


def test_async_progress_is_awaited(flavour, sandbox, path):
    """The async client awaits what an async function returns, the sync one refuses it before it sends."""
    seen = []

    async def progress(sent, total):
        seen.append(sent)

    with driven(flavour, sandbox.key, base_url=sandbox.url) as client:
        if client.target.__class__.__name__ == "AsyncPollinations":
            client.upload(path, progress=progress)
            assert seen[-1] == len(LARGE)
        else:
            with pytest.raises(errors.ArgumentError, match="AsyncPollinations awaits"):
                client.upload(path, progress=progress)
            assert sandbox.requests == []


@pytest.mark.parametrize("error", [OSError("stop"), RuntimeError("stop"), TimeoutError("stop")])
def test_an_exception_of_progress_ends_the_upload(broken_off, path, error):
    """It reaches the caller as it is, whichever it is, and nothing is sent again."""

    def progress(sent, total):
        raise error

    with pytest.raises(type(error)) as caught:
        broken_off.upload(path, progress=progress)
    assert caught.value is error


# -- what is refused before anything is sent --


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"file": "a.png"}, r"text is never read as a path: give Path"),
        ({"file": 3}, r"file takes a path object, bytes"),
        ({"file": io.StringIO("x")}, r"open it in binary mode"),
        ({"file": Path("/dev/zero")}, r"a device or a pipe"),
        ({"progress": 3}, r"progress= takes a function, not int"),
        ({"tags": list("abcdefghi")}, r"at most 8 tags, not 9"),
        ({"tags": ["a,b"]}, r"tags\[0\] is 'a,b'"),
        ({"tags": [""]}, r"tags\[0\] is ''"),
        ({"tags": 3}, r"tags takes a list, not int"),
        ({"id": "x" * 129}, r"id takes at most 128"),
        ({"id": "a/b"}, r"id takes at most 128"),
        ({"id": ".."}, r"id takes at most 128"),
        ({"name": "a\r\nb"}, r"name takes a file name"),
        ({"content_type": "png"}, r"content_type takes a media type"),
        ({"content_type": "a/b\r\nX: y"}, r"content_type takes a media type"),
    ],
)
def test_wrong_arguments_are_refused(client, sandbox, options, message):
    """What cannot be sent is refused, and nothing is sent."""
    with pytest.raises(errors.ArgumentError, match=message):
        client.upload(**{"file": b"x", **options})
    assert sandbox.requests == []


def test_files_without_a_size_are_refused(client, sandbox):
    """A pipe cannot tell its size, and an async file cannot be read in between; the message says what to do."""
    read, write = socket.socketpair()
    with read, write, read.makefile("rb") as pipe, pytest.raises(errors.ArgumentError, match="cannot seek"):
        client.upload(pipe)

    class Async:
        async def read(self, size=-1):
            return b""

    with pytest.raises(errors.ArgumentError, match="await it"):
        client.upload(Async())
    assert sandbox.requests == []


@pytest.mark.parametrize(("error", "name"), [(FileNotFoundError, "gone"), (IsADirectoryError, ".")])
def test_a_file_that_cannot_be_opened(client, sandbox, tmp_path, error, name):
    """The error of the system reaches the caller, and nothing is sent."""
    with pytest.raises(error):
        client.upload(tmp_path / name)
    assert sandbox.requests == []


def test_a_file_above_400_mib_is_refused(flavour, tmp_path):
    """`check_size=False` sends it all the same."""
    path = tmp_path / "huge.bin"
    with path.open("wb") as file:
        file.truncate((400 << 20) + 1)

    def serve(connection):
        server.head(connection)
        connection.sendall(b"HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n")
        server.until_gone(connection)

    with RawServer(serve) as server:
        with driven(flavour, KEY, base_url=server.url) as client, pytest.raises(errors.PromptError) as caught:
            client.upload(path)
        assert (caught.value.size, caught.value.limit, server.accepted) == ((400 << 20) + 1, 400 << 20, 0)
        unchecked = driven(flavour, KEY, base_url=server.url, check_size=False)
        with unchecked as client, pytest.raises(errors.APIError, match="413"):
            client.upload(path)
    assert len(server.heads) == 1


# -- sent once --


def answer(status, **headers):
    """Write an answer of the service."""
    body = json.dumps({**REFUSAL, "status": int(status.split()[0])}).encode()
    lines = [f"HTTP/1.1 {status}", "Content-Type: application/json", f"Content-Length: {len(body)}"]
    lines += ["Connection: close"]  # the server does so, and the next call must not use it
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def answering_uploads(reply):
    """Make a server that reads each upload whole, answers it, and closes."""

    def serve(connection):
        if received(server, connection):
            connection.sendall(reply)

    server = RawServer(serve)
    return server


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (answer("429 Too Many"), errors.RateLimitError),
        (answer("401 No"), errors.AuthenticationError),
        (answer("402 No"), errors.PaymentRequiredError),
        (answer("503 Busy"), errors.OutcomeUnknownError),
        (answer("500 Broken"), errors.OutcomeUnknownError),
        (answer("307 Elsewhere", Location="/other"), errors.APIError),
        (answer("308 Elsewhere", Location="https://other.example/"), errors.APIError),
        (b"", errors.OutcomeUnknownError),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", errors.OutcomeUnknownError),
    ],
    ids=["429", "401", "402", "503", "500", "307", "308", "no answer", "a cut answer"],
)
@pytest.mark.parametrize("unknown", ["auto", "always"])
def test_a_file_is_sent_once(flavour, reply, error, unknown):
    """Neither another attempt, nor another key, nor a redirect sends a file again, whatever the answer is."""
    with answering_uploads(reply) as server, without_waiting():
        retry = Retry(attempts=3, unknown=unknown)
        made = driven(flavour, [KEY, OTHER], base_url=server.url, retry=retry)
        with made as client, pytest.raises(error) as caught:
            client.upload(b"x" * 1000)
    assert len(server.heads) == 1
    if error is errors.OutcomeUnknownError:
        assert "The file may have been stored, and it is not sent twice." in str(caught.value)
        assert "usage()" not in str(caught.value)


def test_the_next_call_takes_the_next_key(flavour):
    """A key that is refused is not sent with the file again; the next call starts with the other key."""
    with answering_uploads(answer("401 No")) as server, driven(flavour, [KEY, OTHER], base_url=server.url) as client:
        for _ in range(2):
            with pytest.raises(errors.AuthenticationError):
                client.upload(b"x")
    assert [OTHER in head for head in server.heads] == [False, True]


def test_a_connection_that_fails_before_the_file_is_tried_again(flavour):
    """What was never sent is sent again, as with other calls."""
    closed = socket.create_server(("127.0.0.1", 0))
    port = closed.getsockname()[1]
    closed.close()
    made = driven(flavour, KEY, base_url=f"http://127.0.0.1:{port}", retry=Retry(attempts=2))
    with made as client, without_waiting(), pytest.raises(errors.APIConnectionError) as caught:
        client.upload(b"x")
    assert caught.value.attempts == 2


def test_a_reset_in_the_middle(flavour, path):
    """The error says that the file may be stored, and its cause is that of the connection."""

    def serve(connection):
        received(server, connection, 100_000)
        reset(connection)

    with RawServer(serve) as server:
        made = driven(flavour, KEY, base_url=server.url)
        with made as client, pytest.raises(errors.OutcomeUnknownError, match="upload_info") as caught:
            client.upload(path)
    assert isinstance(caught.value.cause, errors.APIConnectionError)
    assert len(server.heads) == 1


@pytest.mark.parametrize("library", ["httpx", "httpx2"])
def test_a_client_of_the_caller_sends_it_too(flavour, sandbox, path, library):
    """With a client of httpx or httpx2 the length is announced, and a file is sent once."""
    made = importlib.import_module(library)
    is_sync = flavour.client_class.__name__ == "Pollinations"
    http = (made.Client if is_sync else made.AsyncClient)()
    seen = []
    with driven(flavour, sandbox.key, base_url=sandbox.url, http_client=http) as client:
        client.upload(path, progress=lambda sent, total: seen.append(sent))
        assert sandbox.requests[-1].body.count(LARGE) == 1
        assert "transfer-encoding" not in sandbox.requests[-1].headers
        assert seen[-1] == len(LARGE)
        with answering_uploads(answer("429 Too Many")) as server, pytest.raises(errors.RateLimitError):
            flavour.wait(client.target.with_options(base_url=server.url).upload(path))
        assert len(server.heads) == 1
    http.close() if is_sync else flavour.wait(http.aclose())


@pytest.mark.parametrize("change", ["longer", "shorter", "replaced", "removed"])
def test_a_file_that_changes_while_it_is_sent(broken_off, path, change):
    """The upload is broken off with an error that names the file, and the server gets no whole request."""

    def progress(sent, total):
        if change == "longer":
            with path.open("ab") as file:
                file.write(b"more")
        elif change == "shorter":
            path.write_bytes(LARGE[:1000])
        elif change == "replaced":
            other = path.with_name("other")
            other.write_bytes(LARGE)
            other.replace(path)
        else:
            path.unlink(missing_ok=True)

    with pytest.raises(errors.PollinationsError, match=r"a fox.bin .* during the upload, which was broken off"):
        broken_off.upload(path, progress=progress)


def test_an_open_file_that_becomes_shorter(broken_off, path):
    """An open file is read to the end that it had."""
    with path.open("rb+") as file, pytest.raises(errors.PollinationsError, match="became shorter"):
        broken_off.upload(file, progress=lambda *_: file.truncate(300_000))


# -- ask, list, delete --


def test_info_by_id_url_and_file(client, sandbox):
    """`upload_info` takes each of the three."""
    stored = client.upload(b"x", tags=["a"])
    for named in (stored.id, stored.url, stored):
        assert client.upload_info(named) == stored
        assert sandbox.requests[-1].target == f"/x-media/{stored.id}/metadata"
    with pytest.raises(errors.NotFoundError):
        client.upload_info("missing")


@pytest.mark.parametrize("method", ["upload_info", "delete_upload"])
@pytest.mark.parametrize("url", ["https://evil.example/x-media/a", "{url}/a", "{url}/x-media/media/a", "a/b"])
def test_urls_of_other_hosts_are_refused(client, sandbox, method, url):
    """A URL that is none of the media host is refused, and nothing is sent."""
    with pytest.raises(errors.ArgumentValueError, match="another host than"):
        getattr(client, method)(url.format(url=sandbox.url))
    assert sandbox.requests == []


@pytest.mark.parametrize("method", ["upload_info", "delete_upload"])
def test_an_id_is_text(client, sandbox, method):
    """Other values, and blank text, are refused."""
    for value in (3, b"x", Path("x"), "", " ", ".."):
        with pytest.raises(errors.ArgumentError, match="id "):
            getattr(client, method)(value)
    assert sandbox.requests == []


def test_the_list_of_a_tag_is_read_page_by_page(client, flavour, sandbox):
    """All files of a tag come, the newest first, each once."""
    names = [client.upload(b"x", tags=["fox"]).id for _ in range(5)]
    client.upload(b"x", tags=["other"])
    found = flavour.all_of(client.target.uploads(tag="fox", limit=2))
    assert [file.id for file in found] == names[::-1]
    assert [one.target for one in sandbox.requests[-3:]] == [
        "/x-media/media?tag=fox&limit=2",
        "/x-media/media?tag=fox&limit=2&cursor=2",
        "/x-media/media?tag=fox&limit=2&cursor=4",
    ]
    flavour.all_of(client.target.uploads("none"))
    assert sandbox.requests[-1].target == "/x-media/media?tag=none"


def test_a_list_without_end_is_refused(flavour):
    """A page that names an earlier one as the next ends in an error."""
    page = b'{"items":[],"nextCursor":"1","hasMore":true}'
    reply = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(page), page)

    def serve(connection):
        while server.head(connection):
            connection.sendall(reply)

    with RawServer(serve) as server:
        made = driven(flavour, KEY, base_url=server.url)
        with made as client, pytest.raises(errors.UnexpectedResponseError, match="second time"):
            flavour.all_of(client.target.uploads("a"))
    assert len(server.heads) == 2


@pytest.mark.parametrize("options", [{"tag": ""}, {"tag": "a", "limit": 0}, {"tag": "a", "limit": 101}, {"tag": 3}])
def test_wrong_options_of_a_list(client, sandbox, options):
    """They are refused at the call."""
    with pytest.raises(errors.ArgumentError, match=r"tag|limit"):
        client.uploads(**options)
    assert sandbox.requests == []


def test_delete(client):
    """Only a file with tags can be deleted; the answer has no value."""
    tagged, other = client.upload(b"x", tags=["a"]), client.upload(b"x")
    assert client.delete_upload(tagged.url) is None
    with pytest.raises(errors.NotFoundError):
        client.upload_info(tagged)
    with pytest.raises(errors.PermissionDeniedError):
        client.delete_upload(other)


def test_refusals_say_what_they_mean_for_files(client):
    """The advice of an operation replaces what its status means elsewhere, also where it is called by its name."""
    untagged = client.upload(b"x", id="mine")
    cases = {
        "the file was deleted or its 30 days are over": [
            lambda: client.upload_info("missing"),
            lambda: client.delete_upload("missing"),
            lambda: client.call("get_media_metadata", id="missing"),
        ],
        "Only a file with tags can be deleted": [lambda: client.delete_upload(untagged)],
        "Choose another id": [lambda: client.upload(b"y", id="mine")],
    }
    for advice, calls in cases.items():
        for call in calls:
            with pytest.raises(errors.APIError) as caught:
                call()
            assert advice in caught.value.advice
            assert "model" not in caught.value.advice


def test_the_first_line_says_who_can_read_a_file(client):
    """The first lines of the docstrings say what an upload means."""
    first = {name: getattr(client.target, name).__doc__.partition("\n")[0] for name in ("upload", "upload_info")}
    assert all("everybody with its URL" in line and "30 days" in line for line in first.values())
    assert "tags" in first["upload"]
    assert "without tags" in client.target.delete_upload.__doc__.partition("\n")[0]


def test_an_empty_file_is_refused_before_sending(client, sandbox, tmp_path):
    """It is a mistake, such as an open file that was read to its end."""
    path = tmp_path / "empty.bin"
    path.touch()
    for file in (b"", path):
        with pytest.raises(errors.ArgumentValueError, match="file is empty"):
            client.upload(file)
    assert not sandbox.requests
