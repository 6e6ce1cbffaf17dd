"""A server that answers a large upload before it has read all of it: the answer counts, and nothing is logged."""

import contextlib
import socket
import ssl
import threading

import anyio
import pytest
import trustme
from tests.helpers.flavours import every_flavour
from tests.helpers.retries import CAREFUL
from tests.helpers.servers import RawServer

from pollination_sdk import AsyncPollinations, Pollinations, Retry, errors

KEY = "sk_early_answers"
UPLOAD = "A" * 6_000_000
REFUSAL = b'{"success":false,"error":{"message":"Payload too large","code":"PAYLOAD_TOO_LARGE"},"status":413}'
CHAT = (
    b'{"id":"c","object":"chat.completion","created":1,"model":"openai","choices":'
    b'[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"early"}}]}'
)


def with_length(status: bytes, body: bytes, *headers: bytes) -> bytes:
    """Write an answer that tells its length."""
    lines = [b"HTTP/1.1 " + status, b"Content-Type: application/json", b"Content-Length: %d" % len(body), *headers]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def in_chunks(status: bytes, body: bytes) -> bytes:
    """Write an answer in chunks."""
    head = b"HTTP/1.1 " + status + b"\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    parts = [body[start : start + 20] for start in range(0, len(body), 20)]
    return head + b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


TOO_LARGE = b"413 Payload Too Large"
ANSWERS = {
    "refusal": with_length(TOO_LARGE, REFUSAL),
    "refusal that closes": with_length(TOO_LARGE, REFUSAL, b"Connection: close"),
    "refusal in chunks": in_chunks(TOO_LARGE, REFUSAL),
    "refusal after 100 and 103": b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
    + with_length(TOO_LARGE, REFUSAL),
    "good": with_length(b"200 OK", CHAT),
}


def linger(server: RawServer, connection: socket.socket) -> None:
    """Close the sending side, and read until the client closes."""
    # Not `connection.shutdown`, which would end TLS of both sides.
    with socket.socket(fileno=socket.dup(connection.fileno())) as raw:
        raw.shutdown(socket.SHUT_WR)
        server.until_gone(raw)


def leave_open(server: RawServer, connection: socket.socket) -> None:
    """Read no more and keep the connection until the test ends."""
    server.ending.wait(20)


def close_at_once(server: RawServer, connection: socket.socket) -> None:
    """Close with much unread, which resets the connection."""


ENDS = {"linger": linger, "open": leave_open, "reset": close_at_once}
READS = {"nothing": 0, "half": 3_000_000, "nearly all": 5_999_000}


@pytest.fixture(scope="module")
def authority():
    """Give an authority for certificates."""
    return trustme.CA()


@contextlib.contextmanager
def uploading_to(answer, ends, *, reads=0, context=None):
    """Serve: read a part of each upload, answer, and end the connection in a way."""

    def serve(connection):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)  # a path with little room, as a real one
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else a reset may overtake the answer
        if context is not None:
            connection = context.wrap_socket(connection, server_side=True)
        with connection:
            left = reads - len(server.head(connection).partition(b"\r\n\r\n")[2])
            while left > 0:
                left -= len(connection.recv(min(left, 65_536)))
            connection.sendall(answer)
            ends(server, connection)

    server = RawServer(serve)
    with server:
        yield server


async def _chat(url, **options):
    async with AsyncPollinations(KEY, base_url=url, retry=Retry.off, timeout=20, **options) as client:
        return (await client.chat(UPLOAD)).choices[0].message.content


def _sync(url):
    with Pollinations(KEY, base_url=url, retry=Retry.off, timeout=20) as client:
        return client.chat(UPLOAD).choices[0].message.content


CLIENTS = {
    "sync": _sync,
    "asyncio": lambda url: anyio.run(_chat, url, backend="asyncio"),
    "trio": lambda url: anyio.run(_chat, url, backend="trio"),
}


@pytest.fixture
def route(request, monkeypatch, tmp_path, authority):
    """Give a way to the server: its TLS context, its URL, and the proxy of the environment in between."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    secure = request.param != "http"
    with contextlib.ExitStack() as stack:
        if request.param == "tunnel":
            proxy = stack.enter_context(tunnel())
            monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        yield (context if secure else None), ("https://localhost:{}" if secure else "http://127.0.0.1:{}")


def tunnel():
    """Be an HTTP proxy that joins two connections."""

    def serve(connection):
        host, _, port = proxy.head(connection).split()[1].decode().partition(":")
        with socket.create_connection((host, int(port))) as behind:
            connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            there = threading.Thread(target=pour, args=(connection, behind))
            there.start()
            pour(behind, connection)
            there.join(20)

    proxy = RawServer(serve)
    return proxy


def pour(source, target):
    """Pass bytes on until one side ends."""
    with contextlib.suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)


def refused(client, url):
    """Tell whether a call ends in the refusal that the server sent."""
    with pytest.raises(errors.APIError) as caught:
        CLIENTS[client](url)
    return (caught.value.status, caught.value.code) == (413, "PAYLOAD_TOO_LARGE")


def lines_of_asyncio(caplog):
    """Return what asyncio has logged."""
    return [record.getMessage() for record in caplog.records if record.name.startswith("asyncio")]


@pytest.mark.slow(reason="uploads megabytes in every way of refusing them")
@pytest.mark.parametrize("reads", READS)
@pytest.mark.parametrize("ends", ENDS)
@pytest.mark.parametrize("route", ["http", "https", "tunnel"], indirect=True)
@pytest.mark.parametrize("client", CLIENTS)
def test_an_early_refusal_is_the_outcome(client, route, ends, reads, caplog):
    """However the server ends the connection and whenever it answers, the refusal is raised, and nothing is logged."""
    context, url = route
    with uploading_to(ANSWERS["refusal"], ENDS[ends], reads=READS[reads], context=context) as server:
        assert refused(client, url.format(server.port))
        assert server.accepted == 1
    assert lines_of_asyncio(caplog) == []


@pytest.mark.parametrize("answer", list(ANSWERS)[1:])
@pytest.mark.parametrize("route", ["http", "https"], indirect=True)
@pytest.mark.parametrize("client", CLIENTS)
def test_every_form_of_an_early_answer_counts(client, route, answer):
    """An answer in chunks, one behind interim ones and a good one count while the server reads no more."""
    context, url = route
    with uploading_to(ANSWERS[answer], leave_open, context=context) as server:
        if answer == "good":
            assert CLIENTS[client](url.format(server.port)) == "early"
        else:
            assert refused(client, url.format(server.port))


@pytest.mark.parametrize("ends", ["linger", "reset"])
@pytest.mark.parametrize("route", ["http", "https"], indirect=True)
@every_flavour
async def test_an_upload_that_is_cut_off_without_an_answer_has_an_unknown_outcome(flavour, route, ends, caplog):
    """A connection that ends in the middle of a paid request is one clear error, and nothing is sent again."""
    context, url = route
    with uploading_to(b"", ENDS[ends], reads=3_000_000, context=context) as server:
        async with flavour.client(KEY, base_url=url.format(server.port), timeout=20, retry=CAREFUL) as client:
            with pytest.raises(errors.OutcomeUnknownError) as caught:
                await client.chat(UPLOAD)
        assert server.accepted == 1
    assert isinstance(caught.value.cause_error, errors.APIConnectionError)
    assert lines_of_asyncio(caplog) == []


@every_flavour
async def test_a_connection_with_a_request_half_sent_is_not_used_again(flavour):
    """The rest of the request would be taken for the next one."""
    with uploading_to(ANSWERS["refusal"], leave_open) as server:
        async with flavour.client(KEY, base_url=server.url, retry=Retry.off, timeout=20) as client:
            for _ in range(2):
                with pytest.raises(errors.APIError):
                    await client.chat(UPLOAD)
        assert server.accepted == 2


@every_flavour
async def test_a_connection_is_used_again_after_a_large_upload_and_interim_answers(flavour):
    """An answer after the whole request leaves the connection as good as new, whatever 1xx came meanwhile."""

    def serve(connection):
        while head := server.head(connection):
            connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
            length = next(int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
            left = length - len(head.partition(b"\r\n\r\n")[2])
            while left > 0:
                left -= len(connection.recv(min(left, 65_536)))
            connection.sendall(ANSWERS["good"])

    with RawServer(serve) as server:
        async with flavour.client(KEY, base_url=server.url, retry=Retry.off, timeout=20) as client:
            for _ in range(3):
                assert (await client.chat(UPLOAD)).choices[0].message.content == "early"
        assert server.accepted == 1
