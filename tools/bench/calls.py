"""What one call costs, verb by verb, and from many threads."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

from pollination_sdk import Pollinations
from tools.bench.measure import Figure, Row, Target, Work, costs, interleaved
from tools.bench.peers import KEY, MESSAGES, predecessor

_THREADS = 64


def measure(url: str, rounds: int) -> Row:
    """Compare each verb with the plain request that it stands for, and chat with the other SDKs."""
    import openai  # noqa: PLC0415 - a peer of this row

    ours = Pollinations(KEY, base_url=url)
    raw = httpx.Client(base_url=url, headers={"Authorization": f"Bearer {KEY}"})
    package, client = predecessor(url)
    chat, account = package.ChatApi(client), package.AccountApi(client)
    asked = package.ChatCompletionRequest.from_dict({"model": "openai", "messages": MESSAGES})
    theirs = openai.OpenAI(api_key=KEY, base_url=f"{url}/v1")
    body = {"model": "openai", "messages": MESSAGES}
    verbs: dict[str, dict[str, Work]] = {
        "chat": {
            "sdk": lambda: ours.chat("hi", model="openai"),
            "httpx": lambda: raw.post("/v1/chat/completions", json=body).json(),
            "openai": lambda: theirs.chat.completions.create(model="openai", messages=MESSAGES),  # type: ignore[arg-type]  # plain dicts are fine
            "predecessor": lambda: chat.post_generate_v1_chat_completions(asked),
        },
        "balance": {
            "sdk": ours.balance,
            "httpx": lambda: raw.get("/account/balance").json(),
            "predecessor": account.get_account_balance,
        },
        "text": {"sdk": lambda: ours.text("hello"), "httpx": lambda: raw.get("/text/hello").text},
        "image": {
            "sdk": lambda: ours.image("hello", width=512),
            "httpx": lambda: raw.get("/image/hello", params={"width": 512}).content,
        },
        "video": {
            "sdk": lambda: ours.video("1"),
            "httpx": lambda: raw.get("/image/1", params={"model": "veo"}).content,
        },
    }
    plain = {
        "profile": "/account/profile",
        "key": "/account/key",
        "models": "/v1/models",
        "text_models": "/text/models",
        "image_models": "/image/models",
        "daily_usage": "/account/usage/daily",
        "usage": "/account/usage?limit=1",
    }
    for verb, path in plain.items():
        call = (lambda: ours.usage(limit=1)) if verb == "usage" else getattr(ours, verb)
        verbs[verb] = {"sdk": call, "httpx": lambda path=path: raw.get(path).json()}  # type: ignore[misc]  # mypy reads no defaults of lambdas
    figures, targets = [], []
    for verb, peers in verbs.items():
        row = f"call: {verb}"
        figures += costs(row, peers, rounds, 20 if verb == "video" else 150)
        targets.append(Target(row, "sdk", "httpx", "CPU ms", 1.15))
    targets += [
        Target("call: chat", "sdk", "openai", "CPU ms", 0.4),
        Target("call: chat", "sdk", "predecessor", "CPU ms", 0.7),
        Target("call: balance", "sdk", "predecessor", "CPU ms", 1.0),
    ]
    return Row(figures, targets)


def threads(url: str, rounds: int) -> Row:
    """Compare a call from 64 threads at once with one from a single thread."""
    ours = Pollinations(KEY, base_url=url)
    raw = httpx.Client(base_url=url, limits=httpx.Limits(max_connections=None))
    body = {"messages": MESSAGES}

    def sdk() -> Any:
        return ours.chat("hi")

    def plain() -> Any:
        return raw.post("/v1/chat/completions", json=body).json()

    peers = {
        "sdk, 1 thread": lambda: _spread(sdk, 1),
        f"sdk, {_THREADS} threads": lambda: _spread(sdk, _THREADS),
        "httpx, 1 thread": lambda: _spread(plain, 1),
        f"httpx, {_THREADS} threads": lambda: _spread(plain, _THREADS),
    }
    values = interleaved(peers, rounds)
    figures = [Figure("threads: chat", name, "ms a call", values[name]) for name in peers]
    return Row(figures, [Target("threads: chat", f"sdk, {_THREADS} threads", "sdk, 1 thread", "ms a call", 1.0)])


def _spread(call: Work, count: int, total: int = 640) -> float:
    """Make calls from so many threads and return the milliseconds for each of all the calls."""
    begun = threading.Barrier(count)

    def work() -> None:
        begun.wait()
        for _ in range(total // count):
            call()

    start = time.perf_counter()
    with ThreadPoolExecutor(count) as pool:
        for done in [pool.submit(work) for _ in range(count)]:
            done.result()
    return (time.perf_counter() - start) / total * 1e3
