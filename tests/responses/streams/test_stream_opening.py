"""What fails while a stream is opened is the same error, however the stream is read."""

import contextlib
import socket
from functools import partial

import pytest
from tests.helpers.flavours import every_flavour
from tests.helpers.servers import OK, RawServer, answering, deaf, refusing, silent

from pollination_sdk import Retry, errors

KEY = "sk_opening_streams"


def answer(status, **headers):
    """Write a refusal."""
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([f"HTTP/1.1 {status} X", *lines, "Content-Length: 0", "", ""]).encode()


def hanging_up():
    """Make a server that closes where the answer should be."""

    def serve(connection):
        server.head(connection)

    server = RawServer(serve)
    return server


@contextlib.contextmanager
def at_url(server):
    """Start a server and give its URL."""
    with server:
        yield server.url


def nowhere(monkeypatch):
    """Give a URL whose name is not resolved."""

    def unknown(*_, **__):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    return contextlib.nullcontext("http://nowhere.invalid")


def behind_dead_proxy(monkeypatch):
    """Give a URL that is reached through a proxy that is not there."""
    monkeypatch.setenv("http_proxy", refusing())
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    return contextlib.nullcontext("http://service.invalid")


@contextlib.contextmanager
def plain_for_tls(_):
    """Give the URL for TLS of a server that speaks plain HTTP."""
    with RawServer(lambda connection: connection.sendall(OK)) as server:
        yield server.url.replace("http:", "https:")


LIMITED = {"timeout": 20, "first_item_timeout": 1.0}  # within it, all streams are connected, on a busy machine too
FAULTS = {
    "nobody listens": (lambda _: contextlib.nullcontext(refusing()), {}, errors.APIConnectionError),
    "no such name": (nowhere, {}, errors.APIConnectionError),
    "dead proxy": (behind_dead_proxy, {}, errors.APIConnectionError),
    "no TLS": (plain_for_tls, {}, errors.APIConnectionError),
    "connection not taken": (lambda _: deaf(), LIMITED, errors.APITimeoutError),
    "silence": (lambda _: at_url(silent()), LIMITED, errors.APITimeoutError),
    "hung up": (lambda _: at_url(hanging_up()), {}, errors.APIConnectionError),
    "400": (lambda _: at_url(answering(answer(400))), {}, errors.BadRequestError),
    "401": (lambda _: at_url(answering(answer(401))), {}, errors.AuthenticationError),
    "402": (lambda _: at_url(answering(answer(402))), {}, errors.PaymentRequiredError),
    "429": (lambda _: at_url(answering(answer(429, Retry_After=1000))), {}, errors.RateLimitError),
    "500": (lambda _: at_url(answering(answer(500))), {}, errors.InternalServerError),
    "no key": (lambda _: contextlib.nullcontext(refusing()), {"api_key": None}, errors.MissingKeyError),
    "closed client": (lambda _: contextlib.nullcontext(refusing()), {"closed": True}, errors.PollinationsError),
}
WHOLE = ["text", "chat", "image"]
STREAMS = ["stream_text", "stream_chat", "stream_image", "stream_video", "stream_mesh"]


async def _loop(stream, _):
    async for _item in stream:
        pass


async def _block(stream, _):
    async with stream:
        pass


async def _first(stream, _):
    await anext(aiter(stream))


async def _save(stream, folder):
    await stream.save(folder / "file")


WAYS = [_loop, _block, _first, _save]
OPENED = [(method, way) for method in STREAMS for way in WAYS if way is not _save or method in STREAMS[2:]]
"""Each stream with each way to open it, all of which wait for a limit at once."""


async def failure(awaitable):
    """Return how it fails: the class, and all that a caller can read of it."""
    with pytest.raises(errors.PollinationsError) as caught:
        await awaitable
    error = caught.value
    details = str(error), getattr(error, "attempts", None), getattr(error, "remarks", [])
    return type(error), details, type(getattr(error, "cause", None))


async def opened(client, method, way, folder):
    """Return how it fails to open a stream in a way."""
    return await failure(way(getattr(client, method)("moss"), folder))


@pytest.mark.slow(reason="waits for the deadline of each way")
@pytest.mark.parametrize("fault", FAULTS)
@every_flavour
async def test_every_way_to_open_a_stream_raises_the_same(flavour, fault, monkeypatch, tmp_path):
    """A loop, a block, the first item and `save` raise one error, of the class that `text`, `chat`, `image` raise."""
    start, limits, expected = FAULTS[fault]
    options = {"api_key": KEY, "retry": Retry.off, **limits}
    closed = options.pop("closed", False)
    for name in ("POLLINATIONS_API_KEY", "BEARER_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    with start(monkeypatch) as url:
        async with flavour.client(options.pop("api_key"), base_url=url, **options) as client:
            if closed:
                await client.aclose()
            found = {}
            if limits is not LIMITED:
                found["whole"] = [await failure(getattr(client, method)("moss")) for method in WHOLE]
            ends = await flavour.together(*(partial(opened, client, method, way, tmp_path) for method, way in OPENED))
            for (method, _), end in zip(OPENED, ends, strict=True):
                found.setdefault(method, []).append(end)
    for method, ends in found.items():
        assert [end[0] for end in ends] == [expected] * len(ends), method
        assert method == "whole" or ends.count(ends[0]) == len(ends), method
    assert list(tmp_path.iterdir()) == []


@every_flavour
async def test_the_error_of_a_loop_names_the_host_and_the_attempts(flavour):
    """Nobody listening is said with the address, how often it was tried, and why no more."""
    url = refusing()
    async with flavour.client(KEY, base_url=url, retry=Retry(attempts=2, first_wait=0)) as client:
        kind, (message, attempts, notes), _ = await failure(_loop(client.stream_text("moss"), None))
    assert (kind, attempts) == (errors.APIConnectionError, 2)
    assert url.removeprefix("http://") in message
    assert notes == ["Not sent again: 2 of 2 attempts failed."]


@every_flavour
async def test_a_stream_that_did_not_open_is_empty_and_over(flavour):
    """After an error in the loop the text is empty, no message is known, and the stream cannot be read again."""
    async with flavour.client(KEY, base_url=refusing(), retry=Retry.off) as client:
        stream = client.stream_chat("moss")
        await failure(_loop(stream, None))
        plain = getattr(stream, "stream", stream)
        assert (plain.text, plain.completion.choices) == ("", [])
        with pytest.raises(RuntimeError):
            await _loop(stream, None)


@every_flavour
async def test_after_the_head_an_end_is_an_interruption(flavour):
    """Once the answer has started, a broken connection is `StreamInterruptedError` with what had come."""
    frame = b'data: {"choices":[{"index":0,"delta":{"content":"half"}}]}\n\n'
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 9999\r\n\r\n"

    def serve(connection):
        server.head(connection)
        connection.sendall(head + frame)

    with RawServer(serve) as server:
        async with flavour.client(KEY, base_url=server.url, retry=Retry.off) as client:
            with pytest.raises(errors.StreamInterruptedError) as caught:
                await _loop(client.stream_text("moss"), None)
    assert caught.value.partial == "half"
