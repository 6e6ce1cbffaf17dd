"""What one call costs, verb by verb, and from many threads."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx

from pollination_sdk import Pollinations
from tools.bench.measure import Figure, Row, Target, Work, costs, interleaved, settle
from tools.bench.peers import AS_IT_IS, KEY, MESSAGES, predecessor

_THREADS = 64
_BODY = {"model": "openai", "messages": MESSAGES}
_PLAIN = {
    "profile": "/account/profile",
    "key": "/account/key",
    "models": "/v1/models",
    "text_models": "/text/models",
    "image_models": "/image/models",
    "daily_usage": "/account/usage/daily",
}


def measure(url: str, rounds: int) -> Row:
    """Compare each verb with the plain request that it stands for, and chat with the other SDKs."""
    row = Row([])
    for verb, peers in _verbs(url).items():
        many = verb == "video"
        row.figures.extend(costs(f"call: {verb}", peers, rounds * 3, 10 if many else 60))
        row.targets.append(Target(f"call: {verb}", "sdk", "httpx", "CPU ms", 1.15))
    row.targets.extend(
        [
            Target("call: chat", "sdk", "openai", "CPU ms", 0.4),
            Target("call: chat", "sdk", "predecessor", "CPU ms", 0.7),
            Target("call: chat", "sdk", AS_IT_IS, "CPU ms", 0.7),
            Target("call: balance", "sdk", "predecessor", "CPU ms", 1.0),
        ]
    )
    return row


def _verbs(url: str) -> dict[str, dict[str, Work]]:
    ours = Pollinations(KEY, base_url=url)
    raw = httpx.Client(base_url=url, headers={"Authorization": f"Bearer {KEY}"})

    def get(path: str) -> Work:
        return lambda: raw.get(path).json()

    account, client = predecessor(url)
    return {
        "chat": _chats(url, ours, raw),
        "balance": {
            "sdk": ours.balance,
            "httpx": get("/account/balance"),
            "predecessor": account.AccountApi(client).get_account_balance,
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
        **{verb: {"sdk": getattr(ours, verb), "httpx": get(path)} for verb, path in _PLAIN.items()},
        "usage": {"sdk": lambda: ours.usage(limit=1), "httpx": get("/account/usage?limit=1")},
    }


def _chats(url: str, ours: Pollinations, raw: httpx.Client) -> dict[str, Work]:
    """Return a chat with each; every one makes its request from plain dicts, each time."""
    import openai  # noqa: PLC0415 - a peer of this row

    theirs = openai.OpenAI(api_key=KEY, base_url=f"{url}/v1")

    def of_predecessor(name: str) -> Work:
        package, client = predecessor(url, name)
        chat, request = package.ChatApi(client), package.ChatCompletionRequest
        return lambda: chat.post_generate_v1_chat_completions(request.from_dict(_BODY))

    return {
        "sdk": lambda: ours.chat("hi", model="openai"),
        "httpx": lambda: raw.post("/v1/chat/completions", json=_BODY).json(),
        "openai": lambda: theirs.chat.completions.create(model="openai", messages=MESSAGES),  # type: ignore[arg-type]  # plain dicts are fine
        **{name: of_predecessor(name) for name in ("predecessor", AS_IT_IS)},
    }


def threads(url: str, rounds: int) -> Row:
    """Compare a call from 64 threads at once with one from a single thread."""

    def sdk() -> Work:
        client = Pollinations(KEY, base_url=url)
        return lambda: client.chat("hi")

    def plain() -> Work:
        client = httpx.Client(base_url=url, limits=httpx.Limits(max_connections=None))
        return lambda: client.post("/v1/chat/completions", json=_BODY).json()

    cpu: dict[str, list[float]] = {}
    many = f"{_THREADS} threads"

    def spread(name: str, call: Work, count: int) -> Callable[[], float]:
        def run() -> float:
            wall, own = _spread(call, count)
            cpu.setdefault(name, []).append(own)
            return wall

        return run

    peers = {
        # A client each: sixty-four idle connections are not one thread's.
        f"{who}, {how}": spread(f"{who}, {how}", made(), count)
        for who, made in (("sdk", sdk), ("httpx", plain))
        for how, count in (("1 thread", 1), (many, _THREADS))
    }
    settle()
    values = interleaved(peers, rounds * 2, warm=1)
    row = "threads: chat"
    figures = [Figure(row, name, "ms a call", values[name]) for name in peers]
    figures += [Figure(row, name, "CPU ms", cpu[name][1:]) for name in peers]
    return Row(
        figures,
        [
            Target(row, f"sdk, {many}", "sdk, 1 thread", "ms a call", 1.0),
            Target(row, f"sdk, {many}", f"httpx, {many}", "ms a call", 1.0),
        ],
    )


def _spread(call: Work, count: int, total: int = 640) -> tuple[float, float]:
    """Make calls from so many threads and return the milliseconds, of time and of CPU, for each of all the calls."""
    begun = threading.Barrier(count + 1)

    def work() -> None:
        begun.wait()
        for _ in range(total // count):
            call()

    with ThreadPoolExecutor(count) as pool:
        jobs = [pool.submit(work) for _ in range(count)]
        begun.wait()  # starting threads is the pool's cost, not the call's
        cpu, start = time.process_time(), time.perf_counter()
        for done in jobs:
            done.result()
        return (time.perf_counter() - start) / total * 1e3, (time.process_time() - cpu) / total * 1e3
