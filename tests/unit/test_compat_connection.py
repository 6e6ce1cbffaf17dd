"""`Configuration` options that decide how to connect, each against a real server that tells.

Uses private names: `set_debug(False)` undoes for later tests what `Configuration(debug=True)` does to the process.
"""

import contextlib
import logging
import socket
import socketserver
import ssl
import threading
import time

import pytest
import trustme
from tests.unit.proxies import join

import pollination_sdk
from pollination_sdk import ApiException, ApiTypeError, ApiValueError, Retry, without_waiting
from pollination_sdk.compat._debug_log import set_debug
from pollination_sdk.sandbox import Fault, Sandbox

KEY = "sk_connection_secret_01234"


@pytest.fixture
def sandbox():
    """Run a provider whose key is known."""
    with Sandbox(key=KEY) as running:
        yield running


@contextlib.contextmanager
def api_with(host, **options):
    """Give an API whose configuration has these options."""
    configuration = pollination_sdk.Configuration(host, access_token=KEY, **options)
    with pollination_sdk.ApiClient(configuration) as client:
        yield pollination_sdk.GenPollinationsAiApi(client)


@contextlib.contextmanager
def serving(handle):
    """Answer connections on a free loopback port with `handle(connection)`, and give the port."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self):
            handle(self.request)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def authority():
    """Make a certificate authority that nobody knows."""
    return trustme.CA()


@contextlib.contextmanager
def tls_before(sandbox, authority, *names, clients=None):
    """Put TLS before the sandbox with a certificate for these names, and give the port and what was asked for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    asked = []
    context.sni_callback = lambda _connection, name, _context: asked.append(name)
    if clients is not None:
        clients.configure_trust(context)
        context.verify_mode = ssl.CERT_REQUIRED

    def handle(connection):
        with (
            contextlib.suppress(OSError),
            context.wrap_socket(connection, server_side=True) as plain,
            socket.create_connection(("127.0.0.1", int(sandbox.url.rpartition(":")[2]))) as behind,
        ):
            join(plain, behind)

    with serving(handle) as port:
        yield port, asked


@pytest.fixture
def trusted(authority, tmp_path):
    """Give the path of the authority's certificate."""
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


def test_an_unknown_certificate_is_refused(sandbox, authority):
    """By default a server that nobody vouches for gets no request; the exception has status 0."""
    with (
        tls_before(sandbox, authority, "127.0.0.1") as (port, _),
        api_with(f"https://127.0.0.1:{port}", retries=0) as api,
        pytest.raises(ApiException) as caught,
    ):
        api.get_account_key()
    assert caught.value.status == 0
    assert "CERTIFICATE_VERIFY_FAILED" in caught.value.reason
    assert sandbox.requests == []


def test_verify_ssl_false_trusts_anyone(sandbox, authority):
    """`verify_ssl=False` reaches a server with any certificate, of any name."""
    with (
        tls_before(sandbox, authority, "other.example") as (port, _),
        api_with(f"https://127.0.0.1:{port}", verify_ssl=False) as api,
    ):
        assert api.get_account_key().valid


def test_ssl_ca_cert_names_whom_to_trust(sandbox, authority, trusted):
    """With the authority's certificate, as a file or as text, the server is trusted; for its own name only."""
    with tls_before(sandbox, authority, "127.0.0.1") as (port, _):
        for option in ({"ssl_ca_cert": str(trusted)}, {"ca_cert_data": trusted.read_text()}):
            with api_with(f"https://127.0.0.1:{port}", **option) as api:
                assert api.get_account_key().valid
        wrong_name = api_with(f"https://localhost:{port}", ssl_ca_cert=trusted, retries=0)
        with wrong_name as api, pytest.raises(ApiException, match="CERTIFICATE_VERIFY_FAILED"):
            api.get_account_key()


def test_assert_hostname_false_trusts_another_name(sandbox, authority, trusted):
    """`assert_hostname=False` checks who vouches, not for whom."""
    with (
        tls_before(sandbox, authority, "other.example") as (port, _),
        api_with(f"https://127.0.0.1:{port}", ssl_ca_cert=trusted, assert_hostname=False) as api,
    ):
        assert api.get_account_key().valid


def test_tls_server_name_is_asked_for_and_checked(sandbox, authority, trusted):
    """`tls_server_name` is what the server hears and what its certificate must say."""
    with (
        tls_before(sandbox, authority, "other.example") as (port, asked),
        api_with(f"https://127.0.0.1:{port}", ssl_ca_cert=trusted, tls_server_name="other.example") as api,
    ):
        assert api.get_account_key().valid
    assert asked == ["other.example"]


def test_a_client_certificate_is_shown(sandbox, authority, trusted, tmp_path):
    """`cert_file` and `key_file` satisfy a server that wants to know who calls."""
    mine = authority.issue_cert("client@example.com")
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    mine.cert_chain_pems[0].write_to_path(str(certificate))
    mine.private_key_pem.write_to_path(str(key))
    with tls_before(sandbox, authority, "127.0.0.1", clients=authority) as (port, _):
        with api_with(f"https://127.0.0.1:{port}", ssl_ca_cert=trusted, cert_file=certificate, key_file=key) as api:
            assert api.get_account_key().valid
        with api_with(f"https://127.0.0.1:{port}", ssl_ca_cert=trusted, retries=0) as api, pytest.raises(ApiException):
            api.get_account_key()


def test_a_certificate_that_is_not_there_is_named():
    """A wrong path is an `ApiValueError` that says which."""
    with (
        api_with("https://127.0.0.1:9", ssl_ca_cert="missing.pem") as api,
        pytest.raises(ApiValueError, match=r"missing\.pem"),
    ):
        api.get_account_key()


@contextlib.contextmanager
def forward_proxy():
    """Run a proxy that passes requests on, and give its URL and the heads it was sent."""
    heads = []

    def handle(connection):
        head = b""
        while b"\r\n\r\n" not in head:
            data = connection.recv(65_536)
            if not data:
                return
            head += data
        heads.append(head.decode("latin-1"))
        method, target = heads[-1].split()[:2]
        tunnel = method == "CONNECT"
        host, _, port = (target if tunnel else target.split("/")[2]).partition(":")
        with socket.create_connection((host, int(port))) as behind:
            if tunnel:
                connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                behind.sendall(head.replace(f"http://{host}:{port}".encode(), b"", 1))
            join(connection, behind)

    with serving(handle) as port:
        yield f"http://127.0.0.1:{port}", heads


def test_requests_go_through_the_proxy(sandbox):
    """`proxy` gets each request, with `proxy_headers` and the user of its URL."""
    with forward_proxy() as (url, heads):
        address = url.replace("//", "//user:word@")
        with api_with(sandbox.url, proxy=address, proxy_headers={"X-Proxy": "7"}) as api:
            assert api.get_account_key().valid
    assert heads[0].startswith(f"GET {sandbox.url}/account/key HTTP/1.1\r\n")
    assert "x-proxy: 7" in heads[0].lower()
    assert "proxy-authorization: basic dxnlcjp3b3jk" in heads[0].lower()


def test_https_is_tunnelled_so_that_the_proxy_sees_no_key(sandbox, authority, trusted):
    """To an https host the proxy is asked for a tunnel, and never sees the key."""
    with (
        forward_proxy() as (url, heads),
        tls_before(sandbox, authority, "127.0.0.1") as (port, _),
        api_with(f"https://127.0.0.1:{port}", proxy=url, ssl_ca_cert=trusted) as api,
    ):
        assert api.get_account_key().valid
    assert heads[0].startswith(f"CONNECT 127.0.0.1:{port} ")
    assert KEY not in heads[0]


@pytest.mark.parametrize("exception", ["LOCALHOST", "*", "a,*", "* , a", " *", "example.com, localhost", ".localhost"])
@pytest.mark.parametrize("name", ["proxy", "http_proxy", "HTTP_PROXY", "ALL_PROXY"])
def test_no_proxy_names_what_is_reached_directly(sandbox, exception, name, monkeypatch):
    """A host in `no_proxy`, or any for `*`, is called without the proxy of any source, here one that nobody runs."""
    options = {"proxy": "http://127.0.0.1:9"} if name == "proxy" else {}
    if not options:
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    url = sandbox.url.replace("127.0.0.1", "localhost")
    with api_with(url, no_proxy=exception, **options) as api:
        assert api.get_account_key().valid
    with api_with(url, no_proxy="example.com", retries=0, **options) as api, pytest.raises(ApiException, match="proxy"):
        api.get_account_key()


def test_no_proxy_adds_to_that_of_the_environment(sandbox, monkeypatch):
    """A host that either of the two names is reached directly; a proxy that cannot be used is then no obstacle."""
    monkeypatch.setenv("HTTP_PROXY", "nonsense://x")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    for exception in (None, "example.com"):
        with api_with(sandbox.url, no_proxy=exception) as api:
            assert api.get_account_key().valid
    monkeypatch.delenv("NO_PROXY")
    with api_with(sandbox.url, no_proxy="*") as api:
        assert api.get_account_key().valid


@pytest.mark.parametrize("proxy", ["nonsense://x", "127.0.0.1:9"])
def test_a_proxy_that_is_no_url_is_refused(proxy):
    """A proxy that cannot be one is said at the first call."""
    with api_with("http://127.0.0.1:9", proxy=proxy) as api, pytest.raises(ApiValueError, match=r"(?i)proxy"):
        api.get_account_key()


class Urllib3Retry:
    """What users of urllib3 give: a number in `total`."""

    total = 1


@pytest.mark.parametrize(
    ("retries", "sent"), [(None, 3), (0, 1), (False, 1), (1, 2), (4, 5), (Urllib3Retry(), 2), (Retry(attempts=2), 2)]
)
def test_retries_is_the_number_of_repetitions(sandbox, retries, sent):
    """`retries` repetitions follow the first attempt; None leaves it to `Retry()`."""
    sandbox.queue(Fault.status(503), times=9)
    with api_with(sandbox.url, retries=retries) as api, without_waiting(), pytest.raises(ApiException) as caught:
        api.get_account_key()
    assert caught.value.status == 503
    assert len(sandbox.requests) == sent


def test_retries_that_are_no_number_are_refused():
    """A wrong type says what is taken."""
    with api_with("http://127.0.0.1:9", retries="many") as api, pytest.raises(ApiTypeError, match="retries takes"):
        api.get_account_key()


@pytest.mark.parametrize("limit", [0.2, (5, 0.2), (5.0, 0.2)])
def test_a_request_timeout_ends_the_call(sandbox, limit):
    """`_request_timeout` ends a call that waits, as a whole or between two bytes; status 0."""
    sandbox.queue(Fault.stall(3.0), times=3)
    start = time.monotonic()
    with api_with(sandbox.url, retries=0) as api, pytest.raises(ApiException) as caught:
        api.get_account_key(_request_timeout=limit)
    assert time.monotonic() - start < 2
    assert caught.value.status == 0
    assert "in time" in caught.value.reason or "timeout" in caught.value.reason


def test_a_pair_of_timeouts_lets_a_slow_answer_pass(sandbox):
    """The second of a pair limits the pauses only, not the whole answer."""
    sandbox.queue(Fault.drip(0.002, size=20))
    with api_with(sandbox.url) as api:
        assert api.get_account_key(_request_timeout=(1, 0.5)).valid


@pytest.fixture
def quiet_logs():
    """Put the loggers back as they were."""
    loggers = [logging.getLogger(name) for name in ("pollination_sdk", "httpx", "httpcore")]
    before = [(logger, logger.level, list(logger.handlers)) for logger in loggers]
    yield loggers
    set_debug(False)
    for logger, level, handlers in before:
        logger.setLevel(level)
        logger.handlers[:] = handlers


def test_debug_logs_requests_without_the_key(sandbox, quiet_logs, tmp_path):
    """`debug=True` with a `logger_file` writes what is sent, never the key or the prompt; False ends it."""
    path = tmp_path / "sdk.log"
    configuration = pollination_sdk.Configuration(sandbox.url, access_token=KEY, debug=True)
    configuration.logger_file = str(path)
    with pollination_sdk.ApiClient(configuration) as client:
        api = pollination_sdk.GenPollinationsAiApi(client)
        api.get_generate_text_prompt("a private thought")
        assert configuration.debug is True
        configuration.debug = False
        size = path.stat().st_size
        api.get_account_key()
    configuration.logger_file = None
    text = path.read_text()
    assert "HTTP Request: GET" in text
    assert "send_request_headers" in text
    assert KEY not in text
    assert "private" not in text
    assert len(text) == size


def test_debug_writes_to_the_screen_where_nobody_listens(sandbox, quiet_logs, monkeypatch):
    """Without logging of the application's own there is a handler, put there once and taken away again."""
    for logger in (logging.getLogger(), *quiet_logs):
        monkeypatch.setattr(logger, "handlers", [])
    configuration = pollination_sdk.Configuration(sandbox.url, debug=True)
    configuration.debug = True
    assert [len(logger.handlers) for logger in quiet_logs] == [1, 1, 1]
    configuration.debug = False
    assert [len(logger.handlers) for logger in quiet_logs] == [0, 0, 0]


def test_a_configuration_leaves_the_logs_alone_unless_asked(quiet_logs):
    """Making a configuration changes no logger."""
    before = [logger.level for logger in quiet_logs]
    assert pollination_sdk.Configuration().debug is False
    assert [logger.level for logger in quiet_logs] == before


def test_the_host_comes_from_the_argument_the_environment_or_the_service(monkeypatch):
    """An argument wins over `POLLINATIONS_BASE_URL`, and that over the public service."""
    monkeypatch.setenv("POLLINATIONS_BASE_URL", "http://127.0.0.1:1")
    assert pollination_sdk.Configuration().host == "http://127.0.0.1:1"
    assert pollination_sdk.Configuration(host="http://h").host == "http://h"
    monkeypatch.delenv("POLLINATIONS_BASE_URL")
    assert pollination_sdk.Configuration().host == "https://gen.pollinations.ai"


def test_a_default_configuration_is_kept(monkeypatch):
    """`get_default` returns what `set_default` was given."""
    monkeypatch.setattr(pollination_sdk.Configuration, "_default", None)
    kept = pollination_sdk.Configuration("http://h")
    pollination_sdk.Configuration.set_default(kept)
    assert pollination_sdk.Configuration.get_default() is kept
    assert pollination_sdk.Configuration.get_default_copy() is kept
    assert "SDK package version" in kept.to_debug_report()
