"""The other side of every row, in a process of its own: fixed answers, as fast as Python allows.

`python -m tools.bench.server [CERTIFICATE]` prints its port and serves until its standard input is closed; with a
file of a certificate and its key it speaks TLS. It parses no more of HTTP than the peers need: the sandbox is
believable and slow, and would be what is measured. `GET /cpu` tells the seconds of CPU that it has taken itself, so
that a row can say when it was the limit.
"""

import asyncio
import re
import ssl
import sys
import time
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from tools.bench import answers
from tools.bench.peers import CHUNKS

_MEGABYTE = 1 << 20
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_CHUNKS = re.compile(rb"chunks=(\d+)")  # a prompt may ask for so many


def _box(kind: bytes, size: int) -> bytes:
    return size.to_bytes(4, "big") + kind


class Server(asyncio.Protocol):
    """Answer one request after the other on one connection."""

    def __init__(self) -> None:
        self._buffer = b""
        self._drained = asyncio.Event()
        self._drained.set()
        self._tasks: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to write."""
        self._transport: Any = transport

    def pause_writing(self) -> None:
        """Let a long answer wait."""
        self._drained.clear()

    def resume_writing(self) -> None:
        """Let a long answer go on."""
        self._drained.set()

    def data_received(self, data: bytes) -> None:
        """Answer every whole request that has come."""
        self._buffer += data
        while True:
            head, found, rest = self._buffer.partition(b"\r\n\r\n")
            if not found:
                return
            length = _number(_LENGTH, head)
            if len(rest) < length:
                return
            self._buffer = rest[length:]
            self._serve(head.split(b" ", 2)[1], rest[:length])

    def _serve(self, target: bytes, body: bytes) -> None:
        path, _, query = target.partition(b"?")
        if b'"stream":true' in body or b'"stream": true' in body:
            self._start(self._stream(_number(_CHUNKS, body) or CHUNKS))
        elif b"model=veo" in query:
            self._start(self._video(int(path.rpartition(b"/")[2])))
        elif path == b"/cpu":
            self._transport.write(answers.json_answer(time.process_time()))
        else:
            media = answers.MEDIA.get(path.split(b"/", 2)[1], answers.IMAGE)
            self._transport.write(answers.CSV if b"format=csv" in query else answers.FIXED.get(path, media))

    def _start(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _stream(self, count: int) -> None:
        self._transport.write(
            b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
        )
        frame = answers.chunk("word ")
        for start in range(0, count, 20):
            self._write_chunk(frame * min(20, count - start))
            await self._drained.wait()
        last = answers.chunk("").replace(b'"finish_reason": null', b'"finish_reason": "stop"')
        self._write_chunk(last + b"data: [DONE]\n\n")
        self._transport.write(b"0\r\n\r\n")

    async def _video(self, megabytes: int) -> None:
        size = megabytes * _MEGABYTE
        start = _box(b"ftyp", 24) + b"isom\0\0\2\0isomiso2" + _box(b"moov", 8) + _box(b"mdat", size - 32)
        self._transport.write(
            b"HTTP/1.1 200 OK\r\ncontent-type: video/mp4\r\ncontent-length: %d\r\n\r\n" % size + start
        )
        piece, left = b"\0" * 262_144, size - len(start)
        while left:
            self._transport.write(piece[:left])
            left -= min(left, len(piece))
            await self._drained.wait()

    def _write_chunk(self, data: bytes) -> None:
        self._transport.write(b"%x\r\n%b\r\n" % (len(data), data))


def _number(pattern: re.Pattern[bytes], text: bytes) -> int:
    found = pattern.search(text)
    return int(found[1]) if found else 0


async def main() -> None:
    """Serve until standard input is closed."""
    loop = asyncio.get_running_loop()
    context = None
    if len(sys.argv) > 1:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[1])
    server = await loop.create_server(Server, "127.0.0.1", 0, backlog=8192, ssl=context)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    runner = import_module("uvloop") if find_spec("uvloop") else asyncio  # Windows has none
    runner.run(main())
