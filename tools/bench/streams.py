"""What a streamed chat costs for each chunk, and how soon its chunks are there."""

import json
import time
from typing import Any

import httpx

from pollination_sdk import Pollinations
from tools.bench.measure import Figure, Row, Target, interleaved
from tools.bench.peers import KEY, MESSAGES
from tools.bench.server import CHUNKS

_UNIT = "CPU us a chunk"


def measure(url: str, rounds: int) -> Row:
    """Compare typed chunks with those of openai, and with lines and json alone."""
    import openai  # noqa: PLC0415 - a peer of this row

    ours = Pollinations(KEY, base_url=url)
    theirs = openai.OpenAI(api_key=KEY, base_url=f"{url}/v1")
    raw = httpx.Client(base_url=url)

    def lines() -> int:
        with raw.stream("POST", "/v1/chat/completions", json={"messages": MESSAGES, "stream": True}) as answer:
            return sum(1 for line in answer.iter_lines() if line.startswith("data: {") and json.loads(line[6:]))

    def typed() -> Any:
        return theirs.chat.completions.create(model="openai", messages=MESSAGES, stream=True)  # type: ignore[arg-type]  # plain dicts are fine

    peers = {
        "sdk": lambda: _cpu(lambda: sum(1 for _ in ours.stream_chat("hi"))),
        "sdk text": lambda: _cpu(lambda: sum(1 for _ in ours.stream_text("hi+"))),
        "lines and json": lambda: _cpu(lines),
        "openai": lambda: _cpu(lambda: sum(1 for _ in typed())),
    }
    values = interleaved(peers, rounds)
    figures = [Figure("stream: chunks", name, _UNIT, values[name]) for name in peers]
    return Row(
        [
            *figures,
            Figure("stream: chunks", "limit", _UNIT, [25.0]),
            Figure("stream: delay", "sdk", "ms", _delays(ours)),
            Figure("stream: delay", "limit", "ms", [1.0]),
        ],
        [
            Target("stream: chunks", "sdk", "limit", _UNIT, 1.0),
            Target("stream: delay", "sdk", "limit", "ms", 1.0),
        ],
    )


def _cpu(work: Any) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) / CHUNKS * 1e6


def _delays(client: Pollinations) -> list[float]:
    """Return the milliseconds between a chunk's writing, which it says itself, and its arrival."""
    return [(time.monotonic() - float(text)) * 1e3 for text in client.stream_text("paced?")]
