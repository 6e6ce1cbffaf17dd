"""One flavour used as the other, and a `base_url` that is not the service's: each error says what to write."""

import asyncio
import collections.abc
import copy
import re
import socket

import pytest
from tests.examples import each
from tests.helpers.flavours import every_flavour
from tests.helpers.servers import RawServer, answering

from pollination_sdk import AsyncPollinations, Pollinations, Retry, errors
from pollination_sdk.types import ChatCompletion

KEY = "sk_test1234567890"
NO_SCHEME = "it does not start with https:// or http://"
V1 = "it ends in /v1, which the paths of the calls hold themselves"
ITERATORS = ["iter_usage", "iter_earnings", "uploads"]
STREAMS = ["stream_text", "stream_chat", "stream_image", "stream_video", "stream_mesh", "stream_speech"]


@pytest.fixture
def blocking():
    """Give a sync client that can reach nothing."""
    return Pollinations(KEY, base_url="http://127.0.0.1:1")


@pytest.fixture
def awaited():
    """Give an async client that can reach nothing."""
    return AsyncPollinations(KEY, base_url="http://127.0.0.1:1")


def refused(words):
    """Expect the error of a misuse, which Python's own handlers of `TypeError` catch too."""
    return pytest.raises(errors.ArgumentError, match=f"^{words}")


def test_with_needs_the_sync_client(awaited):
    """`with AsyncPollinations()` names `async with`."""
    with refused("AsyncPollinations takes `async with`, not `with`; Pollinations takes `with`"), awaited:
        pass


@pytest.mark.parametrize("name", STREAMS)
def test_an_async_stream_is_not_read_by_for(awaited, name):
    """`for` and `with` over an async stream name `async for` and `async with`."""
    stream = getattr(awaited, name)("hi")
    with refused(f"{type(stream).__name__} takes `async for`, not `for`"):
        for _ in stream:
            pass
    with refused(f"{type(stream).__name__} takes `async with`, not `with`"), stream:
        pass


def test_async_records_are_not_read_by_for(awaited):
    """`list(client.iter_usage())` of the async client names `async for`."""
    with refused(r"iter_usage\(\) of AsyncPollinations takes `async for`, not `for`; Pollinations takes `for`."):
        list(awaited.iter_usage())


@pytest.mark.parametrize("name", STREAMS)
def test_a_stream_is_not_awaited(awaited, blocking, name):
    """`await client.stream_text()` names the loop, for each client."""

    async def misuse(stream, words):
        with refused(words):
            await stream

    asyncio.run(misuse(getattr(awaited, name)("hi"), r"Async\w+ takes no `await`: write `async for item in"))
    asyncio.run(misuse(getattr(blocking, name)("hi"), r"\w+ takes no `await`: write `for item in"))


def test_async_records_are_read_by_async_for(awaited):
    """`for` over the records of the async client, and `await` before them, name `async for`."""

    async def misuse():
        with refused("iter_usage.. takes no `await`: write `async for record in client.iter_usage"):
            await awaited.iter_usage()

    asyncio.run(misuse())
    with refused("iter_usage.. of AsyncPollinations takes `async for`, not `for`; Pollinations takes `for`."):
        list(awaited.iter_usage())


@pytest.mark.parametrize(
    ("flavour", "loop"), [("blocking", "`for record in {}`, or use Async"), ("awaited", "`async for record in {}`")]
)
def test_records_are_not_awaited(request, flavour, loop):
    """`await` before the records of each client names the loop, with the argument that the method needs."""
    client = request.getfixturevalue(flavour)

    async def misuse():
        for records, written in ((client.uploads("a"), "uploads(tag)"), (client.iter_usage(), "iter_usage()")):
            with refused(re.escape(f"{written} takes no `await`: write {loop.format(f'client.{written}')}")):
                await records

    asyncio.run(misuse())


@pytest.mark.parametrize("name", [*STREAMS, *ITERATORS, "image_url", "text_url"])
def test_what_only_the_client_has_is_named(blocking, awaited, name):
    """A method that `detailed` lacks leads to the one of the client."""
    for client in (blocking, awaited):
        with pytest.raises(AttributeError, match=rf"has no attribute '{name}'; write client.{name}\(\), as "):
            getattr(client.detailed, name)
        assert not hasattr(client.detailed, "nothing")
        assert copy.copy(client.detailed).chat


@pytest.mark.parametrize("name", [*STREAMS, "image_url", "text_url"])
def test_what_estimates_a_stream_or_a_link_is_named(blocking, awaited, name):
    """A method that `estimate` lacks leads to the one that prices it, never to a call that spends."""
    priced = name.removeprefix("stream_").removesuffix("_url")
    for client in (blocking, awaited):
        with pytest.raises(AttributeError, match=rf"has no attribute '{name}'; write estimate.{priced}\(\), as "):
            getattr(client.estimate, name)
        assert copy.copy(client.estimate).chat


@pytest.mark.parametrize("name", ITERATORS)
def test_what_estimate_lacks_as_it_is_free_says_so(blocking, awaited, name):
    """A method of the client that is free, and that `estimate` lacks, says that it is free."""
    for client in (blocking, awaited):
        with pytest.raises(AttributeError, match=rf"has no attribute '{name}'; client.{name}\(\) is free\."):
            getattr(client.estimate, name)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("messages", "chat() takes a conversation."),
        ("embeddings", "embed() makes them."),
        ("with_raw_response", "client.detailed has the same methods, with the status and the headers."),
    ],
)
def test_attributes_of_other_clients_name_what_is_meant(blocking, awaited, name, words):
    """An attribute that other clients have is an `AttributeError` that says what to write."""
    for client in (blocking, awaited):
        with pytest.raises(AttributeError) as caught:
            getattr(client, name)
        assert str(caught.value) == f"{type(client).__name__!r} object has no attribute {name!r}; {words}"


def test_each_flavour_names_how_it_is_closed(blocking, awaited):
    """`close` of the async client and its chat streams names `aclose`, and the other way round."""
    for one, name, words in (
        (awaited, "close", "aclose"),
        (awaited.stream_chat("hi"), "close", "aclose"),
        (blocking, "aclose", "close"),
        (blocking.stream_chat("hi"), "aclose", "close"),
    ):
        assert not hasattr(one, name)
        with pytest.raises(AttributeError, match=rf"has no attribute '{name}'; {words}\(\) closes it"):
            getattr(one, name)


def test_other_missing_attributes_are_as_in_python(blocking):
    """An attribute that nobody has gets Python's own words, and the answer of a chat names its own fields."""
    with pytest.raises(AttributeError, match=r"^'Pollinations' object has no attribute 'nothing'$"):
        _ = blocking.nothing
    with pytest.raises(AttributeError, match="no attribute 'content'; text holds what the model says"):
        _ = ChatCompletion(id="1", choices=[]).content


@pytest.mark.parametrize("name", ["", *STREAMS])
def test_async_with_needs_the_async_client(blocking, name):
    """`async with` on the sync client or one of its streams names `with`."""

    async def misuse():
        with refused(r"\w+ takes `with`, not `async with`"):
            async with getattr(blocking, name)("hi") if name else blocking:
                pass

    asyncio.run(misuse())


@pytest.mark.parametrize("name", STREAMS)
def test_frameworks_tell_the_streams_apart(blocking, awaited, name):
    """A web framework reads a stream that is no `AsyncIterable` in a thread; a sync stream stays none."""
    assert not isinstance(getattr(blocking, name)("hi"), collections.abc.AsyncIterable)
    assert isinstance(getattr(awaited, name)("hi"), collections.abc.AsyncIterable)
    with pytest.raises(TypeError):  # so do frameworks that try `iter` first
        iter(getattr(awaited, name)("hi"))


@each("cls", [Pollinations, AsyncPollinations])
@each(
    ("given", "reason", "meant"),
    [
        ("gen.pollinations.ai", NO_SCHEME, "https://gen.pollinations.ai"),
        ("localhost:8000", NO_SCHEME, "http://localhost:8000"),
        ("proxy.example:8/x", NO_SCHEME, "https://proxy.example:8"),
        ("https://gen.pollinations.ai/v1", V1, "https://gen.pollinations.ai"),
        ("https://gen.pollinations.ai/v1/", V1, "https://gen.pollinations.ai"),
    ],
)
def test_a_base_url_is_refused_with_the_one_that_was_meant(cls, given, reason, meant):
    """A host without a scheme, and the path that other clients want, are named with what to write."""
    with pytest.raises(errors.ConfigurationError) as caught:
        cls(KEY, base_url=given)
    assert str(caught.value) == f"base_url cannot be used: {reason}. Give one such as {meant}."


@every_flavour
async def test_another_server_asked_below_v1_is_named(flavour):
    """Another server may be below /v1; if it knows no such path, the error says what base_url has too much."""
    body = b'{"success": false, "error": {"message": "no such path", "code": "NOT_FOUND"}}'
    head = b"HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
    with answering(head + body) as server:
        client = flavour.client(KEY, base_url=f"{server.url}/v1", retry=Retry.off, model_lookup=False)
        with pytest.raises(errors.NotFoundError, match=rf"127.0.0.1:{server.port} was asked below /v1.*leave /v1 out"):
            await client.chat("hi")


@pytest.mark.parametrize("given", [KEY, f"user:{KEY}@gen.pollinations.ai", f"x y/{KEY}"])
def test_a_secret_in_base_url_is_not_shown(given):
    """What may hold a key or a password is not quoted."""
    with pytest.raises(errors.ConfigurationError) as caught:
        Pollinations(base_url=given)
    assert KEY not in str(caught.value)


@every_flavour
async def test_an_http_port_asked_by_https_is_named(flavour):
    """The error names the host and says that http:// may be meant."""

    def serve(connection):
        connection.recv(65_536)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        connection.shutdown(socket.SHUT_WR)
        server.until_gone(connection)

    with RawServer(serve) as server:
        client = flavour.client(KEY, base_url=f"https://127.0.0.1:{server.port}", retry=Retry.off)
        with pytest.raises(errors.APIConnectionError) as caught:
            await client.balance()
    words = f"The server at 127.0.0.1:{server.port} does not speak https: if it speaks http, write http:// in base_url."
    assert str(caught.value).startswith(words)
