"""The edges of a connection: `close_notify` beside data, alerts, odd names, long limits, interrupted lookups.

Uses private names: Ctrl-C at one certain line cannot be had from outside.
"""

import contextlib
import ssl
import time

import httpx
import pytest
import trustme
from tests.helpers.flavours import every_flavour
from tests.helpers.proxies import clear_environment
from tests.helpers.servers import HEAD, STREAM_HEAD, RawServer, answering, chunk, once, trusted_context

from pollination_sdk import Pollinations, Retry, errors
from pollination_sdk._http.tls import trusted
from pollination_sdk._responses.opened import OpenedStream

KEY = "sk_tlsend0123456789"
OPTIONS = {"timeout": 5, "retry": Retry.off}


@pytest.fixture
def context(tmp_path, monkeypatch):
    """Give the TLS context of a server whose authority the clients trust."""
    return trusted_context(tmp_path, monkeypatch, "localhost")


@contextlib.contextmanager
def saying_goodbye(context, head):
    """Serve: each answer and `close_notify` leave in one packet, and the server then waits for the client to leave."""

    def serve(connection):
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        tls = context.wrap_bio(incoming, outgoing, server_side=True)

        def until(operation):
            while True:
                try:
                    return operation()
                except ssl.SSLWantReadError:
                    connection.sendall(outgoing.read())
                    if not (data := connection.recv(65_536)):
                        raise OSError from None
                    incoming.write(data)

        until(tls.do_handshake)
        connection.sendall(outgoing.read())
        server.heads.append(until(lambda: tls.read(65_536)))
        tls.write(head + b"\r\n\r\nhello")
        with contextlib.suppress(ssl.SSLWantReadError):
            tls.unwrap()
        connection.sendall(outgoing.read())
        server.until_gone(connection)

    with RawServer(serve) as server:
        yield f"https://localhost:{server.port}", server


@every_flavour
@pytest.mark.parametrize("length", [b"", b"\r\nContent-Length: 5"], ids=["until it ends", "with a length"])
async def test_an_end_that_comes_with_the_answer_is_seen(flavour, context, length):
    """The answer is whole, and the next call gets a connection of its own."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain" + length
    with saying_goodbye(context, head) as (url, server):
        client = flavour.client(KEY, base_url=url, **OPTIONS)
        assert [await client.text("hi"), await client.text("ho")] == ["hello", "hello"]
        assert server.accepted == 2


@every_flavour
async def test_a_server_learns_why_its_certificate_is_refused(flavour, context, monkeypatch, tmp_path):
    """A failed check sends the alert of TLS, which the server can write into its log."""
    trustme.CA().cert_pem.write_to_path(tmp_path / "other.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "other.pem"))
    seen = []

    def serve(connection):
        try:
            context.wrap_socket(connection, server_side=True)
        except ssl.SSLError as error:
            seen.append(error.reason)

    with RawServer(serve) as server:
        client = flavour.client(KEY, base_url=f"https://localhost:{server.port}", **OPTIONS)
        with pytest.raises(errors.APIConnectionError):
            await client.key()
        assert server.none_open()
    assert seen == ["TLSV1_ALERT_UNKNOWN_CA"]


def test_a_server_cannot_begin_tls_anew(context):
    """A new handshake within a connection of TLS 1.2 is refused: a request would wait for it, half written."""
    assert trusted().options & ssl.OP_NO_RENEGOTIATION


@every_flavour
async def test_a_long_limit_is_no_longer_than_the_system_takes(flavour):
    """An idle limit of months waits as long as the system can, and raises nothing of its own."""
    with answering() as server:
        client = flavour.client(KEY, base_url=server.url, timeout=None, idle_timeout=3e6, first_item_timeout=3e6)
        assert await client.text("hi") == "hi"


@every_flavour
async def test_another_protocol_is_an_error_of_the_connection(flavour):
    """A server that changes the protocol, as the caller's own header asks for, gives no answer."""
    headers = {"Upgrade": "h2c", "Connection": "Upgrade"}
    with answering(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n") as server:
        client = flavour.client(KEY, base_url=server.url, headers=headers, **OPTIONS)
        with pytest.raises(errors.APIConnectionError, match="another protocol"):
            await client.text("hi")
        assert server.none_open()


@every_flavour
@pytest.mark.parametrize("host", [".example.com", "a" * 64 + ".example.com"], ids=["dot", "long"])
async def test_a_name_that_no_certificate_has_is_an_error_of_ours(flavour, monkeypatch, host):
    """A proxy may lead to a host whose name Python refuses to check; nothing was sent."""
    clear_environment(monkeypatch)
    with once(lambda connection: connection.sendall(HEAD + b"\r\n")) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        client = flavour.client(KEY, base_url=f"https://{host}", **OPTIONS)
        with pytest.raises(errors.APIConnectionError, match="Could not connect"):
            await client.text("hi")
        assert proxy.none_open()


@every_flavour
async def test_a_stream_that_another_closes_ends_at_once(flavour):
    """Who reads a stream that another thread or task closes does not wait for the server."""

    def serve(connection):
        server.head(connection)
        connection.sendall(STREAM_HEAD + chunk(b'data: {"choices":[{"index":0,"delta":{"content":"a"}}]}\n\n'))
        server.until_gone(connection)

    with RawServer(serve) as server:
        client = flavour.client(KEY, base_url=server.url, timeout=60, retry=Retry.off)
        async with client.stream_text("hi") as stream:

            async def read():
                return [piece async for piece in stream]

            async def close():
                await flavour.pause(0.1)
                await (stream.close if flavour.name == "blocking" else stream.aclose)()

            start = time.monotonic()
            ended, _ = await flavour.together(read, close)
        assert isinstance(ended, errors.PollinationsError)
        assert time.monotonic() - start < 5
        assert server.none_open()


def test_a_stream_that_another_closes_just_before_it_is_read_is_an_error_of_ours(monkeypatch):
    """The close of another thread that comes between the first check and the first read is no error of httpx."""
    monkeypatch.setattr(OpenedStream, "_check_process", lambda opened: opened.response.close())
    with answering(STREAM_HEAD + b"0\r\n\r\n") as server:
        client = Pollinations(KEY, base_url=server.url, **OPTIONS)
        with client.stream_text("hi") as stream, pytest.raises(errors.PollinationsError):
            next(iter(stream))


def test_an_interrupted_lookup_holds_up_nobody():
    """Ctrl-C just as a lookup starts leaves nothing behind that later calls would wait for."""

    class Interrupted(dict):
        def setdefault(self, *item):
            super().setdefault(*item)
            raise KeyboardInterrupt

    with answering() as server:
        url = httpx.URL(server.url).copy_with(host="localhost")
        client = Pollinations(KEY, base_url=url, **OPTIONS)
        addresses = client._pool.http()._backend._addresses
        addresses._lookups = Interrupted()
        with pytest.raises(KeyboardInterrupt):
            client.text("hi")
        addresses._lookups = dict(addresses._lookups)
        assert client.text("hi") == "hi"
