"""Streamed images and videos: constant memory, the same refusals, whole files or none."""

import asyncio
import io

import anyio
import httpx
import pytest
from PIL import Image
from tests.flavours import flavour_named
from tests.helpers.answers import Answer

from pollination_sdk import AsyncMediaStream, MediaStream
from pollination_sdk.errors import APIConnectionError, APITimeoutError, ArgumentError


def noise() -> bytes:
    """Draw noise with Pillow."""
    with io.BytesIO() as file:
        Image.effect_noise((120, 90), 60).save(file, "JPEG")
        return file.getvalue()


JPEG = noise()


@pytest.fixture(params=["sync", "async", "trio"])
def flavour(request):
    """Give each flavour."""
    with flavour_named(request.param) as one:
        yield one


def make(flavour, answer):
    """Build a stream."""
    return answer.stream(flavour, MediaStream, AsyncMediaStream)


def pieces(content: bytes, size: int) -> list[bytes]:
    """Cut content into chunks."""
    return [content[at : at + size] for at in range(0, len(content), size)]


@pytest.mark.parametrize("size", [1, 300, 1 << 20])
def test_chunks_pass_unchanged(flavour, size):
    """What is iterated is the file, however it was cut, and its type is known."""
    answer = Answer(*pieces(JPEG, size))
    stream = make(flavour, answer)
    assert stream.media_type is None
    assert b"".join(flavour.items(stream)) == JPEG
    assert (stream.media_type, stream.request_id) == ("image/jpeg", "r-1")
    assert (answer.opened, answer.closed) == (1, 1)


@pytest.mark.parametrize("headers", [{}, {"Content-Length": "9", "Content-Encoding": "gzip"}])
def test_an_unknown_total_is_none(flavour, tmp_path, headers):
    """Without a length, or with that of compressed bytes, the total is None."""
    seen = []
    stream = make(flavour, Answer(JPEG, headers=headers))
    flavour.wait(stream.save(tmp_path / "fox", progress=lambda *numbers: seen.append(numbers)))
    assert seen == [(len(JPEG), None)]


BROKEN = {
    "stalled": (httpx.ReadTimeout("slow"), APITimeoutError),
    "bad gzip": (httpx.DecodingError("gzip"), APIConnectionError),
    "interrupted": (KeyboardInterrupt(), KeyboardInterrupt),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_answer_leaves_the_destination_alone(flavour, tmp_path, name):
    """Whatever goes wrong, the old file stays, no other is left, and the connection closes."""
    error, raised = BROKEN[name]
    (tmp_path / "fox.jpg").write_bytes(b"old")
    answer = Answer(JPEG[:900], error)
    with pytest.raises(raised):
        flavour.wait(make(flavour, answer).save(tmp_path / "fox.jpg"))
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("fox.jpg", b"old")]
    assert (answer.opened, answer.closed) == (1, 1)


def test_an_async_progress_is_awaited(tmp_path):
    """The async flavour awaits a progress that is an `async` function."""
    seen = []

    async def progress(received, _total):
        await anyio.lowlevel.checkpoint()
        seen.append(received)

    stream = AsyncMediaStream(Answer(JPEG).aopen)
    anyio.run(lambda: stream.save(tmp_path / "fox", progress=progress))
    assert seen == [len(JPEG)]


def test_the_blocking_flavour_refuses_an_async_progress(tmp_path):
    """An `async` progress, which nobody would await, is refused before anything is sent."""

    async def progress(_received, _total):
        raise AssertionError("never called")

    answer = Answer(JPEG)
    with pytest.raises(TypeError, match="plain function"):
        MediaStream(answer.open).save(tmp_path / "fox", progress=progress)
    assert answer.opened == 0


def test_a_progress_that_is_no_function_costs_nothing(flavour, tmp_path):
    """What cannot be called is refused before the paid request, not at the first chunk."""
    answer = Answer(JPEG)
    with pytest.raises(ArgumentError, match="progress= takes a function, not int"):
        flavour.wait(make(flavour, answer).save(tmp_path / "fox", progress=5))
    assert (answer.opened, list(tmp_path.iterdir())) == (0, [])


def test_cancelling_leaves_nothing(tmp_path):
    """A cancelled save leaves no file and no open connection."""
    answer = Answer(*pieces(JPEG, 10) * 1000)

    async def main() -> None:
        started = asyncio.Event()
        stream = AsyncMediaStream(answer.aopen)
        saving = asyncio.create_task(stream.save(tmp_path / "fox", progress=lambda *_: started.set()))
        await started.wait()
        saving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await saving

    asyncio.run(main())
    assert not list(tmp_path.iterdir())
    assert (answer.opened, answer.closed) == (1, 1)
