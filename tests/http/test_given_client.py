"""A caller's own client, of httpx or of httpx2: it is used, never changed, and its timeouts hold."""

import asyncio
import contextlib
import functools
import gc
import importlib
import pickle
import time

import pytest
import trio
from tests.helpers.flavours import every_flavour
from tests.helpers.forking import run_program
from tests.helpers.proxies import tunnelling
from tests.helpers.servers import OK, RawServer, answering, deaf, once, refusing, silent
from tests.http.test_deadlines import (
    CHANCES,
    FRAME,
    HEAD,
    LIMIT,
    NAMES,
    OVERSHOOT,
    dripping_body,
    dripping_headers,
    stalled_body,
    time_of,
)
from tests.secrets.test_secrets import spread

from pollination_sdk import AsyncPollinations, Pollinations, Retry, errors
from pollination_sdk.sandbox import Fault

KEY = "sk_abcd1234"
every_library = pytest.mark.parametrize("library", ["httpx", "httpx2"])


@contextlib.asynccontextmanager
async def given(flavour, library, **options):
    """Make a caller's client, and close it."""
    blocking = flavour.name == "blocking"
    http = getattr(importlib.import_module(library), "Client" if blocking else "AsyncClient")(**options)
    try:
        yield http
    finally:
        http.close() if blocking else await http.aclose()


def hook(flavour, function):
    """Return a function as a hook of a flavour."""

    async def awaited(value):
        function(value)

    return function if flavour.name == "blocking" else awaited


def mocked(library, answer):
    """Make a transport that answers by itself."""
    return importlib.import_module(library).MockTransport(answer)


async def asked(flavour, http, method, *args, url, **options):
    """Make one call over a caller's client, without a second attempt."""
    return await getattr(flavour.client(KEY, base_url=url, http_client=http, retry=Retry.off, **options), method)(*args)


# It is used as it is


def state(http):
    """Return everything that a client consists of, but for its connections and calls."""
    transport = http._transport
    pool = {name: value for name, value in vars(transport._pool).items() if name not in {"_connections", "_requests"}}
    return {**vars(http), "_state": None}, vars(transport).copy(), pool, dict(http.headers), dict(http.params)


@every_library
@every_flavour
async def test_a_callers_client_is_not_changed(flavour, library):
    """Its settings, transport, pool and connections are its own before, during and after calls and streams."""
    with answering(HEAD.replace(b"close", b"keep-alive") + FRAME % (b"a", b'"stop"') + b"data: [DONE]\n\n") as server:
        async with given(flavour, library, params={"campaign": "spring"}) as http:
            before = state(http)
            client = flavour.client(KEY, base_url=server.url, http_client=http, timeout=5)
            async with client.stream_text("hi") as stream:
                connection = http._transport._pool.connections[0]._connection
                assert type(connection._network_stream).__module__.startswith(("httpcore.", "httpcore2."))
                async for _ in stream:
                    break
            await client.aclose()
            assert state(http) == before
            assert not http.is_closed
    assert server.none_open()


@every_library
@every_flavour
async def test_what_a_callers_client_adds_is_sent(flavour, library):
    """Its hooks, parameters, headers, cookies and proxy serve our calls too; its `auth=` does not displace the key."""
    seen = []
    with answering() as server, tunnelling() as proxy:
        options = {"params": {"campaign": "spring"}, "headers": {"X-Own": "1"}, "cookies": {"taste": "sweet"}}
        hooks = {"request": [hook(flavour, seen.append)], "response": [hook(flavour, seen.append)]}
        async with given(flavour, library, event_hooks=hooks, proxy=proxy.url, auth=("a", "b"), **options) as http:
            assert await asked(flavour, http, "text", "hi", url=server.url) == "hi"
    assert [type(one).__module__ for one in seen] == [library, library]
    head = server.heads[0].lower()
    assert f"get {server.url}/text/hi?campaign=spring " in proxy.heads[0].lower()
    assert {"x-own: 1", "cookie: taste=sweet", f"authorization: bearer {KEY}"} <= set(head.split("\r\n"))


@every_library
@every_flavour
async def test_cookies_that_cannot_be_sent_stay_with_the_client(flavour, library):
    """A stored cookie outside of ASCII breaks no call; it is left out, and left in the caller's jar."""
    cookie = b"Set-Cookie: a=\xe9\r\nSet-Cookie: b=1\r\n"
    with answering(OK.replace(b"Content-Type", cookie + b"Content-Type")) as server:
        async with given(flavour, library) as http:
            for _ in range(2):
                assert await asked(flavour, http, "text", "hi", url=server.url) == "hi"
            http.cookies.delete("b")
            assert await asked(flavour, http, "text", "hi", url=server.url) == "hi"
            assert {one.name for one in http.cookies.jar} == {"a", "b"}
    assert ["cookie: b=1" in head.lower() for head in server.heads] == [False, True, False]
    assert "cookie:" not in server.heads[2].lower()


@every_library
@every_flavour
async def test_a_closed_client_is_refused(flavour, library):
    """Closing our client leaves the caller's open; once the caller has closed it, calls say so."""
    async with given(flavour, library) as http:
        pass
    with pytest.raises(errors.PollinationsError, match="http_client"):
        await asked(flavour, http, "text", "hi", url="http://127.0.0.1:1")


@pytest.mark.parametrize("cls", [Pollinations, AsyncPollinations])
@pytest.mark.parametrize("wrong", ["httpx", "httpx2", "neither"])
def test_a_client_of_the_other_flavour_is_refused(cls, wrong):
    """Mixing up the two kinds of client is an error when ours is made, not at the first call."""
    kind = "AsyncClient" if cls is Pollinations else "Client"
    own = "proxy" if wrong == "neither" else getattr(importlib.import_module(wrong), kind)()
    with pytest.raises(TypeError, match=r"http_client takes an httpx\.(Async)?Client here, not"):
        cls(KEY, http_client=own)


@every_library
@every_flavour
async def test_a_mock_transport_works(flavour, library):
    """Tests of applications may answer calls without a socket, deadlines and streams included."""

    def answer(request):
        response = importlib.import_module(library).Response
        if "stream=true" in str(request.url):
            return response(200, headers={"Content-Type": "text/event-stream"}, content=b"data: [DONE]\n\n")
        return response(200, text=f"{request.method} {request.url.path}")

    async with given(flavour, library, transport=mocked(library, answer)) as http:
        assert await asked(flavour, http, "text", "hi", url="https://nowhere.invalid", timeout=5) == "GET /text/hi"
        stream = flavour.client(KEY, base_url="https://nowhere.invalid", http_client=http).stream_text("hi")
        assert [piece async for piece in stream] == []


# Its timeouts hold


@every_library
@every_flavour
@pytest.mark.parametrize("method", ["text", "stream_text"])
async def test_the_timeouts_of_a_request(flavour, library, method):
    """The client's own timeouts replace the usual ones, `timeout=` cuts both; httpx's default of 5 s is none."""
    seen = []

    def answer(request):
        seen.append(request.extensions["timeout"])
        return importlib.import_module(library).Response(
            200,
            headers={"Content-Type": "text/event-stream"} if method == "stream_text" else {},
            content=b"data: [DONE]\n\n",
        )

    async def timeouts(own, **options):
        async with given(flavour, library, transport=mocked(library, answer), **own) as http:
            client = flavour.client(KEY, base_url="https://nowhere.invalid", http_client=http, **options)
            value = getattr(client, method)("hi")
            _ = [piece async for piece in value] if method == "stream_text" else await value
        return {name: None if seconds is None else round(seconds, -1) for name, seconds in seen[-1].items()}

    phases = ("connect", "read", "write", "pool")
    timeout = importlib.import_module(library).Timeout
    assert await timeouts({}) == dict(zip(phases, (10, 300, 300, 300), strict=True))
    assert await timeouts({"timeout": 70}) == dict.fromkeys(phases, 70)
    assert await timeouts({"timeout": timeout(50, read=400)}, first_item_timeout=None, idle_timeout=None) == {
        **dict.fromkeys(phases, 50),
        "read": 400,
    }
    assert await timeouts({"timeout": 70}, timeout=20) == dict.fromkeys(phases, 20)
    assert await timeouts({"timeout": None}, timeout=20) == dict.fromkeys(phases, 20)
    assert await timeouts({}, timeout=20) == {**dict.fromkeys(phases, 20), "connect": 10}


@pytest.mark.slow(reason="waits for deadlines")
@every_library
@every_flavour
@pytest.mark.parametrize("make", [silent, stalled_body, deaf], ids=NAMES)
async def test_the_clients_own_timeout_ends_a_call(flavour, library, make):
    """Without `timeout=` that of the client holds, be it for connecting, for the head or for the body."""
    with make() as server:
        async with given(flavour, library, timeout=LIMIT) as http:
            took, error = await time_of(lambda: asked(flavour, http, "key", url=server if make is deaf else server.url))
    assert LIMIT - 0.05 <= took <= LIMIT + OVERSHOOT
    assert isinstance(error, errors.APITimeoutError)
    assert pickle.loads(pickle.dumps(error)).args == error.args


@every_library
@every_flavour
async def test_the_clients_own_timeout_ends_a_stream(flavour, library):
    """A stream that pauses for longer than the client's own read timeout ends, and says which limit it was."""
    with once(lambda connection: connection.sendall(HEAD + FRAME % (b"a", b"null"))) as server:
        async with given(flavour, library, timeout=LIMIT) as http:
            stream = flavour.client(KEY, base_url=server.url, http_client=http).stream_text("hi")
            start = time.monotonic()
            with pytest.raises(errors.APITimeoutError, match="read timeout of http_client"):
                _ = [piece async for piece in stream]
    assert time.monotonic() - start < 5
    assert stream.text == "a"


@pytest.mark.slow(reason="waits for deadlines")
@every_library
@every_flavour
@pytest.mark.parametrize("make", [silent, dripping_headers, dripping_body, stalled_body], ids=NAMES)
async def test_a_call_over_a_callers_client_ends_at_the_deadline(flavour, library, make):
    """`timeout=` holds over a caller's client too, whatever its own timeouts are; sync, each wait for a head has it."""
    if flavour.name == "blocking" and make is dripping_headers:
        return

    async def ended(own):
        async with given(flavour, library, **own) as http:
            return await time_of(lambda: asked(flavour, http, "key", url=server.url, timeout=LIMIT))

    with make() as server:
        ends = await flavour.together(*(functools.partial(ended, own) for own in ({}, {"timeout": None})))
        for took, error in ends:
            assert LIMIT - 0.05 <= took <= LIMIT + OVERSHOOT
            assert isinstance(error, errors.APITimeoutError)
        assert server.none_open()


@every_library
@every_flavour
async def test_a_blocking_call_overruns_by_one_read_at_most(flavour, library):
    """A last read that starts before the deadline takes no longer than what was left when the body started."""

    def serve(connection):
        server.head(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        server.drip(connection, b"a" * 3, LIMIT / 4)
        server.until_gone(connection)

    with RawServer(serve) as server:
        async with given(flavour, library) as http:
            start = time.monotonic()
            with pytest.raises(errors.APITimeoutError, match=r"timeout=0\.4"):
                await asked(flavour, http, "key", url=server.url, timeout=LIMIT)
            took = time.monotonic() - start
    assert LIMIT - 0.05 <= took <= LIMIT * (2 if flavour.name == "blocking" else 1) + OVERSHOOT


@pytest.mark.slow(reason="waits for deadlines")
@every_library
@every_flavour
async def test_a_stream_over_a_callers_client_keeps_its_limits(flavour, library):
    """`first_item_timeout` and `idle_timeout` end a stream; a blocking one overruns by one read at most."""

    def serve(connection):
        server.head(connection)
        connection.sendall(HEAD)
        server.drip(connection, b"\n" * 6, LIMIT / 4)
        connection.sendall(FRAME % (b"a", b"null"))
        server.until_gone(connection)

    async def ended(limits):
        async with given(flavour, library) as http:
            stream = flavour.client(KEY, base_url=server.url, http_client=http, **limits).stream_text("hi")
            start = time.monotonic()
            with pytest.raises(errors.APITimeoutError) as caught:
                _ = [piece async for piece in stream]
            return time.monotonic() - start, str(caught.value)

    limits = [{"first_item_timeout": first, "idle_timeout": LIMIT} for first in (LIMIT, LIMIT * 5)]
    with RawServer(serve) as server:
        ends = await flavour.together(*(functools.partial(ended, one) for one in limits))
    for one, option, (took, error) in zip(limits, ("first_item_timeout", "idle_timeout"), ends, strict=True):
        assert option in error
        assert took <= LIMIT * 1.5 + sum(one.values()) + OVERSHOOT


@every_library
@every_flavour
async def test_waiting_for_a_connection_counts(flavour, library):
    """A caller's client that allows one connection holds a call back no longer than its deadline."""
    with silent() as server:
        async with given(flavour, library, limits=importlib.import_module(library).Limits(max_connections=1)) as http:
            call = lambda: asked(flavour, http, "key", url=server.url, timeout=LIMIT)  # noqa: E731 - a call, thrice
            for _ in range(CHANCES):
                start = time.monotonic()
                results = await flavour.together(call, call, call)
                took = time.monotonic() - start
                assert [type(result) for result in results] == [errors.APITimeoutError] * 3
                if took <= LIMIT + OVERSHOOT:
                    break
            assert took <= LIMIT + OVERSHOOT


# An async one serves one event loop at a time

RUNS = {"asyncio": lambda call: asyncio.run(call()), "trio": trio.run}
OF_ANOTHER_LOOP = "http_client given to this client belongs to another event loop.*nothing was sent"


def async_ones(library, url, **options):
    """Make two clients over one client of the caller's."""
    http = importlib.import_module(library).AsyncClient(**options)
    return [AsyncPollinations(KEY, base_url=url, http_client=http, retry=Retry.off) for _ in range(2)]


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # nobody can close a connection whose loop has ended
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # as above
@every_library
@pytest.mark.parametrize("second", RUNS)
@pytest.mark.parametrize("first", RUNS)
def test_a_connection_of_an_ended_loop_is_not_used(library, first, second):
    """In the next loop a call or a stream is refused unsent, also by another client of ours over the same one."""

    async def streamed(client):
        return [piece async for piece in client.stream_text("hi")]

    def scenario(server):
        one, other = async_ones(library, server.url)
        RUNS[first](lambda: one.text("hi"))
        for call in (lambda: one.text("hi"), lambda: other.detailed.chat("hi"), lambda: streamed(one)):
            with pytest.raises(errors.PollinationsError, match=OF_ANOTHER_LOOP):
                RUNS[second](call)

    with answering() as server:
        scenario(server)
        assert len(server.heads) == 1
    gc.collect()  # the connection of this test, within this test


@every_library
def test_loops_at_once_do_not_share_a_callers_client(library):
    """While one loop waits for an answer, a call from another one is refused at once; it could wait without end."""
    with silent() as server:
        one, other = async_ones(library, server.url)

        async def scenario():
            waiting = asyncio.create_task(one.text("hi"))
            await asyncio.to_thread(server.wait_for_one)
            for client in (one, other):
                for run in RUNS.values():
                    with pytest.raises(errors.PollinationsError, match=OF_ANOTHER_LOOP):
                        await asyncio.to_thread(run, lambda client=client: client.text("hi"))
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting

        asyncio.run(scenario())
        assert server.accepted == 1


@every_library
def test_a_callers_client_without_connections_serves_every_loop(library):
    """One that keeps no connection, or answers by itself, works in one loop after the other."""
    module = importlib.import_module(library)
    with answering() as server:
        for options in (
            {"limits": module.Limits(max_keepalive_connections=0)},
            {"transport": mocked(library, lambda _: module.Response(200, text="hi"))},
        ):
            one, _ = async_ones(library, server.url, **options)
            for run in (*RUNS.values(), *RUNS.values()):
                assert run(lambda one=one: one.text("hi")) == "hi"


# What comes back is understood


@every_library
@every_flavour
async def test_answers_are_understood(flavour, library, sandbox):
    """Values, `detailed`, media, streams, redirects and odd prompts come over either library."""
    async with given(flavour, library) as http:
        client = flavour.client(sandbox.key, base_url=sandbox.url, http_client=http)
        prompt = "50 % of a/b?c%2F é #x & more"
        assert await client.text(prompt) == f"openai heard: {prompt}"
        sandbox.queue(Fault.redirect("/text/elsewhere"))
        assert await client.text("hi") == "openai heard: elsewhere"
        answer = await client.detailed.balance()
        assert answer.response.http_version == "HTTP/1.1"
        assert answer.response.elapsed.total_seconds() > 0
        assert (await client.image("a fox")).media_type == "image/jpeg"
        stream = client.stream_text("a b")
        assert "".join([piece async for piece in stream]) == "openai heard: a b"
        async with client.stream_chat("many words, of which one is read") as left:
            async for _ in left:
                break
        assert await client.text("and on") == "openai heard: and on"


@every_library
@every_flavour
async def test_failures_are_understood(flavour, library, sandbox):
    """Refusals, retries, broken connections and cut-off answers are what they are with a client of ours."""
    async with given(flavour, library) as http:
        client = flavour.client(sandbox.key, base_url=sandbox.url, http_client=http, retry=Retry(first_wait=0))
        sandbox.queue(Fault.status(503))
        assert (await client.detailed.text("hi")).attempts == 2
        sandbox.queue(Fault.status(403))
        with pytest.raises(errors.PermissionDeniedError) as refused:
            await client.text("hello")
        off = client.with_options(retry=Retry.off)
        sandbox.queue(Fault.reset())
        with pytest.raises(errors.APIConnectionError) as broken:
            await off.balance()
        sandbox.queue(Fault.wrong_length())
        with pytest.raises(errors.APIConnectionError) as cut:
            await off.balance()
        with pytest.raises(errors.APIConnectionError, match="Could not connect to 127") as unsent:
            await off.with_options(base_url=refusing()).balance()
        for caught in (refused, broken, cut, unsent):
            copy = pickle.loads(pickle.dumps(caught.value))
            assert (type(copy), str(copy)) == (type(caught.value), str(caught.value))
            assert sandbox.key not in spread(caught.value)
        assert type(unsent.value.cause).__module__ == "httpx"


@every_library
@every_flavour
async def test_hooks_may_read_and_refuse(flavour, library, sandbox):
    """A hook that raises for the status, or has read the answer, changes nothing."""

    def check(response):
        response.raise_for_status()

    async with given(flavour, library, event_hooks={"response": [hook(flavour, check)]}) as http:
        client = flavour.client(sandbox.key, base_url=sandbox.url, http_client=http, retry=Retry(first_wait=0))
        sandbox.queue(Fault.status(503))
        assert (await client.detailed.text("hi")).attempts == 2
        sandbox.queue(Fault.status(403))
        with pytest.raises(errors.PermissionDeniedError) as caught:
            await client.text("hello")
        assert sandbox.key not in spread(caught.value)

    def read(response):
        response.read()

    async def aread(response):
        await response.aread()

    async with given(
        flavour, library, event_hooks={"response": [read if flavour.name == "blocking" else aread]}
    ) as http:
        client = flavour.client(sandbox.key, base_url=sandbox.url, http_client=http)
        assert await client.text_models()


@pytest.mark.slow(reason="starts an interpreter")
def test_httpx2_is_never_imported_by_us():
    """A program that does not load it works without it."""
    program = (
        "import sys; from pollination_sdk import *; import httpx; Pollinations('sk_abcd1234', http_client=httpx.Client("
        "transport=httpx.MockTransport(lambda request: httpx.Response(200, text='hi')))).text('hi')\n"
        "sys.exit('httpx2' in sys.modules)"
    )
    done = run_program(program)
    assert (done.returncode, done.stderr) == (0, "")
