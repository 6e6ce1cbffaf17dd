"""`stream_image` by POST: the image is paid for in one request, and its file is read in another, which is free."""

import base64
import gzip
import socket

import httpx
import pytest
from tests.helpers.flavours import every_flavour
from tests.helpers.hosts import IMAGE, KEY, PNG, line, mocked, redirecting, resolving
from tests.helpers.servers import RawServer, answering

from pollination_sdk import Retry, errors, without_waiting
from pollination_sdk._operations import stored_files  # its limit is 1 GiB, too much for a test
from pollination_sdk.sandbox import Fault, Sandbox

PROMPT = "two\nfoxes"
PUBLIC = "https://media.pollinations.ai/abc"


def naming(url, **headers):
    """Return an answer that names a file at a URL."""
    return httpx.Response(200, json={"created": 1, "data": [{"url": url}]}, headers=headers)


async def read(client, prompt=PROMPT, **options):
    """Read the stream of an image to its end, and return it with its bytes."""
    async with client.stream_image(prompt, **options) as stream:
        return stream, b"".join([chunk async for chunk in stream])


@every_flavour
async def test_a_stream_by_post_pays_once_and_downloads_without_a_key(flavour):
    """It asks for the URL, and tells the model, the usage and the URL of the paid file."""
    with Sandbox() as sandbox:
        client = flavour.client(sandbox.key, base_url=sandbox.url, headers={"X-Token": "hush"})
        stream, content = await read(client, width=16, height=8, seed=3)
        generation, download = sandbox.requests
        whole = await client.image(PROMPT, width=16, height=8, seed=3)
        url = sandbox.url
    assert content == whole.bytes
    assert generation.json()["response_format"] == "url"
    assert generation.headers["authorization"] == f"Bearer {sandbox.key}"
    assert not {"authorization", "x-token"} & download.headers.keys()
    assert "key" not in download.params
    assert (stream.model, stream.usage) == ("tongyi-mai/z-image-turbo", {"completion_image_tokens": 1})
    assert stream.url == url + download.target
    assert (stream.media_type, stream.total) == ("image/jpeg", len(content))
    assert stream.request_id == generation.headers.get("x-request-id", stream.request_id)


@every_flavour
async def test_a_plain_prompt_is_streamed_by_one_get(flavour):
    """What a URL carries is read from the one answer, as before; files make a POST for edits."""
    with Sandbox() as sandbox:
        client = flavour.client(sandbox.key, base_url=sandbox.url)
        await read(client, "a fox", width=8, height=8)
        assert [one.method for one in sandbox.requests] == ["GET"]
        await read(client, "a fox", width=8, height=8, image=PNG)
        assert [one.path for one in sandbox.requests[1:2]] == ["/v1/images/edits"]
        assert b'name="response_format"\r\n\r\nurl\r\n' in sandbox.requests[1].body


@every_flavour
async def test_save_checks_its_path_before_anything_is_paid(flavour, tmp_path):
    """A folder that is missing is refused before the request, by each route."""
    with Sandbox() as sandbox:
        client = flavour.client(sandbox.key, base_url=sandbox.url)
        for prompt in ("a fox", PROMPT):
            with pytest.raises(FileNotFoundError):
                await client.stream_image(prompt).save(tmp_path / "missing" / "fox.jpg")
            with pytest.raises(errors.ArgumentError, match="progress="):
                await client.stream_image(prompt).save(tmp_path / "fox.jpg", progress="loud")
        assert not sandbox.requests
        saved = await client.stream_image(PROMPT, width=8, height=8).save(tmp_path / "fox")
        assert saved.name == "fox.jpg"


@every_flavour
async def test_the_download_is_repeated_and_the_paid_request_is_not(flavour):
    """The file costs nothing to read, so its request is sent again after an unknown outcome."""
    downloads = []

    def serve(connection):
        while head := server.head(connection):
            downloads.append(head)
            if len(downloads) == 1:
                return  # closes
            connection.sendall(IMAGE)

    server = RawServer(serve)
    with server, answering(json_answer(lambda: f"{server.url}/f")) as base, without_waiting():
        _, content = await read(flavour.client(KEY, base_url=base.url, retry=Retry(first_wait=0)))
    assert content == PNG
    assert (len(base.heads), len(downloads)) == (1, 2)


def json_answer(url):
    """Return the bytes of an answer that names a file; its URL is known once the servers run."""
    body = b'{"data": [{"url": "%b"}]}' % url().encode()
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body)


FAILURES = {
    "gone": (b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n", errors.NotFoundError),
    "cut off": (IMAGE[:-9], errors.APIConnectionError),
    "no image": (b"HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n<html></html>", errors.UnexpectedResponseError),
    "no server": (None, errors.APIConnectionError),
}


@every_flavour
@pytest.mark.parametrize("failure", FAILURES)
async def test_what_was_paid_is_not_lost(flavour, failure):
    """Whatever goes wrong after the payment, the error tells the URL of the file."""
    answer, kind = FAILURES[failure]
    with RawServer(lambda connection: files.head(connection) and connection.sendall(answer)) as files:
        url = f"{files.url}/f"
        if answer is None:
            files.__exit__(None, None, None)
        with answering(json_answer(lambda: url)) as base:
            client = flavour.client(KEY, base_url=base.url, retry=Retry.off)
            with pytest.raises(kind) as caught:
                await read(client)
    assert f"The file is generated and paid for. The service keeps it for 30 days: {url}" in str(caught.value)
    assert len(base.heads) == 1


# -- the safety of the bytes --

REFUSED = {
    "https://127.0.0.1:22/id_rsa": "private",
    "https://[::1]:22/": "private",
    "https://localhost:22/": "private",
    "https://192.168.1.1/": "private",
    "https://2130706433:22/": "private",
    "http://127.0.0.1:22/": "https only",
    "http://files.example/f": "https only",
    "file:///etc/passwd": "no URL of a server",
    "../../etc/passwd": "no URL of a server",
    "": "does not name the URL",
}


@every_flavour
@pytest.mark.parametrize("url", REFUSED)
async def test_a_url_of_a_public_answer_leads_to_no_private_place(flavour, url):
    """The answer of the public service names this machine, another protocol or a file: nothing is sent there."""
    seen = []
    client = mocked(flavour, seen, lambda _: naming(url))
    with pytest.raises(errors.PollinationsError, match=REFUSED[url]) as caught:
        await read(client)
    assert [request.url.path for request in seen] == ["/v1/images/generations"]
    assert url in str(caught.value)


@every_flavour
async def test_a_redirect_of_the_file_leads_to_no_private_place(flavour, monkeypatch):
    """A file at a public host that redirects to this machine is not read, and the error tells the paid file."""
    seen = []

    def answer(request):
        if request.method == "POST":
            return naming(PUBLIC)
        return httpx.Response(302, headers={"location": "https://127.0.0.1:22/"})

    monkeypatch.setattr(socket, "getaddrinfo", resolving({"media.pollinations.ai": "8.8.8.8"}))
    with pytest.raises(errors.APIConnectionError, match="private") as caught:
        await read(mocked(flavour, seen, answer))
    assert [request.url.host for request in seen] == ["gen.pollinations.ai", "media.pollinations.ai"]
    assert PUBLIC in str(caught.value)


@every_flavour
async def test_no_key_and_no_header_follows_to_the_named_host(flavour, monkeypatch):
    """Neither the key, also one in the URL itself, nor the headers of the client and the call are sent there."""
    seen = []
    monkeypatch.setattr(socket, "getaddrinfo", resolving({"media.pollinations.ai": "8.8.8.8"}))

    def answer(request):
        return naming(f"{PUBLIC}?key={KEY}&a=1") if request.method == "POST" else httpx.Response(200, content=PNG)

    client = mocked(flavour, seen, answer, headers={"X-Token": "hush"})
    await read(client, extra_headers={"X-Other": "hush"})
    assert str(seen[1].url) == f"{PUBLIC}?a=1"
    assert KEY not in repr(seen[1].headers.raw)
    assert "hush" not in repr(seen[1].headers.raw)
    assert seen[0].headers["x-other"] == "hush"


@every_flavour
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("declared", [False, True])
async def test_a_file_without_end_is_not_read_to_its_end(flavour, monkeypatch, packed, declared):
    """Beyond the limit of size the reading ends in an error, before the first byte where the size is declared."""
    monkeypatch.setattr(stored_files, "LARGEST_FILE", 1_000_000)
    sent = []

    def serve(connection):
        files.head(connection)
        head = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"
        if packed:
            body = gzip.compress(PNG + bytes(3_000_000))
            connection.sendall(head + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
            return
        length = b"Content-Length: 99999999999\r\n\r\n" if declared else b"Connection: close\r\n\r\n"
        connection.sendall(head + length + PNG)
        for _ in range(1_000):
            connection.sendall(bytes(100_000))
            sent.append(1)

    with (
        RawServer(serve) as files,
        answering(json_answer(lambda: f"{files.url}/f")) as base,
        pytest.raises(errors.UnexpectedResponseError, match=r"more than 1,000,000 bytes") as caught,
    ):
        await read(flavour.client(KEY, base_url=base.url))
    assert len(sent) < 500
    assert "/f" in str(caught.value)


@every_flavour
async def test_a_file_read_whole_has_the_same_limit(flavour, monkeypatch):
    """The limit holds also where a file is read whole."""
    from tests.helpers.hosts import sent  # noqa: PLC0415 - only this test sends a call without a method

    monkeypatch.setattr(stored_files, "LARGEST_FILE", len(PNG) - 1)
    with answering(IMAGE) as server:
        client = flavour.client(KEY, base_url=server.url)
        with pytest.raises(errors.UnexpectedResponseError, match="more than"):
            await sent(client, stored_files.fetch_media(f"{server.url}/f"))
        monkeypatch.setattr(stored_files, "LARGEST_FILE", len(PNG))
        assert bytes(await sent(client, stored_files.fetch_media(f"{server.url}/f"))) == PNG


@every_flavour
async def test_a_name_from_the_service_is_no_path(flavour, tmp_path, monkeypatch):
    """`Content-Disposition` and the URL decide no file name."""
    monkeypatch.chdir(tmp_path)
    named = IMAGE.replace(b"Content-Type", b'Content-Disposition: attachment; filename="../evil.png"\r\nContent-Type')
    with answering(named) as files, answering(json_answer(lambda: f"{files.url}/..%2F..%2Fevil")) as base:
        client = flavour.client(KEY, base_url=base.url)
        saved = await client.stream_image(PROMPT).save(tmp_path / "mine")
    assert saved == tmp_path / "mine.png"
    assert [one.name for one in tmp_path.iterdir()] == ["mine.png"]
    assert list(map(line, files.heads)) == ["GET /..%2F..%2Fevil"]


@every_flavour
async def test_a_redirect_to_a_public_host_is_followed_without_a_key(flavour):
    """On this machine, for tests, a redirect of a file leads to another port; the bytes arrive."""
    with (
        answering(IMAGE) as other,
        redirecting(f"{other.url}/there") as files,
        answering(json_answer(lambda: f"{files.url}/f")) as base,
    ):
        _, content = await read(flavour.client(KEY, base_url=base.url))
    assert content == PNG
    assert KEY not in files.heads[0] + other.heads[0]


@every_flavour
async def test_a_paid_request_that_fails_downloads_nothing(flavour):
    """An error of the POST is its own, without a remark about a file."""
    with Sandbox() as sandbox:
        client = flavour.client(sandbox.key, base_url=sandbox.url, retry=Retry.off)
        sandbox.queue(Fault.status(402))
        with pytest.raises(errors.PaymentRequiredError) as caught:
            await read(client)
        assert "paid for" not in str(caught.value)
        assert len(sandbox.requests) == 1


@every_flavour
async def test_a_paid_file_that_came_in_place_of_its_url_is_kept(flavour):
    """A service that answers with the bytes, which the stream did not ask for: the error has them."""
    answer = {"data": [{"b64_json": base64.b64encode(PNG).decode()}]}
    seen = []
    client = mocked(flavour, seen, lambda _: httpx.Response(200, json=answer))
    with pytest.raises(errors.UnexpectedResponseError, match="does not name the URL") as caught:
        await read(client, image=PNG)
    assert caught.value.partial.bytes == PNG
    assert "error.partial is its Media" in str(caught.value)
    assert len(seen) == 1
