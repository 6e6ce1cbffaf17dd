"""The other side of every row, in a process of its own: fixed answers, as fast as Python allows.

`python -m tools.bench.server` prints its port and serves until its standard input is closed. It parses no more of
HTTP than the peers need: the sandbox is believable and slow, and would be what is measured.
"""

import asyncio
import json
import sys
from typing import Any

USAGE_ROWS = 10_000
CHUNKS = 2_000
_MEGABYTE = 1 << 20


def _answer(body: bytes, media_type: str = "application/json") -> bytes:
    head = f"HTTP/1.1 200 OK\r\ncontent-type: {media_type}\r\ncontent-length: {len(body)}\r\n\r\n"
    return head.encode() + body


def _json(value: Any) -> bytes:
    return _answer(json.dumps(value).encode())


def usage_record(number: int) -> dict[str, Any]:
    """Return a usage record as the service writes it, the newest first."""
    minute, second = divmod(number, 60)
    hour, minute = divmod(minute, 60)
    return {
        "timestamp": f"2026-02-{28 - hour // 24 % 28:02d} {23 - hour % 24:02d}:{59 - minute:02d}:{59 - second:02d}",
        "type": "generate.text",
        "model": "gpt-5-nano",
        "api_key": "bench",
        "api_key_type": "secret",
        "meter_slug": "v1:meter:pack",
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
PICTURE = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 50_000 + b"\xff\xd9"

ANSWERS: dict[bytes, bytes] = {
    b"/account/balance": _json({"balance": 12.5}),
    b"/account/profile": _json(
        {"name": "A", "email": None, "githubUsername": "a", "tier": "seed", "createdAt": "2026-01-01T00:00:00Z"}
    ),
    b"/account/key": _json({"valid": True, "type": "secret", "name": "bench"}),
    b"/account/usage/daily": _json({"usage": [], "count": 0}),
    b"/v1/models": _json({"object": "list", "data": [{"id": "openai", "object": "model", "created": 1}]}),
    b"/text/models": _json([_MODEL]),
    b"/image/models": _json([_MODEL]),
    b"/v1/chat/completions": _json(_CHAT),
}


def _usage(query: bytes) -> bytes:
    told = dict(pair.split(b"=", 1) for pair in query.split(b"&") if b"=" in pair)
    count = int(told.get(b"limit", USAGE_ROWS))
    return _json({"usage": [usage_record(number) for number in range(count)], "count": count})


def _box(kind: bytes, size: int) -> bytes:
    return size.to_bytes(4, "big") + kind


class Server(asyncio.Protocol):
    """Answer one request after the other on one connection."""

    def __init__(self) -> None:
        self._buffer = b""
        self._drained = asyncio.Event()
        self._drained.set()
        self._tasks: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to write."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - for the type checkers
        self._transport = transport

    def pause_writing(self) -> None:
        """Let a long answer wait."""
        self._drained.clear()

    def resume_writing(self) -> None:
        """Let a long answer go on."""
        self._drained.set()

    def data_received(self, data: bytes) -> None:
        """Answer every whole request that has come."""
        self._buffer += data
        while True:
            head, found, rest = self._buffer.partition(b"\r\n\r\n")
            if not found:
                return
            length = _length(head)
            if len(rest) < length:
                return
            self._buffer = rest[length:]
            self._serve(head.split(b" ", 2)[1], rest[:length])

    def _serve(self, target: bytes, body: bytes) -> None:
        path, _, query = target.partition(b"?")
        if b'"stream":true' in body or b'"stream": true' in body:
            self._start(self._stream(paced=b"paced" in body))
        elif path == b"/account/usage":
            self._transport.write(_cached_usage(query))
        elif path.startswith(b"/text/") and path != b"/text/models":
            self._transport.write(_TEXT)
        elif path.startswith(b"/image/") and path != b"/image/models":
            if b"model=veo" in query:
                self._start(self._video(int(path.rpartition(b"/")[2])))
            else:
                self._transport.write(_PICTURE)
        else:
            self._transport.write(ANSWERS[path])

    def _start(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _stream(self, *, paced: bool) -> None:
        self._write_head(b"text/event-stream")
        if paced:  # each frame says when it was written, on the clock that all processes share
            import time  # noqa: PLC0415 - only here

            for _ in range(50):
                self._write_chunk(chunk(repr(time.monotonic())))
                await asyncio.sleep(0.01)
        else:
            frame = chunk("word ")
            for batch in _batches():
                self._write_chunk(frame * len(batch))
                await self._drained.wait()
        self._write_chunk(chunk("").replace(b'"finish_reason": null', b'"finish_reason": "stop"') + b"data: [DONE]\n\n")
        self._transport.write(b"0\r\n\r\n")

    async def _video(self, megabytes: int) -> None:
        size = megabytes * _MEGABYTE
        start = _box(b"ftyp", 24) + b"isom\0\0\2\0isomiso2" + _box(b"moov", 8) + _box(b"mdat", size - 32)
        self._transport.write(
            b"HTTP/1.1 200 OK\r\ncontent-type: video/mp4\r\ncontent-length: %d\r\n\r\n" % size + start
        )
        piece, left = b"\0" * 262_144, size - len(start)
        while left:
            self._transport.write(piece[:left])
            left -= min(left, len(piece))
            await self._drained.wait()

    def _write_head(self, media_type: bytes) -> None:
        self._transport.write(
            b"HTTP/1.1 200 OK\r\ncontent-type: " + media_type + b"\r\ntransfer-encoding: chunked\r\n\r\n"
        )

    def _write_chunk(self, data: bytes) -> None:
        self._transport.write(b"%x\r\n%b\r\n" % (len(data), data))


def _batches() -> list[range]:
    return [range(start, min(start + 20, CHUNKS)) for start in range(0, CHUNKS, 20)]


_TEXT = _answer(b"a short answer", "text/plain; charset=utf-8")
_PICTURE = _answer(PICTURE, "image/jpeg")
_USAGES: dict[bytes, bytes] = {}


def _cached_usage(query: bytes) -> bytes:
    if query not in _USAGES:
        _USAGES[query] = _usage(query)
    return _USAGES[query]


def _length(head: bytes) -> int:
    lower = head.lower()
    start = lower.find(b"content-length:")
    if start < 0:
        return 0
    end = lower.find(b"\r\n", start)
    return int(lower[start + 15 : end if end > 0 else None])


async def main() -> None:
    """Serve until standard input is closed."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Server, "127.0.0.1", 0, backlog=8192)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(main())
