"""`close()` and `aclose()` end the calls that another thread or task has under way, and say so."""

import asyncio
import contextlib
import socket
import threading
import time

import anyio
import httpx
import pytest
from tests.helpers.proxies import clear_environment
from tests.helpers.servers import RawServer, answering, deaf, silent, trusted_context

from pollination_sdk import AsyncPollinations, Pollinations, Retry, errors

KEY = "sk_closing0123456789"
SOON = 2.0
"""Within how many seconds a call ends; the servers here would keep it for 20."""


@pytest.fixture(params=["http", "https"])
def context(request, tmp_path, monkeypatch):
    """Give what a server needs to be reached by this scheme."""
    return None if request.param == "http" else trusted_context(tmp_path, monkeypatch, "localhost")


@contextlib.contextmanager
def serving(context, answer=b""):
    """Serve: read a request, say something, and wait until the client is gone; give the URL and the server."""

    def serve(connection):
        with context.wrap_socket(connection, server_side=True) if context else connection as one:
            if server.head(one):
                one.sendall(answer)
                server.until_gone(one)

    with RawServer(serve) as server:
        yield (f"https://localhost:{server.port}" if context else server.url), server


def ended_by_closing(flavour, url, call, ready):
    """Close a client while it makes a call, and return the error and the seconds that it took to come.

    Args:
        flavour: `blocking`, `asyncio` or `trio`.
        url: Where the service is.
        call: Makes the call; gets the client.
        ready: Waits until the call is under way; blocks.
    """
    options = {"base_url": url, "retry": Retry(unknown="always")}
    caught = []

    def note(error, client_closed):
        caught.append((error, time.monotonic() - client_closed[0]))

    closed = [0.0]

    def blocking():
        client = Pollinations(KEY, **options)

        def run():
            try:
                call(client)
            except errors.PollinationsError as error:
                note(error, closed)

        thread = threading.Thread(target=run)
        thread.start()
        ready()
        closed[0] = time.monotonic()
        client.close()
        thread.join(20)

    async def waiting():
        client = AsyncPollinations(KEY, **options)

        async def run():
            try:
                made = call(client)
                if hasattr(made, "__aiter__"):
                    async for _ in made:
                        pass
                else:
                    await made
            except errors.PollinationsError as error:
                note(error, closed)

        with anyio.fail_after(20):
            async with anyio.create_task_group() as calls:
                calls.start_soon(run)
                await anyio.to_thread.run_sync(ready)
                closed[0] = time.monotonic()
                await client.aclose()

    blocking() if flavour == "blocking" else anyio.run(waiting, backend=flavour)
    assert len(caught) == 1
    return caught[0]


def text(client):
    """Make a paid call."""
    return client.text("hi")


def balance(client):
    """Make a free call."""
    return client.balance()


def stream(client):
    """Read a stream to its end."""
    made = client.stream_text("hi")
    return list(made) if isinstance(client, Pollinations) else made


def asked(server):
    """Return what waits until a request has come."""

    def ready():
        end = time.monotonic() + 10
        while not server.heads and time.monotonic() < end:
            time.sleep(0.01)

    return ready


FLAVOURS = pytest.mark.parametrize("flavour", ["blocking", "asyncio", "trio"])
HALF = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{"
"""The beginning of an answer that ends with its connection: what is cut must not pass for all of it."""


@FLAVOURS
@pytest.mark.parametrize("answer", [b"", HALF], ids=["no answer", "half an answer"])
def test_a_paid_call_that_was_sent_has_an_unknown_outcome(flavour, context, answer):
    """It ends at once, is not sent again, whatever `Retry` says, and the error names the reason."""
    with serving(context, answer) as (url, server):
        error, seconds = ended_by_closing(flavour, url, text, asked(server))
        assert isinstance(error, errors.OutcomeUnknownError)
        assert "client was closed" in str(error)
        assert seconds < SOON
        assert server.none_open()
        assert server.accepted == 1


@FLAVOURS
def test_a_free_call_is_simply_over(flavour, context):
    """A call that costs nothing ends with the error of a connection."""
    with serving(context) as (url, server):
        error, seconds = ended_by_closing(flavour, url, balance, asked(server))
        assert type(error) is errors.APIConnectionError
        assert "client was closed" in str(error)
        assert seconds < SOON
        assert server.accepted == 1


@FLAVOURS
def test_a_stream_ends_too(flavour, context):
    """The reader of a stream gets the error, with the reason."""
    frame = b'data: {"choices": [{"delta": {"content": "a"}, "finish_reason": null}]}\n\n'
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
    with serving(context, head + frame) as (url, server):
        error, seconds = ended_by_closing(flavour, url, stream, asked(server))
        assert "client was closed" in f"{error} {error.cause}"
        assert seconds < SOON
        assert server.none_open()


@FLAVOURS
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_call_that_connects_was_not_sent(flavour, scheme):
    """While a connection or TLS comes about nothing has been sent, so nothing is unknown."""
    with deaf() if scheme == "http" else silent() as place:
        url = place if scheme == "http" else f"https://127.0.0.1:{place.port}"
        error, seconds = ended_by_closing(flavour, url, text, lambda: time.sleep(0.3))
    assert type(error) is errors.APIConnectionError
    assert "client was closed" in str(error)
    assert seconds < SOON


@FLAVOURS
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_call_through_a_proxy_ends_too(flavour, scheme, monkeypatch):
    """Sent to the proxy, a request may have been passed on; a tunnel that was asked for has sent nothing."""
    clear_environment(monkeypatch)
    with silent() as proxy:
        monkeypatch.setenv("ALL_PROXY", proxy.url)
        error, seconds = ended_by_closing(flavour, f"{scheme}://service.invalid", text, asked(proxy))
    assert type(error) is (errors.OutcomeUnknownError if scheme == "http" else errors.APIConnectionError)
    assert "client was closed" in str(error)
    assert seconds < SOON


def test_calls_that_wait_for_a_place_end_too(monkeypatch):
    """Calls beyond the connections that a process may have are over as well, and were not sent."""
    monkeypatch.setattr("pollination_sdk._http.transport.most_connections", lambda: 1)

    async def main(url, server):
        client = AsyncPollinations(KEY, base_url=url)
        calls = [asyncio.ensure_future(client.text("hi")) for _ in range(3)]
        await asyncio.to_thread(asked(server))
        await client.aclose()
        return [type(error) for error in await asyncio.gather(*calls, return_exceptions=True)]

    with serving(None) as (url, server):
        kinds = asyncio.run(main(url, server))
    assert kinds == [errors.OutcomeUnknownError, errors.APIConnectionError, errors.APIConnectionError]


def call_until_closed(client, unexpected):
    """Call until the client is closed, and note any other end."""
    try:
        while True:
            client.text("hi")
    except errors.PollinationsError as error:
        if "closed" not in str(error):
            unexpected.append(error)
    except Exception as error:  # noqa: BLE001 - what must not happen
        unexpected.append(error)


def test_closing_and_calling_do_not_race():
    """However threads that call and one that closes meet, each call has an answer or an error of ours."""
    unexpected = []
    with answering() as server:
        for _ in range(20):
            client = Pollinations(KEY, base_url=server.url)
            threads = [threading.Thread(target=call_until_closed, args=[client, unexpected]) for _ in range(4)]
            for thread in threads:
                thread.start()
            client.close()
            for thread in threads:
                thread.join(10)
        assert server.none_open()
    assert unexpected == []


def test_no_socket_is_left_after_closing():
    """A client that was closed makes no connection any more, though its httpx client was taken before."""
    client = Pollinations(KEY, base_url="http://127.0.0.1:9")
    http = client._pool.http()
    client.close()
    with socket.create_server(("127.0.0.1", 0)) as listener, pytest.raises(Exception, match="closed"):
        http.send(httpx.Request("GET", f"http://127.0.0.1:{listener.getsockname()[1]}"))
