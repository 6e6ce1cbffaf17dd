"""Uploads over raw sockets: flat memory, and no second request once a part of the file was sent."""

import json
import socket
import struct
import sys

import httpx
import pytest
from tests.examples import AT_NIGHT, sampled
from tests.helpers.forking import run_program
from tests.helpers.servers import RawServer

KEY = "sk_large_uploads"
MEBIBYTE = 1 << 20
SIZE = 400 if AT_NIGHT else 100
"""MiB of the large file."""
STORED = b'{"id":"a","url":"http://files.example/a","contentType":"video/mp4","size":1}'
GOOD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(STORED), STORED)
PROGRAM = """
import asyncio, json, resource, sys
from pathlib import Path
from pollination_sdk import AsyncPollinations, Pollinations, errors

url, path, flavour = sys.argv[1:]

async def run():
    client = (Pollinations if flavour == "sync" else AsyncPollinations)("sk_large_uploads", base_url=url)
    seen = []

    async def upload(file, **options):
        made = client.upload(file, **options)
        return made if flavour == "sync" else await made

    await upload(b"a small one")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        stored = await upload(Path(path), progress=lambda sent, total: seen.append((sent, total)))
        said = stored.id
    except errors.OutcomeUnknownError as error:
        said = str(error)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(json.dumps({"said": said, "grown": grown, "last": seen[-1], "pieces": len(seen)}))

asyncio.run(run())
"""


def received(server: RawServer, connection: socket.socket, most: int | None = None) -> int:
    """Read one request, or so many bytes of its body, and return the length of what was read of the body."""
    head = server.head(connection)
    if not head:
        return 0
    length = int(httpx.Headers(_fields(head))["content-length"])
    read = len(head.partition(b"\r\n\r\n")[2])
    while read < min(length, length if most is None else most):
        piece = connection.recv(MEBIBYTE)
        if not piece:
            break
        read += len(piece)
    return read


def _fields(head: bytes) -> list[tuple[bytes, bytes]]:
    lines = head.partition(b"\r\n\r\n")[0].split(b"\r\n")[1:]
    return [(name, value.strip()) for name, _, value in (line.partition(b":") for line in lines)]


def reset(connection: socket.socket) -> None:
    """Close a connection so that the client gets a reset."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


WAYS = [
    ("sync", "an answer"),
    ("async", "an answer"),
    ("async", "a reset in the middle"),
    ("sync", "a reset in the middle"),
]


@pytest.fixture
def large(tmp_path):
    """Make a large file, which takes no room on most disks."""
    path = tmp_path / "large.mp4"
    with path.open("wb") as file:
        file.truncate(SIZE * MEBIBYTE)
    return path


@pytest.mark.slow(reason="it sends hundreds of MiB")
@pytest.mark.skipif(sys.platform == "win32", reason="the module resource is missing there")
@pytest.mark.parametrize(("flavour", "ending"), sampled(WAYS, 2))
def test_a_large_file_takes_flat_memory_and_one_request(large, flavour, ending):
    """A file of 100 MiB takes less than 32 MiB of memory; after a reset in its middle, no request follows."""
    bodies = []

    def serve(connection):
        bodies.append(received(server, connection))
        connection.sendall(GOOD)
        if ending == "an answer":
            bodies.append(received(server, connection))
            connection.sendall(GOOD)
            return
        bodies.append(received(server, connection, SIZE * MEBIBYTE // 2))
        reset(connection)

    with RawServer(serve) as server:
        done = run_program(PROGRAM, server.url, str(large), flavour)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["grown"] * (1 if sys.platform == "darwin" else 1024) < 32 * MEBIBYTE
    assert (len(server.heads), server.accepted) == (2, 1)  # the first is that of the small file
    assert found["last"][1] == SIZE * MEBIBYTE
    if ending == "an answer":
        assert (found["said"], found["last"][0], found["pieces"]) == ("a", SIZE * MEBIBYTE, SIZE * 4)
        assert bodies[1] > SIZE * MEBIBYTE
    else:
        assert "may have been stored" in found["said"]
        assert 0.47 * SIZE * MEBIBYTE < found["last"][0] < 0.75 * SIZE * MEBIBYTE
