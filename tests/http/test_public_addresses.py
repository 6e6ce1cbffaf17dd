"""No redirect and no URL in an answer leads to a private address, unless `base_url` is on this machine."""

import contextlib
import ipaddress
import socket

import httpx
import pytest
from tests.helpers.flavours import every_flavour
from tests.helpers.hosts import ANSWER, IMAGE, KEY, PNG, line, mocked, redirecting, resolving, sent
from tests.helpers.servers import RawServer, answering, trusted_context

from pollination_sdk import ApiClient, Configuration, GenPollinationsAiApi, errors, without_waiting
from pollination_sdk._http.public import is_public  # the table of networks; over sockets only a few of them are at hand
from pollination_sdk._operations.stored_files import fetch_media  # no public method fetches the URLs of answers yet
from pollination_sdk.compat import ApiException

SERVICE = "service.example"
"""A name that the tests resolve to this machine: `base_url` is then no loopback address."""


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    """Start without settings in the environment."""
    for name in ("POLLINATIONS_BASE_URL", "POLLINATIONS_MEDIA_URL", "POLLINATIONS_ENTER_URL"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@contextlib.contextmanager
def server_on(host):
    """Listen at an address, and accept nothing but count what wants in."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, 0), family=family)
    except OSError:
        pytest.skip("this system has no IPv6")
    with listener:
        listener.settimeout(0)
        yield listener.getsockname()[1], listener


def nobody_came(listener):
    """Return True if nothing has connected to a listener."""
    with pytest.raises(BlockingIOError):
        listener.accept()
    return True


PLACES = {
    "v4": ("127.0.0.1", "127.0.0.1"),
    "v6": ("[::1]", "::1"),
    "mapped": ("[::ffff:127.0.0.1]", "127.0.0.1"),
    "decimal": ("2130706433", "127.0.0.1"),
    "hexadecimal": ("0x7f.1", "127.0.0.1"),
    "localhost": ("localhost", "127.0.0.1"),
    "name": ("files.example", "127.0.0.1"),
}
"""Ways to write an address of this machine, and where it is."""


@every_flavour
@pytest.mark.parametrize("kind", ["url", "redirect", "given url", "given redirect"])
@pytest.mark.parametrize("place", PLACES)
async def test_this_machine_is_out_of_reach_for_the_public_service(flavour, monkeypatch, kind, place):
    """However its address is written, nothing connects to it, and the error is not tried again."""
    written, address = PLACES[place]
    monkeypatch.setattr(socket, "getaddrinfo", resolving({"files.example": address, SERVICE: "127.0.0.1"}))
    with server_on(address) as (port, listener), redirecting(f"https://{written}:{port}/a") as base:
        client = flavour.client(KEY, base_url=f"http://{SERVICE}:{base.port}")
        if kind.startswith("given"):
            target = f"https://{written}:{port}/a"
            client = mocked(flavour, [], lambda _: httpx.Response(302, headers={"location": target}))
        media = fetch_media(f"https://{written}:{port}/a")
        asked = sent(client, media) if kind.endswith("url") else client.call("get_account_key")
        with pytest.raises(errors.APIConnectionError, match=r"private network.*private address") as caught:
            await asked
        assert nobody_came(listener)
    assert caught.value.attempts == 1


@every_flavour
async def test_streams_and_paid_calls_are_kept_from_private_addresses(flavour, monkeypatch):
    """A redirect of a stream, a chat or an image, after which the prompt would be sent again, is not followed there."""
    monkeypatch.setattr(socket, "getaddrinfo", resolving({SERVICE: "127.0.0.1"}))
    with server_on("127.0.0.1") as (port, listener), redirecting(f"https://127.0.0.1:{port}/a") as base:
        client = flavour.client(KEY, base_url=f"http://{SERVICE}:{base.port}")
        for asked in (client.chat("hi"), client.detailed.image("hi")):
            with pytest.raises(errors.APIConnectionError, match="private network"):
                await asked
        with pytest.raises(errors.APIConnectionError, match="private network"):
            async for _ in client.stream_text("hi"):
                pass
        assert nobody_came(listener)
    assert len(base.heads) == 3


def test_the_earlier_surface_is_kept_from_private_addresses(monkeypatch):
    """Its calls follow the same rules, with the exception of that surface."""
    monkeypatch.setattr(socket, "getaddrinfo", resolving({SERVICE: "127.0.0.1"}))
    with server_on("127.0.0.1") as (port, listener), redirecting(f"https://127.0.0.1:{port}/a") as base:
        configuration = Configuration(host=f"http://{SERVICE}:{base.port}", access_token=KEY)
        with ApiClient(configuration) as client, pytest.raises(ApiException, match="private network"):
            GenPollinationsAiApi(client).get_account_key()
        assert nobody_came(listener)


@every_flavour
@pytest.mark.parametrize(
    "address", ["10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "[fe80::1]"]
)
async def test_private_networks_are_out_of_reach(flavour, monkeypatch, address):
    """Private, link-local and shared addresses are refused before a connection is tried."""
    monkeypatch.setattr(socket.socket, "connect", refuse_to_connect)
    with pytest.raises(errors.APIConnectionError, match="private network"):
        await sent(flavour.client(KEY), fetch_media(f"https://{address}/a"))


def refuse_to_connect(_, address):
    """Fail the test: nothing may connect."""
    raise AssertionError(f"connected to {address}")


@pytest.mark.own_transport(reason="a client of httpx resolves the name by itself")
@every_flavour
async def test_a_name_that_changes_its_address_gains_nothing(flavour, monkeypatch):
    """The addresses that were checked are those that are connected to; each new answer of the resolver is checked."""
    tried = []

    def connect(_, address):
        tried.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", resolving({"files.example": ["8.8.8.8", "127.0.0.1", "127.0.0.1"]}))
    monkeypatch.setattr(socket.socket, "connect", connect)
    with without_waiting(), pytest.raises(errors.APIConnectionError, match="private network"):
        await sent(flavour.client(KEY), fetch_media("https://files.example/a"))
    assert tried == ["8.8.8.8"]


@pytest.mark.own_transport(reason="a client of httpx chooses the address by itself")
@every_flavour
async def test_a_public_address_among_private_ones_is_taken(flavour, monkeypatch):
    """The private addresses of a name are left out, and the public ones tried."""
    tried = []

    def connect(_, address):
        tried.append(address[0])
        raise ConnectionRefusedError

    real = socket.getaddrinfo
    both = [*real("127.0.0.1", 443, type=socket.SOCK_STREAM), *real("8.8.8.8", 443, type=socket.SOCK_STREAM)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    monkeypatch.setattr(socket.socket, "connect", connect)
    with without_waiting(), pytest.raises(errors.APIConnectionError, match="Could not connect"):
        await sent(flavour.client(KEY), fetch_media("https://files.example/a"))
    assert set(tried) == {"8.8.8.8"}


@every_flavour
async def test_a_service_on_this_machine_may_name_this_machine(flavour):
    """With a `base_url` on loopback, as in tests, URLs and redirects lead to loopback addresses, over http too."""
    with answering(IMAGE) as other, redirecting(f"{other.url}/a") as base:
        client = flavour.client(KEY, base_url=base.url)
        assert bytes(await sent(client, fetch_media(f"{other.url}/b"))) == PNG
        await client.call("get_media_by_id", id="abc")
    assert list(map(line, other.heads)) == ["GET /b", "GET /a"]


@every_flavour
@pytest.mark.parametrize("kind", ["url", "redirect"])
async def test_the_hosts_that_the_caller_named_stay_in_reach(flavour, monkeypatch, kind):
    """An answer may name a file at a host of the service that is in a private network; it is read without a key."""
    monkeypatch.setattr(socket, "getaddrinfo", resolving({SERVICE: "127.0.0.1", "files.example": "127.0.0.1"}))
    with answering(IMAGE if kind == "url" else ANSWER) as files:
        target = f"http://files.example:{files.port}/a"
        with redirecting(target) as base:
            client = flavour.client(
                KEY, base_url=f"http://{SERVICE}:{base.port}", media_url=f"http://files.example:{files.port}"
            )
            if kind == "url":
                await sent(client, fetch_media(target))
            else:
                await client.call("get_account_key")
    assert list(map(line, files.heads)) == ["GET /a"]
    assert KEY not in files.heads[0]


@pytest.mark.own_transport(reason="the pool is ours")
@every_flavour
async def test_an_idle_connection_to_a_private_address_is_not_taken(flavour, tmp_path, monkeypatch):
    """A connection that a call of the caller's has opened is not used for a host that an answer names."""
    context = trusted_context(tmp_path, monkeypatch, "localhost")

    def serve(connection):
        with context.wrap_socket(connection, server_side=True) as secure:
            while server.head(secure):
                secure.sendall(IMAGE)

    server = RawServer(serve)
    with server:
        place = f"https://localhost:{server.port}"
        async with flavour.client(KEY, base_url=place) as client:
            await client.call("get_media_by_id", id="abc")
            stranger = client.with_options(base_url="https://gate.example")
            with pytest.raises(errors.APIConnectionError, match="private network"):
                await sent(stranger, fetch_media(f"{place}/a"))
    assert len(server.heads) == 1


@pytest.mark.own_transport(reason="a caller's client has its own proxies")
@every_flavour
async def test_a_proxy_resolves_names_but_gets_no_private_address(flavour, monkeypatch):
    """Through a proxy, an address in the URL is checked before the proxy hears of it."""

    def serve(connection):
        proxy.head(connection)
        connection.sendall(b"HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n")

    proxy = RawServer(serve)
    with proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        for host in ("127.0.0.1", "2130706433", "[::ffff:10.0.0.1]", "localhost"):
            with pytest.raises(errors.APIConnectionError, match="private network"):
                await sent(flavour.client(KEY), fetch_media(f"https://{host}/a"))
        assert not proxy.heads
        with without_waiting(), pytest.raises(errors.APIConnectionError):
            await sent(flavour.client(KEY), fetch_media("https://files.example/a"))
    assert line(proxy.heads[0]) == "CONNECT files.example:443"


NETWORKS = {
    "public": ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "64:ff9b::808:808", "2002:808:808::1", "::ffff:8.8.8.8"],
    "private": [
        "0.0.0.0",  # noqa: S104 - nothing is bound
        "10.0.0.1",
        "100.64.0.1",
        "127.9.9.9",
        "169.254.169.254",
        "172.31.0.1",
        "192.0.0.1",
        "192.168.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "2002:a00:1::1",
        "2001:db8::1",
        "fc00::1",
        "fd12::1",
        "fe80::1",
        "fe80::1%1",
        "fec0::1",
        "ff02::1",
    ],
}


@pytest.mark.parametrize(("kind", "address"), [(kind, one) for kind, all_ in NETWORKS.items() for one in all_])
def test_the_networks_are_told_apart(kind, address):
    """Public addresses are those of the internet, also where an IPv6 address contains the IPv4 address."""
    assert ipaddress.ip_address(address)
    assert is_public(address) == (kind == "public")
