"""CPU of a streamed chat for each chunk, with both clients."""

import asyncio
from collections.abc import AsyncIterable, Callable, Iterable
from contextlib import AsyncExitStack
from typing import Any

import openai

from pollination_sdk import AsyncPollinations, Pollinations
from tools.bench.measure import Figure, Row, Target, cpu_each, interleaved, settle
from tools.bench.peers import CHUNKS, KEY, MESSAGES

_ROW, _UNIT = "stream: chunks", "CPU us a chunk"
_STREAMED: dict[str, Any] = {"model": "openai", "messages": MESSAGES, "stream": True}


def measure(url: str, rounds: int) -> Row:
    """Compare typed chunks with those of openai."""
    settle()
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        peers = _blocking(url) | runner.run(_async(url, runner, stack))
        values = interleaved(peers, rounds * 2, warm=1)
        runner.run(stack.aclose())
    return Row(
        [Figure(_ROW, name, _UNIT, values[name]) for name in peers],
        [
            Target(_ROW, "sdk", "openai", _UNIT, 0.2),
            Target(_ROW, "async sdk", "async openai", _UNIT, 0.2),
            *(Target(_ROW, name, None, _UNIT, 25.0) for name in values if "sdk" in name),
        ],
    )


def _blocking(url: str) -> dict[str, Callable[[], float]]:
    ours, theirs = Pollinations(KEY, base_url=url), openai.OpenAI(api_key=KEY, base_url=f"{url}/v1")

    def cost(stream: Callable[[], Iterable[object]]) -> float:
        return cpu_each(lambda: _whole(sum(1 for _ in stream())))

    return {
        "sdk": lambda: cost(lambda: ours.stream_chat("hi")),
        "sdk text": lambda: cost(lambda: ours.stream_text("hi+")),
        "openai": lambda: cost(lambda: theirs.chat.completions.create(**_STREAMED)),
    }


async def _async(url: str, runner: asyncio.Runner, stack: AsyncExitStack) -> dict[str, Callable[[], float]]:
    ours = await stack.enter_async_context(AsyncPollinations(KEY, base_url=url))
    theirs = await stack.enter_async_context(openai.AsyncOpenAI(api_key=KEY, base_url=f"{url}/v1"))

    async def typed() -> int:
        return await count(await theirs.chat.completions.create(**_STREAMED))

    async def count(stream: AsyncIterable[object]) -> int:
        seen = 0
        async for _ in stream:
            seen += 1
        return _whole(seen)

    return {
        "async sdk": lambda: cpu_each(lambda: runner.run(count(ours.stream_chat("hi")))),
        "async sdk text": lambda: cpu_each(lambda: runner.run(count(ours.stream_text("hi+")))),
        "async openai": lambda: cpu_each(lambda: runner.run(typed())),
    }


def _whole(seen: int) -> int:
    if seen < CHUNKS:
        raise RuntimeError(f"a stream of {CHUNKS:,} chunks brought {seen:,}")
    return CHUNKS
