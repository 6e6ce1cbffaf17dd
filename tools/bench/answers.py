"""What the server answers: fixed bodies in the shapes of the service, made once."""

import functools
import json
from typing import Any

CHUNKS = 2_000


def answer(body: bytes, media_type: str = "application/json") -> bytes:
    """Return a whole answer with a body."""
    head = f"HTTP/1.1 200 OK\r\ncontent-type: {media_type}\r\ncontent-length: {len(body)}\r\n\r\n"
    return head.encode() + body


def json_answer(value: Any) -> bytes:
    """Return a whole answer with a value."""
    return answer(json.dumps(value).encode())


@functools.cache
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
        }
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
_USAGE = {
    "timestamp": "2026-02-28 23:59:59",
    "type": "generate.text",
    "model": "gpt-5-nano",
    "api_key": "bench",
    "api_key_type": "secret",
    "meter_source": "pack",
    **{f"input_{kind}_tokens": 12 for kind in ("text", "cached", "audio", "image")},
    **{f"output_{kind}_tokens": 34 for kind in ("text", "reasoning", "audio", "image")},
    "cost_usd": 0.000123,
    "response_time_ms": 456.0,
}
_MODEL = {
    "name": "openai",
    "description": "A model",
    "aliases": ["gpt"],
    "pricing": {"currency": "pollen", "promptTextTokens": 0.1},
    "input_modalities": ["text"],
    "output_modalities": ["text"],
}
TEXT = answer(b"a short answer", "text/plain; charset=utf-8")
CSV = answer(b"date,model,meter_source,requests,cost_usd\n2026-02-28,openai,pack,3,0.0003", "text/csv")
IMAGE = answer(b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 50_000 + b"\xff\xd9", "image/jpeg")
FIXED: dict[bytes, bytes] = {
    b"/account/balance": json_answer({"balance": 12.5}),
    b"/account/profile": json_answer(
        {"name": "A", "email": None, "githubUsername": "a", "tier": "seed", "createdAt": "2026-01-01T00:00:00Z"}
    ),
    b"/account/key": json_answer({"valid": True, "type": "secret", "name": "bench"}),
    b"/account/usage": json_answer({"usage": [_USAGE], "count": 1}),
    b"/account/usage/daily": json_answer({"usage": [], "count": 0}),
    b"/v1/models": json_answer({"object": "list", "data": [{"id": "openai", "object": "model", "created": 1}]}),
    b"/v1/models/openai": json_answer({"id": "openai", "object": "model", "created": 1}),
    b"/models/status": json_answer({"data": [{"model": "openai", "total_requests": 1}]}),
    b"/text/models": json_answer([_MODEL]),
    b"/image/models": json_answer([_MODEL]),
    b"/v1/chat/completions": json_answer(_CHAT),
}
