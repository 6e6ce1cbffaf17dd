"""How many chats a second an async client gets through with so many in flight, and what each costs."""

import asyncio
import contextlib
import gc
import resource
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import aiohttp
import httpx

from pollination_sdk import AsyncPollinations
from tools.bench.measure import Figure, Row, Target, interleaved, settle
from tools.bench.peers import KEY, messages

IN_FLIGHT = (100, 1000, 5000)
_SPEED, _COST, _SERVER = "calls a second", "CPU ms", "% of a core in the server"
Call = Callable[[str], Awaitable[object]]
Client = Callable[[str, "_Run"], Coroutine[Any, Any, None]]


def measure(url: str, rounds: int) -> Row:
    """Compare ours with raw aiohttp from a hundred in flight to thousands."""
    with contextlib.suppress(ValueError, OSError):
        most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    figures: list[Figure] = []
    settle()
    for count in IN_FLIGHT:
        run = _Run(url, count)
        peers = {"aiohttp": run.of(_aiohttp), "sdk": run.of(_sdk)}
        interleaved(peers, max(3, rounds // 2))
        figures += run.figures()
    return Row(
        figures,
        [
            Target(_row(1000), "sdk", "aiohttp", _SPEED, 0.3, at_least=True),
            Target(_row(5000), "sdk", "sdk", _SPEED, 0.6, at_least=True, peer_row=_row(100)),
        ],
    )


def _row(count: int) -> str:
    return f"fan-out: {count:,} in flight"


class _Run:
    """Keep so many calls in flight with one client after the other, and note what that took here and in the server."""

    def __init__(self, url: str, count: int) -> None:
        self._url, self.count = url, count
        self._seen: dict[str, dict[str, list[float]]] = {}

    def of(self, client: Client) -> Callable[[], None]:
        """Return the work of one peer."""
        return lambda: asyncio.run(client(self._url, self))

    async def hold(self, name: str, call: Call) -> None:
        """Keep the calls in flight until enough are done.

        Connections are opened before: what is measured is generations in flight, not handshakes.
        """
        total = max(500, min(4 * self.count, self.count + 3000))
        await asyncio.gather(*(call("hi") for _ in range(self.count)))
        left = iter(range(total))

        async def work() -> None:
            for _ in left:
                await call("hi")

        gc.collect()
        served, cpu, start = self._served(), time.process_time(), time.perf_counter()
        await asyncio.gather(*(work() for _ in range(self.count)))
        seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
        share = (self._served() - served) / seconds * 100
        for unit, value in ((_SPEED, total / seconds), (_COST, cpu / total * 1e3), (_SERVER, share)):
            self._seen.setdefault(unit, {}).setdefault(name, []).append(value)

    def figures(self) -> list[Figure]:
        """Return what was noted."""
        return [
            Figure(_row(self.count), name, unit, values)
            for unit, seen in self._seen.items()
            for name, values in seen.items()
        ]

    def _served(self) -> float:
        return float(httpx.get(f"{self._url}/cpu").text)


async def _sdk(url: str, run: _Run) -> None:
    async with AsyncPollinations(KEY, base_url=url) as client:
        await run.hold("sdk", client.chat)


async def _aiohttp(url: str, run: _Run) -> None:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:

        async def call(prompt: str) -> Any:
            async with session.post(f"{url}/v1/chat/completions", json={"messages": messages(prompt)}) as answer:
                return await answer.json()

        await run.hold("aiohttp", call)
