"""Streamed pictures and videos: constant memory, the same refusals, whole files or none."""

import asyncio
import io
import struct
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import anyio
import httpx
import pytest
from PIL import Image

from pollination_sdk import AsyncMediaStream, MediaStream
from pollination_sdk.errors import APIConnectionError, APITimeoutError, UnexpectedResponseError


def picture() -> bytes:
    """Draw noise with Pillow."""
    with io.BytesIO() as file:
        Image.effect_noise((120, 90), 60).save(file, "JPEG")
        return file.getvalue()


JPEG = picture()
FTYP = struct.pack(">I4s4sI", 16, b"ftyp", b"isom", 0)
HEADERS = {"Content-Length": str(len(JPEG)), "X-Request-Id": "r-1"}


class Answer:
    """An answer that gives its chunks, or raises those that are errors, and counts its openings."""

    def __init__(self, chunks, headers=HEADERS):
        self.chunks = chunks
        self.headers = httpx.Headers(headers)
        self.opened = self.closed = 0

    def iter_bytes(self) -> Iterator[bytes]:
        """Give or raise each chunk."""
        for chunk in self.chunks:
            if isinstance(chunk, BaseException):
                raise chunk
            yield chunk

    async def aiter_bytes(self) -> AsyncIterator[bytes]:
        """Give or raise each chunk, after a turn of the event loop."""
        for chunk in self.iter_bytes():
            await anyio.lowlevel.checkpoint()
            yield chunk

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


class Sync:
    """Use the synchronous stream the way a user does."""

    def stream(self, answer, expect="image"):
        """Build it."""
        return MediaStream(answer.open, expect=expect)

    def save(self, stream, *arguments, **options):
        """Save without `with`."""
        return stream.save(*arguments, **options)

    def read(self, stream, count=None):
        """Collect chunks inside `with`, all or the first few."""
        got = []
        with stream:
            for chunk in stream:
                got.append(chunk)
                if len(got) == count:
                    break
        return got


class Async(Sync):
    """The same in an event loop."""

    def __init__(self, backend):
        self.backend = backend

    def stream(self, answer, expect="image"):
        """Build it."""
        return AsyncMediaStream(answer.aopen, expect=expect)

    def save(self, stream, *arguments, **options):
        """Save without `async with`."""

        async def main():
            return await stream.save(*arguments, **options)

        return anyio.run(main, backend=self.backend)

    def read(self, stream, count=None):
        """Collect chunks inside `async with`, all or the first few."""

        async def main():
            got = []
            async with stream:
                async for chunk in stream:
                    got.append(chunk)
                    if len(got) == count:
                        break
            return got

        return anyio.run(main, backend=self.backend)


@pytest.fixture(params=["sync", "asyncio", "trio"])
def flavour(request):
    """Give each flavour."""
    return Sync() if request.param == "sync" else Async(request.param)


def pieces(content: bytes, size: int) -> list[bytes]:
    """Cut content into chunks."""
    return [content[at : at + size] for at in range(0, len(content), size)]


@pytest.mark.parametrize("size", [1, 300, 1 << 20])
def test_chunks_pass_unchanged(flavour, size):
    """What is iterated is the file, however it was cut, and its type is known."""
    answer = Answer(pieces(JPEG, size))
    stream = flavour.stream(answer)
    assert stream.media_type is None
    assert b"".join(flavour.read(stream)) == JPEG
    assert (stream.media_type, stream.request_id) == ("image/jpeg", "r-1")
    assert (answer.opened, answer.closed) == (1, 1)


def test_save_reports_progress(flavour, tmp_path):
    """save() gives the path with a suffix, and tells each time what has come, and of how much."""
    seen = []
    stream = flavour.stream(Answer(pieces(JPEG, 1000)))
    path = flavour.save(stream, tmp_path / "fox", progress=lambda *numbers: seen.append(numbers))
    assert (path, path.read_bytes()) == (tmp_path / "fox.jpg", JPEG)
    assert seen[0] == (1000, len(JPEG))
    assert seen[-1] == (len(JPEG), len(JPEG))
    assert len(seen) == len(pieces(JPEG, 1000))


@pytest.mark.parametrize("headers", [{}, {"Content-Length": "9", "Content-Encoding": "gzip"}])
def test_an_unknown_total_is_none(flavour, tmp_path, headers):
    """Without a length, or with that of compressed bytes, the total is None."""
    seen = []
    stream = flavour.stream(Answer([JPEG], headers))
    flavour.save(stream, tmp_path / "fox", progress=lambda *numbers: seen.append(numbers))
    assert seen == [(len(JPEG), None)]


BROKEN = {
    "cut off": ([JPEG[:-2]], UnexpectedResponseError),
    "cut off, many chunks": (pieces(JPEG[:-2], 100), UnexpectedResponseError),
    "html": ([b"<html>", b"no " * 200], UnexpectedResponseError),
    "nothing": ([], UnexpectedResponseError),
    "a video": ([FTYP + b"\0" * 300], UnexpectedResponseError),
    "short body": ([JPEG[:900], httpx.RemoteProtocolError("short")], APIConnectionError),
    "stalled": ([JPEG[:900], httpx.ReadTimeout("slow")], APITimeoutError),
    "bad gzip": ([JPEG[:900], httpx.DecodingError("gzip")], APIConnectionError),
    "interrupted": ([JPEG[:900], KeyboardInterrupt()], KeyboardInterrupt),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_answer_leaves_the_destination_alone(flavour, tmp_path, name):
    """Whatever goes wrong, the old file stays, no other is left, and the connection closes."""
    chunks, error = BROKEN[name]
    (tmp_path / "fox.jpg").write_bytes(b"old")
    answer = Answer(chunks)
    with pytest.raises(error):
        flavour.save(flavour.stream(answer), tmp_path / "fox.jpg")
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("fox.jpg", b"old")]
    assert (answer.opened, answer.closed) == (1, 1)


def test_an_async_progress_is_awaited(tmp_path):
    """The async flavour awaits a progress that is an `async` function."""
    seen = []

    async def progress(received, _total):
        await anyio.lowlevel.checkpoint()
        seen.append(received)

    Async("asyncio").save(Async("asyncio").stream(Answer([JPEG])), tmp_path / "fox", progress=progress)
    assert seen == [len(JPEG)]


def test_the_blocking_flavour_refuses_an_async_progress(tmp_path):
    """An `async` progress, which nobody would await, is refused before anything is sent."""

    async def progress(_received, _total):
        raise AssertionError("never called")

    answer = Answer([JPEG])
    with pytest.raises(TypeError, match="plain function"):
        Sync().stream(answer).save(tmp_path / "fox", progress=progress)
    assert answer.opened == 0


def test_leaving_early_closes(flavour):
    """Breaking out of the loop closes the connection, and the stream is then spent."""
    answer = Answer(pieces(JPEG, 500))
    stream = flavour.stream(answer)
    assert len(flavour.read(stream, count=1)) == 1
    assert (answer.opened, answer.closed) == (1, 1)
    with pytest.raises(RuntimeError, match="new one"):
        flavour.read(stream)


def test_break_without_with_closes():
    """Leaving a plain for loop closes the connection at once."""
    answer = Answer(pieces(JPEG, 500))
    for _ in MediaStream(answer.open):
        break
    assert (answer.opened, answer.closed) == (1, 1)


def test_nothing_is_sent_before_it_is_needed(flavour):
    """Building a stream sends nothing; closing it unsent sends nothing either."""
    answer = Answer([JPEG])
    stream = flavour.stream(answer)
    if isinstance(stream, MediaStream):
        stream.close()
    else:
        asyncio.run(stream.aclose())
    assert answer.opened == 0


def test_cancelling_leaves_nothing(tmp_path):
    """A cancelled save leaves no file and no open connection."""
    answer = Answer(pieces(JPEG, 10) * 1000)

    async def main() -> None:
        started = asyncio.Event()
        stream = AsyncMediaStream(answer.aopen, expect="image")
        saving = asyncio.create_task(stream.save(tmp_path / "fox", progress=lambda *_: started.set()))
        await started.wait()
        saving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await saving

    asyncio.run(main())
    assert not list(tmp_path.iterdir())
    assert (answer.opened, answer.closed) == (1, 1)


def test_async_break_without_with_closes_soon():
    """Leaving an async for loop closes the connection within a few turns of the event loop."""
    answer = Answer(pieces(JPEG, 500))

    async def main() -> None:
        async for _ in AsyncMediaStream(answer.aopen):
            break
        for _ in range(20):
            await asyncio.sleep(0)
        assert answer.closed == 1

    asyncio.run(main())
