"""What the server answers: fixed bodies in the shapes of the service, made once."""

import base64
import functools
import json
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pollination_api import contract
from tools.contract.walk import operations
from tools.examples import Examples
from tools.schemas import followed
from tools.silence import silence


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


def _by_path() -> Iterator[tuple[bytes, bytes]]:
    """Yield a JSON answer for each path that is read, made from the contract; names in paths are `openai`."""
    described = contract.load()
    examples = Examples(described)
    for one in operations(described):
        content = followed(described, one.value["responses"].get("200")).get("content", {})
        if one.pointer[2] == "get" and "application/json" in content:
            path = re.sub(r"\{[^}]*\}", "openai", str(one.pointer[1]))
            yield path.encode(), json_answer(examples.one(content["application/json"]["schema"]))


TEXT = answer(b"a short answer", "text/plain; charset=utf-8")
CSV = answer(b"date,model,meter_source,requests,cost_usd\n2026-02-28,openai,pack,3,0.0003", "text/csv")
_PIXELS = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 50_000 + b"\xff\xd9"
IMAGE = answer(_PIXELS, "image/jpeg")
MESH = answer(struct.pack("<4sIII4s", b"glTF", 2, 50_020, 50_000, b"JSON") + b"{}".ljust(50_000), "model/gltf-binary")
MEDIA = {b"text": TEXT, b"3d": MESH}
"""The answers by the first part of the path; others get an image."""


SOUND = silence(10)
_FILE = {"id": "openai", "url": "https://media.pollinations.ai/openai", "contentType": "audio/wav", "size": 80_044}
_VECTOR = {"index": 0, "embedding": base64.b64encode(bytes(4 * 1536)).decode()}
_SAID = {"audio_base64": base64.b64encode(SOUND).decode()}
_DRAWN = {"created": 1_770_000_000, "data": [{"b64_json": base64.b64encode(_PIXELS).decode()}]}
FIXED = {
    **dict(_by_path()),
    b"/v1/chat/completions": json_answer(json.loads(Path(__file__).with_name("chat.json").read_text("utf-8"))),
    b"/v1/embeddings": json_answer({"data": [_VECTOR], "model": "openai-3-small"}),
    b"/v1/images/edits": json_answer(_DRAWN),
    b"/v1/audio/speech": answer(SOUND, "audio/wav"),
    b"/v1/audio/speech/with-timestamps": json_answer(_SAID),
    b"/v1/audio/transcriptions": json_answer({"text": "a short answer"}),
    b"/v1/audio/voice-changer": answer(SOUND, "audio/wav"),
    b"/v1/audio/voice-isolator": answer(SOUND, "audio/wav"),
    b"/account/keys": json_answer({"data": [], "id": "abc", "key": "sk_abc", "name": "app", "type": "secret"}),
    b"/account/keys/abc": json_answer({"success": True}),
    b"/x-media/upload": json_answer(_FILE),
    b"/x-media/openai/metadata": json_answer(_FILE),
    b"/x-media/media": json_answer({"items": [_FILE], "hasMore": False}),
    b"/x-media/media/openai": json_answer({"deleted": True}),
}
