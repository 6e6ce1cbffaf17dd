"""Encode an answer of `/v1/messages` as the events of Anthropic."""

import json
from collections.abc import Iterator
from typing import Any

from pollination_sdk.sandbox._text.formats.conversations import to_named_frames
from pollination_sdk.sandbox._text.frames import WORD


def to_events(answer: dict[str, Any]) -> bytes:
    """Encode an answer as one event for each step, from `message_start` to `message_stop`."""
    return to_named_frames(_events(answer))


def _events(answer: dict[str, Any]) -> Iterator[dict[str, Any]]:
    usage = {**answer["usage"], "output_tokens": 0}
    yield {"type": "message_start", "message": {**answer, "content": [], "stop_reason": None, "usage": usage}}
    yield {"type": "ping"}
    for index, block in enumerate(answer["content"]):
        empty: dict[str, Any] = {"text": ""} if block["type"] == "text" else {"input": {}}
        yield {"type": "content_block_start", "index": index, "content_block": {**block, **empty}}
        for delta in _deltas(block):
            yield {"type": "content_block_delta", "index": index, "delta": delta}
        yield {"type": "content_block_stop", "index": index}
    stopped = {"stop_reason": answer["stop_reason"], "stop_sequence": answer["stop_sequence"]}
    yield {"type": "message_delta", "delta": stopped, "usage": {"output_tokens": answer["usage"]["output_tokens"]}}
    yield {"type": "message_stop"}


def _deltas(block: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if block["type"] == "text":
        for piece in WORD.findall(block["text"]):
            yield {"type": "text_delta", "text": piece}
        return
    written = json.dumps(block["input"], ensure_ascii=False)
    for piece in (written[: len(written) // 2], written[len(written) // 2 :]):
        yield {"type": "input_json_delta", "partial_json": piece}
