"""Event streams as the service sends them since the autumn of 2026, on raw sockets."""

import json

import pytest
from tests.helpers.flavours import every_flavour
from tests.helpers.notices import DONE, END, USED, event
from tests.helpers.servers import STREAM_HEAD, answering, chunk

from pollination_sdk import errors

KEY = "sk_events_of_today"
MOSS, FERN = event({"content": "moss "}), event({"content": "fern"})
USAGE = event(usage=USED)
KEEP_ALIVES = [
    b": keep-alive\n\n",
    b"data: keep-alive\n\n",
    b"data: \n\n",
    b"data:\n\n",
    b"data: [PING]\n\n",
    b"data: PROCESSING 3/7\n\n",
    b"data: null\n\n",
    b"data: 17\n\n",
    b'data: "still thinking"\n\n',
    b"data: {}\n\n",
    b'data: {"type": "ping"}\n\n',
    b"event: ping\ndata: {}\n\n",
    b"event: keepalive\ndata: not JSON\n\n",
]


def streaming(*frames):
    """Make a server that answers with these events."""
    return answering(STREAM_HEAD + b"".join(map(chunk, frames)) + b"0\r\n\r\n")


async def read(stream):
    """Read a stream; return its items and the error that ended it, if any."""
    received = []
    try:
        async for item in stream:
            received.append(item)  # noqa: PERF401 - the items before the error are needed
    except errors.PollinationsError as error:
        return received, error
    return received, None


@pytest.mark.parametrize("line", KEEP_ALIVES, ids=repr)
@every_flavour
async def test_a_keep_alive_is_no_chunk(flavour, line):
    """Lines that keep the connection open are dropped before, between and after the chunks, whatever they hold."""
    with streaming(line, MOSS, line, line, FERN, line, END, line, USAGE, line, DONE) as server:
        async with flavour.client(KEY, base_url=server.url) as client:
            assert await read(client.stream_text("hi")) == (["moss ", "fern"], None)
            chunks, error = await read(client.stream_chat("hi"))
            assert (len(chunks), error) == (4, None)


ERRORS = {
    "an error chunk": (
        b"data: " + json.dumps({"error": {"code": "RATE_LIMITED", "message": "Too many."}}).encode() + b"\n\n",
        errors.RateLimitError,
        "Too many.",
    ),
    "an error with a provider's status": (
        b"data: "
        + json.dumps(
            {"error": {"code": "BAD_GATEWAY", "message": "Busy.", "details": {"name": "E", "upstreamStatus": 429}}}
        ).encode()
        + b"\n\n",
        errors.InternalServerError,
        "Busy.",
    ),
    "an error in a choice": (
        b'data: {"choices": [{"index": 0, "error": {"message": "Overloaded.", "code": 503}}]}\n\n',
        errors.InternalServerError,
        "Overloaded.",
    ),
    "a finish reason": (event({}, reason="error"), errors.InternalServerError, "gave no reason"),
    "a finish reason with an error beside it": (
        event({}, reason="error", error={"message": "It broke.", "code": "INTERNAL_ERROR"}),
        errors.InternalServerError,
        "It broke.",
    ),
    "an event with the name error": (
        b'event: error\ndata: {"message": "Gone."}\n\n',
        errors.InternalServerError,
        "Gone.",
    ),
}


@pytest.mark.parametrize("kind", ERRORS)
@every_flavour
async def test_a_failure_in_the_middle_is_an_error(flavour, kind):
    """A chunk with an error ends the stream with the class of its code; what came before was handed out."""
    frame, expected, message = ERRORS[kind]
    with streaming(MOSS, frame, FERN, END, DONE) as server:
        async with flavour.client(KEY, base_url=server.url) as client:
            received, error = await read(client.stream_text("hi"))
            assert (received, type(error)) == (["moss "], expected)
            assert message in error.message
            assert error.request_id == "r-1"
            assert error.upstream_status == (429 if "provider" in kind else None)
            assert len(server.heads) == 1


@pytest.mark.parametrize(
    ("last", "usage"),
    [((END, USAGE, DONE), 14), ((END, USAGE), 14), ((END, DONE), None), ((END,), None)],
    ids=["usage and end mark", "usage", "end mark", "finish reason only"],
)
@every_flavour
async def test_the_usage_comes_last_or_not_at_all(flavour, last, usage):
    """A usage chunk after the finish reason is part of the completion; an answer without one is complete too."""
    with streaming(MOSS, FERN, *last) as server:
        async with flavour.client(KEY, base_url=server.url) as client:
            stream = client.stream_chat("hi")
            _, error = await read(stream)
            completion = (stream.stream if flavour.name == "blocking" else stream).completion
            assert (error, completion.choices[0].message.content) == (None, "moss fern")
            assert (completion.usage.total_tokens if completion.usage else None) == usage


@every_flavour
async def test_a_stream_without_a_finish_reason_is_interrupted(flavour):
    """A usage chunk alone does not end an answer."""
    with streaming(MOSS, USAGE) as server:
        async with flavour.client(KEY, base_url=server.url) as client:
            received, error = await read(client.stream_text("hi"))
            assert (received, type(error)) == (["moss "], errors.StreamInterruptedError)
