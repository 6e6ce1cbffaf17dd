"""What becomes of the connection of a stream that has come to its end."""

import asyncio
import contextlib
import gzip
import json
import socket
import time

import httpx
import pytest
from tests.helpers.flavours import every_flavour
from tests.helpers.proxies import scheme_server
from tests.helpers.servers import STREAM_HEAD, RawServer, chunk, once

from pollination_sdk import AsyncPollinations, Pollinations, Retry

KEY = "sk_streams_12345678"


def event(delta, reason=None):
    """Write one event."""
    choice = {"index": 0, "delta": delta, "finish_reason": reason}
    return b"data: %s\n\n" % json.dumps({"object": "chat.completion.chunk", "choices": [choice]}).encode()


EVENTS = [event({"content": "moss "}), event({"content": "and rain"}), event({}, "stop"), b"data: [DONE]\n\n"]
CHUNKS = STREAM_HEAD + b"".join(map(chunk, EVENTS))
LAST = b"0\r\n\r\n"
LENGTH = STREAM_HEAD.replace(b"Transfer-Encoding: chunked", b"Content-Length: %d")
PACKED = gzip.compress(b"".join(EVENTS))


def late(connection):
    """Send the end of the body after all the rest."""
    connection.sendall(CHUNKS)
    time.sleep(0.01)
    connection.sendall(LAST)


def one_by_one(connection):
    """Send each event on its own."""
    connection.sendall(STREAM_HEAD)
    for each in EVENTS:
        connection.sendall(chunk(each))
    connection.sendall(LAST)


def followed(connection):
    """Send a rest of almost 64 KB behind the end of the stream."""
    connection.sendall(CHUNKS + chunk(b": " + bytes(60_000)) + LAST)


def with_length(connection):
    """Send a body of a known length."""
    connection.sendall(LENGTH % sum(map(len, EVENTS)) + b"".join(EVENTS))


def packed(connection):
    """Send a compressed body whose end mark comes late."""
    head = STREAM_HEAD[:-2] + b"Content-Encoding: gzip\r\n\r\n"
    connection.sendall(head + chunk(PACKED[:-8]))
    time.sleep(0.01)
    connection.sendall(chunk(PACKED[-8:]) + LAST)


async def looped(client):
    """Read all words in a loop."""
    stream = client.stream_text("hi")
    assert [word async for word in stream] == ["moss ", "and rain"]


async def entered(client):
    """Read all chunks inside `async with`."""
    async with client.stream_chat("hi") as stream:
        assert len([part async for part in stream]) == 3


async def left(client):
    """Leave the loop at the chunk that says that the answer is complete."""
    async with client.stream_chat("hi") as stream:
        async for part in stream:
            if part.choices[0].finish_reason:
                break


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("answer", [late, one_by_one, followed, with_length, packed])
@every_flavour
async def test_streams_in_a_row_share_one_connection(flavour, answer, scheme, monkeypatch, tmp_path):
    """However the body of a stream ends and its loop is left: the next stream finds the connection ready."""
    monkeypatch.setattr("pollination_sdk._responses.opened.DRAIN_SECONDS", 20)  # on a busy machine the end comes late
    with scheme_server(monkeypatch, tmp_path, scheme, answer) as server:
        async with flavour.client(KEY, base_url=server.url) as client:
            for way in [looped, entered, left, looped, left]:
                await way(client)
        assert server.accepted == 1


def silence(server, connection):
    """Say nothing more."""
    server.until_gone(connection)


def drip(server, connection):
    """Go on with a comment now and then."""
    while not server.ending.wait(0.02):
        connection.sendall(chunk(b": still here\n\n"))


def wrong(server, connection):
    """Break the framing."""
    connection.sendall(b"no chunk\r\n")
    server.until_gone(connection)


@pytest.mark.parametrize("goes_on", [silence, drip, wrong])
@every_flavour
async def test_a_body_without_an_end_costs_a_moment_and_its_connection(flavour, goes_on):
    """The rest of a body is waited for 100 ms and no longer, and the connection is not used again."""

    def serve(connection):
        server.head(connection)
        connection.sendall(CHUNKS)
        goes_on(server, connection)

    with RawServer(serve) as server:
        async with flavour.client(KEY, base_url=server.url) as client:
            start = time.monotonic()
            for way in [looped, entered, left]:
                await way(client)
            assert time.monotonic() - start < 2
        assert server.accepted == 3
        assert server.none_open()


@every_flavour
async def test_a_flood_behind_the_end_is_not_read(flavour):
    """Of what follows the end of a stream 64 KB are read; what the system has taken besides is dropped."""
    sent = []

    def serve(connection):
        server.head(connection)
        connection.sendall(CHUNKS)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65_536)
        with contextlib.suppress(OSError):
            for _ in range(4096):
                connection.sendall(chunk(bytes(65_536)))
                sent.append(65_536)

    with RawServer(serve) as server:
        async with flavour.client(KEY, base_url=server.url) as client:
            await looped(client)
            assert server.none_open()
            await looped(client)
        assert server.accepted == 2
    assert sum(sent) < 2 * 8 * 1024 * 1024


def test_a_callers_blocking_http_client_waits_for_no_rest():
    """A blocking read of an `http_client` cannot be ended early, so its connection is closed at the end of a stream."""
    with once(lambda connection: connection.sendall(CHUNKS)) as server, httpx.Client(timeout=20) as http:
        client = Pollinations(KEY, base_url=server.url, http_client=http, retry=Retry.off)
        start = time.monotonic()
        for _ in range(2):
            assert list(client.stream_text("hi")) == ["moss ", "and rain"]
            assert server.none_open()
        assert time.monotonic() - start < 2
    assert server.accepted == 2


def test_a_callers_async_http_client_keeps_its_connection():
    """A read that does not block can be ended early, so the rest of the body is read there too."""

    def serve(connection):
        while server.head(connection):
            late(connection)

    async def main():
        async with httpx.AsyncClient() as http:
            client = AsyncPollinations(KEY, base_url=server.url, http_client=http)
            for way in [looped, entered, left]:
                await way(client)

    with RawServer(serve) as server:
        asyncio.run(main())
    assert server.accepted == 1
