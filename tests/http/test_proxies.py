"""What the environment says of proxies: read as curl and httpx do, or refused when the client is made.

Uses private names: which proxy leads to a URL is a pure decision of `Proxies`, tried for every form of NO_PROXY.
"""

import logging
import sys
import traceback

import httpx
import pytest
from tests.helpers.flavours import every_flavour
from tests.helpers.proxies import CLIENTS, KEY, balance_server, clear_environment, socks5, tunnelling
from tests.helpers.retries import CAREFUL, CAREFUL_ONCE
from tests.helpers.servers import OK, RawServer, answering, refusing, silent

import pollination_sdk
from pollination_sdk import Pollinations, Retry, errors, without_waiting
from pollination_sdk._engine import attempt as _attempt
from pollination_sdk._http.proxies import Proxies
from pollination_sdk.compat import ApiValueError

pytestmark = pytest.mark.usefixtures("no_key_in_any_log")

PASSWORD = "s3cret-word"


@pytest.fixture(autouse=True)
def nothing_else_is_set(monkeypatch):
    """Let only what a test sets count."""
    clear_environment(monkeypatch)


def set_all(monkeypatch, **variables):
    """Set variables of the environment."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def no_socksio(monkeypatch):
    """Be where the extra `socks` is not installed."""
    monkeypatch.setitem(sys.modules, "socksio", None)


# NO_PROXY

EXEMPT = [
    ("*", "http://service.example"),
    ("other.example, *", "http://service.example"),
    ("service.example", "http://service.example"),
    ("service.example", "https://api.service.example"),
    ("SERVICE.Example", "http://service.EXAMPLE"),
    ("service.example.", "http://service.example"),
    ("service.example", "http://service.example."),
    (".service.example", "http://api.service.example"),
    ("*.service.example", "http://api.service.example"),
    ("a.example,b.example", "http://b.example"),
    ("a.example b.example", "http://b.example"),
    (" a.example ,\t, b.example,,", "http://b.example"),
    ("localhost", "http://localhost:8080"),
    ("localhost:8080", "http://localhost:8080"),
    ("service.example:443", "https://service.example"),
    ("service.example:80", "http://service.example"),
    ("http://service.example", "http://service.example"),
    ("http://service.example/", "http://service.example"),
    ("all://service.example", "https://service.example"),
    ("http://service.example:8080", "http://service.example:8080"),
    ("127.0.0.1", "http://127.0.0.1:8080"),
    ("127.0.0.1:8080", "http://127.0.0.1:8080"),
    ("127.0.0.0/8", "http://127.4.5.6"),
    ("127.0.0.1/8", "http://127.4.5.6"),
    ("10.0.0.0/8,192.168.0.0/16", "http://192.168.7.7"),
    ("::1", "http://[::1]:8080"),
    ("[::1]", "http://[::1]:8080"),
    ("[::1]:8080", "http://[::1]:8080"),
    ("::1/128", "http://[::1]"),
    ("[::1]/128", "http://[::1]"),
    ("[::1/128]", "http://[::1]"),
    ("0:0:0:0:0:0:0:1", "http://[::1]"),
    ("FE80::/10", "http://[fe80::abcd]"),
    ("fe80::/10", "http://[fe80::1%25eth0]"),
    ("fe80::1%eth0", "http://[fe80::1]"),
    ("bücher.example", "http://bücher.example"),
    ("bücher.example", "http://xn--bcher-kva.example"),
    ("xn--bcher-kva.example", "http://bücher.example"),
    (".BÜCHER.example", "http://www.bücher.example"),
]
NOT_EXEMPT = [
    ("", "http://service.example"),
    (",", "http://service.example"),
    ("service.example", "http://myservice.example"),
    ("service.example", "http://service.example.org"),
    (".service.example", "http://service.example"),
    ("*.service.example", "http://service.example"),
    ("localhost:8080", "http://localhost:8081"),
    ("service.example:80", "https://service.example"),
    ("http://service.example", "https://service.example"),
    ("127.0.0.1", "http://127.0.0.11"),
    ("127.0.0.1:8080", "http://127.0.0.1"),
    ("10.0.0.0/8", "http://11.0.0.1"),
    ("10.0.0.0/8", "http://[::a]"),
    ("::1/128", "http://[::2]"),
    ("[::1]:8080", "http://[::1]"),
    ("::1/128", "http://service.example"),
    # What makes no sense exempts nothing.
    ("10.0.0.0/99", "http://10.0.0.1"),
    ("[::1", "http://[::2]"),
    ("://", "http://service.example"),
    (".", "http://service.example"),
    ("[]:x", "http://service.example"),
    (f"service.example:{'9' * 5000}", "http://service.example"),
    ("%%%,\\", "http://service.example"),
    ("*bücher", "http://service.example"),
]


@pytest.mark.parametrize("name", ["NO_PROXY", "no_proxy"])
@pytest.mark.parametrize(
    ("exempt", "value", "url"), [(True, *pair) for pair in EXEMPT] + [(False, *pair) for pair in NOT_EXEMPT]
)
def test_no_proxy_names_the_hosts_that_are_reached_directly(monkeypatch, name, exempt, value, url):
    """Each form of an item that curl or httpx knows is understood; anything else exempts no host."""
    set_all(monkeypatch, ALL_PROXY="http://proxy.invalid:3128", **{name: value})
    parsed = pollination_sdk.Pollinations(KEY, base_url=url)._settings.base_url
    assert (Proxies.of_environment().proxy_for(parsed) is None) is exempt


@pytest.mark.parametrize(
    "value", ["localhost,.internal,10.0.0.1", "service.example,::1", "*", "http://a.example:81", ""]
)
@pytest.mark.parametrize(
    "variables",
    [
        {"HTTP_PROXY": "http://proxy.invalid:1"},
        {"http_proxy": "proxy.invalid:1", "HTTP_PROXY": "http://other.invalid:1"},
        {"http_proxy": "", "HTTP_PROXY": "http://other.invalid:1"},
        {"ALL_PROXY": "http://proxy.invalid:1", "https_proxy": "http://other.invalid:1"},
        {"REQUEST_METHOD": "GET", "HTTP_PROXY": "http://proxy.invalid:1"},
    ],
)
def test_the_proxies_are_those_that_httpx_would_use(monkeypatch, variables, value):
    """Where httpx understands the environment, it takes the same proxy, or none, for the same URLs."""
    set_all(monkeypatch, NO_PROXY=value, **variables)
    ours = Proxies.of_environment()
    hosts = ("localhost", "internal", "a.internal", "10.0.0.1", "service.example", "b.service.example", "[::1]", "x.y")
    with httpx.Client() as theirs:
        for url in [httpx.URL(f"{scheme}://{host}") for scheme in ("http", "https") for host in hosts]:
            transport = theirs._transport_for_url(url)
            proxy = ours.proxy_for(url)
            expected = None if transport is theirs._transport else transport._pool._proxy_url.host
            assert (proxy and proxy.url.raw_host) == expected, url


@every_flavour
async def test_a_client_reads_the_environment_when_it_is_made(flavour, monkeypatch):
    """Later changes of the environment do not move a client; the next client sees them."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "127.0.0.0/8,::1/128,[::1]")
    with answering(OK) as server:
        async with flavour.client(KEY, base_url=server.url, retry=Retry.off) as client:
            monkeypatch.delenv("NO_PROXY")
            assert await client.text("hello") == "hi"
            async with flavour.client(KEY, base_url=server.url, retry=Retry.off) as other:
                with pytest.raises(errors.APIConnectionError, match=r"through the proxy http://127\.0\.0\.1:9"):
                    await other.text("hello")


# Proxies that can be used

GOOD = [
    ("127.0.0.1:3128", "http://127.0.0.1:3128", ("", "")),
    ("proxy.example", "http://proxy.example", ("", "")),
    ("user:p%40ss@proxy.example:3128", "http://proxy.example:3128", ("user", "p@ss")),
    ("http://proxy.example:3128/", "http://proxy.example:3128/", ("", "")),
    ("  http://proxy.example:3128\t", "http://proxy.example:3128", ("", "")),
    ("HTTP://Proxy.Example:3128", "http://proxy.example:3128", ("", "")),
    ("https://proxy.example", "https://proxy.example", ("", "")),
    ("http://user@proxy.example", "http://proxy.example", ("user", "")),
    ("http://us%3Aer:p%23%2F@proxy.example", "http://proxy.example", ("us:er", "p#/")),
    ("http://user:p@ss@proxy.example", "http://proxy.example", ("user", "p@ss")),
    ("http://[::1]:3128", "http://[::1]:3128", ("", "")),
    ("http://[fe80::1%25eth0]:3128", "http://[fe80::1%eth0]:3128", ("", "")),
    ("[fe80::1%eth0]:3128", "http://[fe80::1%eth0]:3128", ("", "")),
    ("http://bücher.example", "http://xn--bcher-kva.example", ("", "")),
    ("socks5://127.0.0.1:1080", "socks5://127.0.0.1:1080", ("", "")),
    ("socks5h://user:word@127.0.0.1", "socks5://127.0.0.1", ("user", "word")),
    ("SOCKS5H://127.0.0.1:7890", "socks5://127.0.0.1:7890", ("", "")),
    ("socks://127.0.0.1:7890/", "socks5://127.0.0.1:7890/", ("", "")),
]


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])
@pytest.mark.parametrize(("value", "url", "user"), GOOD)
def test_a_proxy_is_understood_in_each_of_its_forms(monkeypatch, variable, value, url, user):
    """A proxy may come without a scheme, in upper case, with a user, as an IPv6 address, and as SOCKS."""
    monkeypatch.setenv(variable, value)
    proxy = Proxies.of_environment().proxy_for(httpx.URL("https://service.example"))
    assert proxy.url == httpx.URL(url)
    assert (proxy.auth or ("", "")) == user


@pytest.mark.parametrize("value", ["", " ", "\t"])
def test_an_empty_variable_is_none(monkeypatch, value):
    """A proxy of nothing, or of whitespace, is no proxy."""
    set_all(monkeypatch, HTTP_PROXY=value, ALL_PROXY=value)
    assert Proxies.of_environment().proxy_for(httpx.URL("http://service.example")) is None
    with answering(OK) as server, Pollinations(KEY, base_url=server.url) as client:
        assert client.text("hello") == "hi"


# Proxies that cannot be used

BAD = [
    "ftp://{}127.0.0.1:3128",
    "file:///etc/{}proxy",
    "nonsense://{}x",
    "socks4://{}127.0.0.1:1080",
    "socks4a://{}127.0.0.1:1080",
    "http://{}127.0.0.1:99999",
    "http://{}127.0.0.1:0",
    "http://{}127.0.0.1:-1",
    "http://{}127.0.0.1:port",
    "http://{}",
    "http://{}:3128",
    "http://{}[::1",
    "http://{}[::g]:3128",
    "{}two words:3128",
    "http://{}host\x01:3128",
    "://{}",
]


def _locals_shown(error):
    """Return what a traceback with local variables shows of the package's own frames."""
    stack = traceback.TracebackException.from_exception(error, capture_locals=True).stack
    return "".join(str(frame.locals) for frame in stack if "pollination_sdk" in frame.filename)


@pytest.mark.parametrize("make", CLIENTS)
@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"])
@pytest.mark.parametrize("user", ["", f"user:{PASSWORD}@"])
def test_what_is_no_proxy_is_refused_when_the_client_is_made(monkeypatch, make, variable, user):
    """The error names the variable, says that nothing was sent, and shows no password."""
    for value in BAD:
        monkeypatch.setenv(variable, value.format(user))
        _check_refusal(make, variable)


def _check_refusal(make, variable):
    refused_with = ApiValueError if make == "ApiClient" else errors.ConfigurationError
    with pytest.raises(refused_with) as caught:
        CLIENTS[make]("http://127.0.0.1:9")
    message = str(caught.value)
    assert PASSWORD not in _locals_shown(caught.value)
    assert message.startswith(variable)
    assert "Nothing was sent" in message
    assert PASSWORD not in f"{caught.value!r} {message} {caught.value.cause!r}"


def test_a_password_where_the_port_should_be_is_not_shown(monkeypatch):
    """`http://user:password`, whose host is missing, is refused without a word of it."""
    monkeypatch.setenv("HTTP_PROXY", f"http://user:{PASSWORD}")
    with pytest.raises(errors.ConfigurationError, match="HTTP_PROXY") as caught:
        Pollinations(KEY, base_url="http://127.0.0.1:9")
    assert PASSWORD not in f"{caught.value!r} {_locals_shown(caught.value)}"


@pytest.mark.parametrize("make", CLIENTS)
@pytest.mark.parametrize(
    "value", ["socks5://127.0.0.1:7890", "socks5h://127.0.0.1", "socks://127.0.0.1:7890", "SOCKS5://h"]
)
def test_socks_without_its_extra_names_the_extra(monkeypatch, no_socksio, make, value):
    """A SOCKS proxy where `socksio` is missing: the error names the extra of this package."""
    monkeypatch.setenv("ALL_PROXY", value)
    with pytest.raises(ValueError, match=r'ALL_PROXY .* pip install "pollinations-sdk\[socks\]"'):
        CLIENTS[make]("https://127.0.0.1:9")


@every_flavour
async def test_a_proxy_that_no_call_needs_may_be_broken(flavour, monkeypatch, no_socksio):
    """As for curl: the other scheme's proxy, `ALL_PROXY` beside both, or one that `NO_PROXY` avoids, does no harm."""
    with answering(OK) as server, tunnelling() as proxy:
        for variables in (
            {"HTTPS_PROXY": "ftp://x", "http_proxy": ""},
            {"ALL_PROXY": "socks5://127.0.0.1:9", "HTTP_PROXY": proxy.url, "HTTPS_PROXY": proxy.url},
            {"ALL_PROXY": "socks5://127.0.0.1:9", "NO_PROXY": "127.0.0.0/8"},
            {"ALL_PROXY": "ftp://x", "NO_PROXY": "*"},
        ):
            with monkeypatch.context() as here:
                set_all(here, **variables)
                async with flavour.client(KEY, base_url=server.url, retry=Retry.off) as client:
                    assert await client.text("hello") == "hi"


@every_flavour
async def test_a_redirect_to_where_the_proxy_is_broken_is_no_raw_error(flavour, monkeypatch):
    """A proxy needed only after a redirect is refused then, in the same words, and not again and again."""
    monkeypatch.setenv("HTTPS_PROXY", "ftp://x")
    away = b"HTTP/1.1 307 Moved\r\nLocation: https://service.invalid/\r\nContent-Length: 0\r\n\r\n"
    with answering(away) as server, without_waiting():
        async with flavour.client(KEY, base_url=server.url) as client:
            with pytest.raises(errors.ConfigurationError, match="HTTPS_PROXY"):
                await client.text("hello")
    assert len(server.heads) == 1


def test_a_client_of_the_callers_own_is_not_concerned(monkeypatch):
    """With `http_client=` the environment is that client's business."""
    monkeypatch.setenv("ALL_PROXY", "ftp://x")
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere.pem")
    with answering(OK) as server, httpx.Client(trust_env=False) as http:
        assert Pollinations(KEY, base_url=server.url, http_client=http).text("hello") == "hi"


# Calls through a proxy


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("named", ["http://", "socks5://", "socks://", ""])
@every_flavour
async def test_calls_go_through_the_proxy(flavour, monkeypatch, tmp_path, scheme, named):
    """HTTP and SOCKS proxies carry calls to http and https services, and keep the connection for the next call."""
    proxy = socks5() if named.startswith("socks") else tunnelling()
    with balance_server(monkeypatch, tmp_path, scheme) as server, proxy:
        monkeypatch.setenv("ALL_PROXY", f"{named}127.0.0.1:{proxy.port}")
        async with flavour.client(KEY, base_url=server.url, retry=Retry.off) as client:
            assert [(await client.balance()).balance for _ in range(2)] == [12, 12]
    assert (len(server.heads), server.accepted) == (2, 1)
    if named.startswith("socks"):
        assert proxy.heads == [f"127.0.0.1:{server.port}"]
    if scheme == "https":
        assert KEY not in "".join(proxy.heads)


@every_flavour
async def test_a_proxy_over_tls_is_trusted_as_the_service_is(flavour, monkeypatch, tmp_path):
    """The certificate of an `https://` proxy is checked with the authorities of `SSL_CERT_FILE`, as curl does."""
    with balance_server(monkeypatch, tmp_path, "https") as server, tunnelling(server.context) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"https://127.0.0.1:{proxy.port}")
        async with flavour.client(KEY, base_url=server.url, retry=Retry.off) as client:
            assert (await client.balance()).balance == 12
    assert proxy.heads[0].startswith(f"CONNECT 127.0.0.1:{server.port} ")


@pytest.mark.parametrize("named", ["http", "socks5", "socks"])
def test_the_predecessors_calls_go_through_the_proxy(monkeypatch, tmp_path, named):
    """`ApiClient` takes the proxy of the environment, or that of its configuration, SOCKS as well."""
    with balance_server(monkeypatch, tmp_path, "https") as server, socks5() as socks, tunnelling() as http:
        proxy = http if named == "http" else socks
        url = proxy.url.replace("http", named, 1)
        for option in ({}, {"proxy": url}):
            with monkeypatch.context() as here:
                here.setenv("HTTPS_PROXY", "http://127.0.0.1:9" if option else url)
                configuration = pollination_sdk.Configuration(server.url, access_token=KEY, **option)
                with pollination_sdk.ApiClient(configuration) as client:
                    assert pollination_sdk.GenPollinationsAiApi(client).get_account_balance().balance == 12
    assert len(proxy.heads) == 2


@pytest.mark.parametrize("value", ["127.0.0.0/8", "::1/128,127.0.0.1", "[::1] 127.0.0.1"])
def test_the_predecessors_no_proxy_knows_networks_too(monkeypatch, value):
    """`NO_PROXY`, and `no_proxy` of a configuration, are understood as in the clients."""
    with answering(OK) as server:
        for option in ({}, {"proxy": "http://127.0.0.1:9", "no_proxy": value}):
            with monkeypatch.context() as here:
                set_all(here, HTTP_PROXY="http://127.0.0.1:9", NO_PROXY="*" if option else value)
                configuration = pollination_sdk.Configuration(server.url, access_token=KEY, **option)
                with pollination_sdk.ApiClient(configuration) as client:
                    assert pollination_sdk.GenPollinationsAiApi(client).get_generate_text_prompt("hello") == "hi"


@every_flavour
async def test_a_socks_proxy_gets_its_user_and_no_log_shows_the_password(flavour, monkeypatch, tmp_path, caplog):
    """The password of the URL is decoded and sent to the proxy, and stands in no log; a wrong one is a clear error."""
    caplog.set_level(logging.DEBUG)
    with balance_server(monkeypatch, tmp_path, "http") as server, socks5(b"user", b"p@ss:) word") as proxy:
        for password, works in (("p%40ss%3A)%20word", True), (PASSWORD, False), ("", False)):
            monkeypatch.setenv("ALL_PROXY", f"socks5://user:{password}@127.0.0.1:{proxy.port}")
            async with flavour.client(KEY, base_url=server.url, retry=Retry.off) as client:
                if works:
                    assert (await client.balance()).balance == 12
                    continue
                with pytest.raises(
                    errors.APIConnectionError, match=r"through the proxy socks5://127\.0\.0\.1"
                ) as caught:
                    await client.balance()
                assert PASSWORD not in str(caught.value)
    assert "p@ss" not in caplog.text
    assert PASSWORD not in caplog.text


# Proxies that fail: the service was not reached, so nothing can have been billed


def refusal(status, reason):
    """Make the answer of a proxy that opens no tunnel."""
    return f"HTTP/1.1 {status} {reason}\r\nContent-Length: 0\r\n\r\n".encode()


@pytest.mark.parametrize(("status", "sent"), [(407, 1), (403, 1), (502, 3), (503, 3)])
@every_flavour
async def test_a_proxy_that_opens_no_tunnel_says_why(flavour, monkeypatch, status, sent):
    """The error has the proxy's status and address; a paid call is not said to have been billed perhaps."""
    with answering(refusal(status, "No")) as proxy, without_waiting():
        monkeypatch.setenv("HTTPS_PROXY", f"http://user:{PASSWORD}@127.0.0.1:{proxy.port}")
        async with flavour.client(KEY, base_url="https://service.invalid", retry=CAREFUL) as client:
            with pytest.raises(errors.APIConnectionError) as caught:
                await client.text("hello")
    message = str(caught.value)
    assert f"{status} No; through the proxy http://127.0.0.1:{proxy.port}" in message
    assert "nothing was sent" in message
    assert PASSWORD not in message
    assert (caught.value.attempts, len(proxy.heads)) == (sent, sent)


def hanging_up(after=b""):
    """Make a proxy that hangs up when it is asked for a tunnel, or after it has said something."""

    def serve(connection):
        connection.recv(65_536)
        connection.sendall(after)

    return RawServer(serve)


@pytest.mark.parametrize("scheme", ["http", "socks5"])
@pytest.mark.parametrize("answer", [b"", b"220 mail ready\r\n\r\n", b"\x05", b"\x05\x00"])
@every_flavour
async def test_what_is_no_proxy_after_all_has_sent_nothing(flavour, monkeypatch, scheme, answer):
    """A port that hangs up, or speaks something else, ends in a connection's error; the call may be repeated."""
    with hanging_up(answer) as running, without_waiting():
        monkeypatch.setenv("HTTPS_PROXY", f"{scheme}://127.0.0.1:{running.port}")
        async with flavour.client(KEY, base_url="https://service.invalid", timeout=20, retry=CAREFUL) as client:
            with pytest.raises(errors.APIConnectionError, match="through the proxy") as caught:
                await client.text("hello")
    assert caught.value.attempts == 3


@every_flavour
async def test_a_proxy_that_nobody_runs_is_named(flavour, monkeypatch):
    """A refused connection to the proxy names the proxy, so that the user looks there."""
    url = refusing()
    monkeypatch.setenv("HTTPS_PROXY", url)
    async with flavour.client(KEY, base_url="https://service.invalid", retry=CAREFUL_ONCE) as client:
        with pytest.raises(errors.APIConnectionError, match=f"through the proxy {url}"):
            await client.text("hello")


@pytest.mark.parametrize("scheme", ["http", "socks5"])
@every_flavour
async def test_a_silent_proxy_is_late_and_nothing_was_sent(flavour, monkeypatch, scheme):
    """A proxy that never opens its tunnel ends a paid call with a timeout, not with an unknown outcome."""
    with silent() as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"{scheme}://127.0.0.1:{proxy.port}")
        async with flavour.client(KEY, base_url="https://service.invalid", timeout=0.4, retry=CAREFUL) as client:
            with pytest.raises(errors.APITimeoutError):
                await client.text("hello")


@every_flavour
async def test_the_handshake_with_a_socks_proxy_has_the_limit_of_connecting(flavour, monkeypatch):
    """Also without `timeout=`, a silent SOCKS proxy is given up as any server that does not let one connect."""
    monkeypatch.setattr(_attempt, "_timeout", lambda read, _: httpx.Timeout(read, connect=0.2))
    with silent() as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"socks5://127.0.0.1:{proxy.port}")
        async with flavour.client(KEY, base_url="https://service.invalid", retry=CAREFUL_ONCE) as client:
            with pytest.raises(errors.APITimeoutError, match="through the proxy"):
                await client.text("hello")
        assert proxy.none_open()


@every_flavour
async def test_what_a_proxy_has_passed_on_may_have_been_billed(flavour, monkeypatch):
    """Once the request is on its way through the proxy, a broken connection leaves the outcome unknown, as ever."""
    with hanging_up() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        async with flavour.client(KEY, base_url="http://service.invalid", retry=CAREFUL) as client:
            with pytest.raises(errors.OutcomeUnknownError, match="through the proxy"):
                await client.text("hello")
