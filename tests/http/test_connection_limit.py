"""Descriptors: calls beyond what a process may open wait for one another, and what fails for want of one says so.

Uses private names: the limit of the process is replaced, which no public setting changes.
"""

import asyncio
import errno
import os
import subprocess
import textwrap
import threading

import anyio
import httpx
import pytest
from tests.examples import sampled
from tests.helpers.forking import started
from tests.helpers.retries import CAREFUL_ONCE
from tests.helpers.servers import RawServer, answering

from pollination_sdk import AsyncPollinations, Retry, errors
from pollination_sdk._failures.connection_error import error_from_exception
from pollination_sdk._http import transport as _transport
from pollination_sdk._http.backend import NO_FILE_LEFT
from pollination_sdk._http.connection_limit import ConnectionLimit, most_connections

resource = pytest.importorskip("resource", reason="Windows has no limit of descriptors")

KEY = "sk_room0123456789"
BALANCE = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{"balance": 12}'
DESCRIPTORS = 96


def printed(program: str, url: str, **environment: str) -> str:
    """Run a program with few descriptors in a process of its own, and return what it printed last."""
    begin = f"""
        import asyncio, os, resource
        from pollination_sdk import AsyncPollinations, Pollinations
        resource.setrlimit(resource.RLIMIT_NOFILE, ({DESCRIPTORS}, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
        key, url = {KEY!r}, {url!r}
    """
    code = textwrap.dedent(begin) + textwrap.dedent(program)
    pipes = dict.fromkeys(("stdout", "stderr"), subprocess.PIPE)
    with started(code, environment={**os.environ, **environment}, **pipes) as process:
        said, errors = process.communicate()
    assert process.returncode == 0, errors
    return said.splitlines()[-1]


MANY = """
    import anyio
    done = []
    async def one(client):
        done.append((await client.balance()).balance)
    async def main():
        async with AsyncPollinations(key, base_url=url) as client, anyio.create_task_group() as calls:
            for _ in range(120):
                calls.start_soon(one, client)
    for backend in ("asyncio", "trio"):
        anyio.run(main, backend=backend)
    print(len(done))
"""


@pytest.mark.slow(reason="makes hundreds of calls in a process of its own")
def test_more_calls_than_descriptors_are_all_answered():
    """More calls at once than the process may have connections are all answered, over fewer connections."""
    with answering(BALANCE) as server:
        assert printed(MANY, server.url) == "240"
    assert DESCRIPTORS < server.accepted < 2 * DESCRIPTORS


WITHOUT_DESCRIPTORS = """
    held = []
    def use_up():
        try:
            while True:
                held.append(os.open(os.devnull, os.O_RDONLY))
        except OSError:
            pass
    async def awaited():
        async with AsyncPollinations(key, base_url=url) as first, AsyncPollinations(key, base_url=url) as second:
            await first.balance()
            use_up()
            await second.balance()
    def blocking():
        with Pollinations(key, base_url=url) as first, Pollinations(key, base_url=url) as second:
            first.balance()
            use_up()
            second.balance()
    try:
        {how}
    except Exception as error:
        [os.close(one) for one in held]
        print(type(error).__name__, str(error).partition(chr(10))[0])
"""


@pytest.mark.slow(reason="starts interpreters")
@pytest.mark.parametrize(
    ("how", "eager"),
    sampled([("blocking()", "0"), ("blocking()", "1"), *(("asyncio.run(awaited())", flag) for flag in "10")], 2),
)
def test_a_process_without_descriptors_gets_a_clear_error(how, eager):
    """Where no connection can be opened for want of a descriptor, nor the modules that errors need, it is said."""
    program = WITHOUT_DESCRIPTORS.format(how=how)
    with answering(BALANCE) as server:
        said = printed(program, server.url, POLLINATIONS_EAGER_IMPORT=eager)
    assert said.startswith(f"APIConnectionError {NO_FILE_LEFT}")
    assert (os.strerror(errno.EMFILE) in said) is (eager == "1")


def test_a_process_keeps_descriptors_for_the_rest():
    """Three quarters of the descriptors are for connections; without a limit of the system there is none."""
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert 1 <= most_connections() == int(limits[0] * 3 / 4) < limits[0]


@pytest.fixture
def room_for_one(monkeypatch):
    """Have one connection at once."""
    monkeypatch.setattr(_transport, "most_connections", lambda: 1)


def test_who_waits_too_long_sent_nothing(room_for_one):
    """A paid call whose time ends while it waits for another was not sent: its outcome does not count as unknown."""
    started, go_on = threading.Event(), threading.Event()

    def serve(connection):
        while server.head(connection):
            started.set()
            go_on.wait(20)
            connection.sendall(BALANCE)

    async def main():
        async with AsyncPollinations(KEY, base_url=server.url, retry=CAREFUL_ONCE) as client:
            first = asyncio.ensure_future(client.balance())
            await asyncio.to_thread(started.wait, 20)
            for seconds in (0.2, 1.0, 5.0):  # a busy machine may need longer to begin to wait
                with pytest.raises(errors.APITimeoutError, match=f"within timeout={seconds}") as caught:
                    await client.with_options(timeout=seconds).chat("hi")  # once sent, its outcome is unknown
                if isinstance(caught.value.cause, httpx.PoolTimeout):
                    break
            assert isinstance(caught.value.cause, httpx.PoolTimeout)
            go_on.set()
            return await first

    with RawServer(serve) as server:
        assert asyncio.run(main()).balance == 12
    assert len(server.heads) == 1


async def left_early(client, _):
    """Open a stream and leave it."""
    async with client.stream_text("hi"):
        pass


async def cancelled(client, asked):
    """Give a call up while it waits for its answer."""
    call = asyncio.ensure_future(client.text("hi"))
    await asyncio.to_thread(asked.wait, 20)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call


async def refused(client, _):
    """Be answered with an error."""
    with pytest.raises(errors.NotFoundError):
        await client.text("hi")


async def broken(client, _):
    """Have the connection end before the answer."""
    with pytest.raises(errors.PollinationsError):
        await client.text("hi")


ANSWERS = {
    left_early: b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 9\r\n\r\nhi",
    cancelled: b"HTTP/1.1 200 OK\r\n",
    refused: b"HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}",
    broken: b"",
}


@pytest.mark.parametrize("end", ANSWERS, ids=lambda end: end.__name__)
def test_a_call_that_ends_lets_the_next_one_in(room_for_one, end):
    """However a call ends, its place is the next one's."""
    asked = threading.Event()

    def serve(connection):
        while server.head(connection):
            asked.set()
            first = len(server.heads) == 1
            connection.sendall(ANSWERS[end] if first else BALANCE)
            if first and end is broken:
                return
            if first and end is not refused:
                server.until_gone(connection)

    async def main():
        async with AsyncPollinations(KEY, base_url=server.url, retry=Retry.off, timeout=5) as client:
            await end(client, asked)
            return await client.balance()

    with RawServer(serve) as server:
        assert asyncio.run(main()).balance == 12


@pytest.mark.parametrize("number", [errno.EMFILE, errno.ENFILE])
def test_advice_follows_the_systems_words(number):
    """A connection that failed for want of descriptors says what to do about that, not about the network."""
    assert NO_FILE_LEFT in str(error_from_exception(httpx.ConnectError(str(OSError(number, os.strerror(number))))))


def test_a_call_waits_as_long_as_others_end():
    """Who waits for a place is patient while calls end, and gives up where none does: they may wait for him."""

    async def main():
        room = ConnectionLimit(1)
        await room.enter(None)
        with pytest.raises(TimeoutError):
            await room.enter(0.05)
        async with anyio.create_task_group() as waiting:
            for _ in range(3):
                waiting.start_soon(room.enter, 0.5)
            for _ in range(3):
                await anyio.sleep(0.3)
                room.leave()

    anyio.run(main)
