"""Encode a completion as an event stream."""

import re
from collections.abc import Iterator
from typing import Any

from pollination_sdk.sandbox._requests.json_text import write_json

STREAM_TYPE = "text/event-stream; charset=utf-8"
WORD = re.compile(r"\s*\S+\s*|\s+")
DONE = b"data: [DONE]\n\n"
SOUND_PIECE = 4096  # characters of base64; a multiple of 4, so that each piece can be decoded alone


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
    if "audio" in message:
        yield from _audio_deltas(message["audio"])
    for index, call in enumerate(message.get("tool_calls") or []):
        name, arguments = call["function"]["name"], call["function"]["arguments"]
        opening = {**call, "index": index, "function": {"name": name, "arguments": ""}}
        yield {"tool_calls": [opening]}
        half = len(arguments) // 2
        for part in (arguments[:half], arguments[half:]):
            yield {"tool_calls": [{"index": index, "function": {"arguments": part}}]}


def _audio_deltas(audio: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the transcript word by word, then the file in pieces, then how long it can be referred to."""
    for word in WORD.findall(audio["transcript"]):
        yield {"audio": {"id": audio["id"], "transcript": word}}
    for start in range(0, len(audio["data"]), SOUND_PIECE):
        yield {"audio": {"id": audio["id"], "data": audio["data"][start : start + SOUND_PIECE]}}
    yield {"audio": {"id": audio["id"], "expires_at": audio["expires_at"]}}
