"""What a batch costs over the bare async client: items a second, and CPU of an item, at a hundred in flight."""

import asyncio
import gc
import shutil
import tempfile
import time
from collections.abc import Callable, Coroutine
from typing import Any

from pollination_sdk import AsyncPollinations, batch
from tools.bench.measure import Figure, Row, Target, interleaved, settle
from tools.bench.peers import KEY

_IN_FLIGHT, _ITEMS = 100, 3000
_ROW, _SPEED, _COST, _OVER = "batch: 100 in flight", "calls a second", "CPU ms", "CPU ms over a bare call"
Send = Callable[[AsyncPollinations], Coroutine[Any, Any, object]]


def measure(url: str, rounds: int) -> Row:
    """Compare a batch that writes its folder with the same calls of the bare client."""
    settle()
    peers = {"sdk": lambda: asyncio.run(_timed(url, _bare)), "sdk batch": lambda: asyncio.run(_timed(url, _batch))}
    found = interleaved(peers, max(3, rounds), warm=1)
    figures = [Figure(_ROW, name, _SPEED, [speed for speed, _ in values]) for name, values in found.items()]
    figures += [Figure(_ROW, name, _COST, [cost for _, cost in values]) for name, values in found.items()]
    pairs = zip(found["sdk batch"], found["sdk"], strict=True)
    figures.append(Figure(_ROW, "sdk batch", _OVER, [ours - bare for (_, ours), (_, bare) in pairs]))
    return Row(
        figures,
        [
            Target(_ROW, "sdk batch", "sdk", _SPEED, 0.6, at_least=True),
            Target(_ROW, "sdk batch", None, _OVER, 0.25),
        ],
    )


async def _timed(url: str, send: Send) -> tuple[float, float]:
    """Return the calls a second and the CPU milliseconds of a call; connections are opened before."""
    async with AsyncPollinations(KEY, base_url=url) as client:
        await asyncio.gather(*(client.chat("hi") for _ in range(_IN_FLIGHT)))
        gc.collect()
        cpu, start = time.process_time(), time.perf_counter()
        await send(client)
        return _ITEMS / (time.perf_counter() - start), (time.process_time() - cpu) / _ITEMS * 1e3


async def _bare(client: AsyncPollinations) -> None:
    left = iter(range(_ITEMS))

    async def work() -> None:
        for number in left:
            await client.chat(f"hi {number}")

    await asyncio.gather(*(work() for _ in range(_IN_FLIGHT)))


async def _batch(client: AsyncPollinations) -> None:
    jobs = ({"method": "chat", "messages": f"hi {number}"} for number in range(_ITEMS))
    folder = tempfile.mkdtemp()
    try:
        await batch.arun(jobs, out=folder, client=client, in_flight=_IN_FLIGHT, per_second=None)
    finally:
        shutil.rmtree(folder)
