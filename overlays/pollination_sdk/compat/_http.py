"""From a `Configuration` to the httpx client that this package's own calls are sent with."""

import os
import re
import ssl
import threading
from typing import Any

import httpx

from pollination_sdk._client.settings import base_url_of, check_header
from pollination_sdk._engine.retry import Retry
from pollination_sdk._http.blocking_socket import BlockingBackend
from pollination_sdk._http.httpx_pools import pools_in
from pollination_sdk._http.proxied import ProxyTransport
from pollination_sdk._http.proxies import Proxies
from pollination_sdk._http.tls import check_authorities, new_context
from pollination_sdk._secrets.redact import own_frames
from pollination_sdk.compat._configuration import Configuration
from pollination_sdk.compat._exceptions import ApiTypeError, ApiValueError

_IDLE_CONNECTIONS = 100


def http_client(configuration: Configuration) -> httpx.Client:
    """Make the httpx client.

    Raises:
        ApiValueError: A certificate cannot be loaded.
        ConfigurationError: The proxy, or what the environment says of certificates, cannot be used.
    """
    name = configuration.tls_server_name
    try:
        return httpx.Client(
            transport=_Transport(configuration), event_hooks={"request": [_asks_for(name)]} if name else {}
        )
    except OSError as error:  # an SSLError is one
        files = [configuration.ssl_ca_cert, configuration.cert_file, configuration.key_file]
        told = ", ".join(os.fspath(file) for file in files if file)
        raise ApiValueError(f"The connection cannot be set up{f' with {told}' if told else ''}: {error}") from error


def retry_of(retries: Any) -> Retry:
    """Make the `Retry` that a number of repetitions stands for.

    Raises:
        ApiTypeError: It is no number, no `Retry`, and has no number as `total`.
    """
    if retries is None or isinstance(retries, Retry):
        return retries or Retry()
    total = getattr(retries, "total", retries)
    if total is None:
        return Retry()
    if not isinstance(total, int) or total < 0:
        raise ApiTypeError(f"retries takes a number from 0 up, a Retry or what has a number as total, not {retries!r}.")
    return Retry(attempts=1 + total)


def check_environment(configuration: Configuration) -> None:
    """Refuse a host that is none, and an environment in which no call to it could be sent.

    Raises:
        ConfigurationError: The host, or a variable for proxies or certificates, cannot be used.
    """
    of_environment = configuration.host == os.environ.get("POLLINATIONS_BASE_URL", "").strip()
    url = base_url_of(configuration.host, "POLLINATIONS_BASE_URL" if of_environment else "host")
    with own_frames:
        if not configuration.proxy:
            _proxies(configuration).proxy_for(url)
        if not _has_authorities(configuration):
            check_authorities()


class _Transport(httpx.BaseTransport):
    """Send requests through the proxy of a configuration, else through those of the environment.

    Args:
        configuration: How to connect.
    """

    def __init__(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self._proxies = _proxies(configuration)
        self._verify = _trust(configuration)
        most = configuration.connection_pool_maxsize or _IDLE_CONNECTIONS
        self._limits = httpx.Limits(max_connections=None, max_keepalive_connections=most, keepalive_expiry=15.0)
        self._direct = httpx.HTTPTransport(verify=self._verify, limits=self._limits)
        for pool in pools_in(self._direct):
            pool._network_backend = BlockingBackend()  # noqa: SLF001 - httpx offers no public way; a test proves this one
        self._proxied: dict[str, ProxyTransport] = {}
        self._lock = threading.Lock()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request."""
        proxy = self._proxies.proxy_for(request.url)
        transport = self._direct if proxy is None else self._through(proxy)
        return transport.handle_request(request)

    def close(self) -> None:
        """Close all connections."""
        for transport in (self._direct, *self._proxied.values()):
            transport.close()

    def _through(self, proxy: httpx.Proxy) -> ProxyTransport:
        """Return the connections through a proxy."""
        if self._configuration.proxy:
            proxy.headers.update(self._configuration.proxy_headers or {})
            if proxy.url.scheme == "https":
                proxy.ssl_context = self._configuration.proxy_ssl_context or proxy.ssl_context
        with self._lock:
            made = self._proxied.get(str(proxy.url))
            if made is None:
                made = self._proxied[str(proxy.url)] = ProxyTransport(proxy, self._verify, self._limits)
            return made


def _proxies(configuration: Configuration) -> Proxies:
    """Return the proxies, and the hosts that are reached without: these and all that end in one of those names."""
    for name, text in (configuration.proxy_headers or {}).items():
        check_header("proxy_headers", name, text)
    exempt = ",".join(host.lstrip(".") for host in re.split(r"[\s,]+", configuration.no_proxy or ""))
    if not configuration.proxy:
        return Proxies.of_environment(exempt)
    if "://" not in configuration.proxy:
        raise ApiValueError("proxy takes a URL, such as http://127.0.0.1:3128.")
    return Proxies.of({"all": (configuration.proxy, "proxy")}, exempt)


def _has_authorities(configuration: Configuration) -> bool:
    return bool(configuration.ssl_ca_cert or configuration.ca_cert_data)


def _trust(configuration: Configuration) -> ssl.SSLContext:
    if _has_authorities(configuration):
        context = ssl.create_default_context(
            cafile=configuration.ssl_ca_cert, cadata=configuration.ca_cert_data or None
        )
    else:
        context = new_context()
    if configuration.cert_file:
        context.load_cert_chain(configuration.cert_file, configuration.key_file)
    if configuration.assert_hostname is False or not configuration.verify_ssl:
        context.check_hostname = False
    if not configuration.verify_ssl:
        context.verify_mode = ssl.CERT_NONE
    return context


def _asks_for(name: str) -> Any:
    def ask(request: httpx.Request) -> None:
        request.extensions["sni_hostname"] = name

    return ask
