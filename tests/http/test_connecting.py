"""Connecting: the addresses of a host are raced, remembered, and resolved once for all; no wait multiplies a limit."""

import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import anyio
import httpx
import pytest
from tests.examples import sampled
from tests.helpers.flavours import every_flavour
from tests.helpers.servers import OK, RawServer, answering, deaf, refusing

from pollination_sdk import AsyncPollinations, Pollinations, Retry, errors
from pollination_sdk._engine import attempt as _attempt
from pollination_sdk._http import addresses as _addresses
from pollination_sdk._http.backend import NEXT_ADDRESS
from pollination_sdk._http.poller import BlockingPoller

KEY = "sk_connecting0123456789"
HOST = "several.example"
PATIENCE = 0.4
"""How much longer a connection may take with one dead address than without."""
CHANCES = 10
"""How often a busy machine may try to be that quick."""


class Resolver:
    """Stand in for the resolver.

    Args:
        ports: Where each of a host's addresses leads; all are on this machine.
        seconds: How long an answer takes.
    """

    def __init__(self, ports, seconds=0.0):
        self.ports = ports
        self.seconds = seconds
        self.asked = 0

    def __call__(self, host, port, family=0, type=0, proto=0, flags=0):  # noqa: A002, PLR0917 - as in `socket`
        """Answer."""
        assert host in {HOST, HOST.encode()}  # anyio asks by bytes
        if flags & socket.AI_NUMERICHOST:  # as trio asks first; this looks nothing up
            raise socket.gaierror(socket.EAI_NONAME, "no number")
        self.asked += 1
        time.sleep(self.seconds)
        if not self.ports:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port)) for port in self.ports]


@pytest.fixture
def resolves_to(monkeypatch):
    """Give what sets the addresses of a host."""

    def install(*urls, seconds=0.0):
        resolver = Resolver([httpx.URL(url).port for url in urls], seconds)
        monkeypatch.setattr(socket, "getaddrinfo", resolver)
        return resolver

    return install


def settings(**options):
    """Return what the clients here are made with."""
    return {"base_url": f"http://{HOST}:9", "retry": Retry.off} | options


@pytest.fixture
def connect_limit(monkeypatch):
    """Give what sets the limit to connect."""

    def limit(seconds):
        monkeypatch.setattr(_attempt, "_timeout", lambda read, _: httpx.Timeout(read, connect=seconds))

    return limit


@pytest.mark.parametrize("order", ["dead first", "good first"])
@every_flavour
async def test_a_dead_address_costs_little(flavour, resolves_to, order):
    """With one dead address of two, a connection takes at most 0.4 s more; the next one takes the good address."""
    closing = OK.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    with answering(closing) as server, deaf() as dead:
        resolver = resolves_to(*((dead, server.url) if order == "dead first" else (server.url, dead)))

        async def took():
            start = time.monotonic()
            assert await client.text("hi") == "hi"
            return time.monotonic() - start

        first = []
        while not first or (len(first) < CHANCES and first[-1] >= PATIENCE):
            client = flavour.client(KEY, **settings())
            first.append(await took())
        assert min(first) < PATIENCE
        assert resolver.asked == len(first)
        later = [await took()]
        while len(later) < CHANCES and later[-1] >= NEXT_ADDRESS:
            later.append(await took())
        assert min(later) < NEXT_ADDRESS


@every_flavour
async def test_an_address_that_refuses_costs_nothing(flavour, resolves_to):
    """An address that refuses is followed by the next at once, however many there are."""
    with answering() as server:
        resolves_to(*(refusing() for _ in range(5)), server.url)
        took = []
        while not took or (len(took) < CHANCES and took[-1] >= 4 * NEXT_ADDRESS):
            client = flavour.client(KEY, **settings())
            start = time.monotonic()
            assert await client.text("hi") == "hi"
            took.append(time.monotonic() - start)
        assert took[-1] < 4 * NEXT_ADDRESS


@every_flavour
async def test_a_slow_address_may_still_win(flavour, resolves_to):
    """Later addresses that refuse do not end the attempt at an earlier one."""
    with deaf() as dead:
        resolves_to(dead, refusing(), refusing())
        client = flavour.client(KEY, **settings(timeout=0.5))
        with pytest.raises(errors.APITimeoutError):
            await client.text("hi")


@every_flavour
async def test_a_host_that_has_moved_is_found_again(flavour, resolves_to):
    """A remembered address that fails is dropped: the same call resolves the host anew."""
    closing = OK.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    client = flavour.client(KEY, **settings())
    with answering(closing) as server:
        resolves_to(server.url)
        assert await client.text("hi") == "hi"
    with answering(closing) as server:
        resolver = resolves_to(server.url)
        assert await client.text("hi") == "hi"
        assert await client.text("hi") == "hi"
        assert resolver.asked == 1


@every_flavour
async def test_an_address_is_remembered_for_a_minute(flavour, resolves_to, monkeypatch):
    """After that the resolver is asked again."""
    closing = OK.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    with answering(closing) as server:
        resolver = resolves_to(server.url)
        client = flavour.client(KEY, **settings())
        for _ in range(3):
            await client.text("hi")
        assert resolver.asked == 1
        monkeypatch.setattr(_addresses, "_REMEMBERED", 0.0)
        client = flavour.client(KEY, **settings())
        for _ in range(3):
            await client.text("hi")
        assert resolver.asked == 4


def together(flavour, number, **options):
    """Make so many calls at once, and return the errors."""
    failed = []

    def blocking():
        everyone = threading.Barrier(number)
        with Pollinations(KEY, **settings(**options)) as client, ThreadPoolExecutor(number) as threads:

            def one(_):
                everyone.wait(20)
                try:
                    client.text("hi")
                except errors.PollinationsError as error:
                    failed.append(error)

            list(threads.map(one, range(number)))

    async def waiting():
        async with AsyncPollinations(KEY, **settings(**options)) as client, anyio.create_task_group() as calls:

            async def one():
                try:
                    await client.text("hi")
                except errors.PollinationsError as error:
                    failed.append(error)

            for _ in range(number):
                calls.start_soon(one)

    blocking() if flavour == "blocking" else anyio.run(waiting, backend=flavour)
    return failed


ALL = ["blocking", "trio", "asyncio"]
FLAVOURS = pytest.mark.parametrize("flavour", ALL)


@FLAVOURS
def test_calls_that_begin_together_resolve_once(flavour, resolves_to):
    """Fifty calls at once ask the resolver one time."""
    with answering() as server:
        resolver = resolves_to(server.url, seconds=0.2)
        assert together(flavour, 50) == []
        assert resolver.asked == 1


@FLAVOURS
def test_calls_that_begin_together_fail_together(flavour, resolves_to):
    """When the resolver fails, each of fifty calls fails with its answer, and none asks again."""
    for seconds in (0.2, 1.0, 5.0):  # on a busy machine, some begin after a quick answer, and ask
        resolver = resolves_to(seconds=seconds)
        failed = together(flavour, 50)
        assert {type(error) for error in failed} == {errors.APIConnectionError}
        assert len(failed) == 50
        if resolver.asked == 1:
            return
    pytest.fail(f"they asked {resolver.asked} times")


@pytest.mark.slow(reason="waits for a dead host")
@pytest.mark.parametrize("flavour", sampled(ALL, 2))
def test_waiting_for_others_multiplies_no_limit(flavour, resolves_to, connect_limit):
    """Two hundred and twenty calls to a dead host all end at the limit of one."""
    for limit in (0.5, 2.0, 8.0):  # a busy machine takes a while to start and end so many
        connect_limit(limit)
        with deaf() as dead:
            resolves_to(dead)
            start = time.monotonic()
            failed = together(flavour, 220)
            took = time.monotonic() - start
        assert {type(error) for error in failed} == {errors.APITimeoutError}
        assert len(failed) == 220
        if took < 2 * limit:
            return
    pytest.fail(f"{took:.1f} s, which is two rounds of {limit} s")


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_who_asks_for_others_may_give_up(backend, resolves_to):
    """A call that ends while it resolves for others takes none of them with it."""

    async def main():
        async with AsyncPollinations(KEY, **settings()) as client, anyio.create_task_group() as calls:
            with anyio.CancelScope() as first:

                async def second():
                    first.cancel()
                    assert await client.text("hi") == "hi"

                calls.start_soon(second)
                await client.text("hi")

    with answering() as server:
        resolver = resolves_to(server.url, seconds=0.1)
        anyio.run(main, backend=backend)
    assert resolver.asked in {1, 2}


def test_families_take_turns():
    """Of IPv6 and IPv4 addresses each second one is of the other family, in the order of the resolver."""
    answer = [(family, socket.SOCK_STREAM, 6, "", (name, 9)) for family, name in ((10, "a"), (10, "b"), (2, "c"))]
    found = _addresses.Addresses(BlockingPoller())._found((HOST, 9), answer)
    assert [address[0] for _, address in found.addresses] == ["a", "c", "b"]


@every_flavour
async def test_a_race_leaves_no_connection(flavour, resolves_to):
    """The connections that lose are closed."""

    def serve(connection):
        while server.head(connection):
            connection.sendall(OK)

    with RawServer(serve) as server:
        resolves_to(server.url, server.url, server.url)
        client = flavour.client(KEY, **settings())
        assert await client.text("hi") == "hi"
        await client.aclose()
        assert server.none_open()
