"""What one call costs, method by method, with both clients."""

import asyncio
import functools
from collections.abc import Callable

import httpx
import openai

from pollination_sdk import AsyncPollinations, Pollinations
from tools.bench.measure import Batch, Row, Target, Work, costs, repeated
from tools.bench.methods import CHAT, METHODS, Method
from tools.bench.peers import KEY

_HEADERS = {"Authorization": f"Bearer {KEY}"}


def measure(url: str, rounds: int) -> Row:
    """Compare each method with the plain request that it stands for, and chat with openai."""
    ours, raw = Pollinations(KEY, base_url=url), httpx.Client(base_url=url, headers=_HEADERS)
    theirs = openai.OpenAI(api_key=KEY, base_url=f"{url}/v1")
    chat = functools.partial(theirs.chat.completions.create, **CHAT)  # it makes its request from plain dicts, as ours

    def peers(name: str, method: Method) -> dict[str, Work]:
        own: dict[str, Work] = {"sdk": lambda: method.ours(ours), "httpx": lambda: method.read(method.plain(raw))}
        return {**own, "openai": chat} if name == "chat" else own

    row = _row("call", "", lambda *one: {who: repeated(work) for who, work in peers(*one).items()}, rounds)
    row.targets.append(Target("call: chat", "sdk", "openai", "CPU ms", 0.4))
    return row


def measure_async(url: str, rounds: int) -> Row:
    """Compare each method of the async client, one call at a time."""
    ours, raw = AsyncPollinations(KEY, base_url=url), httpx.AsyncClient(base_url=url, headers=_HEADERS)

    def peers(_: str, method: Method) -> dict[str, Batch]:
        async def sdk(times: int) -> None:
            for _ in range(times):
                await method.ours(ours)

        async def plain(times: int) -> None:
            for _ in range(times):
                method.read(await method.plain(raw))

        return {
            "async sdk": lambda times: runner.run(sdk(times)),
            "async httpx": lambda times: runner.run(plain(times)),
        }

    with asyncio.Runner() as runner:
        row = _row("async call", "async ", peers, rounds)
        runner.run(ours.aclose())
        runner.run(raw.aclose())
    return row


def _row(title: str, flavour: str, peers: Callable[[str, Method], dict[str, Batch]], rounds: int) -> Row:
    row = Row([])
    for name, method in METHODS.items():
        times = 10 if name == "video" else 60
        row.figures.extend(costs(f"{title}: {name}", peers(name, method), rounds * 3, times))
        row.targets.append(Target(f"{title}: {name}", f"{flavour}sdk", f"{flavour}httpx", "CPU ms", 1.15))
    return row
