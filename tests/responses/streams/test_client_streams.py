"""Streams of both clients over real sockets: their items, their ends, and what becomes of the connection."""

import contextlib
import json
from collections.abc import AsyncIterable

import anyio
import anyio.to_thread
import pytest
from tests.flavours import driven
from tests.helpers.servers import STREAM_HEAD, chunk, once

from pollination_sdk import AsyncPollinations, AsyncStream, Pollinations, Retry, Stream
from pollination_sdk.errors import (
    APIConnectionError,
    APIError,
    APITimeoutError,
    BadRequestError,
    InternalServerError,
    PaymentRequiredError,
    PollinationsError,
    RateLimitError,
    StreamInterruptedError,
    StreamStateError,
    UnexpectedResponseError,
)
from pollination_sdk.sandbox import Fault
from pollination_sdk.types import ChatCompletion, ChatCompletionChunk, CompletionUsage

KEY = "sk_test1234567890"
STREAMS = ["stream_text", "stream_chat"]


def frame(**fields):
    """Write one event."""
    return b"data: " + json.dumps(fields).encode() + b"\n\n"


def piece(content, **choice):
    """Write the event of one delta."""
    delta = content if isinstance(content, dict) else {"content": content}
    return frame(object="chat.completion.chunk", choices=[{"index": 0, "delta": delta, **choice}])


FIRST, SECOND = piece("one "), piece("two")
IMAGE = b"\xff\xd8\xff\xe0" + bytes(70_000)
STOP, DONE = piece({}, finish_reason="stop"), b"data: [DONE]\n\n"


@pytest.fixture
def answering(flavour):
    """Give a function that makes a client of a raw server, which answers a stream of these pieces."""

    def start(*pieces, ends=True, **options):
        def handle(connection):
            connection.sendall(STREAM_HEAD + b"".join(chunk(one) for one in pieces) + (b"0\r\n\r\n" if ends else b""))

        server = opened.enter_context(once(handle))
        return server, opened.enter_context(driven(flavour, KEY, base_url=server.url, retry=Retry.off, **options))

    with contextlib.ExitStack() as opened:
        yield start


def test_a_text_stream_yields_words_and_knows_its_text(client, flavour):
    """`stream_text` yields `str`, never an empty one; `text` is all of them."""
    stream = client.stream_text("a story", seed=1)
    items = flavour.items(stream)
    assert items == ["openai ", "heard: ", "a ", "story"]
    assert stream.text == "openai heard: a story"


def test_a_chat_stream_yields_typed_chunks_and_adds_up(client, flavour):
    """`stream_chat` yields typed chunks; `completion` is what `chat` gives, usage and all."""
    stream = client.stream_chat("a story", seed=1)
    chunks = flavour.items(stream)
    assert {type(one) for one in chunks} == {ChatCompletionChunk}
    assert isinstance(stream.completion, ChatCompletion)
    assert isinstance(stream.completion.usage, CompletionUsage)
    whole = client.chat("a story", seed=1)
    assert stream.completion.choices[0].message.content == whole.choices[0].message.content == stream.text
    assert stream.completion.usage == whole.usage
    assert stream.completion.choices[0].finish_reason == "stop"
    assert stream.headers["x-request-id"]


def test_a_streamed_tool_call_adds_up(client, flavour):
    """The pieces of a tool call become one typed call."""
    tools = [{"type": "function", "function": {"name": "look", "parameters": {"type": "object"}}}]
    stream = client.stream_chat("look", tools=tools)
    flavour.items(stream)
    call = stream.completion.choices[0].message.tool_calls[0]
    assert call.function.name == "look"
    assert json.loads(call.function.arguments) == {}


def test_every_shape_of_delta_is_a_chunk_and_adds_up(answering, flavour):
    """Parts, thoughts, tool calls and sound in pieces are typed chunks, and the completion has them whole."""
    deltas = [
        {"content_blocks": [{"index": 0, "delta": {"thinking": "h"}}]},
        {"content_blocks": [{"index": 0, "delta": {"thinking": "m"}}, {"index": 1, "type": "text", "text": "hi"}]},
        {"reasoning_content": "because"},
        {"tool_calls": [{"index": 0, "id": "c", "function": {"name": "look", "arguments": '{"a"'}}]},
        {"tool_calls": [{"index": 0, "function": {"arguments": ":1}"}}]},
        {"audio": {"transcript": "he"}},
        {"audio": {"transcript": "llo", "data": "AAA="}},
        {"content": None, "role": None},
    ]
    _, client = answering(*map(piece, deltas), frame(choices=[], usage={"total_tokens": 3}), STOP, DONE)
    stream = client.stream_chat("hi")
    assert len(flavour.items(stream)) == len(deltas) + 2
    message = stream.completion.choices[0].message
    assert [block.type_ for block in message.content_blocks] == ["thinking", "text"]
    assert message.reasoning_content == "because"
    assert message.tool_calls[0].function.arguments == '{"a":1}'
    assert message.audio.transcript == "hello"
    assert stream.completion.usage.total_tokens == 3


@pytest.mark.parametrize("method", STREAMS)
def test_a_stream_is_read_once(client, flavour, method):
    """A second loop is an error of this package and a `RuntimeError`, not a second paid call."""
    stream = getattr(client, method)("hi")
    flavour.items(stream)
    with pytest.raises(RuntimeError, match="new one") as caught:
        flavour.items(stream)
    assert isinstance(caught.value, StreamStateError)


ERRORS = [
    ({"error": {"message": "no money", "code": "PAYMENT_REQUIRED", "status": 402}}, PaymentRequiredError, "no money"),
    ({"success": False, "status": 429, "error": {"message": "slower"}}, RateLimitError, "slower"),
    ({"error": "broken"}, PollinationsError, "broken"),
    ({"choices": [{"index": 0, "delta": {}, "finish_reason": "error"}]}, APIError, "."),
    ({"choices": [{"index": 0, "delta": {}, "error": {"message": "busy"}}]}, APIError, "busy"),
    ({"choices": [{"index": 0, "delta": {"content": "more"}}], "error": {"message": "busy"}}, APIError, "busy"),
]


@pytest.mark.parametrize("method", STREAMS)
@pytest.mark.parametrize(("content", "error", "message"), ERRORS)
def test_an_error_frame_is_the_matching_error(answering, flavour, method, content, error, message):  # noqa: PLR0917 - by name
    """An error inside a stream becomes the error that its status stands for, with the request's id."""
    _, client = answering(FIRST, frame(**content), DONE)
    stream = getattr(client, method)("hi")
    with pytest.raises(error, match=message) as caught:
        flavour.items(stream)
    assert caught.value.request_id == "r-1"
    assert stream.text == "one "


@pytest.mark.parametrize("method", STREAMS)
@pytest.mark.parametrize("ends", [True, False])
def test_an_end_before_the_end_is_an_interruption(answering, flavour, method, ends):
    """A stream with neither `[DONE]` nor a `finish_reason`, ended well or cut off, raises with what had come."""

    def read():
        server, client = answering(FIRST, SECOND, ends=ends, timeout=None if ends else 0.3)
        stream = getattr(client, method)("hi")
        try:
            flavour.items(stream)
        finally:
            assert stream.text == "one two"
            assert len(server.heads) == 1

    with pytest.raises(StreamInterruptedError if ends else APITimeoutError) as caught:
        read()
    if ends:
        assert caught.value.partial == "one two"


def test_a_stream_whose_finish_came_needs_no_end_marker(answering, flavour):
    """After a `finish_reason` the stream may simply end."""
    _, client = answering(FIRST, SECOND, STOP)
    stream = client.stream_text("hi")
    assert flavour.items(stream) == ["one ", "two"]
    assert stream.completion.choices[0].finish_reason == "stop"


@pytest.mark.parametrize("fault", [Fault.truncate_stream(2), Fault.reset(400), Fault.close(400)])
def test_a_broken_stream_of_the_sandbox_is_an_interruption(client, flavour, sandbox, fault):
    """Cut off, reset or closed in the middle: a typed error, one request, nothing sent again."""
    sandbox.queue(fault)
    with pytest.raises((StreamInterruptedError, APIConnectionError)):
        flavour.items(client.stream_chat("a long story " * 20))
    assert len(sandbox.requests) == 1


@pytest.mark.parametrize(
    "answer",
    [
        Fault.html(200),
        Fault.answer(200, '{"choices": []}', media_type="application/json"),
        Fault.answer(200, "oops"),
        Fault.answer(200, "data: {nonsense}\n\n", media_type="text/event-stream"),
        Fault.answer(200, "data: [1, 2]\n\n", media_type="text/event-stream"),
        Fault.answer(200, b"\xff\xd8\xff\xe0", media_type="image/jpeg"),
    ],
)
@pytest.mark.parametrize("method", STREAMS)
def test_what_is_no_stream_is_refused(client, flavour, sandbox, method, answer):
    """A page, a whole answer, nonsense or an image where a stream was asked for is a typed error."""
    sandbox.queue(answer)
    with pytest.raises(UnexpectedResponseError):
        flavour.items(getattr(client, method)("hi"))


def test_a_chunk_that_breaks_the_contract_names_the_field(answering, flavour):
    """A typed chunk with a field of the wrong kind is refused by its name."""
    _, client = answering(FIRST, frame(choices=[{"index": 0, "delta": "text"}]), DONE)
    with pytest.raises(UnexpectedResponseError) as caught:
        flavour.items(client.stream_chat("hi"))
    assert caught.value.field == "choices[0].delta"


@pytest.mark.parametrize("method", [*STREAMS, "stream_image"])
def test_leaving_early_closes_the_connection(answering, flavour, method):
    """A loop that is left inside `with` closes the connection while the client lives; the server sees it."""
    server, client = answering(FIRST if method in STREAMS else IMAGE, SECOND, ends=False)
    assert len(flavour.items(getattr(client, method)("hi"), most=1)) == 1
    assert server.none_open()


@pytest.mark.parametrize("method", [*STREAMS, "stream_image"])
def test_leaving_a_plain_loop_closes_the_connection(method):
    """Without `with`, leaving the loop early closes the connection too, at once in sync, though the stream is kept."""

    def handle(connection):
        connection.sendall(STREAM_HEAD + chunk(FIRST if method in STREAMS else IMAGE) + chunk(SECOND))

    with once(handle) as server, Pollinations(KEY, base_url=server.url) as client:
        stream = getattr(client, method)("hi")
        for _ in stream:
            break
        assert server.none_open()


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_cancelling_closes_the_connection(backend):
    """A task that is cancelled while it waits for an item gives its connection back."""

    def handle(connection):
        connection.sendall(STREAM_HEAD + chunk(FIRST))

    async def main():
        async with AsyncPollinations(KEY, base_url=server.url) as client:
            with anyio.move_on_after(0.3) as limit:
                async for _ in client.stream_text("hi"):
                    pass
            assert limit.cancelled_caught
            assert await anyio.to_thread.run_sync(server.none_open)

    with once(handle) as server:
        anyio.run(main, backend=backend)


def test_the_client_serves_on_after_a_stream_was_left(client, flavour):
    """A stream left early does no harm to the calls that follow."""
    for _ in range(3):
        flavour.items(client.stream_text("a long story"), most=1)
        assert client.text("hi") == "openai heard: hi"


def test_the_request_starts_at_the_first_item(client, flavour, sandbox):
    """A stream that nobody reads sends nothing, not when it is closed either."""
    for method in [*STREAMS, "stream_image"]:
        stream = getattr(client, method)("hi")
        flavour.wait(stream.close() if hasattr(stream, "close") else stream.aclose())
    assert sandbox.requests == []


def test_a_bad_argument_is_refused_when_the_method_is_called(client):
    """What is wrong with a call shows where it is made, not at the first item."""
    with pytest.raises(PollinationsError):
        client.stream_text(" ")
    with pytest.raises(TypeError):
        client.stream_chat(7)


def test_the_two_kinds_of_stream_are_two_types(sandbox):
    """A plain `for` cannot run over an asynchronous stream, nor `async for` over a plain one."""
    for kind, stream in ((Pollinations, Stream), (AsyncPollinations, AsyncStream)):
        made = kind(sandbox.key, base_url=sandbox.url).stream_text("hi")
        assert type(made) is stream
        assert isinstance(made, AsyncIterable) == (kind is AsyncPollinations)
        with pytest.raises(TypeError):
            (iter if kind is AsyncPollinations else aiter)(made)


@pytest.mark.parametrize(
    ("data", "error", "said"),
    [
        ('{"message": "too long", "status": 400}', BadRequestError, "too long"),
        ('{"error": {"message": "empty", "status": 402}}', PaymentRequiredError, "empty"),
        ("the model is gone", InternalServerError, "the model is gone"),
    ],
)
def test_an_event_called_error_is_one(answering, flavour, data, error, said):
    """`event: error` is an error even without a field of that name, and says what the event says."""
    _, client = answering(FIRST, f"event: error\ndata: {data}\n\n".encode())
    with pytest.raises(error, match=said):
        flavour.items(client.stream_text("a story"))


def test_what_follows_the_end_is_no_error(answering, flavour):
    """After `[DONE]` nothing of the stream counts, not even an event called `error`: the answer is complete."""
    _, client = answering(FIRST, STOP, DONE + b"event: error\ndata: too late\n\n")
    stream = client.stream_text("a story")
    assert "".join(flavour.items(stream)) == stream.text != ""


KEEP_ALIVES = [
    b"data: ping\n\n",
    b"data: : PROCESSING\n\n",
    b"data: [PING]\n\n",
    b"data:\n\n",
    b"data: keep-alive\n\n",
    b"data: null\n\n",
    b"data: 1\n\n",
    b'data: "ping"\n\n',
    b"data: {}\n\n",
    b'data: {"type": "ping"}\n\n',
    b'event: ping\ndata: {"type": "ping", "cost": 0}\n\n',
    b": still here\n\n",
]


@pytest.mark.parametrize("method", STREAMS)
def test_keep_alives_are_dropped(answering, flavour, method):
    """What only keeps the connection open is no item, wherever it comes, and leaves nothing in the answer."""
    waiting = b"".join(KEEP_ALIVES)
    _, client = answering(waiting, FIRST, waiting, SECOND, STOP, waiting, DONE)
    stream = getattr(client, method)("hi")
    assert len(flavour.items(stream)) == (2 if method == "stream_text" else 3)
    assert stream.text == "one two"
    assert set(stream.completion.to_dict()) == {"object", "choices"}


@pytest.mark.parametrize("keep_alive", KEEP_ALIVES)
def test_keep_alives_alone_are_no_answer(answering, flavour, keep_alive):
    """A stream that ends after keep-alives was interrupted; one that says that it is over held no answer."""
    _, client = answering(keep_alive)
    with pytest.raises(StreamInterruptedError):
        flavour.items(client.stream_text("hi"))
    if keep_alive.startswith(b"data: "):
        _, client = answering(keep_alive, DONE)
        with pytest.raises(UnexpectedResponseError, match="no answer"):
            flavour.items(client.stream_text("hi"))


@pytest.mark.parametrize(
    "cut", [b'{"choices": [{"delta": {"con', b"[", b' {"type": "pi', b"[" * 99999, b"[1]", b"[null]"]
)
def test_cut_json_is_no_keep_alive(answering, flavour, cut):
    """An event that begins as JSON and is cut off, or no object, is an error: text would be missing."""
    _, client = answering(FIRST, b"data: %b\n\n" % cut, SECOND, STOP, DONE)
    with pytest.raises(UnexpectedResponseError):
        flavour.items(client.stream_text("hi"))


def test_keep_alives_do_not_count_as_the_first_item(answering, flavour):
    """`first_item_timeout` waits for the first chunk of the answer, however many keep-alives come before."""
    _, client = answering(b"data: ping\n\n" * 3, ends=False, first_item_timeout=0.3, idle_timeout=2)
    with pytest.raises(APITimeoutError, match="first_item_timeout"):
        flavour.items(client.stream_text("hi"))


@pytest.mark.parametrize(
    ("pieces", "items"),
    [
        (["\ud83d", "\ude00"], ["😀"]),
        (["a\ud83d", "\ude00b"], ["a", "😀b"]),
        (["a\ud83d", "", "\ude00"], ["a", "😀"]),
        (["\ud83d\ude00\ud83d", "\ude00"], ["😀", "😀"]),
        (["a\ud83d", "b"], ["a", "\ufffdb"]),
        (["\ude00", "a"], ["\ufffd", "a"]),
        (["a", "\ud83d"], ["a", "\ufffd"]),
        (["🦊"], ["🦊"]),
    ],
)
@pytest.mark.parametrize("end", [STOP, DONE, STOP + DONE])
def test_halves_of_characters_are_joined(answering, flavour, pieces, items, end):
    """A character whose halves come in two chunks is whole in the items and in the answer; a lone half is U+FFFD."""
    _, client = answering(*map(piece, pieces), end)
    stream = client.stream_text("hi")
    assert flavour.items(stream) == items
    assert stream.text == "".join(items)


def test_halves_are_joined_in_every_field(answering, flavour):
    """Thoughts, arguments and parts are joined like the content, each on its own, also where they interleave."""
    deltas = [
        {
            "reasoning_content": half,
            "tool_calls": [{"index": 1, "id": "a", "function": {"name": "f", "arguments": half}}],
        }
        for half in ("\ud83d", "\ude00")
    ]
    _, client = answering(*map(piece, deltas), piece([{"type": "text", "text": "\ud83d"}]), STOP, DONE)
    stream = client.stream_chat("hi")
    for item in flavour.items(stream):
        json.dumps(item.to_dict(), ensure_ascii=False).encode()
    message = stream.completion.choices[0].message.to_dict()
    assert message["reasoning_content"] == message["tool_calls"][0]["function"]["arguments"] == "😀"
    assert message["content"] == [{"type": "text", "text": "\ufffd"}]


def test_halves_are_joined_where_only_the_first_piece_has_an_index(answering, flavour):
    """A piece without an index goes on with the call at its place."""
    first = {"index": 0, "id": "a", "function": {"name": "f", "arguments": "\ud83d"}}
    deltas = [{"tool_calls": [first]}, {"tool_calls": [{"function": {"arguments": "\ude00"}}]}]
    _, client = answering(*map(piece, deltas), STOP, DONE)
    stream = client.stream_chat("hi")
    flavour.items(stream)
    assert stream.completion.choices[0].message.to_dict()["tool_calls"][0]["function"]["arguments"] == "😀"


def test_parts_of_a_content_are_text(answering, flavour):
    """`stream_text` yields the text of a content that comes as parts."""
    part = [{"type": "text", "text": "one "}]
    _, client = answering(frame(choices=[{"index": 0, "delta": {"content": part}}]), SECOND, STOP, DONE)
    stream = client.stream_text("hi")
    assert flavour.items(stream) == ["one ", "two"]
    assert stream.text == "one two"


@pytest.mark.parametrize(
    ("before", "items"), [([], ["one two"]), ([FIRST], ["one ", "two"]), ([FIRST, SECOND], ["one ", "two"])]
)
def test_a_whole_message_at_the_end(answering, flavour, before, items):
    """A chunk with the whole message yields what of its text has not come before."""
    whole = frame(choices=[{"index": 0, "message": {"content": "one two"}, "finish_reason": "stop"}])
    _, client = answering(*before, whole, DONE)
    stream = client.stream_text("hi")
    assert flavour.items(stream) == items
    assert stream.completion.choices[0].message.content == stream.text == "one two"


def test_a_merged_message_can_be_sent_back(answering, client, flavour):
    """Calls whose ids change or are missing, and no text, make a message that the contract of requests accepts."""
    calls = [
        {"index": 0, "id": "a", "function": {"name": "look", "arguments": ""}},
        {"index": 0, "id": "b", "function": {"arguments": "{}"}},
        {"index": 1, "function": {"name": "look", "arguments": {}}},
    ]
    deltas = [{"content": None, "tool_calls": [one]} for one in calls]
    _, streaming = answering(*map(piece, deltas), STOP, DONE)
    stream = streaming.stream_chat("hi")
    flavour.items(stream)
    message = stream.completion.choices[0].message
    results = [{"role": "tool", "tool_call_id": call.id, "content": "ok"} for call in message.tool_calls]
    assert len(results) == 2
    assert client.chat([{"role": "user", "content": "hi"}, message, *results]).choices
