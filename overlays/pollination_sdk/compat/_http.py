"""Create the httpx client for a `Configuration`."""

import os
import re
import ssl
from collections.abc import Callable
from typing import Any

import httpx

from pollination_sdk._client.service_urls import base_url_of
from pollination_sdk._engine.retry import Retry
from pollination_sdk._http.idle_connections import KEPT
from pollination_sdk._http.proxies import Proxies
from pollination_sdk._http.tls import check_authorities, new_context
from pollination_sdk._http.transport import PooledTransport
from pollination_sdk._operations.call_options import check_header
from pollination_sdk._secrets.redact import own_frames
from pollination_sdk.compat._configuration import Configuration
from pollination_sdk.compat._exceptions import ApiTypeError, ApiValueError


def http_client(configuration: Configuration) -> httpx.Client:
    """Create the httpx client.

    Raises:
        ApiValueError: A certificate cannot be loaded.
        ConfigurationError: The proxy, or an environment variable for certificates, is invalid.
    """
    name = configuration.tls_server_name
    options: dict[str, Any] = {"event_hooks": {"request": [_asks_for(name)]} if name else {}}
    proxy_for = _proxy_for(configuration)
    try:
        context = _trust(configuration)
        kept = configuration.connection_pool_maxsize or KEPT
        return httpx.Client(transport=PooledTransport(proxy_for, context=lambda: context, kept=kept), **options)
    except OSError as error:  # an SSLError is one
        files = [configuration.ssl_ca_cert, configuration.cert_file, configuration.key_file]
        files_text = ", ".join(os.fspath(file) for file in files if file)
        raise ApiValueError(
            f"The connection cannot be set up{f' with {files_text}' if files_text else ''}: {error}"
        ) from error


def retry_of(retries: Any) -> Retry:
    """Return the `Retry` for a number of retries.

    Raises:
        ApiTypeError: The value is not a number, not a `Retry`, and has no number as `total`.
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
    """Check the host, and the environment variables that calls to it depend on.

    Raises:
        ConfigurationError: The host, or a variable for proxies or certificates, is invalid.
    """
    of_environment = configuration.host == os.environ.get("POLLINATIONS_BASE_URL", "").strip()
    url = base_url_of(configuration.host, "POLLINATIONS_BASE_URL" if of_environment else "host")
    with own_frames:
        if not configuration.proxy:
            _proxies(configuration).proxy_for(url)
        if not _has_authorities(configuration):
            check_authorities()


def _proxy_for(configuration: Configuration) -> Callable[[httpx.URL], httpx.Proxy | None]:
    """Return what gives the proxy of a configuration, else those of the environment."""
    proxies = _proxies(configuration)

    def proxy_for(url: httpx.URL) -> httpx.Proxy | None:
        proxy = proxies.proxy_for(url)
        if proxy is not None and configuration.proxy:
            proxy.headers.update(configuration.proxy_headers or {})
            if proxy.url.scheme == "https":
                proxy.ssl_context = configuration.proxy_ssl_context or proxy.ssl_context
        return proxy

    return proxy_for


def _proxies(configuration: Configuration) -> Proxies:
    """Return the proxies, with the hosts that need none; subdomains of these are included."""
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
    context.set_alpn_protocols(["http/1.1"])
    return context


def _asks_for(name: str) -> Any:
    def ask(request: httpx.Request) -> None:
        request.extensions["sni_hostname"] = name

    return ask
