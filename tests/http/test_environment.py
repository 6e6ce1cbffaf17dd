"""Certificates of the environment, and the base URL: checked when a client is made."""

import os
import shutil
import subprocess

import certifi
import httpx
import pytest
from tests.helpers.flavours import every_flavour
from tests.helpers.proxies import CLIENTS, KEY, balance_server, clear_environment
from tests.helpers.servers import OK, answering

import pollination_sdk
from pollination_sdk import AsyncPollinations, Pollinations, Retry, errors
from pollination_sdk.compat import ApiValueError

SECRET = "s3cret-word"


@pytest.fixture(autouse=True)
def nothing_else_is_set(monkeypatch):
    """Let only what a test sets count."""
    clear_environment(monkeypatch)


# Certificates


def missing(folder):
    """Name what is not there."""
    return folder / "missing"


def empty(folder):
    """Make an empty file."""
    (folder / "empty.pem").touch()
    return folder / "empty.pem"


def no_pem(folder):
    """Make a file that is something else."""
    (folder / "other.pem").write_bytes(bytes(range(256)) * 9)
    return folder / "other.pem"


def cut_off(folder):
    """Make a file whose only certificate is cut off."""
    (folder / "cut.pem").write_text("-----BEGIN CERTIFICATE-----\nMIIB")
    return folder / "cut.pem"


def unreadable(folder):
    """Make a file that nobody may read."""
    path = folder / "secret.pem"
    shutil.copy(certifi.where(), path)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read every file")
    return path


def without_hashes(folder):
    """Make a folder whose certificate does not have the name that OpenSSL looks for."""
    shutil.copy(certifi.where(), folder / "authority.pem")
    return folder


@pytest.mark.parametrize("make", CLIENTS)
@pytest.mark.parametrize(
    ("variable", "value"),
    [
        *[("SSL_CERT_FILE", one) for one in (missing, empty, no_pem, cut_off, unreadable, lambda folder: folder)],
        *[("SSL_CERT_DIR", one) for one in (missing, empty, lambda folder: folder, without_hashes)],
        ("SSL_CERT_DIR", lambda folder: f"{folder}{os.pathsep}{folder / 'missing'}"),
    ],
)
def test_certificates_that_cannot_be_used_are_refused_when_the_client_is_made(
    monkeypatch, tmp_path, make, variable, value
):
    """The error names the variable and the file; `Pollinations` does not need them for an http service."""
    path = str(value(tmp_path))
    monkeypatch.setenv(variable, path)
    with pytest.raises(ApiValueError if make == "ApiClient" else errors.ConfigurationError) as caught:
        CLIENTS[make]("https://service.invalid")
    assert str(caught.value).startswith(f"{variable} ")
    assert path in str(caught.value)
    assert "Nothing was sent" in str(caught.value)
    if make != "ApiClient":
        CLIENTS[make]("http://127.0.0.1:9")


@pytest.mark.parametrize("make", CLIENTS)
def test_empty_variables_of_certificates_are_none(monkeypatch, make):
    """An empty `SSL_CERT_FILE` or `SSL_CERT_DIR` is as if it were not set."""
    monkeypatch.setenv("SSL_CERT_FILE", "")
    monkeypatch.setenv("SSL_CERT_DIR", "")
    CLIENTS[make]("https://service.invalid")


def add_hashed(certificate, folder):
    """Put a certificate into a folder by the name that OpenSSL looks for."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("only the program openssl knows the name")
    hashed = [openssl, "x509", "-hash", "-noout", "-in", str(certificate)]
    name = subprocess.run(hashed, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603 - the arguments are ours
    shutil.copy(certificate, folder / f"{name}.0")


@pytest.mark.parametrize("also_a_file", [False, True])
@every_flavour
async def test_a_folder_of_certificates_is_used(flavour, monkeypatch, tmp_path, also_a_file):
    """`SSL_CERT_DIR` may list several folders, of which some are missing; beside `SSL_CERT_FILE` the file counts."""
    folder = tmp_path / "authorities"
    folder.mkdir()
    with balance_server(monkeypatch, tmp_path, "https") as server:
        if also_a_file:
            monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "missing"))
        else:
            add_hashed(tmp_path / "authority.pem", folder)
            monkeypatch.delenv("SSL_CERT_FILE")
            monkeypatch.setenv("SSL_CERT_DIR", f"{tmp_path / 'missing'}{os.pathsep}{folder}")
        async with flavour.client(KEY, base_url=server.url, retry=Retry.off) as client:
            assert (await client.balance()).balance == 12


def test_the_predecessors_own_certificates_do_without_the_environment(monkeypatch, tmp_path):
    """With `ssl_ca_cert` the environment's certificates are not asked for."""
    with balance_server(monkeypatch, tmp_path, "https") as server:
        authority = str(tmp_path / "authority.pem")
        monkeypatch.setenv("SSL_CERT_FILE", "/nowhere.pem")
        configuration = pollination_sdk.Configuration(server.url, access_token=KEY, ssl_ca_cert=authority)
        with pollination_sdk.ApiClient(configuration) as client:
            assert pollination_sdk.GenPollinationsAiApi(client).get_account_balance().balance == 12


# base_url

NO_BASE_URL = [
    "https://service.example:99999",
    "https://service.example:0",
    "https://service.example:-1",
    "https://service.example:port",
    f"https://user:{SECRET}@service.example",
    f"https://user:{SECRET}",
    "https://service.example?a=b",
    f"https://service.example/?key={SECRET}",
    "https://service.example#top",
    "file:///etc/passwd",
    "ftp://service.example",
    "service.example",
    "//service.example",
    "https://",
    "https:service.example",
    "https://:8080",
    "https://two words.example",
    "https://[::1",
    "https://[::g]",
    "https://service.example\x01",
    "nonsense",
]


@pytest.mark.parametrize("make", CLIENTS)
@pytest.mark.parametrize("value", NO_BASE_URL)
def test_what_is_no_base_url_is_refused_when_the_client_is_made(make, value):
    """The error names the argument, is a ValueError as well, and shows no password."""
    with pytest.raises(ApiValueError if make == "ApiClient" else errors.ConfigurationError) as caught:
        CLIENTS[make](value)
    assert isinstance(caught.value, ValueError)
    assert str(caught.value).startswith("host " if make == "ApiClient" else "base_url ")
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("make", [Pollinations, AsyncPollinations, lambda _: pollination_sdk.ApiClient()])
@pytest.mark.parametrize("value", NO_BASE_URL)
def test_a_base_url_of_the_environment_is_checked_too(monkeypatch, make, value):
    """`POLLINATIONS_BASE_URL` is named where it is what cannot be used."""
    monkeypatch.setenv("POLLINATIONS_BASE_URL", value.replace("\x01", "\x02"))
    monkeypatch.setattr(pollination_sdk.Configuration, "_default", None)
    with pytest.raises(ValueError, match="POLLINATIONS_BASE_URL") as caught:
        make(KEY)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("value", [7, b"https://service.example", ["https://service.example"]])
def test_a_base_url_of_another_type_is_refused(value):
    """A base URL is a text or an `httpx.URL`."""
    with pytest.raises(errors.ConfigurationError, match=f"base_url takes .*{type(value).__name__}"):
        Pollinations(KEY, base_url=value)


@every_flavour
async def test_a_base_url_may_have_slashes_spaces_and_other_forms_of_a_host(flavour):
    """Whitespace around it, slashes behind it and upper case do no harm."""
    with answering(OK) as server:
        place = f"localhost:{server.port}"
        for value in (
            f"http://{place}/",
            f"http://{place}//",
            f"  http://{place}\n",
            f"HTTP://LOCALHOST:{server.port}",
            httpx.URL(f"http://{place}"),
        ):
            async with flavour.client(KEY, base_url=value, retry=Retry.off) as client:
                assert await client.text("hello") == "hi"
    assert {head.split()[1].partition("?")[0] for head in server.heads} == {"/text/hello"}


def test_no_base_url_is_the_public_service(monkeypatch):
    """Without an argument, and with an empty variable, the service is the public one."""
    monkeypatch.setenv("POLLINATIONS_BASE_URL", " ")
    assert Pollinations(KEY).base_url == Pollinations(KEY, base_url=None).base_url == "https://gen.pollinations.ai"


@pytest.mark.parametrize("value", ["", " "])
@pytest.mark.parametrize("name", ["base_url", "media_url", "enter_url"])
def test_an_empty_url_is_refused(value, name):
    """An empty URL, such as that of an unset variable, does not send the key to the public service."""
    with pytest.raises(errors.ConfigurationError, match=f"^{name} cannot be used: it is empty; leave it out"):
        Pollinations(KEY, **{name: value})
    with pytest.raises(errors.ConfigurationError, match=f"^{name} cannot be used: it is empty; leave it out"):
        Pollinations(KEY).with_options(**{name: value})


@pytest.mark.parametrize("host", ["bücher.example", "xn--bcher-kva.example", "[::1]:8080", "[fe80::1%25lo]:8080"])
def test_international_names_and_ipv6_addresses_are_base_urls(host):
    """IDN, punycode and IPv6 addresses, with a zone as well, name a host."""
    assert Pollinations(KEY, base_url=f"https://{host}").base_url.startswith("https://")


@pytest.mark.parametrize("host", ["a..example", f"{'a' * 64}.example"])
@every_flavour
async def test_a_name_that_no_host_can_have_is_a_connection_error(flavour, host):
    """A label that is empty or too long is found out by the system, and is no raw error."""
    async with flavour.client(KEY, base_url=f"http://{host}", retry=Retry.off) as client:
        with pytest.raises(errors.APIConnectionError):
            await client.text("hello")


@pytest.mark.skipif(os.name == "nt", reason="Windows does not tell the two apart")
def test_the_variable_that_counts_is_named(monkeypatch):
    """Of two variables for one scheme the one in lower case counts, and is the one that an error names."""
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example")
    monkeypatch.setenv("https_proxy", "http://")
    with pytest.raises(errors.ConfigurationError, match=r"^https_proxy cannot be used"):
        Pollinations(KEY)
