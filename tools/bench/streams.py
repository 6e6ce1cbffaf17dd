"""CPU of a streamed chat for each chunk, with both clients."""

import asyncio
import functools
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AsyncExitStack
from typing import Any

import openai

from pollination_sdk import AsyncPollinations, Pollinations
from tools.bench.answers import CHUNKS
from tools.bench.measure import Figure, Row, Target, cpu_each, interleaved, settle
from tools.bench.peers import KEY, MESSAGES

_ROW, _UNIT = "stream: chunks", "CPU us a chunk"


def measure(url: str, rounds: int) -> Row:
    """Compare typed chunks with those of openai."""
    settle()
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        peers = _blocking(url) | runner.run(_async(url, runner, stack))
        values = interleaved(peers, rounds * 2, warm=1)
        runner.run(stack.aclose())
    figures = [Figure(_ROW, name, _UNIT, values[name]) for name in peers]
    return Row(
        figures,
        [
            Target(_ROW, "sdk", "openai", _UNIT, 0.2),
            Target(_ROW, "async sdk", "async openai", _UNIT, 0.2),
            *(Target(_ROW, name, None, _UNIT, 25.0) for name in values if "sdk" in name),
        ],
    )


def _blocking(url: str) -> dict[str, Callable[[], float]]:
    ours, theirs = Pollinations(KEY, base_url=url), openai.OpenAI(api_key=KEY, base_url=f"{url}/v1")

    def typed() -> Any:
        return theirs.chat.completions.create(model="openai", messages=MESSAGES, stream=True)  # type: ignore[arg-type]  # plain dicts are fine

    streams: dict[str, Callable[[], Iterable[object]]] = {
        "sdk": lambda: ours.stream_chat("hi"),
        "sdk text": lambda: ours.stream_text("hi+"),
        "openai": typed,
    }

    def count(stream: Callable[[], Iterable[object]]) -> int:
        return _whole(sum(1 for _ in stream()))

    return {name: functools.partial(cpu_each, functools.partial(count, one)) for name, one in streams.items()}


async def _async(url: str, runner: asyncio.Runner, stack: AsyncExitStack) -> dict[str, Callable[[], float]]:
    ours = await stack.enter_async_context(AsyncPollinations(KEY, base_url=url))
    theirs = await stack.enter_async_context(openai.AsyncOpenAI(api_key=KEY, base_url=f"{url}/v1"))

    async def opened(stream: Any) -> AsyncIterator[object]:
        return aiter(stream)

    async def typed() -> Any:
        return await theirs.chat.completions.create(model="openai", messages=MESSAGES, stream=True)  # type: ignore[arg-type]  # plain dicts are fine

    streams: dict[str, Callable[[], Awaitable[AsyncIterator[object]]]] = {
        "async sdk": lambda: opened(ours.stream_chat("hi")),
        "async sdk text": lambda: opened(ours.stream_text("hi+")),
        "async openai": typed,
    }

    async def count(stream: Callable[[], Awaitable[AsyncIterator[object]]]) -> int:
        seen = 0
        async for _ in await stream():
            seen += 1
        return _whole(seen)

    def cost(stream: Callable[[], Awaitable[AsyncIterator[object]]]) -> float:
        return cpu_each(lambda: runner.run(count(stream)))

    return {name: functools.partial(cost, one) for name, one in streams.items()}


def _whole(seen: int) -> int:
    if seen < CHUNKS:
        raise RuntimeError(f"a stream of {CHUNKS:,} chunks brought {seen:,}")
    return CHUNKS
