"""Clients survive what breaks others: many event loops, forks, processes, threads, copies, cancellation."""

import asyncio
import concurrent.futures
import copy
import gc
import itertools
import multiprocessing
import os
import pickle
import subprocess
import sys
import threading

import anyio
import pytest
import trio
from tests.examples import sampled
from tests.helpers.flavours import every_flavour
from tests.helpers.forking import KEY_OF_FORK_SERVER
from tests.helpers.servers import OK, answering, interrupted, silent

from pollination_sdk import AsyncPollinations, Pollinations, Retry, errors
from pollination_sdk.sandbox import Fault, Sandbox

KEY = "sk_abcd1234"
BY_THE_CALLER = pytest.mark.own_transport(reason="a client that is handed in is closed by its caller")
STARTED = list(itertools.product(multiprocessing.get_all_start_methods(), [Pollinations, AsyncPollinations]))
CLASSES = pytest.mark.parametrize("cls", [Pollinations, AsyncPollinations])


@pytest.fixture
def server():
    """Give each test a server that counts connections."""
    with answering() as running:
        yield running


@pytest.fixture(autouse=True)
def no_keys(monkeypatch):
    """Start without keys in the environment."""
    monkeypatch.delenv("POLLINATIONS_API_KEY", raising=False)
    monkeypatch.delenv("BEARER_TOKEN", raising=False)


def test_one_client_serves_many_event_loops(server):
    """`asyncio.run` again and again, trio in between; each loop's connections are closed at its end."""
    client = AsyncPollinations(KEY, base_url=server.url)
    for _ in range(3):
        assert asyncio.run(client.text("hi")) == "hi"
        assert server.none_open()
        assert trio.run(client.text, "hi") == "hi"
        assert server.none_open()
    assert server.accepted == 6


@pytest.mark.own_transport(reason="an async client of httpx works in one event loop at a time")
def test_one_client_serves_event_loops_at_once(server):
    """Loops in several threads share a client, not its connections."""
    client = AsyncPollinations(KEY, base_url=server.url)

    async def some():
        return [await client.text("hi") for _ in range(5)]

    def work(number):
        return asyncio.run(some()) if number % 2 else trio.run(some)

    with concurrent.futures.ThreadPoolExecutor(4) as threads:
        assert list(threads.map(work, range(8))) == [["hi"] * 5] * 8
    assert server.accepted == 8
    assert server.none_open()


@every_flavour
async def test_connections_are_reused(flavour, server):
    """Calls one after the other use one connection."""
    client = flavour.client(KEY, base_url=server.url)
    for _ in range(5):
        await client.text("hi")
    assert server.accepted == 1


@pytest.mark.usefixtures("few_objects")
@BY_THE_CALLER
@every_flavour
async def test_a_temporary_closes_its_connection(flavour, server):
    """A one-liner works, and leaves no connection behind once it is gone."""
    assert await flavour.client(KEY, base_url=server.url).text("hi") == "hi"
    gc.collect()
    await flavour.pause(0.05)
    assert server.none_open()


LINES = [
    "print(Pollinations().text('hi'))",
    "print(''.join(Pollinations().stream_text('hi')))",
    "print(asyncio.run(AsyncPollinations().text('hi')))",
    "print(trio.run(AsyncPollinations().text, 'hi'))",
    "c = Pollinations(); print(c.text('hi'))",
    "c = Pollinations().with_options(timeout=9); print(c.text('hi'))",
    "c = AsyncPollinations(); print(asyncio.run(c.text('hi')))",
    "stream = Pollinations().stream_text('hi there'); print(next(iter(stream)).strip(), 'heard: hi')",
]
IN_FORKS = """
import asyncio, gc, os, sys, trio
import anyio._backends._asyncio, anyio._backends._trio
from pollination_sdk import *
import pollination_sdk._client.send, pollination_sdk._http.transport, pollination_sdk._responses.streams.chat_decoder
gc.freeze()

for line in sys.argv[1:]:
    if os.fork() == 0:
        break
    os.wait()
    print(flush=True)
    line = ""
exec(line)  # a child ends as any program does
"""


@pytest.mark.slow(reason="starts an interpreter")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_one_liner_ends_without_a_warning(sandbox):
    """No `ResourceWarning`, nothing on stderr, under `-W error`."""
    environment = {**os.environ, "POLLINATIONS_API_KEY": sandbox.key, "POLLINATIONS_BASE_URL": sandbox.url}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    command = [sys.executable, "-W", "error", "-c", IN_FORKS, *LINES]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603 - our own code
    assert (ended.stdout.split("\n\n"), ended.stderr) == (["openai heard: hi"] * len(LINES) + [""], "")


def make_text(client):
    """Call from a process pool."""
    try:
        return client.text("hi") if isinstance(client, Pollinations) else asyncio.run(client.text("hi"))
    except errors.PollinationsError as error:
        return error


@pytest.mark.slow(reason="starts processes")
@pytest.mark.parametrize(("method", "cls"), sampled(STARTED, 3))
def test_a_process_pool_takes_a_client(monkeypatch, method, cls):
    """A client travels to other processes, which find the key in their environment."""
    monkeypatch.setenv("POLLINATIONS_API_KEY", KEY_OF_FORK_SERVER)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([*sys.path, os.getcwd()]))  # noqa: PTH109 - text is wanted
    context = multiprocessing.get_context(method)
    with (
        Sandbox(key=KEY_OF_FORK_SERVER) as sandbox,
        concurrent.futures.ProcessPoolExecutor(1, mp_context=context) as processes,
    ):
        assert processes.submit(make_text, cls(base_url=sandbox.url)).result(60) == "openai heard: hi"
        error = processes.submit(make_text, cls(KEY_OF_FORK_SERVER, base_url=sandbox.url)).result(60)
    assert isinstance(error, errors.MissingKeyError)


@CLASSES
def test_a_copy_is_equal_and_has_no_key(cls, sandbox, monkeypatch):
    """Pickled, a client comes back equal; its key does not, and its first call says so."""
    client = cls(
        sandbox.key,
        base_url=sandbox.url,
        timeout=9,
        retry=Retry(attempts=5),
        max_in_flight=3,
        max_per_second=50,
        headers={"X-App": "me"},
    )
    data = pickle.dumps(client)
    assert sandbox.key.encode() not in data
    again = pickle.loads(data)
    assert (again, hash(again), repr(again)) == (client, hash(client), repr(client))
    assert again != client.with_options(timeout=8)
    with pytest.raises(errors.MissingKeyError, match="given as an argument"):
        again.text("hi") if cls is Pollinations else asyncio.run(again.text("hi"))
    monkeypatch.setenv("POLLINATIONS_API_KEY", sandbox.key)
    restored = pickle.loads(pickle.dumps(cls(base_url=sandbox.url)))
    assert make_text(restored) == "openai heard: hi"
    assert make_text(copy.copy(client)) == "openai heard: hi"
    assert make_text(copy.deepcopy(client)) == "openai heard: hi"
    assert sandbox.requests[-1].headers["x-app"] == "me"


@every_flavour
async def test_errors_of_a_call_come_back_equal(flavour, sandbox):
    """Every error that a call raises pickles with its notes, cause and response."""
    client = flavour.client(sandbox.key, base_url=sandbox.url, retry=Retry(first_wait=0))
    faults = [Fault.status(status) for status in (400, 401, 402, 403, 404, 418, 429, 500)]
    for fault in (*faults, Fault.reset(), Fault.garbage()):
        sandbox.queue(fault, times=3)
        with pytest.raises(errors.PollinationsError) as caught:
            await client.chat("hi", seed=-1)
        again = pickle.loads(pickle.dumps(caught.value))
        assert again == caught.value
        assert str(again) == str(caught.value)
        assert again.remarks == caught.value.remarks
        sandbox.behave()


@every_flavour
async def test_threads_and_tasks_share_a_client(flavour, server):
    """Many calls at once are all answered."""
    client = flavour.client(KEY, base_url=server.url)
    assert await flavour.together(*[lambda: client.text("hi")] * 20) == ["hi"] * 20


@every_flavour
async def test_a_sibling_shares_the_connections(flavour, server):
    """`with_options` opens no connection of its own, may outlive the first, and closes nothing."""
    client = flavour.client(KEY, base_url=server.url)
    await client.text("hi")
    sibling = client.with_options(timeout=9, api_key="sk_other1234", retry=Retry.off)
    await sibling.text("hi")
    await sibling.aclose()
    await client.text("hi")
    assert server.accepted == 1
    assert [head.split("Bearer ")[1].split("\r\n")[0] for head in server.heads] == [KEY, "sk_other1234", KEY]
    del client
    gc.collect()
    await sibling.text("hi")
    assert server.accepted == 1


@BY_THE_CALLER
@every_flavour
async def test_a_closed_client_has_no_connection(flavour, server):
    """After the end of `with` the connection is gone."""
    async with flavour.client(KEY, base_url=server.url) as client:
        await client.text("hi")
    assert server.none_open()


@every_flavour
async def test_a_closed_client_says_so(flavour, server):
    """After `close`, or the end of `with`, a call says why it was not sent."""
    async with flavour.client(KEY, base_url=server.url) as client:
        await client.text("hi")
    await client.aclose()
    for one in (client, client.with_options(timeout=9)):
        with pytest.raises(errors.PollinationsError, match="closed"):
            await one.text("hi")
        with pytest.raises(errors.PollinationsError, match="closed"):
            async for _ in one.stream_text("hi"):
                pass


@pytest.mark.parametrize("run", [asyncio.run, trio.run], ids=["asyncio", "trio"])
def test_a_cancelled_call_closes_its_connection(sandbox, run):
    """After a cancellation in the middle of a call, or of a stream, the client goes on."""

    async def scenario():
        client = AsyncPollinations(sandbox.key, base_url=sandbox.url, max_in_flight=1)
        for _ in range(3):
            sandbox.queue(Fault.stall(30, after_bytes=200))
            with anyio.move_on_after(0.1) as scope:
                await client.text("hi")
            assert scope.cancelled_caught
            sandbox.behave()  # the request may not have arrived yet
            sandbox.queue(Fault.stall(30, after_bytes=900))
            with anyio.move_on_after(0.1) as scope:
                async with client.stream_text("a story of many words") as stream:
                    async for _ in stream:
                        pass
            assert scope.cancelled_caught
            sandbox.behave()  # the request may not have arrived yet
        assert await client.text("hello") == "openai heard: hello"

    run(scenario) if run is trio.run else run(scenario())


def test_a_cancelled_task_closes_its_connection():
    """Asyncio's own cancellation closes the connection too."""
    with silent() as server:

        async def scenario():
            client = AsyncPollinations(KEY, base_url=server.url)
            task = asyncio.create_task(client.text("hi"))
            await anyio.to_thread.run_sync(server.wait_for_one)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert await anyio.to_thread.run_sync(server.none_open)

        asyncio.run(scenario())


@pytest.mark.skipif(threading.current_thread() is not threading.main_thread(), reason="signals reach the main thread")
@pytest.mark.parametrize("method", ["text", "stream_text"])
def test_an_interrupt_closes_the_connection(method):
    """Ctrl-C in the middle of a call gives the connection and the place back."""
    with silent() as server:
        client = Pollinations(KEY, base_url=server.url, max_in_flight=1)
        with interrupted(server):
            for _ in range(2):
                with pytest.raises(KeyboardInterrupt):
                    list(getattr(client, method)("hi"))
        assert server.accepted == 2
        assert server.none_open()


async def fail_within(stream):
    """Meet an error of one's own while reading a stream."""
    async with stream:
        async for _ in stream:
            raise ZeroDivisionError


@BY_THE_CALLER
@every_flavour
async def test_a_stream_left_early_closes_its_connection(flavour, sandbox):
    """`break`, an error in the loop, and `with` without a loop all give the connection back."""
    stories = [f"a story {number}" for number in range(3)]
    client = flavour.client(sandbox.key, base_url=sandbox.url, max_in_flight=1)
    async with client.stream_text(stories[0]) as stream:
        async for _ in stream:
            break
    with pytest.raises(ZeroDivisionError):
        await fail_within(client.stream_chat(stories[1]))
    async with client.stream_image("a fox"):
        pass
    assert await client.text("hi") == "openai heard: hi"
    await client.aclose()
    for _ in range(100):
        if not sandbox._server.server_state.connections:
            break
        await flavour.pause(0.02)
    assert not sandbox._server.server_state.connections


@every_flavour
async def test_errors_leave_no_connection_behind(flavour, sandbox):
    """After failures of every kind no more connections are open than one that can be used again."""
    client = flavour.client(sandbox.key, base_url=sandbox.url, retry=Retry.off, timeout=0.1)
    faults = [
        Fault.status(500),
        Fault.reset(after_bytes=100),
        Fault.garbage(),
        Fault.stall(20, after_bytes=150),
        Fault.redirect("http://127.0.0.1:9/"),
        Fault.wrong_length(5),
    ]
    for fault in faults:
        for method in ("text", "image", "chat"):
            sandbox.queue(fault)
            with pytest.raises(errors.PollinationsError):
                await getattr(client, method)(f"hi {fault.kind}", seed=-1)
            sandbox.behave()
    await flavour.pause(0.1)
    assert len(sandbox._server.server_state.connections) <= 1


@pytest.mark.parametrize("after_close", [True, False])
def test_reading_whole_closes_nothing_twice(server, after_close):
    """An answer that was read stays readable after its client is closed."""
    client = Pollinations(KEY, base_url=server.url)
    answer = client.detailed.text("hi")
    if after_close:
        client.close()
    assert answer.response.text == answer.value == OK[-2:].decode()


@CLASSES
def test_views_and_records_have_a_repr_that_helps(cls):
    """`detailed` and `iter_usage` name no private place of this package."""
    client = cls(KEY, base_url="https://host.test")
    assert repr(client.detailed) == f"{client!r}.detailed"
    prefix = "Async" if cls is AsyncPollinations else ""
    assert repr(client.iter_usage(until="2026-05-01")) == (
        f"{prefix}Records(next_page=PageRequest(limit=5000, before='2026-05-01 00:00:00', before_event_id=None, "
        "days=None))"
    )
