"""Encode a completion as an event stream."""

import re
from collections.abc import Iterator
from typing import Any

from pollination_sdk.sandbox._json import write_json

STREAM_TYPE = "text/event-stream; charset=utf-8"
WORD = re.compile(r"\s*\S+\s*|\s+")
DONE = b"data: [DONE]\n\n"


def to_frames(completion: dict[str, Any]) -> bytes:
    """Encode a completion as one chunk per word, a chunk with the usage, and the end mark."""
    common = {name: completion[name] for name in ("id", "created", "model")}
    chunks = [
        {**common, "object": "chat.completion.chunk", "choices": choices}
        for choices in _choices(completion["choices"][0])
    ]
    chunks.append(
        {
            **common,
            "object": "chat.completion.chunk",
            "choices": [],
            "usage": completion["usage"],
        }
    )
    return b"".join(_frame(chunk) for chunk in chunks) + DONE


def _frame(chunk: dict[str, Any]) -> bytes:
    return b"data: " + write_json(chunk) + b"\n\n"


def _choices(choice: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    for delta in _deltas(choice["message"]):
        yield [{"index": 0, "delta": delta, "finish_reason": None}]
    yield [{"index": 0, "delta": {}, "finish_reason": choice["finish_reason"]}]


def _deltas(message: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield {"role": "assistant", "content": ""}
    for word in WORD.findall(message["content"] or ""):
        yield {"content": word}
    for index, call in enumerate(message.get("tool_calls") or []):
        name, arguments = call["function"]["name"], call["function"]["arguments"]
        opening = {**call, "index": index, "function": {"name": name, "arguments": ""}}
        yield {"tool_calls": [opening]}
        half = len(arguments) // 2
        for part in (arguments[:half], arguments[half:]):
            yield {"tool_calls": [{"index": index, "function": {"arguments": part}}]}
