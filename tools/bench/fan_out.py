"""How many chats a second an async client gets through with so many in flight."""

import asyncio
import contextlib
import gc
import resource
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import aiohttp
import httpx

from pollination_sdk import AsyncPollinations
from tools.bench.measure import Figure, Row, Target, interleaved
from tools.bench.peers import KEY, MESSAGES, transport

IN_FLIGHT = (1, 100, 1000, 5000)
_BODY = {"messages": MESSAGES}
_UNIT = "calls a second"
Call = Callable[[], Awaitable[object]]


def measure(url: str, rounds: int) -> Row:
    """Compare raw aiohttp, ours on both transports, raw httpx and openai, from one in flight to thousands."""
    with contextlib.suppress(ValueError, OSError):
        most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    figures: list[Figure] = []
    for count in IN_FLIGHT:
        peers = {
            "aiohttp": lambda count=count: asyncio.run(_aiohttp(url, count)),
            "sdk": lambda count=count: asyncio.run(_sdk(url, count, "httpx")),
            "sdk[aiohttp]": lambda count=count: asyncio.run(_sdk(url, count, "aiohttp")),
        }
        slow = {
            "httpx": lambda count=count: asyncio.run(_httpx(url, count)),
            "openai": lambda count=count: asyncio.run(_openai(url, count)),
        }
        # With a thousand in flight a round of these takes half a minute, with more several: one shows it.
        values = interleaved(peers if count >= 1000 else peers | slow, max(2, rounds // 2))
        values |= interleaved(slow, 1) if count == 1000 else {}
        figures += [Figure(_row(count), name, _UNIT, found) for name, found in values.items()]
    return Row(figures, _targets())


def _row(count: int) -> str:
    return f"fan-out: {count:,} in flight"


def _targets() -> list[Target]:
    return [
        Target(_row(1000), "sdk", "aiohttp", _UNIT, 0.2, at_least=True),
        Target(_row(1000), "sdk[aiohttp]", "aiohttp", _UNIT, 0.3, at_least=True),
        Target(_row(5000), "sdk", "sdk", _UNIT, 0.6, at_least=True, peer_row=_row(100)),
        Target(_row(5000), "sdk[aiohttp]", "sdk[aiohttp]", _UNIT, 0.6, at_least=True, peer_row=_row(100)),
    ]


async def _hold(call: Call, count: int, *, total: int = 0) -> float:
    """Keep so many calls in flight until enough are done, and return how many were done a second.

    Connections are opened before: what is measured is generations in flight, not handshakes.
    """
    if not total:
        total = max(500, min(4 * count, count + 3000))
        await asyncio.gather(*(call() for _ in range(count)))
    left = iter(range(total))

    async def work() -> None:
        for _ in left:
            await call()

    gc.collect()
    start = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(count)))
    return total / (time.perf_counter() - start)


async def _sdk(url: str, count: int, name: str) -> float:
    with transport(name):
        async with AsyncPollinations(KEY, base_url=url) as client:
            return await _hold(lambda: client.chat("hi"), count)


async def _aiohttp(url: str, count: int) -> float:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:

        async def call() -> Any:
            async with session.post(f"{url}/v1/chat/completions", json=_BODY) as answer:
                return await answer.json()

        return await _hold(call, count)


async def _httpx(url: str, count: int) -> float:
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    async with httpx.AsyncClient(base_url=url, limits=limits, timeout=300) as client:

        async def call() -> Any:
            return (await client.post("/v1/chat/completions", json=_BODY)).json()

        return await _hold(call, count, total=600 if count > 100 else 0)


async def _openai(url: str, count: int) -> float:
    import openai  # noqa: PLC0415 - slow to import, and only here

    async with AsyncExitStack() as stack:
        client = await stack.enter_async_context(openai.AsyncOpenAI(api_key=KEY, base_url=f"{url}/v1", timeout=300))

        async def call() -> Any:
            return await client.chat.completions.create(model="openai", messages=MESSAGES)  # type: ignore[arg-type]  # plain dicts are fine

        return await _hold(call, count, total=600 if count > 100 else 0)
