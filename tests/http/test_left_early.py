"""Async iterators that are left half-way and forgotten: nothing is said about it, and nothing stays open."""

import subprocess
import sys
from datetime import UTC, datetime

import anyio
import pytest

from pollination_sdk import AsyncPollinations

PROGRAM = """
import asyncio, gc, sys
import anyio, trio
from pollination_sdk import AsyncPollinations

url, key = sys.argv[1:]
gc.freeze()  # what is imported needs no collecting


def opened(client, kind):
    return {
        "text": lambda: client.stream_text("a long story"),
        "chat": lambda: client.stream_chat("a longer story"),
        "image": lambda: client.stream_image("a fox", width=512),
        "video": lambda: client.stream_video("a fox", duration=2),
        "usage": lambda: client.iter_usage(),
    }[kind]()


async def left(backend, kind, rest):
    client = AsyncPollinations(key, base_url=url)
    async for _ in opened(client, kind):
        break
    await anyio.sleep(rest)


async def left_inside_of_a_generator(backend, kind, _):
    async def own(client):
        async for item in opened(client, kind):
            yield item

    client = AsyncPollinations(key, base_url=url)
    async for _ in (outer := own(client)):
        break
    if backend == "trio":
        await outer.aclose()  # which trio asks of who writes one


for kind in ("text", "chat", "image", "video", "usage"):
    for leave, rest in ((left, 0), (left, 0.02), (left_inside_of_a_generator, 0)):
        with asyncio.Runner() as runner:
            runner.get_loop().slow_callback_duration = 60  # a busy machine is none of our business
            runner.run(leave("asyncio", kind, rest))
        gc.collect()
        trio.run(leave, "trio", kind, rest)
        gc.collect()
"""


@pytest.mark.slow(reason="starts an interpreter")
def test_an_iterator_left_as_the_last_thing_says_nothing(sandbox):
    """Left early without `async with` just before its event loop ends, no stream logs, warns or leaves a socket."""
    for _ in range(3):
        sandbox.add_usage(datetime.now(UTC))
    command = [sys.executable, "-X", "dev", "-W", "error", "-c", PROGRAM, sandbox.url, sandbox.key]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - a program of our own
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("method", ["stream_text", "stream_chat", "stream_image"])
@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_an_iterator_that_is_dropped_gives_its_place_back(sandbox, backend, method):
    """A loop left early closes its stream though the stream is kept: the one place of `max_in_flight` is free again."""

    async def main():
        async with AsyncPollinations(sandbox.key, base_url=sandbox.url, max_in_flight=1, timeout=10) as client:
            stream = getattr(client, method)("a fox in a long story")
            async for _ in stream:
                break
            assert await client.text("hello")
            with pytest.raises(RuntimeError, match="read once"):
                await anext(aiter(stream))

    anyio.run(main, backend=backend)
