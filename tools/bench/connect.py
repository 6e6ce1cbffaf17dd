"""How much longer a first call takes where one of a host's two addresses is dead."""

import asyncio
import socket
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from operator import methodcaller
from typing import Any
from unittest import mock

import httpx

from pollination_sdk import AsyncPollinations, Pollinations
from tools.bench.measure import Figure, Row, Target, interleaved
from tools.bench.peers import KEY

_ROW, _UNIT = "connect: one dead address of two", "s more"
_HOST = "two-addresses.test"
_GOOD, _DEAD = "127.0.0.1", "127.0.0.2"
_balance, _get = methodcaller("balance"), methodcaller("get", "/account/balance")
Lookup = list[tuple[Any, ...]]


def measure(url: str, rounds: int) -> Row:
    """Compare the time of a first call to both addresses, the dead one first, with that to the good one alone."""
    port = httpx.URL(url).port or 80
    base_url = f"http://{_HOST}:{port}"
    calls: dict[str, Callable[[str], object]] = {
        "sdk": lambda url: _call(Pollinations(KEY, base_url=url), _balance),
        "httpx": lambda url: _call(httpx.Client(base_url=url), _get),
        "async sdk": lambda url: asyncio.run(_await(lambda: AsyncPollinations(KEY, base_url=url), _balance)),
        "async httpx": lambda url: asyncio.run(_await(lambda: httpx.AsyncClient(base_url=url), _get)),
    }

    def more(call: Callable[[str], object]) -> Callable[[], float]:
        def run() -> float:
            with _dead(port):  # for this sample alone: a process that waits for its turn holds no port
                return _seconds(call, base_url, _DEAD, _GOOD) - _seconds(call, base_url, _GOOD)

        return run

    values = interleaved({name: more(call) for name, call in calls.items()}, max(1, rounds // 3))
    figures = [Figure(_ROW, name, _UNIT, values[name]) for name in calls]
    return Row(figures, [Target(_ROW, name, None, _UNIT, 0.4) for name in ("sdk", "async sdk")])


@contextmanager
def _dead(port: int) -> Iterator[None]:
    """Let an address answer nothing: its listener accepts nobody, and its backlog is full."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.socket())
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((_DEAD, port))
        listener.listen(0)
        for _ in range(4):  # the system takes one or two more than it was asked to
            waiting = stack.enter_context(socket.socket())
            waiting.settimeout(0)
            waiting.connect_ex((_DEAD, port))
        yield


def _seconds(call: Callable[[str], object], url: str, *addresses: str) -> float:
    """Return how long a call takes where the host has these addresses, in this order."""
    lookup = socket.getaddrinfo

    def found(host: str | bytes | None, port: Any, *rest: Any, **more: Any) -> Lookup:
        if host not in (_HOST, _HOST.encode()):
            return list(lookup(host, port, *rest, **more))
        return [one for address in addresses for one in lookup(address, port, type=socket.SOCK_STREAM)]

    with mock.patch("socket.getaddrinfo", found):
        start = time.perf_counter()
        call(url)
        return time.perf_counter() - start


def _call(client: Any, call: Callable[[Any], object]) -> None:
    with client:
        call(client)


async def _await(make: Callable[[], Any], call: Callable[[Any], Awaitable[object]]) -> None:
    async with make() as client:
        await call(client)
