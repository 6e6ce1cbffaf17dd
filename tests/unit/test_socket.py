"""What arrives on a connection of asyncio's: all of it, in order, no more than is asked for, and little of it held."""

import asyncio
import contextlib
import os
import ssl
import threading
from collections.abc import AsyncIterator

import httpcore
import pytest
import trustme

from pollination_sdk._socket import _MOST_AT_ONCE, _MOST_UNREAD, AsyncioBackend, _Wire

LARGE = os.urandom(3 << 20)


@contextlib.asynccontextmanager
async def connected(*pieces: bytes, secure: bool = False) -> AsyncIterator[_Wire]:
    """Connect to a server that sends pieces, each on its own, and closes."""

    async def send(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(0.01)
            writer.close()

    authority = trustme.CA()
    ours, theirs = ssl.create_default_context(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.configure_trust(ours)
    authority.issue_cert("localhost").configure_cert(theirs)
    async with await asyncio.start_server(send, "127.0.0.1", 0, ssl=theirs if secure else None) as server:
        stream = await AsyncioBackend().connect_tcp("127.0.0.1", server.sockets[0].getsockname()[1])
        wire = await stream.start_tls(ours, "localhost") if secure else stream
        assert isinstance(wire, _Wire)
        yield wire
        await wire.aclose()


async def read(wire: _Wire, most: int) -> bytes:
    """Read to the end, and see that no piece is larger than was asked for."""
    pieces = []
    while piece := await wire.read(most, 5):
        assert len(piece) <= most
        pieces.append(piece)
    return b"".join(pieces)


@pytest.mark.parametrize("secure", [False, True])
@pytest.mark.parametrize("most", [1000, _MOST_AT_ONCE, 1 << 20])
def test_a_large_answer_arrives_whole(most, secure):
    """However much is asked for at once, over TLS or not, each byte arrives once and in its place."""

    async def main() -> bytes:
        async with connected(LARGE, secure=secure) as wire:
            return await read(wire, most)

    assert asyncio.run(main()) == LARGE


def test_small_pieces_that_wait_are_read_together():
    """What came in many pieces while nobody read is handed out as one, as far as it was asked for."""

    async def main() -> list[bytes]:
        async with connected(b"ab", b"cd", b"ef", b"gh") as wire:
            await asyncio.sleep(0.2)
            return [await wire.read(5), await wire.read(1), await wire.read(100), await wire.read(100)]

    assert asyncio.run(main()) == [b"abcd", b"e", b"fgh", b""]


@pytest.mark.parametrize("secure", [False, True])
def test_little_is_held_of_what_nobody_reads(secure):
    """A reader that pauses has no more than a quarter of a megabyte wait for it, and then reads all of it."""

    async def main() -> bytes:
        async with connected(LARGE, secure=secure) as wire:
            await asyncio.sleep(0.1)
            assert _MOST_UNREAD <= wire._unread < _MOST_UNREAD + _MOST_AT_ONCE
            assert sum(map(len, wire._arrived)) == wire._unread
            return await read(wire, _MOST_AT_ONCE)

    assert asyncio.run(main()) == LARGE


def test_connections_in_many_threads_keep_their_bytes_apart():
    """The connections of an event loop are read into one place; none gets a byte of another, in any thread."""
    whole = []

    async def one(content: bytes) -> bool:
        async with connected(content) as wire:
            return await read(wire, 5000) == content

    async def main(start: int) -> None:
        whole.extend(await asyncio.gather(*(one(bytes([start + count]) * (1 << 20)) for count in range(5))))

    threads = [threading.Thread(target=asyncio.run, args=[main(start)]) for start in (0, 10, 20, 30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert whole == [True] * 20


def test_a_connection_that_was_just_lost_refuses_a_large_write():
    """TLS says that a connection is lost a round of the event loop later; a write in between fails as any other."""

    async def main():
        async with connected(secure=True) as wire:
            wire._opened.abort()
            await asyncio.sleep(0)
            with pytest.raises(httpcore.WriteError):
                await wire.write(LARGE)

    asyncio.run(main())
