"""One program of the TLS row: makes one call, then fifty at once, and prints what the fifty took.

`python -m tools.bench.tls_program CLIENT URL KEY`.
"""

import asyncio
import gc
import json
import ssl
import sys
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import httpx

from pollination_sdk import AsyncPollinations, Pollinations
from tools.bench.memory_program import resident

_CONNECTIONS = 50


def sdk(url: str, key: str) -> dict[str, float]:
    """Make them with ours, from fifty threads."""
    client = Pollinations(key, base_url=url)
    together = Barrier(_CONNECTIONS)

    def call(_: int) -> object:
        together.wait()
        return client.balance()

    # No call before: whatever is made for all of them is part of the cost.
    with ThreadPoolExecutor(_CONNECTIONS) as pool:
        return _measured(lambda: list(pool.map(call, range(_CONNECTIONS))))


def async_sdk(url: str, key: str) -> dict[str, float]:
    """Make them with ours, without blocking."""
    return _gathered(lambda: _one_client(AsyncPollinations(key, base_url=url), lambda client: client.balance()))


def raw(url: str, _: str) -> dict[str, float]:
    """Make them with one httpx client."""
    return _gathered(lambda: _one_client(httpx.AsyncClient(base_url=url), lambda one: one.get("/account/balance")))


def one_each(url: str, _: str) -> dict[str, float]:
    """Make them with fifty httpx clients, each of which makes a context."""

    async def call() -> list[httpx.AsyncClient]:
        clients = [httpx.AsyncClient(base_url=url) for _ in range(_CONNECTIONS)]
        await asyncio.gather(*(client.get("/account/balance") for client in clients))
        return clients

    return _gathered(call)


async def _one_client(client: Any, call: Callable[[Any], Awaitable[object]]) -> Any:
    await asyncio.gather(*(call(client) for _ in range(_CONNECTIONS)))
    return client


def _gathered(work: Callable[[], Awaitable[object]]) -> dict[str, float]:
    async def main() -> Any:
        return await work()

    with asyncio.Runner() as runner:
        runner.run(asyncio.sleep(0))
        return _measured(lambda: runner.run(main()))


def _measured(work: Callable[[], object]) -> dict[str, float]:
    gc.collect()
    held, start = resident(), time.process_time()
    kept = work()  # the connections live until they have been counted
    cpu = (time.process_time() - start) * 1e3
    contexts = sum(isinstance(one, ssl.SSLContext) for one in gc.get_objects())
    told = {"CPU ms": cpu, "MB added": resident() - held, "TLS contexts": float(contexts)}
    del kept
    return told


_PROGRAMS = {"sdk": sdk, "async sdk": async_sdk, "httpx": raw, "one each": one_each}

if __name__ == "__main__":
    print(json.dumps(_PROGRAMS[sys.argv[1]](*sys.argv[2:])))
