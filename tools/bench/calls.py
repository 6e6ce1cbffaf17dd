"""What one call costs, method by method, with both clients."""

import asyncio
import functools
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import openai

from pollination_sdk import AsyncPollinations, Pollinations
from tools.bench.measure import Batch, Row, Target, Work, batch_costs, costs
from tools.bench.methods import CHAT, METHODS, Method
from tools.bench.peers import KEY

_HEADERS = {"Authorization": f"Bearer {KEY}"}


def measure(url: str, rounds: int) -> Row:
    """Compare each method with the plain request that it stands for, and chat with openai."""
    ours, raw = Pollinations(KEY, base_url=url), httpx.Client(base_url=url, headers=_HEADERS)
    theirs = openai.OpenAI(api_key=KEY, base_url=f"{url}/v1")
    chat = functools.partial(theirs.chat.completions.create, **CHAT)  # it makes its request from plain dicts, as ours
    others: dict[str, dict[str, Work]] = {"chat": {"openai": chat}}
    row = Row([])
    for name, method in METHODS.items():
        peers = {**_blocking(method, ours, raw), **others.get(name, {})}
        row.figures.extend(costs(f"call: {name}", peers, rounds * 3, _times(name)))
        row.targets.append(Target(f"call: {name}", "sdk", "httpx", "CPU ms", 1.15))
    row.targets.append(Target("call: chat", "sdk", "openai", "CPU ms", 0.4))
    return row


def measure_async(url: str, rounds: int) -> Row:
    """Compare each method of the async client, one call at a time."""
    row = Row([])
    ours, raw = AsyncPollinations(KEY, base_url=url), httpx.AsyncClient(base_url=url, headers=_HEADERS)
    with asyncio.Runner() as runner:
        for name, method in METHODS.items():
            peers = {who: _batch(runner, call) for who, call in _awaited(method, ours, raw).items()}
            row.figures.extend(batch_costs(f"async call: {name}", peers, rounds * 3, _times(name)))
            row.targets.append(Target(f"async call: {name}", "async sdk", "async httpx", "CPU ms", 1.15))
        runner.run(ours.aclose())
        runner.run(raw.aclose())
    return row


def _times(method: str) -> int:
    return 10 if method == "video" else 60


def _blocking(method: Method, ours: Pollinations, raw: httpx.Client) -> dict[str, Work]:
    return {"sdk": lambda: method.ours(ours), "httpx": lambda: method.read(method.plain(raw))}


def _awaited(method: Method, ours: Any, raw: Any) -> dict[str, Callable[[], Awaitable[object]]]:
    async def plain() -> object:
        return method.read(await method.plain(raw))

    return {"async sdk": lambda: method.ours(ours), "async httpx": plain}


def _batch(runner: asyncio.Runner, call: Callable[[], Awaitable[object]]) -> Batch:
    async def repeat(times: int) -> None:
        for _ in range(times):
            await call()

    return lambda times: runner.run(repeat(times))
