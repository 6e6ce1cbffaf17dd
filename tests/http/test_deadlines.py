"""`timeout=` ends a call, whatever it is waiting for; a stream has limits of its own.

Uses private names: the arithmetic of `Deadline` and a connection without a client are asked directly.
"""

import contextlib
import operator
import socket
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import httpx
import pytest
from tests.examples import each
from tests.helpers.flavours import every_flavour
from tests.helpers.retries import CAREFUL
from tests.helpers.servers import OK, RawServer, answering, deaf, once, refusing, silent

from pollination_sdk import AsyncPollinations, Pollinations, Retry, errors
from pollination_sdk._http.deadline import Deadline
from pollination_sdk._http.transport import PooledTransport
from pollination_sdk.sandbox import Fault, Sandbox

pytestmark = pytest.mark.slow(reason="waits for deadlines")

LIMIT = 0.4
OVERSHOOT = 0.25
CHANCES = 10
KEY = "sk_abcd1234"
NAMES = operator.attrgetter("__name__")


async def time_of(call, server=None, most=LIMIT + OVERSHOOT):
    """Make a call that is to time out; return the seconds it took, and the error.

    A busy machine gets further chances to end it in time, for each of which the server counts its connections anew. A
    call that ends early gets none.
    """
    for _ in range(CHANCES):
        if server is not None:
            server.accepted = 0
        start = time.monotonic()
        with pytest.raises(errors.PollinationsError) as caught:
            await call()
        took = time.monotonic() - start
        if took <= most:
            break
    return took, caught.value


async def assert_in_time(call, server=None):
    """Check that a call ends at its deadline, and says so."""
    took, error = await time_of(call, server)
    assert LIMIT - 0.05 <= took <= LIMIT + OVERSHOOT
    assert isinstance(error, errors.APITimeoutError), error
    assert f"timeout={LIMIT:g}" in str(error)
    return error


def dripping_headers():
    """Make a server whose answer's head comes a byte at a time."""

    def serve(connection):
        server.head(connection)
        server.drip(connection, b"HTTP/1.1 200 OK\r\nX-Slow: " + b"a" * 1000, 0.05)

    server = RawServer(serve)
    return server


def dripping_body():
    """Make a server whose answer's body comes a byte at a time."""

    def serve(connection):
        server.head(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        server.drip(connection, b"a" * 1000, 0.05)

    server = RawServer(serve)
    return server


def stalled_body():
    """Make a server that stops in the middle of a body."""
    return once(lambda connection: connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc"))


@every_flavour
@pytest.mark.parametrize("make", [silent, dripping_headers, dripping_body, stalled_body], ids=NAMES)
async def test_a_slow_answer_ends_at_the_deadline(flavour, make):
    """Nothing, or little by little: the call ends in time and its connection is closed."""
    with make() as server:
        client = flavour.client(KEY, base_url=server.url, timeout=LIMIT, retry=Retry(first_wait=0.01))
        await assert_in_time(client.key, server)
        assert server.none_open()
        assert server.accepted == 1


@every_flavour
async def test_connecting_ends_at_the_deadline(flavour):
    """A listener whose queue is full never answers the first packet; nothing was sent, so nothing is unknown."""
    with deaf() as url:
        client = flavour.client(KEY, base_url=url, timeout=LIMIT, retry=CAREFUL)
        error = await assert_in_time(lambda: client.text("hi"))
        assert isinstance(error, errors.APITimeoutError)


@every_flavour
async def test_a_tls_handshake_ends_at_the_deadline(flavour):
    """A server that accepts and says nothing, or drips, holds a handshake up no longer than that."""

    def drip(connection):
        server.drip(connection, b"\x16\x03\x03\x40\x00" + b"\0" * 1000, 0.05)

    async def ended(server):
        client = flavour.client(KEY, base_url=server.url.replace("http:", "https:"), timeout=LIMIT)
        await assert_in_time(lambda: client.text("hi"))

    with silent() as quiet, RawServer(drip) as server:
        assert await flavour.together(partial(ended, quiet), partial(ended, server)) == [None, None]


# httpx leaves the generator of a cut-off upload to the garbage collection, of which trio warns.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@every_flavour
async def test_an_upload_ends_at_the_deadline(flavour):
    """A server that reads nothing, or slowly, does not hold up a large body."""

    def read_nothing(connection):
        servers[0].ending.wait(20)

    def read_slowly(connection):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        while not servers[1].ending.wait(0.02) and connection.recv(1000):
            pass

    servers = [RawServer(read_nothing), RawServer(read_slowly)]
    conversation = [{"role": "user", "content": "a" * 15_000_000}]
    start = time.monotonic()
    with pytest.raises(errors.APIConnectionError):
        await flavour.client(KEY, base_url=refusing(), retry=Retry.off).chat(conversation)
    writing = max(0.3, time.monotonic() - start)
    for server in servers:
        with server:
            client = flavour.client(KEY, base_url=server.url, timeout=LIMIT)
            most = LIMIT + OVERSHOOT + writing  # 15 MB of JSON
            took, error = await time_of(lambda client=client: client.chat(conversation), most=most)
            assert took <= most
            assert isinstance(error, errors.APITimeoutError)


@every_flavour
async def test_waits_count(flavour):
    """The deadline is for all attempts and waits together."""
    with answering(b"HTTP/1.1 503 No\r\nContent-Length: 0\r\nRetry-After: 0.1\r\n\r\n") as server:
        client = flavour.client(KEY, base_url=server.url, timeout=LIMIT, retry=Retry(attempts=1000, first_wait=0.01))
        for _ in range(CHANCES):
            took, error = await time_of(lambda: client.text("hi"))
            if "past the deadline" in error.remarks[0]:  # not while the last attempt was on its way
                break
    assert took <= LIMIT + OVERSHOOT
    assert "past the deadline" in error.remarks[0]


@every_flavour
async def test_waiting_for_a_place_counts(flavour):
    """`max_in_flight` holds a call back no longer than its deadline, and nothing is sent."""
    for _ in range(CHANCES):
        with silent() as server:
            client = flavour.client(KEY, base_url=server.url, max_in_flight=1, timeout=LIMIT)
            slow = client.with_options(timeout=LIMIT * 2.5, retry=Retry.off)

            async def hurried(client=client):
                await flavour.pause(0.05)  # lets the other begin
                start = time.monotonic()
                with pytest.raises(errors.APITimeoutError, match=r"max_in_flight.*nothing was sent"):
                    await client.key()
                return time.monotonic() - start

            _, took = await flavour.together(slow.key, hurried)
            assert server.accepted == 1
        if took <= LIMIT + OVERSHOOT:
            break
    assert LIMIT - 0.05 <= took <= LIMIT + OVERSHOOT


@every_flavour
@pytest.mark.parametrize("method", ["stream_text", "stream_image"])
async def test_a_stream_ends_at_the_deadline(flavour, method):
    """A stream is one call: its deadline holds for its last byte too."""
    with Sandbox() as sandbox:
        client = flavour.client(sandbox.key, base_url=sandbox.url, timeout=LIMIT)

        async def read():
            sandbox.queue(Fault.drip(0.02, size=20))
            async for _ in getattr(client, method)("a long story, told slowly"):
                pass

        took, error = await time_of(read)
    assert LIMIT - 0.05 <= took <= LIMIT + OVERSHOOT
    assert isinstance(error, errors.APITimeoutError | errors.StreamInterruptedError)


@every_flavour
async def test_a_stream_has_a_first_item_limit(flavour):
    """`first_item_timeout` counts from sending the request, whether the head is late or what follows it."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"

    async def ended(server):
        client = flavour.client(KEY, base_url=server.url, first_item_timeout=LIMIT)

        async def read():
            async for _ in client.stream_chat("hi"):
                pass

        return await time_of(read, server)

    servers = silent(), once(lambda connection: connection.sendall(head))
    with servers[0], servers[1]:
        for took, error in await flavour.together(*(partial(ended, server) for server in servers)):
            assert LIMIT - 0.05 <= took <= LIMIT + OVERSHOOT
            assert isinstance(error, errors.APITimeoutError)
        for server in servers:
            assert server.accepted == 1
            assert server.none_open()


@every_flavour
async def test_comments_are_no_first_item(flavour):
    """`first_item_timeout` ends a stream that is kept open by comments and brings no event."""

    def serve(connection):
        server.head(connection)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n")
        server.drip(connection, b": working\n\n" * 100, 0.05)

    with RawServer(serve) as server:
        client = flavour.client(KEY, base_url=server.url, first_item_timeout=LIMIT)

        async def read():
            async for _ in client.stream_text("hi"):
                pass

        took, error = await time_of(read)
        assert took <= LIMIT + OVERSHOOT
        assert isinstance(error, errors.APITimeoutError)
        assert server.none_open()


@every_flavour
async def test_a_stream_has_an_idle_limit(flavour):
    """`idle_timeout` ends a stream that pauses too long, with what had arrived; slow items are no pause."""
    with Sandbox() as sandbox:
        client = flavour.client(sandbox.key, base_url=sandbox.url, idle_timeout=LIMIT)
        pieces = []
        for _ in range(CHANCES):  # a busy machine may pause too
            sandbox.queue(Fault.drip(0.1, size=150))
            with contextlib.suppress(errors.APITimeoutError):
                pieces = [piece async for piece in client.stream_text("a b")]
                break
        assert "".join(pieces) == "openai heard: a b"

        async def read():
            sandbox.queue(Fault.stall(10, after_bytes=1500))
            stream = client.stream_text("a tale of many words, so that the stall falls among them")
            with pytest.raises(errors.APITimeoutError, match="idle_timeout=") as caught:
                async for _ in stream:
                    pass
            assert stream.text.startswith("openai heard: a")
            raise caught.value

        took, _ = await time_of(read, most=LIMIT + OVERSHOOT + 0.1)
        assert took <= LIMIT + OVERSHOOT + 0.1


FRAME = b'data: {"choices": [{"delta": {"content": "%s"}, "finish_reason": %s}]}\n\n'
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"


@pytest.mark.parametrize("idle", [5, None])
@every_flavour
async def test_a_pause_may_be_longer_than_the_first_piece_took(flavour, idle):
    """`first_item_timeout` is over with the first piece: later ones have `idle_timeout`, or all the time there is."""

    def serve(connection):
        server.head(connection)
        connection.sendall(HEAD + FRAME % (b"a", b"null"))
        server.ending.wait(0.8)
        connection.sendall(FRAME % (b"b", b'"stop"') + b"data: [DONE]\n\n")

    with RawServer(serve) as server:
        client = flavour.client(KEY, base_url=server.url, first_item_timeout=0.4, idle_timeout=idle)
        assert "".join([piece async for piece in client.stream_text("hi there")]) == "ab"


def test_the_time_to_connect_is_not_that_of_finding_the_address(monkeypatch):
    """Name resolution is the system's and takes its time; what follows has all of the limit to connect."""
    resolve = socket.getaddrinfo

    def slow(*arguments, **options):
        time.sleep(0.4)
        return resolve(*arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    with answering() as server, httpx.Client(transport=PooledTransport()) as http:
        assert http.get(server.url, timeout=httpx.Timeout(5, connect=0.2)).text == "hi"


def test_deadlines_hold_in_a_thread_pool():
    """Each thread's call has its own deadline on the shared client."""
    with dripping_headers() as server:
        client = Pollinations(KEY, base_url=server.url, retry=Retry.off)

        def call(limit):
            start = time.monotonic()
            with pytest.raises(errors.APITimeoutError):
                client.with_options(timeout=limit).key()
            return time.monotonic() - start - limit

        with ThreadPoolExecutor(6) as threads:
            overshoots = list(threads.map(call, [0.2, 0.3, 0.4, 0.5, 0.6, 0.7]))
    assert statistics.median(overshoots) <= OVERSHOOT
    assert max(overshoots) <= OVERSHOOT * 2


def test_a_host_with_several_addresses_is_tried_within_one_limit(monkeypatch):
    """An address that does not answer leaves time for the next."""
    with answering(OK) as server, deaf() as url:
        dead, alive = int(url.rpartition(":")[2]), server.port
        real = socket.create_connection
        monkeypatch.setattr(
            socket,
            "getaddrinfo",
            lambda host, port, *_, **__: [
                (socket.AF_INET, socket.SOCK_STREAM, 6, "", (f"127.0.0.{last}", port)) for last in (1, 2)
            ],
        )

        def create(address, *args, **kwargs):
            port = dead if address[0].endswith(".1") else alive
            return real(("127.0.0.1", port), *args, **kwargs)

        monkeypatch.setattr("httpcore._backends.sync.socket.create_connection", create)
        assert Pollinations(KEY, base_url=f"http://two.example:{alive}", timeout=2).text("hi") == "hi"


def test_a_deadline_counts_down():
    """It cuts what is longer and never goes below zero; without seconds it does nothing."""
    deadline = Deadline(100)
    assert deadline.cut(5) == 5
    assert 99 < deadline.cut(None) <= 100
    assert deadline.within(5).remaining() <= 5
    assert Deadline(None).cut(None) is None
    over = Deadline(0.0001)
    time.sleep(0.001)
    assert over.passed
    assert over.remaining() == 0


@each("cls", [Pollinations, AsyncPollinations])
@each("name", ["timeout", "first_item_timeout", "idle_timeout"])
@each(
    ("value", "kind"),
    [(0, ValueError), (-1, ValueError), (float("nan"), ValueError), (True, TypeError), ("5", TypeError)],
)
def test_a_limit_that_is_none_is_refused(cls, name, value, kind):
    """Limits are seconds above 0, or None."""
    with pytest.raises(kind, match=name):
        cls(**{name: value})
    cls(**{name: float("inf")})


def test_no_thread_is_left():
    """Deadlines need no thread of their own."""
    before = threading.active_count()
    with answering(OK) as server:
        during = threading.active_count()
        Pollinations(KEY, base_url=server.url, timeout=5).text("hi")
        assert threading.active_count() <= during + 1
    assert threading.active_count() == before
