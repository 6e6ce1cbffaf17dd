"""What a streamed chat costs for each chunk, and how soon its chunks are there; both clients."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from contextlib import AsyncExitStack
from typing import Any

import httpx
import openai

from pollination_sdk import AsyncPollinations, Pollinations
from tools.bench.answers import CHUNKS
from tools.bench.measure import Figure, Row, Target, cpu_each, interleaved, settle
from tools.bench.peers import KEY, MESSAGES

_CHUNKS = "CPU us a chunk"
_BODY = {"messages": MESSAGES, "stream": True}
_FIRST, _LATER = "stream: first token", "stream: later tokens"
_STREAMS = 4  # in a round of delays


def measure(url: str, rounds: int) -> Row:
    """Compare typed chunks with those of openai, and with lines and json alone; then wait for paced ones."""
    settle()
    with asyncio.Runner() as runner:
        clients = runner.run(_async_clients(url))
        chunks = _sync_chunks(url) | _async_chunks(runner, clients)
        values = interleaved(chunks, rounds * 2, warm=1)
        figures = [Figure("stream: chunks", name, _CHUNKS, values[name]) for name in chunks]
        figures += _delays(url, runner, clients, rounds)
        runner.run(clients.stack.aclose())
    return Row(figures, _targets())


def _targets() -> list[Target]:
    ours = ("sdk", "sdk text", "async sdk", "async sdk text")
    return [
        *(Target("stream: chunks", name, None, _CHUNKS, 25.0) for name in ours),
        *(Target(_FIRST, name, None, "ms", 1.0) for name in ("sdk", "async sdk")),
        *(Target(_LATER, name, None, "ms", 1.0, own=True) for name in ("sdk", "async sdk")),
    ]


def _sync_chunks(url: str) -> dict[str, Callable[[], float]]:
    ours, raw = Pollinations(KEY, base_url=url), httpx.Client(base_url=url)
    theirs = openai.OpenAI(api_key=KEY, base_url=f"{url}/v1")

    def lines() -> int:
        with raw.stream("POST", "/v1/chat/completions", json=_BODY) as answer:
            return sum(1 for line in answer.iter_lines() if line.startswith("data: {") and json.loads(line[6:]))

    def typed() -> Any:
        return theirs.chat.completions.create(model="openai", messages=MESSAGES, stream=True)  # type: ignore[arg-type]  # plain dicts are fine

    return {
        "sdk": lambda: cpu_each(lambda: _count(ours.stream_chat("hi"))),
        "sdk text": lambda: cpu_each(lambda: _count(ours.stream_text("hi+"))),
        "lines and json": lambda: cpu_each(lines),
        "openai": lambda: cpu_each(lambda: _count(typed())),
    }


def _count(stream: Iterable[object]) -> int:
    seen = sum(1 for _ in stream)
    if seen < CHUNKS:
        raise RuntimeError(f"a stream of {CHUNKS:,} chunks brought {seen:,}")
    return CHUNKS


class _Clients:
    """The clients that do not block, all of one event loop."""

    def __init__(self, url: str, stack: AsyncExitStack) -> None:
        self.ours = AsyncPollinations(KEY, base_url=url)
        self.raw = httpx.AsyncClient(base_url=url)
        self.theirs = openai.AsyncOpenAI(api_key=KEY, base_url=f"{url}/v1")
        self.stack = stack


async def _async_clients(url: str) -> _Clients:
    stack = AsyncExitStack()
    clients = _Clients(url, stack)
    for one in (clients.ours, clients.raw, clients.theirs):
        await stack.enter_async_context(one)
    return clients


def _async_chunks(runner: asyncio.Runner, clients: _Clients) -> dict[str, Callable[[], float]]:
    async def count(stream: AsyncIterator[object]) -> int:
        seen = 0
        async for _ in stream:
            seen += 1
        return _count(range(seen))

    async def lines() -> int:
        async with clients.raw.stream("POST", "/v1/chat/completions", json=_BODY) as answer:
            found = [json.loads(line[6:]) async for line in answer.aiter_lines() if line.startswith("data: {")]
        return len(found)

    async def typed() -> int:
        stream: Any = await clients.theirs.chat.completions.create(model="openai", messages=MESSAGES, stream=True)  # type: ignore[arg-type]  # plain dicts are fine
        return await count(stream)

    def timed(work: Callable[[], Coroutine[Any, Any, int]]) -> Callable[[], float]:
        return lambda: cpu_each(lambda: runner.run(work()))

    return {
        "async sdk": timed(lambda: count(aiter(clients.ours.stream_chat("hi")))),
        "async sdk text": timed(lambda: count(aiter(clients.ours.stream_text("hi+")))),
        "async lines and json": timed(lines),
        "async openai": timed(typed),
    }


def _delays(url: str, runner: asyncio.Runner, clients: _Clients, rounds: int) -> list[Figure]:
    """Measure the milliseconds between a chunk's writing, which it says itself, and its arrival."""
    ours, raw = Pollinations(KEY, base_url=url), httpx.Client(base_url=url)
    asked = _BODY | {"messages": [{"role": "user", "content": "paced?"}]}

    def sdk() -> list[float]:
        return [_late(text) for text in ours.stream_text("paced?")]

    async def async_sdk() -> list[float]:
        return [_late(text) async for text in clients.ours.stream_text("paced?")]

    def lines() -> list[float]:
        with raw.stream("POST", "/v1/chat/completions", json=asked) as answer:
            framed = (line[6:] for line in answer.iter_lines() if line.startswith("data: {"))
            texts = (json.loads(line)["choices"][0]["delta"]["content"] for line in framed)
            return [_late(text) for text in texts if text]

    peers = {"sdk": sdk, "async sdk": lambda: runner.run(async_sdk()), "lines and json": lines}
    late = interleaved(peers, rounds * _STREAMS, warm=1)
    return [
        *(Figure(_FIRST, name, "ms", [stream[0] for stream in late[name]]) for name in peers),
        *(Figure(_LATER, name, "ms", [one for stream in late[name] for one in stream[1:]]) for name in peers),
    ]


def _late(text: str) -> float:
    return (time.monotonic() - float(text)) * 1e3
