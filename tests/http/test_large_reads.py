"""Large answers are read in large pieces, by either client.

Uses private names: the sizes of reads show at the transport, below the clients.
"""

import asyncio
import os
import socket

import httpx
import pytest
from tests.http.test_transport import serving

from pollination_sdk._http.transport import AsyncPooledTransport, PooledTransport

LARGE = os.urandom(4 << 20)


def large(connection: socket.socket, _: int) -> bool:
    """Answer with four megabytes."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(LARGE) + LARGE)
    return True


def read(url: str) -> list[bytes]:
    """Read it with the blocking client."""
    with httpx.Client(transport=PooledTransport()) as http, http.stream("GET", url) as answer:
        return list(answer.iter_raw())


def read_async(url: str) -> list[bytes]:
    """Read it without blocking."""

    async def main() -> list[bytes]:
        async with httpx.AsyncClient(transport=AsyncPooledTransport()) as http, http.stream("GET", url) as answer:
            return [piece async for piece in answer.aiter_raw()]

    return asyncio.run(main())


@pytest.mark.parametrize("read", [read, read_async])
def test_a_large_answer_comes_in_pieces_larger_than_those_of_httpx(monkeypatch, read):
    """A piece costs the same whatever its size, and httpx reads 64 KB at most."""
    with serving(large) as server:
        pieces = read(server.url)
    assert b"".join(pieces) == LARGE
    assert max(map(len, pieces)) > 65_536
