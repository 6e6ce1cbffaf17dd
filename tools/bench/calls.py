"""What one call costs, verb by verb, blocking and not."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import httpx

from pollination_sdk import AsyncPollinations, Pollinations
from tools.bench.measure import Batch, Row, Target, Work, batch_costs, costs, wanted
from tools.bench.peers import AS_IT_IS, KEY, MESSAGES, predecessor
from tools.bench.verbs import CHAT, VERBS, Verb


def measure(url: str, rounds: int) -> Row:
    """Compare each verb with the plain request that it stands for, and chat with the other SDKs."""
    ours, raw = Pollinations(KEY, base_url=url), httpx.Client(base_url=url, headers=_headers())
    others = {"chat": _other_chats(url), "balance": _other_balances(url)} if wanted("predecessor") else {}
    row = Row([])
    for name, verb in VERBS.items():
        peers = {**_blocking(verb, ours, raw), **others.get(name, {})}
        row.figures.extend(costs(f"call: {name}", peers, rounds * 3, _times(name)))
        row.targets.append(Target(f"call: {name}", "sdk", "httpx", "CPU ms", 1.15))
    row.targets.extend(
        [
            Target("call: chat", "sdk", "openai", "CPU ms", 0.4),
            Target("call: chat", "sdk", "predecessor", "CPU ms", 0.7),
            Target("call: chat", "sdk", AS_IT_IS, "CPU ms", 0.7, own=True),
            Target("call: balance", "sdk", "predecessor", "CPU ms", 1.0, own=True),
        ]
    )
    return row


def measure_async(url: str, rounds: int) -> Row:
    """Compare each verb of the client that does not block, one call at a time."""
    row = Row([])
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        clients = runner.run(_async_clients(url, stack))
        for name, verb in VERBS.items():
            peers = {who: _batch(runner, call) for who, call in _awaited(verb, *clients).items()}
            row.figures.extend(batch_costs(f"async call: {name}", peers, rounds * 3, _times(name)))
            row.targets.append(Target(f"async call: {name}", "async sdk", "async httpx", "CPU ms", 1.15))
        runner.run(stack.aclose())
    return row


def _times(verb: str) -> int:
    return 10 if verb == "video" else 60


def _headers() -> dict[str, str]:
    return {"Authorization": f"Bearer {KEY}"}


def _blocking(verb: Verb, ours: Pollinations, raw: httpx.Client) -> dict[str, Work]:
    return {"sdk": lambda: verb.ours(ours), "httpx": lambda: verb.read(verb.plain(raw))}


async def _async_clients(url: str, stack: AsyncExitStack) -> tuple[AsyncPollinations, httpx.AsyncClient]:
    ours = await stack.enter_async_context(AsyncPollinations(KEY, base_url=url))
    raw = await stack.enter_async_context(httpx.AsyncClient(base_url=url, headers=_headers()))
    return ours, raw


def _awaited(verb: Verb, ours: Any, raw: Any) -> dict[str, Callable[[], Awaitable[object]]]:
    async def plain() -> object:
        return verb.read(await verb.plain(raw))

    return {"async sdk": lambda: verb.ours(ours), "async httpx": plain}


def _batch(runner: asyncio.Runner, call: Callable[[], Awaitable[object]]) -> Batch:
    async def repeat(times: int) -> None:
        for _ in range(times):
            await call()

    return lambda times: runner.run(repeat(times))


def _other_balances(url: str) -> dict[str, Work]:
    account, client = predecessor(url)
    return {"predecessor": account.AccountApi(client).get_account_balance}


def _other_chats(url: str) -> dict[str, Work]:
    """Return a chat with each other SDK; every one makes its request from plain dicts, each time."""
    import openai  # noqa: PLC0415 - a peer of this row

    theirs = openai.OpenAI(api_key=KEY, base_url=f"{url}/v1")

    def of_predecessor(name: str) -> Work:
        package, client = predecessor(url, name)
        chat, request = package.ChatApi(client), package.ChatCompletionRequest
        return lambda: chat.post_generate_v1_chat_completions(request.from_dict(CHAT))

    return {
        "openai": lambda: theirs.chat.completions.create(model="openai", messages=MESSAGES),  # type: ignore[arg-type]  # plain dicts are fine
        **{name: of_predecessor(name) for name in ("predecessor", AS_IT_IS)},
    }
