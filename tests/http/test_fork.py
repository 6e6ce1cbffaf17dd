"""A forked child has connections of its own: it neither reads the parent's answers nor ends its connections."""

import asyncio
import contextlib
import ctypes
import gc
import json
import multiprocessing
import os
import signal
import ssl
import sys
import threading
import types
from concurrent.futures import ProcessPoolExecutor

import anyio
import httpcore
import httpx
import httpx2
import pytest
import trustme
from tests.helpers.flavours import finish
from tests.helpers.servers import RawServer

from pollination_sdk import (
    ApiClient,
    AsyncPollinations,
    Configuration,
    GenPollinationsAiApi,
    Pollinations,
    Retry,
    errors,
)
from pollination_sdk._secrets import live_keys as _live_keys
from pollination_sdk.compat import ApiException

KEY = "sk_abcd1234"
NAMES = ["alice", "bob", "carol"]

pytestmark = [
    pytest.mark.slow(reason="forks and starts processes"),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork"),
    pytest.mark.usefixtures("few_objects"),
]


def echoing(wait=0.05, context=None):
    """Make a server that answers each request, in turn and after a moment, with its own prompt."""

    def serve(connection):
        with (
            context.wrap_socket(connection, server_side=True) if context else contextlib.nullcontext(connection) as one
        ):
            while head := server.head(one):
                server.ending.wait(wait)
                name = head.split(b" ")[1].partition(b"?")[0].rpartition(b"/")[2]
                kind = b"text/event-stream" if name == b"held" else b"text/plain"
                one.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: %b\r\nContent-Length: %d\r\n\r\n" % (kind, len(name)))
                one.sendall(name)

    server = RawServer(serve)
    return server


@pytest.fixture
def server():
    """Give a server that tells whose answer is whose."""
    with echoing() as running:
        yield running


def in_child(work, fork=os.fork):
    """Run a function in a forked child and return its exit status: 0 where it returned True."""
    child = fork()
    if child == 0:
        code = 1
        try:
            signal.alarm(20)
            code = 0 if work() is True else 2
        except BaseException as error:  # noqa: BLE001 - the child must end here
            sys.stderr.write(repr(error))
        finally:
            os._exit(code)
    return lambda: os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


OPENED = []


@pytest.fixture(autouse=True)
def closed():
    """Close the httpx clients that a test has made; those of event loops that are over need no closing."""
    yield
    while OPENED:
        OPENED.pop().close()
    gc.collect()


def mine(**options):
    """Make an httpx client that is closed after the test."""
    OPENED.append(httpx.Client(**options))
    return OPENED[-1]


def wait_for_requests(server, number):
    """Wait until so many requests have come."""
    while len(server.heads) < number:
        server.ending.wait(0.01)


def settings(url):
    """Return what every client here is made with."""
    return {"base_url": url, "timeout": 10, "retry": Retry.off}


def asked(client):
    """Return a blocking function that asks an async client."""
    return lambda name: asyncio.run(client.text(name))


def own(url):
    """Ask with a client that makes its own connections."""
    client = Pollinations(KEY, **settings(url))
    return client.text


def sibling(url):
    """Ask with a client from `with_options`."""
    client = Pollinations(KEY, **settings(url))
    client.text("warm")
    return client.with_options(timeout=9).text


def detailed(url):
    """Ask by way of `detailed`."""
    client = Pollinations(KEY, **settings(url))
    return lambda name: client.detailed.text(name).value


def given(url):
    """Ask over a caller's client."""
    return Pollinations(KEY, http_client=mine(), **settings(url)).text


def given_of_httpx2(url):
    """Ask over a caller's client of httpx2."""
    OPENED.append(httpx2.Client())
    return Pollinations(KEY, http_client=OPENED[-1], **settings(url)).text


def given_and_wrapped(url):
    """Ask over one of the transports of httpx that a caller's transport has in a list."""

    class Wrapped(httpx.BaseTransport):
        def __init__(self):
            self.first, self.others = httpx.HTTPTransport(), [httpx.HTTPTransport()]

        def handle_request(self, request):
            return self.others[0].handle_request(request)

        def close(self):
            self.others[0].close()

    return Pollinations(KEY, http_client=mine(transport=Wrapped()), **settings(url)).text


def given_and_mounted(url):
    """Ask over a transport that a caller has mounted."""
    own = mine(mounts={"http://": httpx.HTTPTransport()})
    return Pollinations(KEY, http_client=own, **settings(url)).text


def given_and_limited(url):
    """Ask over a caller's only connection."""
    own = mine(limits=httpx.Limits(max_connections=1))
    return Pollinations(KEY, http_client=own, max_in_flight=1, **settings(url)).text


def earlier(url):
    """Ask by the predecessor's surface."""
    api = GenPollinationsAiApi(ApiClient(Configuration(host=url, access_token=KEY, retries=0)))
    return lambda name: api.get_generate_text_prompt(name, _request_timeout=10)


def earlier_through_proxy(url):
    """Ask by the predecessor's surface through a proxy, which answers itself."""
    api = GenPollinationsAiApi(ApiClient(Configuration("http://gen.example", access_token=KEY, retries=0, proxy=url)))
    return lambda name: api.get_generate_text_prompt(name, _request_timeout=10)


def earlier_default(url):
    """Ask by the predecessor's default client."""
    ApiClient.set_default(ApiClient(Configuration(host=url, access_token=KEY, retries=0)))
    api = GenPollinationsAiApi()
    ApiClient.set_default(None)
    return api.get_generate_text_prompt


def own_async(url):
    """Ask with an async client."""
    return asked(AsyncPollinations(KEY, **settings(url)))


WAYS = [
    own,
    sibling,
    detailed,
    given,
    given_of_httpx2,
    given_and_wrapped,
    given_and_mounted,
    given_and_limited,
    earlier,
]
WAYS += [earlier_through_proxy, earlier_default, own_async]


@pytest.mark.parametrize("way", WAYS)
def test_each_child_gets_its_own_answers(server, way):
    """Children that are forked after a first call, and the parent, ask at once; each gets its own answer."""
    ask = way(server.url)
    assert ask("warm") == "warm"
    waits = [in_child(lambda name=name: [ask(name), ask(name)] == [name, name]) for name in NAMES[:2]]
    assert "async" in way.__name__ or ask("parent") == "parent"
    assert [wait() for wait in waits] == [0, 0]


@pytest.mark.parametrize("kind", ["own", "given"])
def test_a_child_forked_inside_an_event_loop_leaves_it_alone(server, kind):
    """The child asks in a loop and over a connection of its own; those of the parent go on."""

    async def ask(client):
        return [await client.text(name) for name in NAMES]

    def work(clients):
        answers = asyncio.run(ask(clients[0]))
        clients.clear()
        gc.collect()
        return answers == NAMES

    async def main():
        async with httpx.AsyncClient(limits=httpx.Limits(keepalive_expiry=60)) as http:
            client = AsyncPollinations(KEY, http_client=http if kind == "given" else None, **settings(server.url))
            assert await client.text("warm") == "warm"
            under_way = asyncio.create_task(client.text("parent"))
            await asyncio.to_thread(wait_for_requests, server, 2)
            clients = [client]
            wait = in_child(lambda: work(clients))
            assert await under_way == "parent"
            assert await asyncio.to_thread(wait) == 0
            assert await client.text("again") == "again"
            await client.aclose()
        assert server.accepted == 2

    asyncio.run(main())


def streaming(context=None):
    """Make a server that sends the first word of a stream, and the second once another connection has come and gone."""

    def serve(connection):
        with (
            context.wrap_socket(connection, server_side=True) if context else contextlib.nullcontext(connection) as one
        ):
            if b"/text/" not in (head := server.head(one)):
                return server.go_on.set()
            one.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n")
            one.sendall(event("one "))
            server.go_on.wait(10)
            one.sendall(event("two", end="stop") + b"data: [DONE]\n\n")
            return head

    server = RawServer(serve)
    server.go_on = threading.Event()
    return server


def event(word, end=None):
    """Write one event of a chat stream."""
    choice = {"index": 0, "delta": {"content": word}, "finish_reason": end}
    return b"data: %s\n\n" % json.dumps({"id": "1", "object": "chat.completion.chunk", "choices": [choice]}).encode()


@pytest.fixture(scope="module")
def contexts():
    """Give what a server of TLS and its clients need."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    with authority.cert_pem.tempfile() as path:
        yield context, path


def says_what_to_do(read):
    """Tell whether reading is refused with a sentence."""
    try:
        read()
    except (errors.PollinationsError, ApiException) as error:
        return "another process" in str(error)
    return False


@pytest.mark.parametrize("kind", ["own", "given", "earlier"])
@pytest.mark.parametrize("secure", [False, True], ids=["http", "https"])
def test_a_child_does_not_read_the_parents_stream(contexts, monkeypatch, kind, secure):
    """A stream that is open across a fork is the parent's: the child is refused, and its end ends nothing."""
    context, path = contexts
    monkeypatch.setenv("SSL_CERT_FILE", path)
    with streaming(context if secure else None) as server:
        url = server.url.replace("http:", "https:") if secure else server.url
        if kind == "earlier":
            api = GenPollinationsAiApi(
                ApiClient(Configuration(host=url, access_token=KEY, retries=0, ssl_ca_cert=path))
            )
            stream = api.get_generate_text_prompt_without_preload_content("hi", stream=True)
            words = stream.stream(amt=None)
        else:
            client = Pollinations(KEY, http_client=mine() if kind == "given" else None, **settings(url))
            stream = client.stream_text("hi")
            words = iter(stream)
        first = next(words)
        assert b"one" in first if kind == "earlier" else first == "one "

        def work():
            refused = says_what_to_do(lambda: next(words))
            stream.close()
            gc.collect()
            return refused

        assert in_child(work)() == 0
        server.go_on.set()
        rest = list(words)
        assert b"two" in b"".join(rest) if kind == "earlier" else rest == ["two"]
        stream.close()


def test_a_child_does_not_read_the_parents_async_stream():
    """The same of a stream of the parent's event loop, which the child may close and forget."""

    async def main():
        async with AsyncPollinations(KEY, **settings(server.url)) as client, client.stream_text("hi") as stream:
            words = aiter(stream)
            assert await anext(words) == "one "

            def work():
                refused = says_what_to_do(lambda: finish(anext(words)))
                finish(stream.aclose())
                gc.collect()
                return refused

            assert await asyncio.to_thread(in_child(work)) == 0
            server.go_on.set()
            assert [word async for word in words] == ["two"]

    with streaming() as server:
        asyncio.run(main())


def test_a_child_lets_go_of_the_parents_connections(server):
    """A child that lives on holds no descriptor of theirs: what the parent closes is closed for the server too."""
    client = Pollinations(KEY, http_client=None, **settings(server.url))
    theirs = mine()
    other = Pollinations(KEY, http_client=theirs, **settings(server.url))
    assert client.text("warm") == other.text("warm") == "warm"
    reader, writer = os.pipe()
    wait = in_child(lambda: os.read(reader, 1) == b"x")
    client.close()
    theirs.close()
    assert server.none_open()
    os.write(writer, b"x")
    os.close(writer)
    os.close(reader)
    assert wait() == 0


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
@pytest.mark.parametrize("secure", [False, True], ids=["http", "https"])
def test_a_child_lets_go_of_the_connections_of_an_event_loop(contexts, monkeypatch, backend, secure):
    """So does a child that was forked inside of one: the parent's end of a call is the end for the server."""
    context, path = contexts
    monkeypatch.setenv("SSL_CERT_FILE", path)

    async def main():
        client = AsyncPollinations(KEY, **settings(url))
        async with anyio.create_task_group() as calls:
            for name in NAMES:
                calls.start_soon(client.text, name)
        reader, writer = os.pipe()
        wait = in_child(lambda: os.read(reader, 1) == b"x")
        await client.aclose()
        closed = await anyio.to_thread.run_sync(server.none_open)
        os.write(writer, b"x")
        os.close(writer)
        os.close(reader)
        assert await anyio.to_thread.run_sync(wait) == 0
        assert closed

    with echoing(context=context if secure else None) as server:
        url = server.url.replace("http:", "https:") if secure else server.url
        anyio.run(main, backend=backend)


def test_a_child_lets_go_of_what_is_in_use_after_closing():
    """Connections that a call still reads when the client is closed are let go of as well."""
    with streaming() as server:
        client = Pollinations(KEY, **settings(server.url))
        with client.stream_text("hi") as stream:
            assert next(iter(stream)) == "one "
            client.close()
            reader, writer = os.pipe()
            wait = in_child(lambda: os.read(reader, 1) == b"x")
        server.go_on.set()
        closed = server.none_open()
        os.write(writer, b"x")
        os.close(writer)
        os.close(reader)
        assert wait() == 0
        assert closed


def test_places_and_locks_of_the_parent_do_not_hold_up_a_child(server):
    """A child forked while all places, locks and a caller's pool are held, and waited for, calls at once."""
    own = Pollinations(KEY, max_in_flight=1, max_per_second=1000, **settings(server.url))
    locks = [own._pool._lock, own._in_flight._lock, own._context.rate_limiter._lock, own._context.budget._lock]
    theirs = mine(limits=httpx.Limits(max_connections=1))
    client = Pollinations(KEY, http_client=theirs, max_in_flight=1, max_per_second=1000, **settings(server.url))
    pool = theirs._transport._pool
    waiting = threading.Thread(target=theirs.get, args=(f"{server.url}/text/waiting",))
    with client.stream_text("held"), own.stream_text("held"), contextlib.ExitStack() as held:
        waiting.start()
        while len(pool._requests) < 2:
            server.ending.wait(0.01)
        for lock in (*locks, pool._optional_thread_lock):
            held.enter_context(lock)
        wait = in_child(lambda: client.text("alice") == own.text("alice") == "alice")
    waiting.join()
    assert wait() == 0


def test_a_transport_of_unknown_kind_is_refused_in_a_child(server):
    """What a caller's own transport shares with the parent cannot be known: the error says what to do."""

    class Unknown(httpx.BaseTransport):
        def handle_request(self, request):
            return httpx.Response(200, text="hi")

    unknown = Pollinations(KEY, http_client=mine(transport=Unknown()), **settings(server.url))
    mocked = mine(transport=httpx.MockTransport(lambda request: httpx.Response(200, text="hi")))
    known = Pollinations(KEY, http_client=mocked, **settings(server.url))
    assert unknown.text("hi") == known.text("hi") == "hi"

    def work():
        try:
            unknown.with_options(timeout=9).text("hi")
        except errors.PollinationsError as error:
            return "after the fork" in str(error) and known.text("hi") == "hi"

    assert in_child(work)() == 0
    assert unknown.text("hi") == "hi"


def test_a_pool_that_cannot_be_emptied_is_refused_in_a_child(server, monkeypatch):
    """Should httpcore hold its connections in another way, a child refuses the caller's client and shares none."""
    client = Pollinations(KEY, http_client=mine(), **settings(server.url))
    assert client.text("warm") == "warm"
    monkeypatch.setattr(
        httpcore.ConnectionPool, "connections", property(lambda pool: [types.SimpleNamespace(close=bool)])
    )

    def work():
        try:
            client.text("hi")
        except errors.PollinationsError as error:
            return "after the fork" in str(error)

    assert in_child(work)() == 0


def test_a_fork_that_python_does_not_notice_is_noticed(server, capfd):
    """A server written in C, as uWSGI, may fork without telling Python: the first call in the child finds out.

    In a process of its own: a child that has lost the other threads without Python's knowledge may wait for them.
    """
    fork = ctypes.PyDLL(None).fork

    def work():
        for way in (own, given, own_async, earlier):
            ask = way(server.url)
            assert ask("warm") == "warm"
            waits = [in_child(lambda ask=ask, name=name: ask(name) == name, fork) for name in NAMES]
            assert [wait() for wait in waits] == [0, 0, 0], way
        return True

    assert in_child(work)() == 0
    assert capfd.readouterr().err == ""


def test_a_child_makes_clients_while_another_thread_of_the_parent_did():
    """A child that is forked while a thread holds the lock of the living keys makes a client, and its key is hidden."""
    held, done = threading.Event(), threading.Event()

    def hold():
        with _live_keys._live._lock:
            held.set()
            done.wait(20)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(20)

    def work():
        client = Pollinations("plain-key-of-a-child")
        return client is not None and _live_keys.hide_live_keys("a plain-key-of-a-child") == "a ***"

    wait = in_child(work)
    done.set()
    thread.join()
    assert wait() == 0


@pytest.mark.usefixtures("no_log")
def test_a_process_pool_forks_from_a_thread(server):
    """`ProcessPoolExecutor` forks while threads call; every call gets its own answer."""
    # Without a log: a child cannot write one whose file another thread was writing at the fork. Its buffer is locked.
    client = _forked["client"] = Pollinations(KEY, max_in_flight=4, **settings(server.url))
    theirs = _forked["theirs"] = Pollinations(KEY, http_client=mine(), **settings(server.url))
    assert (client.text("first"), theirs.text("first")) == ("first", "first")  # imports: a fork copies their locks
    names = [f"name-{number}" for number in range(8)]
    results = []
    threads = [
        threading.Thread(target=lambda name=name: results.append((client.text(name), theirs.text(name))))
        for name in names
    ]
    for thread in threads:
        thread.start()
    with ProcessPoolExecutor(3, mp_context=multiprocessing.get_context("fork")) as processes:
        assert list(processes.map(ask_inherited, names)) == [(name, name) for name in names]
    for thread in threads:
        thread.join()
    assert sorted(results) == [(name, name) for name in names]


_forked = {}


def ask_inherited(name):
    """Ask with the clients that a child has inherited."""
    return _forked["client"].text(name), _forked["theirs"].text(name)
