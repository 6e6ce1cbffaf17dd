"""The transports below the clients: each sends once, says what became of it, and closes what it opened."""

import asyncio
import contextlib
import functools
import gc
import inspect
import logging
import os
import re
import socket
import socketserver
import ssl
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import anyio
import attrs
import h2.config
import h2.connection
import h2.events
import httpx
import pytest
from tests.helpers.retries import CAREFUL_ONCE
from tests.helpers.servers import trusted_context

from pollination_sdk import AsyncPollinations, Pollinations, Retry, errors
from pollination_sdk._engine import attempt as _attempt
from pollination_sdk._failures.outcome import OutcomeClass, classify_exception
from pollination_sdk._http import backend as _backend
from pollination_sdk._http import tls as _tls
from pollination_sdk._http.clients import (
    own_request,
)
from pollination_sdk._http.connection import Connection
from pollination_sdk._http.idle_connections import KEPT, IdleConnections
from pollination_sdk._http.poller import BlockingPoller
from pollination_sdk._http.socket_stream import SocketStream
from pollination_sdk._http.transport import AsyncPooledTransport, PooledTransport

KEY = "sk_transport0123456789"
WHOLE = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n" + b'{"balance": 12}'
Answer = Callable[[socket.socket, int], bool]


def new_client() -> httpx.Client:
    """Make a client of httpx over our transport."""
    return httpx.Client(transport=PooledTransport())


def new_async_client() -> httpx.AsyncClient:
    """Make one that does not block."""
    return httpx.AsyncClient(transport=AsyncPooledTransport())


@attrs.define
class Server:
    """A server that counts connections and requests, and answers as configured."""

    port: int
    requests: list[bytes] = attrs.field(factory=list)
    connections: int = 0
    closed: threading.Event = attrs.field(factory=threading.Event)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"


def _head(connection: socket.socket, at_once: int = 65_536) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        if not (more := connection.recv(at_once)):
            return b""
        data += more
    return data


@contextlib.contextmanager
def serving(
    answer: Answer,
    *,
    head: Callable[[socket.socket], bytes] = _head,
    wrap: Callable[[socket.socket], socket.socket] = lambda connection: connection,
) -> Iterator[Server]:
    """Serve; `answer` gets the connection and the number of the request, and returns whether to go on.

    Args:
        answer: What to do with a request.
        head: What reads one.
        wrap: What puts TLS around a connection.
    """

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            served.connections += 1
            with contextlib.suppress(OSError), wrap(self.request) as connection:
                while request := head(connection):
                    served.requests.append(request)
                    if not answer(connection, len(served.requests)):
                        break
            served.closed.set()

    class Threads(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True
        request_queue_size = 256

    with Threads(("127.0.0.1", 0), Handler) as server:
        served = Server(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield served
        finally:
            server.shutdown()
            thread.join()


def whole(connection: socket.socket, _: int) -> bool:
    """Answer as the service does."""
    connection.sendall(WHOLE)
    return True


def reset(connection: socket.socket, _: int) -> bool:
    """Break the connection where the answer should be."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    connection.close()
    return False


def saying(data: bytes) -> Callable[[socket.socket, int], bool]:
    """Answer with these bytes and close."""

    def answer(connection: socket.socket, _: int) -> bool:
        connection.sendall(data)
        return False

    return answer


def post(
    url: str, content: bytes, *, read: float | None = 5.0, write: float | None = 5.0, times: int = 1
) -> list[httpx.Response]:
    """Send the same body a few times over the transport of an async client, and read the answers."""

    async def main() -> list[httpx.Response]:
        async with new_async_client() as http:
            timeout = httpx.Timeout(read, write=write, connect=2.0)
            headers = {"Authorization": f"Bearer {KEY}"}
            return [await http.post(url, content=content, headers=headers, timeout=timeout) for _ in range(times)]

    return asyncio.run(main())


def get(
    url: str, target: str = "/account/balance", *, read: float | None = 2.0, times: int = 1
) -> list[httpx.Response]:
    """Send the same request a few times over the transport of an async client, and read the answers."""

    async def main() -> list[httpx.Response]:
        async with new_async_client() as http:
            headers = {"Authorization": f"Bearer {KEY}"}
            timeout = httpx.Timeout(read, connect=2.0)
            return [await http.get(url + target, headers=headers, timeout=timeout) for _ in range(times)]

    return asyncio.run(main())


def failure(url: str, target: str = "/account/balance", **options: float) -> httpx.TransportError:
    """Return how a request fails."""
    with pytest.raises(httpx.TransportError) as caught:
        get(url, target, **options)
    return caught.value


@pytest.fixture(params=["asyncio", "trio"])
def backend(request: pytest.FixtureRequest) -> str:
    """Name what runs the async client."""
    return str(request.param)


def test_a_broken_request_is_sent_once():
    """A request whose connection breaks reaches the server once, and its outcome counts as unknown."""
    with serving(reset) as server:
        error = failure(server.url)
    assert len(server.requests) == 1
    assert classify_exception(error) is OutcomeClass.UNKNOWN


@pytest.mark.parametrize("size", [10, 200_000])
def test_a_broken_post_is_sent_once(size):
    """The same of a request with a body, short or long."""
    with serving(reset) as server, pytest.raises(httpx.TransportError) as caught:
        post(server.url, b"a" * size)
    assert len(server.requests) == 1
    assert classify_exception(caught.value) is OutcomeClass.UNKNOWN
    assert KEY not in "".join(traceback.format_exception(caught.value))


def test_a_long_body_arrives_whole():
    """A body that is written piece by piece arrives byte for byte, with its length and not in chunks."""
    body = bytes(range(256)) * 4_000
    arrived: list[bytes] = []

    def read_all(connection: socket.socket, _: int) -> bool:
        data = b""
        while len(data) < len(body):
            data += connection.recv(1 << 20)
        arrived.append(data)
        return whole(connection, 0)

    with serving(read_all, head=functools.partial(_head, at_once=1)) as server:
        post(server.url, body, times=2)
    assert arrived == [body, body]
    assert b"content-length: 1024000" in server.requests[0].lower()
    assert b"chunked" not in server.requests[0].lower()


def test_a_server_that_never_reads_is_a_write_timeout():
    """A body that the server does not take ends in time, as one whose outcome is unknown."""
    stop = threading.Event()
    with serving(lambda *_: bool(stop.wait(5)) and False) as server:
        with pytest.raises(httpx.WriteTimeout) as caught:
            post(server.url, b"a" * 20_000_000, read=60, write=0.3)
        stop.set()
    assert classify_exception(caught.value) is OutcomeClass.UNKNOWN
    assert KEY not in "".join(traceback.format_exception(caught.value))


def test_an_answer_before_the_body_was_read_is_an_answer():
    """A server may refuse a long body by its head alone: what it says is what the caller gets."""

    def refuse(connection: socket.socket, _: int) -> bool:
        connection.sendall(b"HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        while connection.recv(1 << 20):  # a close with unread bytes would be a reset
            pass
        return False

    with serving(refuse) as server:
        assert [one.status_code for one in post(server.url, b"a" * 20_000_000, times=2)] == [413, 413]
    assert server.connections == 2


def test_a_connection_broken_at_its_second_request_is_not_tried_again():
    """A kept connection that breaks under a request does not make the transport send it on another."""
    with serving(
        lambda connection, number: whole(connection, number) if number == 1 else reset(connection, number)
    ) as s:
        failure(s.url, times=3)
    assert len(s.requests) == 2


def test_a_connection_closed_while_idle_is_not_used_again():
    """A server may close an idle connection: the next request goes out on a new one."""

    def once(connection: socket.socket, _: int) -> bool:
        connection.sendall(WHOLE)
        return False

    async def main() -> None:
        async with new_async_client() as http:
            for _ in range(3):
                assert (await http.get(server.url)).json() == {"balance": 12}
                await anyio.sleep(0.05)  # the server's close has to arrive

    with serving(once) as server:
        asyncio.run(main())
    assert (server.connections, len(server.requests)) == (3, 3)


def test_a_connection_closed_while_the_program_was_busy_is_not_used_again():
    """A close that the event loop had no time to notice counts too: a paid request would be lost on it."""
    received = threading.Event()

    def once(connection: socket.socket, number: int) -> bool:
        whole(connection, number)
        return not received.wait(5)

    async def main() -> None:
        async with new_async_client() as http:
            await http.get(server.url)
            received.set()
            server.closed.wait(5)  # blocks the event loop, as a long computation does
            assert (await http.get(server.url)).json() == {"balance": 12}

    with serving(once) as server:
        asyncio.run(main())
    assert (server.connections, len(server.requests)) == (2, 2)


@pytest.mark.parametrize("flavour", ["sync", "async"])
@pytest.mark.parametrize("target", ["ftp://elsewhere.example/", "mailto:somebody"])
def test_a_redirect_to_no_place_is_an_error_of_ours_and_leaves_no_connection(flavour, target):
    """Where a redirect leads to what is no HTTP, the call fails as any other and its connection is not lost."""

    def away(connection: socket.socket, _: int) -> bool:
        connection.sendall(f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode())
        return True

    def blocking() -> None:
        with Pollinations(KEY, base_url=server.url, retry=Retry.off) as client:
            for _ in range(2):
                with pytest.raises((errors.APIError, errors.APIConnectionError), match="base_url"):
                    client.balance()

    async def waiting() -> None:
        async with AsyncPollinations(KEY, base_url=server.url, retry=Retry.off) as client:
            for _ in range(2):
                with pytest.raises((errors.APIError, errors.APIConnectionError), match="base_url"):
                    await client.balance()

    with serving(away) as server:
        blocking() if flavour == "sync" else asyncio.run(waiting())
        assert server.closed.wait(5)


def test_refused_is_never_sent():
    """A port where nobody listens is a connection that did not come about, so nothing was paid."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        error = failure(f"http://127.0.0.1:{taken.getsockname()[1]}")
    assert isinstance(error, httpx.ConnectError)
    assert classify_exception(error) is OutcomeClass.NEVER_SENT


def test_a_silent_server_is_a_read_timeout():
    """A server that takes the request and says nothing leaves the outcome unknown."""
    stop = threading.Event()
    with serving(lambda *_: bool(stop.wait(2))) as server:
        error = failure(server.url, read=0.2)
        stop.set()
    assert isinstance(error, httpx.ReadTimeout)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"HTTP/1.1 200", id="half a status line"),
        pytest.param(b"not HTTP at all\r\n\r\n", id="not HTTP"),
        pytest.param(b"HTTP/1.1 200 OK\r\nBad Header\r\n\r\n", id="a header without a colon"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", id="a length that is no number"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort", id="a body cut short"),
        pytest.param(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", id="a broken chunk"),
        pytest.param(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", id="a chunk cut short"),
    ],
)
def test_a_malformed_answer_is_reported_in_words_of_httpx_without_the_key(data):
    """Whatever comes instead of an answer is an error of httpx, unknown in outcome, that holds no key anywhere."""
    with serving(saying(data)) as server:
        error = failure(server.url)
    assert classify_exception(error) is OutcomeClass.UNKNOWN
    assert len(server.requests) == 1
    assert KEY not in "".join(traceback.format_exception(error))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = getattr(error, "cause", None) or error.__cause__ or error.__context__


@pytest.mark.parametrize("target", ["/image/a%2Cb%2Fc", "/image/%2E%2E", "/image/%E2%9C%93?x=a%2Cb%20c&y=%25"])
def test_the_url_goes_out_byte_for_byte(target):
    """What is percent-encoded stays so: a comma, a slash and dots are part of the prompt."""
    with serving(whole) as server:
        get(server.url, target)
    assert server.requests[0].split(b" ")[1] == target.encode()


def test_only_the_headers_that_were_given_go_out():
    """The transport adds nothing: the edge has turned away clients by their User-Agent."""

    async def main() -> None:
        async with AsyncPollinations(KEY, base_url=server.url, headers={"X-One": "1"}) as client:
            await client.balance()

    with serving(whole) as server:
        asyncio.run(main())
    names = [line.partition(b":")[0].lower() for line in server.requests[0].split(b"\r\n")[1:] if line]
    assert sorted(names) == [
        b"accept", b"accept-encoding", b"authorization", b"connection", b"host", b"user-agent", b"x-one",
    ]  # fmt: skip


def test_compression_is_undone_once():
    """A gzipped answer is decoded by httpx alone."""
    import gzip  # noqa: PLC0415 - only here

    body = gzip.compress(b'{"balance": 12}')
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
    with serving(saying(head % len(body) + body)) as server:
        assert get(server.url)[0].json() == {"balance": 12}


def test_cookies_are_not_kept():
    """A cookie of one answer is not sent with the next request."""
    answer = WHOLE.replace(b"\r\n\r\n", b"\r\nSet-Cookie: a=b; Path=/\r\n\r\n")

    def with_cookie(connection: socket.socket, _: int) -> bool:
        connection.sendall(answer)
        return True

    with serving(with_cookie) as server, Pollinations(KEY, base_url=server.url) as client:
        client.balance()
        client.balance()
    assert b"cookie" not in server.requests[1].lower()


def test_redirects_are_followed_without_the_key():
    """A redirect to another host is followed, and the key stays behind."""
    with serving(whole) as other:
        target = f"http://localhost:{other.port}/there".encode()
        with serving(saying(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + target + b"\r\n\r\n")) as server:

            async def main() -> float:
                async with AsyncPollinations(KEY, base_url=server.url, query_key="never") as client:
                    return (await client.balance()).balance

            assert asyncio.run(main()) == 12
    assert KEY.encode() not in other.requests[0]


@pytest.mark.slow(reason="makes hundreds of calls")
@pytest.mark.parametrize("count", [3, 150])
def test_there_is_no_limit_on_connections(count):
    """As many calls are under way as were started: none waits for another's connection."""
    everyone = threading.Barrier(count, timeout=20)

    def together(connection: socket.socket, _: int) -> bool:
        everyone.wait()  # breaks unless all requests are here at once
        connection.sendall(WHOLE)
        return True

    async def main() -> None:
        async with AsyncPollinations(KEY, base_url=server.url, retry=Retry.off) as client:
            await asyncio.gather(*(client.balance() for _ in range(count)))

    with serving(together) as server:
        asyncio.run(main())
    assert server.connections == count


def test_connections_are_used_again():
    """Calls one after the other share one connection."""
    with serving(whole) as server:
        get(server.url, times=20)
    assert (server.connections, len(server.requests)) == (1, 20)


def test_each_event_loop_has_its_own_connections():
    """A client works in several event loops one after the other, and leaves nothing open in any."""
    client = AsyncPollinations(KEY)
    with serving(whole) as server:
        client = AsyncPollinations(KEY, base_url=server.url)

        async def main() -> float:
            return (await client.balance()).balance

        assert [asyncio.run(main()) for _ in range(3)] == [12, 12, 12]
    gc.collect()  # a connection left open would warn here, and a warning is an error


def test_a_cancelled_call_leaves_the_client_usable():
    """A call cancelled while it waits closes its connection, and the next call has another."""
    stop = threading.Event()

    def first_hangs(connection: socket.socket, number: int) -> bool:
        if number == 1:
            return bool(stop.wait(5)) and False
        return whole(connection, number)

    async def main() -> None:
        async with AsyncPollinations(KEY, base_url=server.url, retry=Retry.off) as client:
            with anyio.move_on_after(0.2):
                await client.balance()
            assert (await client.balance()).balance == 12

    with serving(first_hangs) as server:
        asyncio.run(main())
        stop.set()


def test_a_cancelled_call_closes_its_connection():
    """The server sees the end of a call that was cancelled while its answer was on the way, before the client ends."""

    def begin(connection: socket.socket, _: int) -> bool:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome")
        return True  # reads on, which ends when the client closes

    async def main() -> None:
        async with AsyncPollinations(KEY, base_url=server.url, retry=Retry.off) as client:
            with anyio.move_on_after(0.2):
                await client.balance()
            assert await asyncio.to_thread(server.closed.wait, 5)

    with serving(begin) as server:
        asyncio.run(main())


def test_a_deadline_holds_however_the_bytes_drip():
    """`timeout=` ends a call whose headers drip, on each transport."""
    stop = threading.Event()

    def drip(connection: socket.socket, _: int) -> bool:
        for byte in WHOLE:
            if stop.wait(0.05):
                return False
            connection.sendall(bytes([byte]))
        return False

    async def main() -> None:
        async with AsyncPollinations(KEY, base_url=server.url, timeout=0.3) as client:
            with pytest.raises(errors.APITimeoutError):
                await client.balance()

    with serving(drip) as server:
        asyncio.run(asyncio.wait_for(main(), 5))
        stop.set()


def test_proxies_of_the_environment_are_used(monkeypatch):
    """`HTTP_PROXY` and `NO_PROXY` count on each transport, as they do for httpx."""
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving(whole) as proxy, serving(whole) as server:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        asyncio.run(_awaited_balance("http://service.invalid"))
        asyncio.run(_awaited_balance(server.url))
    assert proxy.requests[0].startswith(b"GET http://service.invalid/account/balance HTTP/1.1")
    assert (len(proxy.requests), len(server.requests)) == (1, 1)


def test_a_connection_lets_nobody_in_by_itself():
    """Where all that is waited for is there, a call runs to its end without a round of the event loop.

    With thousands in flight, each round in between keeps the half-read answers of all of them alive.
    """
    ours, theirs = socket.socketpair()
    ours.setblocking(False)

    async def call() -> bytes:
        stream = SocketStream(ours, cast("Any", SimpleNamespace(poller=BlockingPoller(), closed=False)))
        stream.blocks = False
        connection = Connection(stream)
        answer = await connection.send(httpx.Request("GET", "http://service.invalid/account/balance"))
        assert answer.status_code == 200
        body = await connection.read() + await connection.read()
        assert connection.ended()
        return body

    theirs.sendall(WHOLE)
    with pytest.raises(StopIteration) as done:
        call().send(None)  # a coroutine that waits would be suspended here instead
    assert done.value.value == b'{"balance": 12}'
    ours.close()
    theirs.close()


def test_calls_work_under_trio():
    """The async client runs under trio as it does under asyncio."""
    trio = pytest.importorskip("trio")

    async def main() -> float:
        async with AsyncPollinations(KEY, base_url=server.url) as client:
            return (await client.balance()).balance

    with serving(whole) as server:
        assert trio.run(main) == 12


@contextlib.contextmanager
def serving_tls(
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    *,
    protocols: Sequence[str] = ("http/1.1",),
    answer: Answer = whole,
    head: Callable[[socket.socket], bytes] = _head,
) -> Iterator[Server]:
    """Serve over TLS with a certificate of that name, by an authority that `SSL_CERT_FILE` names."""
    context = trusted_context(tmp_path, monkeypatch, name)
    context.set_alpn_protocols(list(protocols))
    with serving(answer, head=head, wrap=functools.partial(context.wrap_socket, server_side=True)) as server:
        yield server


@pytest.fixture
def contexts(monkeypatch):
    """Count the TLS contexts that are made; their authority lies elsewhere in each test, so that none is remembered."""
    made = []
    real = httpx.create_ssl_context
    monkeypatch.setattr(httpx, "create_ssl_context", lambda: made.append(1) or real())
    return made


def test_all_connections_share_one_tls_context(contexts, monkeypatch, tmp_path):
    """Making a context takes longer than a call: one serves all connections, of all clients and both flavours."""
    with serving_tls("localhost", monkeypatch, tmp_path) as server:
        url = f"https://localhost:{server.port}"
        for _ in range(3):
            with new_client() as http:
                assert http.get(url).json() == {"balance": 12}
        get(url, times=2)
        get(url)
    assert (len(contexts), server.connections) == (1, 5)


@contextlib.contextmanager
def tunnelling(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Be the proxy of the environment for https: join a connection with where it asks to be led."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)

    def tunnel(connection: socket.socket, number: int) -> bool:
        host, _, port = proxy.requests[number - 1].split()[1].decode().partition(":")
        with socket.create_connection((host, int(port))) as behind:
            connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            there = threading.Thread(target=_pour, args=(connection, behind))
            there.start()
            _pour(behind, connection)
            there.join()
        return False

    with serving(tunnel) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        yield proxy


def _pour(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)


def _balance(url: str) -> float | None:
    with Pollinations(KEY, base_url=url, retry=Retry.off) as client:
        return client.balance().balance


async def _awaited_balance(url: str) -> float | None:
    async with AsyncPollinations(KEY, base_url=url, retry=Retry.off) as client:
        return (await client.balance()).balance


BALANCES = {
    "sync": _balance,
    "asyncio": lambda url: anyio.run(_awaited_balance, url, backend="asyncio"),
    "trio": lambda url: anyio.run(_awaited_balance, url, backend="trio"),
}


@pytest.mark.parametrize("flavour", BALANCES)
def test_https_goes_through_the_proxys_tunnel(flavour, contexts, monkeypatch, tmp_path):
    """The proxy of the environment is asked for a tunnel, sees no key, and shares the TLS context with all else."""
    with serving_tls("localhost", monkeypatch, tmp_path) as server, tunnelling(monkeypatch) as proxy:
        url = f"https://localhost:{server.port}"
        assert [BALANCES[flavour](url) for _ in range(2)] == [12, 12]
    assert [head.split()[:2] for head in proxy.requests] == [[b"CONNECT", f"localhost:{server.port}".encode()]] * 2
    assert not re.search(rb"(?i)authorization|%s" % KEY.encode(), b"".join(proxy.requests))
    assert len(server.requests) == 2
    assert len(contexts) == 1


def test_tls_with_an_authority_of_the_environment(monkeypatch, tmp_path):
    """`SSL_CERT_FILE` counts on each transport, and connections over TLS are used again."""
    with serving_tls("localhost", monkeypatch, tmp_path) as server:
        answers = get(f"https://localhost:{server.port}", times=3)
    assert [one.json() for one in answers] == [{"balance": 12}] * 3
    assert server.connections == 1


@pytest.mark.parametrize("wrong", ["name", "authority"])
def test_a_wrong_certificate_is_refused_before_anything_is_sent(wrong, monkeypatch, tmp_path):
    """A certificate of another name, or of an authority that is not trusted, means that nothing was sent."""
    name = "service.invalid" if wrong == "name" else "localhost"
    with serving_tls(name, monkeypatch, tmp_path) as server:
        if wrong == "authority":
            monkeypatch.delenv("SSL_CERT_FILE")
        error = failure(f"https://localhost:{server.port}")
    assert isinstance(error, httpx.ConnectError)
    assert "certificate" in str(error).lower()
    assert server.requests == []


def test_the_sync_client_checks_certificates_too(monkeypatch, tmp_path):
    """As the async transports: an authority of the environment counts, any other is refused."""
    with serving_tls("localhost", monkeypatch, tmp_path) as server:
        url = f"https://localhost:{server.port}"
        with new_client() as http:
            assert http.get(url).json() == {"balance": 12}
        monkeypatch.delenv("SSL_CERT_FILE")
        with new_client() as http, pytest.raises(httpx.ConnectError, match="CERTIFICATE"):
            http.get(url)


def answering_http2(connection: socket.socket, _: int) -> bool:
    """Answer each request of one HTTP/2 connection as the service does."""
    spoken = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
    spoken.initiate_connection()
    spoken.receive_data(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
    while data := connection.recv(65_536):
        for event in spoken.receive_data(data):
            if isinstance(event, h2.events.RequestReceived):
                head, _, body = WHOLE.partition(b"\r\n\r\n")
                fields = [tuple(line.lower().split(b": ")) for line in head.split(b"\r\n")[1:]]
                spoken.send_headers(event.stream_id, [(b":status", b"200"), *fields])
                spoken.send_data(event.stream_id, body, end_stream=True)
        connection.sendall(spoken.data_to_send())
    return False


def _preface(connection: socket.socket) -> bytes:
    """Read what an HTTP/2 connection begins with, and no more."""
    data = b""
    while len(data) < 24 and (more := connection.recv(24 - len(data))):
        data += more
    return data


@pytest.mark.parametrize("flavour", ["sync", "async"])
def test_http2_is_the_callers_choice(flavour, monkeypatch, tmp_path):
    """A client of the caller's own speaks HTTP/2 where it is configured to, whichever transport ours would take."""

    async def awaited(url: str) -> tuple[float | None, str]:
        async with httpx.AsyncClient(http2=True) as http:
            answer = await AsyncPollinations(KEY, base_url=url, http_client=http).detailed.balance()
            return answer.value.balance, answer.response.http_version

    def blocking(url: str) -> tuple[float | None, str]:
        with httpx.Client(http2=True) as http:
            answer = Pollinations(KEY, base_url=url, http_client=http).detailed.balance()
            return answer.value.balance, answer.response.http_version

    tls = serving_tls("localhost", monkeypatch, tmp_path, protocols=["h2"], answer=answering_http2, head=_preface)
    with tls as server:
        url = f"https://localhost:{server.port}"
        assert (blocking(url) if flavour == "sync" else asyncio.run(awaited(url))) == (12, "HTTP/2")
    assert server.requests == [b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"]


def test_idle_connections_are_kept_up_to_a_number_and_an_age(monkeypatch):
    """Of what comes back, the newest are kept; what is too old or too many is handed back to be closed."""
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    idle: IdleConnections[int] = IdleConnections()
    over = [one for number in range(KEPT + 5) for one in idle.put("a", number)]
    assert over == [0, 1, 2, 3, 4]
    now[0] = 100.0
    assert len(idle.put("b", 999)) == KEPT
    assert (idle.take("a"), idle.take("b"), idle.take("b")) == (None, 999, None)


def test_idle_connections_of_asyncio_are_closed_though_nobody_calls(monkeypatch):
    """After a burst no connection waits longer than it may: the event loop closes them, and keeps none at work."""
    monkeypatch.setattr("pollination_sdk._http.transport.EXPIRY", 0.05)  # when it looks
    monkeypatch.setattr("pollination_sdk._http.idle_connections.EXPIRY", 0.05)  # what is too old

    async def main() -> None:
        async with AsyncPollinations(KEY, base_url=server.url) as client:
            await asyncio.gather(*(client.balance() for _ in range(3)))
            assert await asyncio.to_thread(server.closed.wait, 5)

    with serving(whole) as server:
        asyncio.run(main())


@pytest.mark.slow(reason="makes hundreds of calls")
def test_a_burst_finds_the_connections_of_the_one_before():
    """Under asyncio all connections of a burst wait for the next one, however many they were."""
    count = KEPT + 20
    everyone = threading.Barrier(count, timeout=20)

    def together(connection: socket.socket, _: int) -> bool:
        everyone.wait()
        return whole(connection, 0)

    async def main() -> None:
        async with AsyncPollinations(KEY, base_url=server.url, retry=Retry.off) as client:
            for _ in range(2):
                await asyncio.gather(*(client.balance() for _ in range(count)))

    with serving(together) as server:
        asyncio.run(main())
    assert server.connections == count


def test_a_connection_is_used_for_its_own_origin_only():
    """The last used connection to an origin comes first; another origin gets none of it."""
    idle: IdleConnections[int] = IdleConnections()
    idle.put("a", 1)
    idle.put("a", 2)
    idle.put("b", 3)
    assert (idle.take("a"), idle.take("c"), idle.take("a"), idle.clear()) == (2, None, 1, [3])


def test_threads_share_a_client_without_waiting_for_each_other():
    """Sixty-four threads have sixty-four requests under way, each on a connection of its own."""
    everyone = threading.Barrier(64, timeout=20)

    def together(connection: socket.socket, _: int) -> bool:
        everyone.wait()
        connection.sendall(WHOLE)
        return True

    with serving(together) as server, Pollinations(KEY, base_url=server.url, retry=Retry.off) as client:
        threads = [threading.Thread(target=client.balance) for _ in range(64)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (server.connections, len(server.requests)) == (64, 64)


def test_closing_closes_what_is_in_use_too():
    """After `close` no connection stays open, also not one whose answer is being read."""
    stop = threading.Event()

    def endless(connection: socket.socket, _: int) -> bool:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome")
        return bool(stop.wait(5)) and False

    with serving(endless) as server:
        http = new_client()
        with contextlib.suppress(httpx.HTTPError, RuntimeError), http.stream("GET", server.url) as response:
            http.close()
            assert list(response.iter_raw()) == []
        stop.set()


def test_what_is_logged_holds_no_key(caplog):
    """At DEBUG neither transport writes the key, also when a call fails."""
    caplog.set_level(logging.DEBUG)

    async def main() -> None:
        async with AsyncPollinations(KEY, base_url=server.url, retry=Retry.off) as client:
            with pytest.raises(errors.PollinationsError):
                await client.balance()

    with serving(saying(b"not HTTP\r\n\r\n")) as server:
        asyncio.run(main())
    assert KEY not in caplog.text


@pytest.mark.slow(reason="opens hundreds of connections, slowly")
def test_thousands_started_together_do_not_run_out_of_time_to_connect(monkeypatch, backend):
    """No more than a hundred connections are opened at once; the limit of the others begins anew with each success."""
    opening, most, pause = 0, 0, 0.5
    real = _backend.Backend._race

    async def slow(self: _backend.Backend, *arguments: Any) -> Any:
        nonlocal opening, most
        opening += 1
        most = max(most, opening)
        try:
            await anyio.sleep(pause)
            return await real(self, *arguments)
        finally:
            opening -= 1

    monkeypatch.setattr(_backend.Backend, "_race", slow)
    monkeypatch.setattr(_attempt, "_timeout", lambda read, _: httpx.Timeout(read, connect=3 * pause))

    async def main() -> None:
        client = AsyncPollinations(KEY, base_url=server.url, retry=Retry.off)
        async with client, anyio.create_task_group() as calls:
            for _ in range(350):
                calls.start_soon(client.balance)

    for pause in (0.5, 2.0, 8.0):  # a busy machine takes a while to open so many
        try:
            with serving(whole) as server:
                anyio.run(main, backend=backend)
            break
        except* errors.APITimeoutError:
            if pause == 8.0:
                raise
    assert 50 < most <= 100


def test_threads_that_begin_together_share_one_tls_context(monkeypatch, tmp_path):
    """The first connections of many threads wait for one context, and do not make one each."""
    made = []
    real = httpx.create_ssl_context

    def slow() -> ssl.SSLContext:
        made.append(1)
        time.sleep(0.05)
        return real()

    monkeypatch.setattr(httpx, "create_ssl_context", slow)
    with (
        serving_tls("localhost", monkeypatch, tmp_path) as server,
        new_client() as http,
        ThreadPoolExecutor(8) as pool,
    ):
        url = f"https://localhost:{server.port}"
        answers = list(pool.map(lambda _: http.get(url).json(), range(8)))
    assert (answers, len(made)) == ([{"balance": 12}] * 8, 1)


@pytest.mark.parametrize("flavour", ["sync", "async"])
def test_authorities_that_cannot_be_read_open_no_connection(flavour, monkeypatch, tmp_path):
    """A broken `SSL_CERT_FILE` is found out before anybody is connected to: a connection would stay open."""
    with serving_tls("localhost", monkeypatch, tmp_path) as server:
        (tmp_path / "authority.pem").write_text("no certificate")
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
        _tls._trusted.cache_clear()
        url = f"https://localhost:{server.port}"
        with pytest.raises(errors.ConfigurationError, match="SSL_CERT_FILE"):
            get(url) if flavour == "async" else new_client().get(url)
        time.sleep(0.05)
        assert server.connections == 0


def test_a_callers_own_client_says_what_becomes_of_its_connections():
    """`Connection: close` of a client that the caller gives is sent as it is; a client of ours keeps them."""
    with serving(whole) as server:
        with httpx.Client(headers={"Connection": "close"}) as http:
            Pollinations(KEY, base_url=server.url, http_client=http).balance()
        with Pollinations(KEY, base_url=server.url) as client:
            client.balance()
    assert [b"connection: close" in one.lower() for one in server.requests] == [True, False]
    assert b"connection: keep-alive" in server.requests[1].lower()


@pytest.mark.parametrize("name", ["Content-Length", "transfer-encoding"])
def test_what_each_request_has_of_its_own_is_no_default_header(name):
    """A length for all requests, or a coding that hides it, would break each of them: refused when it is given."""
    with pytest.raises(ValueError, match="leave it out"):
        Pollinations(KEY, headers={name: "1"})


def test_only_the_package_of_connections_speaks_http():
    """Frames that hold requests are found by their package, so no other module may hold one of h11's.

    There are public names only: one that a release renames would break every call.
    """
    package = Path(_backend.__file__).parents[1]
    sources = {path: path.read_text(encoding="utf-8") for path in package.rglob("*.py")}
    users = {
        path for path, source in sources.items() if re.search("^ *(import|from) (h11|httpcore)", source, re.MULTILINE)
    }
    assert {path.parent.name for path in users} == {"_http"}
    assert [path for path in users if "SLF001" in sources[path]] == []


def test_a_request_leaves_no_generator_behind():
    """The body of a request, and of the same one sent again, is read without generators, of which trio warns."""

    async def read(stream: httpx.AsyncByteStream) -> list[bytes]:
        pieces = aiter(stream)
        assert not inspect.isasyncgen(pieces)
        return [piece async for piece in pieces]

    request = own_request("POST", httpx.URL("http://127.0.0.1"), httpx.Headers(), b"hi", {})
    stream = cast("httpx.AsyncByteStream", request.stream)
    assert [asyncio.run(read(stream)) for _ in range(2)] == [[b"hi"], [b"hi"]]


async def _three(url: str) -> list[str]:
    async with AsyncPollinations(KEY, base_url=url) as client:
        return [await client.text(f"number {number}", seed=number) for number in range(3)]


def text_saying(text: bytes) -> bytes:
    """Return an answer with a text."""
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n" % len(text) + text


def saying_more(connection: socket.socket, number: int) -> bool:
    """Answer with the number of the request, the first time with another answer behind it."""
    connection.sendall(text_saying(b"%d" % number) + (text_saying(b"stray") if number == 1 else b""))
    return True


def test_what_nobody_asked_for_answers_nobody(backend):
    """Bytes behind an answer are not taken for the next one: that call goes over another connection."""
    with serving(saying_more) as server:
        assert anyio.run(_three, server.url, backend=backend) == ["1", "2", "3"]
    assert server.connections == 2


def test_what_nobody_asked_for_answers_no_blocking_call_either():
    """The same of the blocking client."""
    with serving(saying_more) as server, Pollinations(KEY, base_url=server.url) as client:
        assert [client.text(f"number {number}", seed=number) for number in range(3)] == ["1", "2", "3"]


def slowly(connection: socket.socket) -> bytes:
    """Read a long body with a pause before each piece, so that all of it takes several times as long as one."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
    data = _head(connection)
    length = int(data.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0] or 0) if data else 0
    left = length - len(data.partition(b"\r\n\r\n")[2])
    pause = 0.0
    while left > 0:
        if left // 1_000_000 != (left := left - len(connection.recv(65_536))) // 1_000_000:
            time.sleep(pause := 0.15)
    return data + b"%d pauses" % bool(pause)


@pytest.mark.slow(reason="waits for a slow server")
@pytest.mark.parametrize("secure", [False, True], ids=["plain", "tls"])
def test_the_time_to_write_is_that_of_a_piece(backend, secure, monkeypatch, tmp_path):
    """A long body that flows may take longer than the limit of a write, and the time to read begins after it."""

    async def main(url: str) -> int:
        timeout = httpx.Timeout(2.0, connect=20.0).as_dict()  # a busy machine adds to each pause
        request = own_request("POST", httpx.URL(url), httpx.Headers(), b"a" * 16_000_000, timeout)
        async with new_async_client() as http:
            return (await http.send(request)).status_code

    tls = serving_tls("localhost", monkeypatch, tmp_path, head=slowly)
    with tls if secure else serving(whole, head=slowly) as server:
        assert anyio.run(main, f"http{'s' * secure}://localhost:{server.port}", backend=backend) == 200


def test_a_call_that_was_called_off_before_it_was_sent_is_not_unknown(backend, monkeypatch):
    """A paid call whose deadline passes while its connection is opened was not sent, and need not be looked up."""
    resolve = socket.getaddrinfo

    def slow(*arguments: Any, **options: Any) -> Any:
        time.sleep(0.2)
        return resolve(*arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", slow)

    async def main(url: str) -> None:
        async with AsyncPollinations(KEY, base_url=url, timeout=0.4, retry=CAREFUL_ONCE) as client:
            with pytest.raises(errors.APITimeoutError, match=r"within timeout=0\.4"):
                await client.image("a fox")

    with socket.create_server(("127.0.0.1", 0)) as silent:  # it never begins with TLS
        anyio.run(main, f"https://localhost:{silent.getsockname()[1]}", backend=backend)


def interrupted(*_: object) -> None:
    """Be interrupted by Ctrl-C."""
    raise KeyboardInterrupt


def test_a_connection_that_was_interrupted_is_not_lent_again(monkeypatch):
    """Ctrl-C while an answer is read leaves its connection in no known state: it is closed."""
    with serving(whole) as server, new_client() as http:
        with http.stream("GET", server.url) as answer:
            monkeypatch.setattr(Connection, "read", interrupted)
            with pytest.raises(KeyboardInterrupt):
                answer.read()
        assert server.closed.wait(5)


def test_an_interrupted_look_at_a_connection_drops_it(monkeypatch):
    """Ctrl-C while a waiting connection is looked at closes it, for nobody has it yet."""
    with serving(whole) as server, new_client() as http:
        assert http.get(server.url).json() == {"balance": 12}
        monkeypatch.setattr(Connection, "is_usable", interrupted)
        with pytest.raises(KeyboardInterrupt):
            http.get(server.url)
        assert server.closed.wait(5)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a system without fork")
def test_a_forked_child_does_not_wait_for_the_parents_lock():
    """The lock of the free list, held by a thread of the parent at the fork, is free in the child."""
    transport = PooledTransport()
    with transport._lock:
        child = os.fork()
        if not child:
            os._exit(0 if transport._lock.acquire(timeout=5) else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_an_interrupted_handshake_leaves_nothing_open(monkeypatch):
    """Ctrl-C while TLS begins closes the connection, though somebody keeps the traceback."""
    monkeypatch.setattr(ssl.SSLObject, "do_handshake", interrupted)
    with serving(whole) as server, new_client() as http:
        with pytest.raises(KeyboardInterrupt) as kept:
            http.get(f"https://127.0.0.1:{server.port}")
        assert server.closed.wait(5)
        assert kept.value is not None
