"""Connections through a proxy: that part is httpx's own, one pool for each that holds a single connection.

A proxy is reached before the service. What fails before the request itself goes out has sent nothing to the service,
whichever error httpx calls it by; and a failure names the proxy.
"""

import ssl
from typing import Any

import httpx

from pollination_sdk._connection import mark_begun
from pollination_sdk._deadline import heed
from pollination_sdk._gate import Gate
from pollination_sdk._idle import EXPIRY
from pollination_sdk._tls import trusted

_ONE = httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=EXPIRY)
_NOTHING_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


class _Passage:
    """Follow one request through a proxy.

    Args:
        proxy: The proxy.
        request: The request.
    """

    def __init__(self, proxy: httpx.Proxy, request: httpx.Request) -> None:
        self._proxy = proxy
        self._extensions = request.extensions
        self._sent = False

    def trace(self, event: str, info: dict[str, Any]) -> None:
        """Notice when the request goes out; httpcore calls this, for its own `CONNECT` as well."""
        if event == "http11.send_request_headers.started" and info["request"].method != b"CONNECT":
            self._sent = True
            mark_begun(self._extensions)

    async def async_trace(self, event: str, info: dict[str, Any]) -> None:
        """Do the same where httpcore awaits it."""
        self.trace(event, info)

    def __enter__(self) -> None: ...

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        # What is no SOCKS proxy makes socksio and httpcore fail in ways of their own.
        if isinstance(error, httpx.TransportError) or (isinstance(error, Exception) and not self._sent):
            raise self._failure(error) from error

    def _failure(self, error: Exception) -> httpx.TransportError:
        """Say what an error means, and which proxy it came through."""
        kind = type(error) if isinstance(error, httpx.TransportError) else httpx.ProxyError
        if not self._sent and not issubclass(kind, _NOTHING_SENT):
            kind = httpx.ConnectTimeout if issubclass(kind, httpx.TimeoutException) else httpx.ProxyError
        reason = str(error) or type(error).__name__
        return kind(f"{reason}; through the proxy {self._proxy.url.scheme}://{self._proxy.url.netloc.decode('ascii')}")


class ProxyTransport(httpx.BaseTransport):
    """Send requests through a proxy.

    Args:
        proxy: The proxy.
        verify: How the certificates of the service are checked.
        limits: How many connections there may be.
    """

    def __init__(self, proxy: httpx.Proxy, verify: ssl.SSLContext, limits: httpx.Limits) -> None:
        self._proxy = proxy
        self._made = httpx.HTTPTransport(verify=verify, limits=limits, proxy=proxy)
        heed(self._made)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request.

        Raises:
            httpx.TransportError: It failed; of `ConnectError`, `ConnectTimeout` and `ProxyError` nothing was sent.
        """
        passage = _Passage(self._proxy, request)
        request.extensions = {**request.extensions, "trace": passage.trace}
        with passage:
            return self._made.handle_request(request)

    def close(self) -> None:
        """Close the connections."""
        self._made.close()


class Proxied(ProxyTransport):
    """Send requests through a proxy, one after the other."""

    def __init__(self, proxy: httpx.Proxy) -> None:
        super().__init__(proxy, trusted(), _ONE)

    def send(self, request: httpx.Request) -> httpx.Response:
        """Send a request; see `ProxyTransport`."""
        return self.handle_request(request)

    def is_usable(self) -> bool:
        """Tell that it is: its pool looks after the connection."""
        return True


class AsyncProxied:
    """Send requests through a proxy, one after the other, without blocking."""

    def __init__(self, proxy: httpx.Proxy, gate: Gate) -> None:
        self._proxy = proxy
        self._made = httpx.AsyncHTTPTransport(verify=trusted(), limits=_ONE, proxy=proxy)
        gate.put_before(self._made)
        self.aclose = self._made.aclose

    async def send(self, request: httpx.Request) -> httpx.Response:
        """Send a request; see `ProxyTransport`."""
        passage = _Passage(self._proxy, request)
        request.extensions = {**request.extensions, "trace": passage.async_trace}
        with passage:
            return await self._made.handle_async_request(request)

    def is_usable(self) -> bool:
        """Tell that it is: its pool looks after the connection."""
        return True
