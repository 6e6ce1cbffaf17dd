"""What a call costs from many threads at once, beside one thread."""

import functools
import http.client
import json
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx

from pollination_sdk import Pollinations
from tools.bench.measure import Figure, Row, Target, Work, interleaved, settle
from tools.bench.peers import KEY, messages

_MANY = 64
_NAMES = {1: "1 thread", _MANY: f"{_MANY} threads"}
_AT_ONCE, _LATER = "threads: chat", "threads: chat, answered after 50 ms"
_CALLS = {_AT_ONCE: {1: 640, _MANY: 640}, _LATER: {1: 16, _MANY: 640}}
_PROMPTS = {_AT_ONCE: "hi", _LATER: "after=50"}


def measure(url: str, rounds: int) -> Row:
    """Compare ours, raw httpx and http.client, from one thread and from many, answered at once and as late as it gets.

    A generation takes its time; an answer at once shows what threads cost each other.
    """
    figures: list[Figure] = []
    for row, prompt in _PROMPTS.items():
        peers = {"sdk": _sdk, "httpx": _httpx, **({"http.client": _http_client} if row == _AT_ONCE else {})}
        figures += _figures(row, {name: functools.partial(made, url, prompt) for name, made in peers.items()}, rounds)
    return Row(figures, _targets())


def _targets() -> list[Target]:
    one, many = (f"sdk, {name}" for name in _NAMES.values())
    return [
        Target(_AT_ONCE, many, one, "ms a call", 1.0),
        Target(_AT_ONCE, many, f"httpx, {_NAMES[_MANY]}", "ms a call", 1.0, own=True),
        Target(_LATER, many, one, "CPU ms", 1.0, own=True),
    ]


def _figures(row: str, peers: dict[str, Callable[[], Work]], rounds: int) -> list[Figure]:
    cpu: dict[str, list[float]] = defaultdict(list)

    def spread(name: str, call: Work, count: int) -> Callable[[], float]:
        def run() -> float:
            wall, own = _spread(call, count, _CALLS[row][count])
            cpu[name].append(own)
            return wall

        return run

    # A client each: sixty-four idle connections are not one thread's.
    jobs = {
        f"{who}, {how}": spread(f"{who}, {how}", made(), count)
        for who, made in peers.items()
        for count, how in _NAMES.items()
    }
    settle()
    values = interleaved(jobs, rounds * 2 if row == _AT_ONCE else rounds, warm=1)
    return [
        *(Figure(row, name, "ms a call", values[name]) for name in jobs),
        *(Figure(row, name, "CPU ms", cpu[name][1:]) for name in jobs),
    ]


def _spread(call: Work, count: int, total: int) -> tuple[float, float]:
    """Make calls from so many threads and return the milliseconds, of time and of CPU, for each of all the calls."""
    started = threading.Barrier(count + 1)

    def work() -> None:
        started.wait()
        for _ in range(total // count):
            call()

    with ThreadPoolExecutor(count) as pool:
        jobs = [pool.submit(work) for _ in range(count)]
        started.wait()  # starting threads is the pool's cost, not the call's
        cpu, start = time.process_time(), time.perf_counter()
        for done in jobs:
            done.result()
        return (time.perf_counter() - start) / total * 1e3, (time.process_time() - cpu) / total * 1e3


def _body(prompt: str) -> dict[str, object]:
    return {"model": "openai", "messages": messages(prompt)}


def _sdk(url: str, prompt: str) -> Work:
    client = Pollinations(KEY, base_url=url)
    return lambda: client.chat(prompt)


def _httpx(url: str, prompt: str) -> Work:
    client = httpx.Client(base_url=url, limits=httpx.Limits(max_connections=None, max_keepalive_connections=None))
    return lambda: client.post("/v1/chat/completions", json=_body(prompt)).json()


def _http_client(url: str, prompt: str) -> Work:
    """Return a call over Python's own client, a connection for each thread: as near the system as Python gets."""
    address = httpx.URL(url)
    idle: list[http.client.HTTPConnection] = []  # appending and popping are safe across threads

    def call() -> object:
        connection = idle.pop() if idle else http.client.HTTPConnection(address.host, address.port, timeout=300)
        told = {"Content-Type": "application/json", "Authorization": f"Bearer {KEY}"}
        connection.request("POST", "/v1/chat/completions", json.dumps(_body(prompt)), told)
        answer = json.loads(connection.getresponse().read())
        idle.append(connection)
        return answer

    return call
