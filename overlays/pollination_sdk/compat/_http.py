"""From a `Configuration` to the httpx client that this package's own calls are sent with."""

import os
import ssl
from typing import Any

import httpx

from pollination_sdk._retry import Retry
from pollination_sdk._settings import check_header
from pollination_sdk.compat._configuration import Configuration
from pollination_sdk.compat._exceptions import ApiTypeError, ApiValueError

_IDLE_CONNECTIONS = 100


def http_client(configuration: Configuration) -> httpx.Client:
    """Make the httpx client.

    Raises:
        ApiValueError: A certificate cannot be loaded, or the proxy is no URL.
    """
    try:
        return httpx.Client(
            verify=_trust(configuration),
            proxy=_proxy(configuration),
            mounts=_around_the_proxy(configuration),
            limits=_limits(configuration),
            event_hooks={"request": [_asks_for(configuration.tls_server_name)]}
            if configuration.tls_server_name
            else {},
        )
    except (OSError, httpx.InvalidURL) as error:  # an SSLError is an OSError
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


def _trust(configuration: Configuration) -> ssl.SSLContext:
    own = configuration.ssl_ca_cert or configuration.ca_cert_data
    if own:
        context = ssl.create_default_context(
            cafile=configuration.ssl_ca_cert, cadata=configuration.ca_cert_data or None
        )
    else:
        context = httpx.create_ssl_context()
    if configuration.cert_file:
        context.load_cert_chain(configuration.cert_file, configuration.key_file)
    if configuration.assert_hostname is False or not configuration.verify_ssl:
        context.check_hostname = False
    if not configuration.verify_ssl:
        context.verify_mode = ssl.CERT_NONE
    return context


def _proxy(configuration: Configuration) -> httpx.Proxy | None:
    if not configuration.proxy or "*" in _exceptions(configuration):
        return None
    headers = dict(configuration.proxy_headers or {})
    for name, text in headers.items():
        check_header("proxy_headers", name, text)
    return httpx.Proxy(
        configuration.proxy,
        headers=headers,
        ssl_context=configuration.proxy_ssl_context,
    )


def _around_the_proxy(configuration: Configuration) -> dict[str, None]:
    """Name the hosts that are reached without the proxy, and all that end in one of those names."""
    return {f"all://*{host}": None for host in _exceptions(configuration)}


def _exceptions(configuration: Configuration) -> list[str]:
    hosts = (host.strip().lstrip(".") for host in (configuration.no_proxy or "").split(","))
    return [host for host in hosts if host]


def _limits(configuration: Configuration) -> httpx.Limits:
    most = configuration.connection_pool_maxsize or _IDLE_CONNECTIONS
    return httpx.Limits(max_connections=None, max_keepalive_connections=most, keepalive_expiry=15.0)


def _asks_for(name: str) -> Any:
    def ask(request: httpx.Request) -> None:
        request.extensions["sni_hostname"] = name

    return ask
