"""What the server answers: fixed bodies in the shapes of the service, made once."""

import functools
import json
from datetime import UTC, datetime, timedelta
from typing import Any

USAGE_ROWS = 10_000
CHUNKS = 2_000
MILLION = 1_000_000
_A_SECOND = 4  # records that share a second, in the million
_NEWEST = datetime(2026, 2, 28, 23, 59, 59, tzinfo=UTC)


def answer(body: bytes, media_type: str = "application/json") -> bytes:
    """Return a whole answer with a body."""
    head = f"HTTP/1.1 200 OK\r\ncontent-type: {media_type}\r\ncontent-length: {len(body)}\r\n\r\n"
    return head.encode() + body


def json_answer(value: Any) -> bytes:
    """Return a whole answer with a value."""
    return answer(json.dumps(value).encode())


def usage_record(timestamp: str) -> dict[str, Any]:
    """Return a usage record with the columns that the service's description names."""
    return {
        "timestamp": timestamp,
        "type": "generate.text",
        "model": "gpt-5-nano",
        "api_key": "bench",
        "api_key_type": "secret",
        "meter_source": "pack",
        "input_text_tokens": 12,
        "input_cached_tokens": 0,
        "input_audio_tokens": 0,
        "input_image_tokens": 0,
        "output_text_tokens": 34,
        "output_reasoning_tokens": 0,
        "output_audio_tokens": 0,
        "output_image_tokens": 0,
        "cost_usd": 0.000123,
        "response_time_ms": 456.0,
    }


def _spelt(age: int) -> str:
    return (_NEWEST - timedelta(seconds=age)).replace(tzinfo=None).isoformat(sep=" ")


@functools.cache
def usage(limit: int = USAGE_ROWS, **more: str) -> bytes:
    """Return a page of usage, newest first, one record a second; `more` is what the service has come to write too."""
    return json_answer({"usage": [usage_record(_spelt(age)) | more for age in range(limit)], "count": limit})


_BEFORE, _AFTER = json.dumps(usage_record("|")).split("|")


def page_of_million(limit: int, before: str | None) -> bytes:
    """Return a page of a million records, cheaply, so that the reader is measured and not the writer.

    Args:
        limit: How many records at most.
        before: Only those before this second, `YYYY-MM-DD HH:mm:ss`; None for the newest.
    """
    newest = 0
    if before is not None:
        newest = int((_NEWEST - datetime.fromisoformat(before).replace(tzinfo=UTC)).total_seconds()) + 1
    first = newest * _A_SECOND
    last = min(first + limit, MILLION)
    seconds = {age: f"{_BEFORE}{_spelt(age)}{_AFTER}" for age in range(newest, last // _A_SECOND + 1)}
    records = [seconds[number // _A_SECOND] for number in range(first, last)]
    return answer(f'{{"usage": [{", ".join(records)}], "count": {len(records)}}}'.encode())


def chunk(content: str) -> bytes:
    """Return one frame of a streamed chat."""
    frame = {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 1_770_000_000,
        "model": "gpt-5-nano",
        "choices": [{"index": 0, "delta": {"content": content}, "finish_reason": None}],
    }
    return b"data: " + json.dumps(frame).encode() + b"\n\n"


_FINE = {"filtered": False, "severity": "safe"}
_FILTER = {"hate": _FINE, "self_harm": _FINE, "sexual": _FINE, "violence": _FINE}
_CHAT = {
    "id": "chatcmpl-1",
    "object": "chat.completion",
    "created": 1_770_000_000,
    "model": "gpt-5-nano",
    "system_fingerprint": "fp_1",
    "user_tier": "seed",
    "choices": [
        {
            "index": 0,
            "message": {"role": "assistant", "content": "a short answer", "refusal": None, "annotations": []},
            "finish_reason": "stop",
            "logprobs": None,
            "content_filter_results": _FILTER,
        },
    ],
    "prompt_filter_results": [{"prompt_index": 0, "content_filter_results": _FILTER}],
    "usage": {
        "prompt_tokens": 9,
        "completion_tokens": 3,
        "total_tokens": 12,
        "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0},
        "completion_tokens_details": {"reasoning_tokens": 0, "audio_tokens": 0},
    },
}
_MODEL = {
    "name": "openai",
    "description": "A model",
    "aliases": ["gpt"],
    "pricing": {"currency": "pollen", "promptTextTokens": 0.1},
    "input_modalities": ["text"],
    "output_modalities": ["text"],
}


@functools.cache
def models(count: int) -> bytes:
    """Return a list of so many text models."""
    return json_answer([_MODEL] * count)


TEXT = answer(b"a short answer", "text/plain; charset=utf-8")
CSV = answer(b"date,model,meter_source,requests,cost_usd\n2026-02-28,openai,pack,3,0.0003", "text/csv")
PICTURE = answer(b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 50_000 + b"\xff\xd9", "image/jpeg")
FIXED: dict[bytes, bytes] = {
    b"/account/balance": json_answer({"balance": 12.5}),
    b"/account/profile": json_answer(
        {"name": "A", "email": None, "githubUsername": "a", "tier": "seed", "createdAt": "2026-01-01T00:00:00Z"}
    ),
    b"/account/key": json_answer({"valid": True, "type": "secret", "name": "bench"}),
    b"/account/usage/daily": json_answer({"usage": [], "count": 0}),
    b"/v1/models": json_answer({"object": "list", "data": [{"id": "openai", "object": "model", "created": 1}]}),
    b"/text/models": models(1),
    b"/image/models": models(1),
    b"/v1/chat/completions": json_answer(_CHAT),
}
