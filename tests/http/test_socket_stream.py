"""What arrives on a connection: all of it, in order, no more than is asked for.

Uses private names: an idle connection cannot be looked at from outside.
"""

import contextlib
import os
import socket
import ssl
import threading
from collections.abc import AsyncIterator, Iterator

import anyio
import httpx
import pytest
import trustme
from tests.helpers.servers import RawServer

from pollination_sdk._http.backend import Backend
from pollination_sdk._http.connection import Connection
from pollination_sdk._http.deadline import Deadline
from pollination_sdk._http.poller import AnyioPoller, BlockingPoller, finish

LARGE = os.urandom(3 << 19)


@contextlib.contextmanager
def sending(*pieces: bytes, context: ssl.SSLContext | None = None) -> Iterator[RawServer]:
    """Serve: send pieces, each on its own, and close."""

    def serve(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) if context else connection as one:
            for piece in pieces:
                one.sendall(piece)
                server.ending.wait(0.01)

    with RawServer(serve) as server:
        yield server


def contexts() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Make the contexts of a client and of the server that it trusts."""
    authority = trustme.CA()
    ours, theirs = ssl.create_default_context(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.configure_trust(ours)
    authority.issue_cert("localhost").configure_cert(theirs)
    return ours, theirs


@contextlib.asynccontextmanager
async def connected(*pieces: bytes, secure: bool = False) -> AsyncIterator[object]:
    """Connect to a server that sends pieces and closes."""
    ours, theirs = contexts()
    with sending(*pieces, context=theirs if secure else None) as server:
        stream = await Backend(AnyioPoller()).connect("127.0.0.1", server.port, 5)
        if secure:
            await stream.start_tls(ours, "localhost", Deadline.of(5))
        yield stream
        stream.close()


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
@pytest.mark.parametrize("secure", [False, True], ids=["http", "https"])
def test_a_large_answer_arrives_whole(backend, secure):
    """Over TLS or not, each byte arrives once and in its place, and in pieces that are not small."""

    async def main() -> bytes:
        pieces = []
        async with connected(LARGE, secure=secure) as stream:
            while piece := await stream.read(5):
                pieces.append(piece)
        assert max(map(len, pieces)) > 65_536
        return b"".join(pieces)

    assert anyio.run(main, backend=backend) == LARGE


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_a_socket_that_is_closed_wakes_its_reader(backend):
    """Who waits for a socket that another task closes gets an error and does not wait for ever."""

    async def main() -> None:
        with socket.create_server(("127.0.0.1", 0)) as silent:
            stream = await Backend(AnyioPoller()).connect("127.0.0.1", silent.getsockname()[1], 5)

            async def closing() -> None:
                stream.close()

            with anyio.fail_after(5):
                async with anyio.create_task_group() as group:
                    group.start_soon(closing)
                    with pytest.raises(httpx.ReadError):
                        await stream.read(5)

    anyio.run(main, backend=backend)


@pytest.mark.parametrize("poller", ["blocking", "asyncio", "trio"])
def test_what_tls_has_to_say_meanwhile_does_not_end_a_connection(poller):
    """An idle connection over TLS stays usable when tickets or new keys arrive, but not when more than that does."""
    ours, theirs = contexts()

    def serve(connection: socket.socket) -> None:
        with theirs.wrap_socket(connection, server_side=True) as one:  # the handshake of TLS 1.3 ends with tickets
            told.wait(5)
            one.sendall(b"more")
            server.until_gone(one)

    async def main() -> list[bool]:
        using = BlockingPoller() if poller == "blocking" else AnyioPoller()
        stream = await Backend(using).connect("127.0.0.1", server.port, 5)
        await stream.start_tls(ours, "localhost", Deadline.of(5))
        usable = []
        for _ in range(2):
            await using.readable(stream._socket, 5)
            usable.append(Connection(stream).is_usable())
            told.set()
        stream.close()
        return usable

    told = threading.Event()
    with RawServer(serve) as server:
        seen = finish(main()) if poller == "blocking" else anyio.run(main, backend=poller)
    assert seen == [True, False]
