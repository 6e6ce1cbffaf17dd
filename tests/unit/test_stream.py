"""Streamed chat: typed items, text so far, the merged completion, and every way to end.

Uses private names: `ChatDecoder` is a pure decider, tried with streams cut at each byte.
"""

import asyncio
import itertools
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import asynccontextmanager, contextmanager

import anyio
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pollination_sdk import AsyncPollinations, AsyncStream, Pollinations, Stream
from pollination_sdk._streams.chat_decoder import ChatDecoder, text_of
from pollination_sdk.errors import (
    APIError,
    APITimeoutError,
    RateLimitError,
    StreamInterruptedError,
    UnexpectedResponseError,
)


def frame(content: object) -> bytes:
    """Write one frame."""
    return b"data: " + (content if isinstance(content, bytes) else json.dumps(content).encode()) + b"\n\n"


def chunk(content: str | None, finish_reason: str | None = None) -> dict:
    """Make a chunk."""
    choice = {"index": 0, "delta": {"content": content}, "finish_reason": finish_reason}
    return {"id": "c-1", "object": "chat.completion.chunk", "choices": [choice]}


FOX, RAN, STOP = chunk("🦊 fox"), chunk(" ran"), chunk(None, "stop")
USAGE = {"choices": [], "usage": {"total_tokens": 3}}
DONE = b"data: [DONE]\n\n"
RECORDED = b": hi\r\nevent: x\r\n" + frame(FOX) + frame(RAN) + frame(STOP) + frame(USAGE) + DONE


def error_from_event(event: dict) -> Exception:
    """Stand for the mapping of error bodies."""
    return RateLimitError(str(event.get("error")), status=429)


def decoder(items=text_of) -> ChatDecoder:
    """Make a decoder of text."""
    return ChatDecoder(items, error_from_event=error_from_event, complete=lambda merged: merged)


class Answer:
    """An answer that gives its chunks, or raises those that are errors, and counts its openings."""

    def __init__(self, *chunks):
        self.chunks = chunks
        self.headers = httpx.Headers({"X-Request-Id": "r-1"})
        self.opened = self.closed = 0

    def iter_bytes(self) -> Iterator[bytes]:
        """Give or raise each chunk."""
        for each in self.chunks:
            if isinstance(each, BaseException):
                raise each
            yield each

    async def aiter_bytes(self):
        """Give or raise each chunk, after a turn of the event loop."""
        for each in self.iter_bytes():
            await anyio.lowlevel.checkpoint()
            yield each

    @contextmanager
    def open(self):
        """Open and close, counted."""
        self.opened += 1
        try:
            yield self
        finally:
            self.closed += 1

    @asynccontextmanager
    async def aopen(self):
        """Open and close with an await, counted."""
        with self.open():
            try:
                yield self
            finally:
                await anyio.lowlevel.checkpoint()


@pytest.fixture(params=["sync", "asyncio", "trio"])
def flavour(request):
    """Name each flavour."""
    return request.param


def make(flavour: str, answer: Answer, items=text_of):
    """Build a stream."""
    if flavour == "sync":
        return Stream(answer.open, decoder(items))
    return AsyncStream(answer.aopen, decoder(items))


def read(flavour: str, stream, count: int | None = None, *, enter: bool = False) -> list:
    """Collect all items, or the first few, with or without `with`."""
    if flavour == "sync":
        return read_sync(stream, count, enter=enter)
    return anyio.run(lambda: read_async(stream, count, enter=enter), backend=flavour)


def read_sync(stream, count, *, enter) -> list:
    """Collect the way a user does."""
    if enter:
        with stream:
            return read_sync(stream, count, enter=False)
    got = []
    for item in stream:
        got.append(item)
        if len(got) == count:
            break
    return got


async def read_async(stream, count, *, enter) -> list:
    """Collect the way a user does."""
    if enter:
        async with stream:
            return await read_async(stream, count, enter=False)
    got = []
    async for item in stream:
        got.append(item)
        if len(got) == count:
            break
    return got


@pytest.mark.parametrize("enter", [False, True])
def test_text_and_completion(flavour, enter):
    """Items are the text pieces; text and completion stay afterwards; the connection closes."""
    answer = Answer(RECORDED)
    stream = make(flavour, answer)
    assert answer.opened == 0
    assert read(flavour, stream, enter=enter) == ["🦊 fox", " ran"]
    assert stream.text == "🦊 fox ran"
    assert stream.completion["choices"][0]["message"]["content"] == "🦊 fox ran"
    assert stream.completion["usage"] == {"total_tokens": 3}
    assert (stream.request_id, answer.opened, answer.closed) == ("r-1", 1, 1)


def test_typed_items(flavour):
    """Each chunk becomes one item of the caller's type, the usage chunk included."""
    stream = make(flavour, Answer(RECORDED), items=lambda event: [len(event["choices"])])
    assert read(flavour, stream) == [1, 1, 1, 0]


def test_text_so_far():
    """While iterating, text is what had come by then."""
    stream = Stream(Answer(frame(FOX), frame(RAN), DONE).open, decoder())
    assert [stream.text for _ in stream] == ["🦊 fox", "🦊 fox ran"]


def test_every_cut():
    """Cut at any byte, a stream ends right once a finish_reason has come, else interrupted."""
    enough = RECORDED.index(b"stop")
    for at in range(len(RECORDED)):
        stream = Stream(Answer(RECORDED[:at]).open, decoder())
        if at < enough:
            with pytest.raises(StreamInterruptedError) as caught:
                list(stream)
            assert "🦊 fox ran".startswith(caught.value.partial)
            assert caught.value.partial == stream.text
        elif at >= RECORDED.index(b"\n", enough):
            assert "".join(stream) == "🦊 fox ran"


@given(st.lists(st.integers(0, len(RECORDED)), max_size=12))
def test_every_split(cuts):
    """The items do not depend on how the bytes are split."""
    edges = [0, *sorted(cuts), len(RECORDED)]
    pieces = [RECORDED[a:b] for a, b in itertools.pairwise(edges)]
    assert list(Stream(Answer(*pieces).open, decoder())) == ["🦊 fox", " ran"]


ERRORS = {
    "error in a chunk": {**RAN, "error": {"message": "busy"}},
    "finish_reason error": chunk(None, "error"),
    "error in a choice": {"choices": [{"index": 0, "delta": {}, "error": {"message": "busy"}}]},
    "envelope": {"success": False, "status": 500, "error": {"message": "busy"}},
    "error as text": {"error": "busy"},
}


@pytest.mark.parametrize("name", ERRORS)
def test_error_frames(flavour, name):
    """An error frame raises the matching APIError, after the items before it."""
    answer = Answer(frame(FOX) + frame(ERRORS[name]) + frame(RAN) + DONE)
    stream = make(flavour, answer)
    with pytest.raises(RateLimitError):
        read(flavour, stream)
    assert (stream.text, answer.closed) == ("🦊 fox", 1)


def test_a_null_error_is_none(flavour):
    """A chunk whose error is null is a chunk like any other."""
    assert read(flavour, make(flavour, Answer(frame(FOX | {"error": None}) + DONE))) == ["🦊 fox"]


@pytest.mark.parametrize("garbage", [b"{nonsense}", b'{"choices": [{"delta"', b"[" * 99999, b"[1]", b"[null]"])
def test_malformed_frames(flavour, garbage):
    """A whole frame that begins as JSON and is no object is an unexpected response."""
    with pytest.raises(UnexpectedResponseError):
        read(flavour, make(flavour, Answer(frame(FOX), frame(garbage), DONE)))


@pytest.mark.parametrize("body", [b"<html>oops</html>", b'{"choices": []}', b"oops", b"\xff\xd8\xff"])
def test_no_event_stream(flavour, body):
    """A page or JSON in place of a stream is an unexpected response."""
    with pytest.raises(UnexpectedResponseError, match="Expected an event stream"):
        read(flavour, make(flavour, Answer(body)))


@pytest.mark.parametrize("body", [b"", b": still here\n\n", b"dat", b"data: {"])
def test_nothing_yet(flavour, body):
    """A stream that ends before its first event is interrupted."""
    with pytest.raises(StreamInterruptedError) as caught:
        read(flavour, make(flavour, Answer(body)))
    assert caught.value.partial == ""


def test_broken_connection(flavour):
    """A connection that breaks leaves what had come, and its cause."""
    answer = Answer(frame(FOX), httpx.ReadError("reset"))
    with pytest.raises(StreamInterruptedError) as caught:
        read(flavour, make(flavour, answer))
    assert caught.value.partial == "🦊 fox"
    assert isinstance(caught.value.__cause__.__cause__, httpx.ReadError)
    assert answer.closed == 1


def test_stalled_connection(flavour):
    """A stall is a timeout, and the text so far is on the stream."""
    stream = make(flavour, Answer(frame(FOX), httpx.ReadTimeout("slow")))
    with pytest.raises(APITimeoutError):
        read(flavour, stream)
    assert stream.text == "🦊 fox"


@pytest.mark.parametrize("error", [httpx.ReadError("reset"), httpx.ReadTimeout("slow")])
def test_broken_after_the_end(flavour, error):
    """After a finish_reason nothing of the answer can be lost."""
    assert read(flavour, make(flavour, Answer(frame(FOX), frame(STOP), error))) == ["🦊 fox"]


def of_second(told: dict) -> dict:
    """Make the same chunk of another choice."""
    return {**told, "choices": [{**told["choices"][0], "index": 1}]}


@pytest.mark.parametrize("end", [(), (httpx.ReadError("reset"),), (httpx.ReadTimeout("slow"),)])
@pytest.mark.parametrize("unfinished", [STOP, of_second(STOP)])
def test_a_choice_that_has_not_finished_is_missed(flavour, unfinished, end):
    """A stream without [DONE] is complete when every choice seen so far has finished, and no sooner."""
    frames = [frame(told) for told in (FOX, of_second(FOX), STOP, of_second(STOP)) if told != unfinished]
    with pytest.raises((StreamInterruptedError, APITimeoutError)):
        read(flavour, make(flavour, Answer(*frames, *end)))
    assert read(flavour, make(flavour, Answer(*frames, frame(unfinished), *end))) == ["🦊 fox"]
    assert read(flavour, make(flavour, Answer(*frames, DONE, *end))) == ["🦊 fox"]


def test_a_choice_that_begins_late_is_waited_for(flavour):
    """A choice that starts after another has finished has to finish as well."""
    with pytest.raises(StreamInterruptedError):
        read(flavour, make(flavour, Answer(frame(FOX), frame(STOP), frame(of_second(FOX)))))


def test_done_ends_the_reading(flavour):
    """Whatever follows [DONE], garbage or a broken connection, does no harm."""
    answer = Answer(frame(FOX) + DONE + frame(b"{garbage"), b"more", httpx.ReadError("reset"))
    assert read(flavour, make(flavour, answer), enter=True) == ["🦊 fox"]
    assert answer.closed == 1


def test_done_holds_nobody_up(flavour):
    """A server that keeps the connection open after [DONE] keeps nobody waiting."""
    with server(HEAD, chunked(RECORDED), hang_up=False) as url:
        assert "".join(over_http(flavour, url)) == "🦊 fox ran"


def test_leaving_early_closes(flavour):
    """Breaking out of the loop inside `with` closes; a second loop is refused in words."""
    answer = Answer(frame(FOX), frame(RAN), DONE)
    stream = make(flavour, answer)
    assert read(flavour, stream, count=1, enter=True) == ["🦊 fox"]
    assert (answer.opened, answer.closed) == (1, 1)
    with pytest.raises(RuntimeError, match="new one"):
        read(flavour, stream)


def test_break_without_with_closes():
    """Leaving a plain for loop closes at once, while the stream is still held."""
    answer = Answer(frame(FOX), frame(RAN), DONE)
    stream = Stream(answer.open, decoder())
    for _ in stream:
        break
    assert (answer.closed, stream.text) == (1, "🦊 fox")


def test_errors_of_the_caller_close(flavour):
    """An error inside the loop's own conversion closes the connection."""

    def fail(_: dict) -> list[str]:
        raise LookupError

    answer = Answer(RECORDED)
    with pytest.raises(LookupError):
        read(flavour, make(flavour, answer, items=fail))
    assert answer.closed == 1


def test_a_failed_opening_passes(flavour):
    """An error of the request itself is raised as it is, and nothing stays open."""
    error = APIError("teapot", status=418)

    @contextmanager
    def refuse():
        raise error
        yield

    answer = Answer()
    answer.open = refuse
    with pytest.raises(APIError) as caught:
        read(flavour, make(flavour, answer), enter=True)
    assert caught.value is error


def test_async_break_without_with_closes_soon():
    """Leaving an async for loop closes within a few turns of the event loop."""
    answer = Answer(frame(FOX), frame(RAN), DONE)

    async def main() -> None:
        async for _ in AsyncStream(answer.aopen, decoder()):
            break
        for _ in range(20):
            await asyncio.sleep(0)
        assert answer.closed == 1

    asyncio.run(main())


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_cancelling_closes(backend):
    """A cancelled reader leaves no open connection, although closing awaits."""
    answer = Answer(*[frame(FOX)] * 1000)

    async def main() -> None:
        with anyio.CancelScope() as scope:
            async for _ in AsyncStream(answer.aopen, decoder()):
                scope.cancel()
        assert scope.cancelled_caught

    anyio.run(main, backend=backend)
    assert (answer.opened, answer.closed) == (1, 1)


def test_an_async_stream_is_no_iterator():
    """A plain `for` over an async stream fails at once, for type checkers and at run time."""
    assert not hasattr(AsyncStream, "__iter__")
    assert not hasattr(Stream, "__aiter__")


@contextmanager
def server(*writes: bytes, hang_up: bool = True) -> Iterator[str]:
    """Answer one request on a real socket with these bytes; then hang up, or let the client."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(65536)
                for each in writes:
                    connection.sendall(each)
                if not hang_up:
                    connection.recv(1)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        thread.join()


def chunked(content: bytes) -> bytes:
    """Write one piece of a chunked body."""
    return f"{len(content):x}\r\n".encode() + content + b"\r\n"


HEAD = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


def test_over_a_real_socket(flavour):
    """A whole stream is read, and one hung up in the middle is interrupted."""
    for pieces, text in (([RECORDED], "🦊 fox ran"), ([frame(FOX), frame(RAN)[:20]], None)):
        with server(HEAD, *map(chunked, pieces)) as url:
            if text:
                assert "".join(over_http(flavour, url)) == text
                continue
            with pytest.raises(StreamInterruptedError) as caught:
                over_http(flavour, url)
            assert caught.value.partial == "🦊 fox"


def over_http(flavour: str, url: str) -> list[str]:
    """Read a stream of a client."""
    if flavour == "sync":
        with Pollinations("sk_test", base_url=url) as client:
            return list(client.stream_text("hi"))

    async def main() -> list[str]:
        async with AsyncPollinations("sk_test", base_url=url) as client:
            return [item async for item in client.stream_text("hi")]

    return anyio.run(main, backend=flavour)
