"""A recorded stream cut at any byte: the answer if its end had come, else what had come of it, and nothing else."""

import functools
import json
import re
import socket
import struct

import httpx
import pytest
from tests.faults.columns import COLUMNS
from tests.faults.conftest import AMOUNT
from tests.faults.flavours import FLAVOURS
from tests.helpers.servers import RawServer

from pollination_sdk import Retry
from pollination_sdk.errors import APIConnectionError, StreamInterruptedError
from pollination_sdk.sandbox import Sandbox

pytestmark = pytest.mark.slow(reason="cuts a stream at hundreds of bytes")

KEY = "sk_cut_at_every_byte_0001"
STREAMS = [column.method for column in COLUMNS if column.chat_stream]
MANNERS = {"ended": b"0\r\n\r\n", "closed": b"", "reset": b""}
STEP = 1 if AMOUNT == "full" else 23
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
RESET = struct.pack("ii", 1, 0)  # closing then sends RST instead of FIN
KEPT = ("choices", "usage")


@pytest.fixture(scope="module")
def recording():
    """Record a stream of the sandbox, a character of four bytes in it; what no event needs is left out."""
    with Sandbox() as sandbox:
        headers = {"Authorization": f"Bearer {sandbox.key}"}
        recorded = httpx.get(f"{sandbox.url}/text/a 🦊?stream=true", headers=headers).text
    *events, _, _ = recorded.split("\n\n")
    frames = [json.loads(event.removeprefix("data: ")) for event in events]
    thin = [{name: frame[name] for name in KEPT if name in frame} for frame in frames]
    return [f"data: {json.dumps(one, ensure_ascii=False)}\n\n".encode() for one in thin] + [b"data: [DONE]\n\n"]


def cutting(frames):
    """Serve a stream up to the byte, and end it in the manner, that the path names."""
    whole = b"".join(frames)

    def serve(connection):
        head = server.head(connection)
        if not head:
            return
        wanted = re.search(rb"(?i)content-length: (\d+)", head)
        missing = int(wanted[1]) - len(head.partition(b"\r\n\r\n")[2]) if wanted else 0
        while missing > 0:  # what is left unread would turn a close into a reset
            missing -= len(connection.recv(missing))
        _, offset, manner, *_ = head.split(b" ")[1].decode().split("/")
        sent = whole[: int(offset)]
        connection.sendall(HEAD + (b"%x\r\n%s\r\n" % (len(sent), sent) if sent else b"") + MANNERS[manner])
        if manner == "reset":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        else:
            connection.shutdown(socket.SHUT_WR)
            server.until_gone(connection)

    server = RawServer(serve)
    return server


def text_of(frames):
    """Add up the text of frames, without the client's help."""
    deltas = [json.loads(frame[6:])["choices"] for frame in frames if b"[DONE]" not in frame]
    return "".join(one[0]["delta"].get("content", "") for one in deltas if one)


def promised(frames, offset, manner):
    """Say what a stream cut there may end in: its outcome and the text, each of those allowed."""
    ends = [sum(map(len, frames[: number + 1])) for number in range(len(frames))]
    finish = next(number for number, frame in enumerate(frames) if b'"stop"' in frame)
    texts = [text_of([one for one, end in zip(frames, ends, strict=True) if end - slack <= offset]) for slack in (0, 2)]
    if offset >= ends[finish]:
        outcomes = {("answered", texts[0])}
    else:  # the end of the stream stands for the blank line of its last event
        outcomes = {("interrupted", text) for text in texts}
        if offset >= ends[finish] - 2:
            outcomes.add(("answered", texts[0]))
    if manner == "reset":  # it may take with it what had come, even the head
        outcomes |= {("interrupted", text_of(frames[:number])) for number, end in enumerate(ends) if end <= offset}
        outcomes |= {("interrupted", ""), ("broken", "")}
    return outcomes


async def play(client, url, method, offset, manner):
    """Read one cut stream."""
    stream = getattr(client.with_options(base_url=f"{url}/{offset}/{manner}"), method)("hi")
    try:
        async with stream:
            async for _ in stream:
                pass
    except StreamInterruptedError as error:
        return "interrupted", error.partial
    except APIConnectionError:
        return "broken", stream.text
    return "answered", stream.text


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("name", FLAVOURS)
def test_a_stream_cut_at_any_byte_keeps_its_promise(name, manner, recording):
    """It ends in the answer where a `finish_reason` had come, else in an interruption with the text so far."""
    offsets = range(0, sum(map(len, recording)) + 1, STEP if name != "trio" else 23)
    asked = [(method, offset) for method in STREAMS for offset in offsets]
    with FLAVOURS[name]() as flavour, cutting(recording) as server:
        client = flavour.client(KEY, retry=Retry.off, timeout=20)
        work = [functools.partial(play, client, server.url, method, offset, manner) for method, offset in asked]
        ended = flavour.together(work, 8)
        flavour.close(client)
        assert server.none_open()
        server.__exit__()
        assert flavour.leftovers() == []
    wrong = {one: end for one, end in zip(asked, ended, strict=True) if end not in promised(recording, one[1], manner)}
    assert wrong == {}
