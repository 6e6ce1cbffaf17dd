"""`open()` sends the request and returns with the head of the answer; `text_stream` yields the text of a chat."""

import asyncio
import contextlib
import gc

import anyio
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from tests.helpers.flavours import AwaitedStream, every_flavour
from tests.helpers.servers import STREAM_HEAD, RawServer, chunk

from pollination_sdk import AsyncPollinations, Pollinations, Retry, errors
from pollination_sdk.sandbox import Fault, Sandbox

KEY = "sk_open_first"
STREAMS = ["stream_text", "stream_chat", "stream_image", "stream_video", "stream_mesh"]
MEDIA_TYPES = {"stream_image": "image/jpeg", "stream_video": "video/mp4", "stream_mesh": "model/gltf-binary"}
MEDIA = STREAMS[2:]
NOTICE = (
    "The account has no pollen left. [Top up](https://enter.pollinations.ai/top-up) to go on, "
    "or [do a quest](https://enter.pollinations.ai/quests)."
)


@contextlib.asynccontextmanager
async def one_place(flavour, sandbox):
    """Give a client that makes one call at a time, so that a lost connection is noticed."""
    async with flavour.client(sandbox.key, base_url=sandbox.url, max_in_flight=1, timeout=20) as client:
        yield client


async def items_of(iterable):
    """Read a stream, or its `text_stream`, to its end."""
    if hasattr(iterable, "__aiter__"):
        return [item async for item in iterable]
    return list(iterable)


async def texts_of(stream):
    """Read the `text_stream` of a stream of either client."""
    return await items_of(stream.stream.text_stream if isinstance(stream, AwaitedStream) else stream.text_stream)


def head_of(stream):
    """Return what the head of the answer tells."""
    plain = getattr(stream, "stream", stream)
    return plain.status, plain.request_id, dict(plain.headers)


@pytest.mark.parametrize("method", STREAMS)
@every_flavour
async def test_open_sends_once_and_tells_the_head(flavour, method):
    """After `open()` the head is known; `open()` again, `with` and the loop do not send again."""
    with Sandbox() as sandbox:
        async with one_place(flavour, sandbox) as client:
            stream = getattr(client, method)("a story")
            assert head_of(stream) == (None, None, {})
            await stream.open()
            status, request_id, headers = head_of(stream)
            assert (status, headers["x-request-id"]) == (200, request_id)
            await stream.open()
            async with stream:
                assert await items_of(stream)
            assert len(sandbox.requests) == 1
            assert head_of(stream)[0] == 200
            with pytest.raises(RuntimeError, match="read or closed"):
                await stream.open()


@pytest.mark.parametrize("method", STREAMS)
@every_flavour
async def test_open_returns_its_stream(flavour, method):
    """`stream = client.stream_text(...).open()` works in one line, and reads as any stream."""
    with Sandbox() as sandbox:
        async with one_place(flavour, sandbox) as client:
            stream = await getattr(client, method)("a story").open()
            assert await items_of(stream)


@pytest.mark.parametrize("method", STREAMS)
@every_flavour
async def test_a_refusal_is_raised_by_open(flavour, method):
    """A refusal is the error of its status before anything is read; the stream is then closed."""
    with Sandbox() as sandbox:
        sandbox.queue(Fault.status(402))
        async with flavour.client(sandbox.key, base_url=sandbox.url, retry=Retry.off) as client:
            stream = getattr(client, method)("a story")
            with pytest.raises(errors.PaymentRequiredError) as caught:
                await stream.open()
            assert caught.value.status == 402
            with pytest.raises(RuntimeError, match="read or closed"):
                await stream.open()
            assert len(sandbox.requests) == 1


@pytest.mark.parametrize("method", ["stream_text", "stream_chat"])
@every_flavour
async def test_a_refusal_with_status_200_is_raised_by_open(flavour, method):
    """A notice in place of the model's text is held back, so that `open()` raises what it says."""
    piece = b'data: {"choices":[{"index":0,"delta":{"content":"%s"}}]}\n\n' % NOTICE.encode()
    head = STREAM_HEAD.replace(b"X-Request-Id", b"Cache-Control: private, no-store\r\nX-Request-Id")

    def serve(connection):
        server.head(connection)
        connection.sendall(head + chunk(piece) + chunk(b"data: [DONE]\n\n") + b"0\r\n\r\n")

    with RawServer(serve) as server:
        async with flavour.client(KEY, base_url=server.url, retry=Retry.off) as client:
            with pytest.raises(errors.PaymentRequiredError):
                await getattr(client, method)("a story").open()


@pytest.mark.parametrize("method", STREAMS)
@every_flavour
async def test_an_open_stream_that_is_not_read_can_be_closed(flavour, method):
    """Closing an unread stream frees its place and its connection for the next call."""
    with Sandbox() as sandbox:
        async with one_place(flavour, sandbox) as client:
            stream = getattr(client, method)("a story")
            await stream.open()
            await (stream.aclose() if flavour.name != "blocking" else stream.close())
            assert await client.text("hi") == "openai heard: hi"
            with pytest.raises(RuntimeError, match="read or closed"):
                await items_of(stream)


@pytest.mark.usefixtures("few_objects")
@pytest.mark.parametrize("method", STREAMS)
@every_flavour
async def test_an_open_stream_that_is_dropped_is_closed(flavour, method):
    """A stream that an application opened and forgot gives its place back once it is collected."""
    with Sandbox() as sandbox:
        async with one_place(flavour, sandbox) as client:
            stream = await getattr(client, method)("a story").open()
            del stream
            gc.collect()
            assert await client.text("hi") == "openai heard: hi"


CASES = [*((method, "stream") for method in STREAMS), *((method, "text_stream") for method in STREAMS[:2])]


@pytest.mark.parametrize(("method", "pieces"), CASES)
def test_a_dropped_iterator_of_an_open_stream_closes_it(method, pieces):
    """An async loop that is left early frees the place although the stream, opened before, is still at hand."""

    async def read():
        async with AsyncPollinations(sandbox.key, base_url=sandbox.url, max_in_flight=1, timeout=20) as client:
            stream = await getattr(client, method)("a story").open()
            items = stream if pieces == "stream" else stream.text_stream
            async for _ in items:
                break
            del items
            assert await client.text("hi") == "openai heard: hi"
            assert stream.status == 200

    with Sandbox() as sandbox:
        asyncio.run(read())


def test_two_tasks_do_not_open_one_stream_twice():
    """While one task opens a stream, another is refused: the call would be billed twice."""
    failed = []

    async def open_it(stream):
        try:
            await stream.open()
        except RuntimeError as error:
            failed.append(str(error))

    async def both():
        async with AsyncPollinations(sandbox.key, base_url=sandbox.url) as client:
            stream = client.stream_text("a story")
            async with anyio.create_task_group() as group:
                group.start_soon(open_it, stream)
                group.start_soon(open_it, stream)
            assert "".join(await items_of(stream)) == "openai heard: a story"

    with Sandbox() as sandbox:
        asyncio.run(both())
        assert len(sandbox.requests) == 1
    assert failed == ["Another task or thread is opening this stream; wait for its open()."]


@pytest.mark.parametrize("method", MEDIA)
@every_flavour
async def test_an_open_media_stream_knows_its_type_and_size(flavour, method, tmp_path):
    """`open()` reads the first piece: type, size and model are known before the file, which stays whole."""
    with Sandbox() as sandbox:
        async with one_place(flavour, sandbox) as client:
            stream = getattr(client, method)("a fox")
            plain = await stream.open()
            assert plain.media_type == MEDIA_TYPES[method]
            assert plain.total == int(plain.headers["content-length"])
            assert (plain.model, bool(plain.usage)) == (plain.headers["x-model-used"], True)
            path = await stream.save(tmp_path / "file")
            assert path.stat().st_size == plain.total


@pytest.mark.parametrize("content", [b'{"error": "no such thing"}', b"%PDF-1.7", b""])
@every_flavour
async def test_an_answer_that_is_no_media_is_refused_by_open(flavour, content):
    """Whatever else came with a good status is known at `open()`, before an application answers 200."""

    def serve(connection):
        server.head(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(content), content))

    with RawServer(serve) as server:
        async with flavour.client(KEY, base_url=server.url, retry=Retry.off) as client:
            with pytest.raises(errors.UnexpectedResponseError):
                await client.stream_image("a fox").open()
            assert server.none_open()


@every_flavour
async def test_a_tiny_file_is_known_at_open_and_read_whole(flavour):
    """A file shorter than the bytes that a type may need is whole in the first piece."""
    gif = b"GIF89a\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"

    def serve(connection):
        server.head(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(gif), gif))

    with RawServer(serve) as server:
        async with flavour.client(KEY, base_url=server.url) as client:
            stream = await client.stream_image("a fox").open()
            assert (stream.media_type, stream.total) == ("image/gif", len(gif))
            assert b"".join(await items_of(stream)) == gif


@pytest.mark.parametrize("opened", [False, True])
@pytest.mark.parametrize("method", ["stream_text", "stream_chat"])
@every_flavour
async def test_text_stream_yields_the_pieces_of_the_text(flavour, method, opened):
    """Both kinds of stream give the same pieces of text, opened before or not, and the completion is whole."""
    with Sandbox() as sandbox:
        async with one_place(flavour, sandbox) as client:
            stream = getattr(client, method)("a story")
            if opened:
                await stream.open()
            assert await texts_of(stream) == ["openai ", "heard: ", "a ", "story"]
            plain = getattr(stream, "stream", stream)
            assert plain.text == plain.completion.choices[0].message.content == "openai heard: a story"
            with pytest.raises(RuntimeError, match="read once"):
                await texts_of(stream)


@every_flavour
async def test_text_stream_leaves_out_other_choices_and_thoughts(flavour):
    """The pieces are those of the first choice; thoughts and further choices are in the completion."""
    deltas = [
        b'{"index":0,"delta":{"reasoning_content":"hm"}}',
        b'{"index":0,"delta":{"content":"one"}}',
        b'{"index":1,"delta":{"content":"other"}}',
        b'{"index":0,"delta":{"content":""}}',
        b'{"index":0,"delta":{"content":" two"},"finish_reason":"stop"},{"index":1,"delta":{},"finish_reason":"stop"}',
    ]

    def serve(connection):
        server.head(connection)
        events = b"".join(b'data: {"model":"moss-1","choices":[%s]}\n\n' % delta for delta in deltas)
        connection.sendall(STREAM_HEAD + chunk(events + b"data: [DONE]\n\n") + b"0\r\n\r\n")

    with RawServer(serve) as server:
        async with flavour.client(KEY, base_url=server.url) as client:
            stream = client.stream_chat("a story")
            assert await texts_of(stream) == ["one", " two"]
            plain = getattr(stream, "stream", stream)
            assert plain.model == "moss-1"
            assert plain.completion.choices[1].message.content == "other"


def test_looking_at_text_stream_changes_nothing():
    """The property starts nothing: `with`, a loop over the chunks and a debugger's look leave the items alone."""
    with Sandbox() as sandbox, Pollinations(sandbox.key, base_url=sandbox.url) as client:
        stream = client.stream_chat("a story")
        _ = stream.text_stream, stream.text_stream
        assert sandbox.requests == []
        assert {type(item).__name__ for item in stream} == {"ChatCompletionChunk"}


@pytest.mark.parametrize("method", ["stream_text", "stream_chat"])
@every_flavour
async def test_usage_and_model_stand_on_the_stream_at_its_end(flavour, method):
    """`usage` is None until the service has sent it; then it is that of the completion, as is the model."""
    with Sandbox() as sandbox:
        async with one_place(flavour, sandbox) as client:
            stream = getattr(client, method)("a story")
            plain = getattr(stream, "stream", stream)
            assert (plain.usage, plain.model) == (None, None)
            await stream.open()
            assert plain.usage is None
            await items_of(stream)
            assert plain.usage == plain.completion.usage
            assert plain.usage.total_tokens > 0
            assert plain.model == plain.completion.model


def test_a_web_application_answers_a_refusal_with_its_status():
    """A page that opens its stream first answers 402 with 402, and otherwise streams the text."""

    async def page(request):
        stream = AsyncPollinations(sandbox.key, base_url=sandbox.url, retry=Retry.off).stream_chat("a story")
        try:
            await stream.open()
        except errors.APIError as error:
            return PlainTextResponse(error.message, status_code=error.status)
        return StreamingResponse(stream.text_stream, media_type="text/plain")

    with Sandbox() as sandbox:
        visitor = TestClient(Starlette(routes=[Route("/", page)]))
        sandbox.queue(Fault.status(402))
        refused, good = visitor.get("/"), visitor.get("/")
    assert refused.status_code == 402
    assert (good.status_code, good.text) == (200, "openai heard: a story")


@pytest.mark.parametrize("method", ["stream_text", "stream_chat"])
@pytest.mark.parametrize(
    "fault", [Fault.html(200), Fault.answer(200, '{"error": {"message": "no"}}')], ids=["page", "error"]
)
@every_flavour
async def test_open_refuses_what_its_head_says_is_no_stream(flavour, method, fault):
    """A web page or JSON with status 200 is refused by `open()`, and says that it may have been billed."""
    with Sandbox() as sandbox:
        sandbox.queue(fault)
        async with one_place(flavour, sandbox) as client:
            with pytest.raises(errors.UnexpectedResponseError) as caught:
                await getattr(client, method)("a story").open()
            assert "billed" in caught.value.remarks[0]
            assert caught.value.request_id
            assert await client.text("the place is free again")


@pytest.mark.parametrize("opened", [True, False])
@every_flavour
async def test_a_stream_with_a_wrong_content_type_is_read(flavour, opened):
    """Where the first bytes are those of a stream, the declared type does not matter; no item is lost."""
    with Sandbox() as sandbox:
        sandbox.reply("one two three")
        sandbox.queue(Fault.header("content-type", "application/octet-stream"))
        async with one_place(flavour, sandbox) as client:
            stream = client.stream_chat("a story")
            if opened:
                await stream.open()
            texts = await texts_of(stream)
        assert "".join(texts) == "one two three"


@pytest.mark.parametrize("method", STREAMS)
@every_flavour
async def test_the_repr_tells_the_state(flavour, method):
    """A stream shows whether it is sent, open or closed, and the id of its answer."""
    with Sandbox() as sandbox:
        async with one_place(flavour, sandbox) as client:
            stream = getattr(client, method)("a story")
            plain = getattr(stream, "stream", stream)
            name = type(plain).__name__
            assert repr(plain) == f"{name}(state='unsent')"
            await stream.open()
            assert repr(plain) == f"{name}(state='open', status=200, request_id={plain.request_id!r})"
            assert await items_of(stream)
            assert repr(plain) == f"{name}(state='closed', status=200, request_id={plain.request_id!r})"
