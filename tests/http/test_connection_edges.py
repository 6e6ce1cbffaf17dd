"""The edges of a connection: `close_notify` beside data, alerts, long limits, interrupted lookups.

Uses private names: Ctrl-C at one certain line cannot be had from outside.
"""

import contextlib
import ssl

import httpx
import pytest
import trustme
from tests.helpers.flavours import every_flavour
from tests.helpers.servers import RawServer, answering, trusted_context

from pollination_sdk import Pollinations, Retry, errors

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


@every_flavour
async def test_a_long_limit_is_no_longer_than_the_system_takes(flavour):
    """An idle limit of months waits as long as the system can, and raises nothing of its own."""
    with answering() as server:
        client = flavour.client(KEY, base_url=server.url, timeout=None, idle_timeout=3e6, first_item_timeout=3e6)
        assert await client.text("hi") == "hi"


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
