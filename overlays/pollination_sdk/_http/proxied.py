"""Connections through a proxy: that part is httpx's own, one pool for each that holds a single connection.

A proxy is reached before the service. What fails before the request itself goes out has sent nothing to the service,
whichever error httpx calls it by; and a failure names the proxy.
"""

import math
import ssl
from collections.abc import Iterator
from types import TracebackType
from typing import Any

import anyio
import httpcore
import httpx

from pollination_sdk._http.blocking_socket import BlockingBackend
from pollination_sdk._http.connection import (
    FAILURES,
    httpcore_request,
    httpcore_url,
    in_httpx,
    in_words_of_httpx,
    mark_started,
)
from pollination_sdk._http.deadline import holding, sooner
from pollination_sdk._http.idle import EXPIRY
from pollination_sdk._http.tls import trusted

_ONE = httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=EXPIRY)
_NOTHING_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


class _Passage:
    """Follow one request through a proxy, and say what an error on the way means.

    httpcore sets no limit of time for the handshake with a SOCKS proxy, and leaves its connection open where that
    fails: both are done here.

    Args:
        proxy: The proxy.
        request: The request; from here on it reports to this object.
    """

    def __init__(self, proxy: httpx.Proxy, request: httpx.Request) -> None:
        self._proxy = proxy
        self._sent = False
        self._limit: holding | None = None
        self._handshake: Any = None
        self._extensions = request.extensions
        request.extensions = {**request.extensions, "trace": self.trace}

    def trace(self, event: str, info: dict[str, Any]) -> Any:
        """Notice how far the request is; httpcore calls this, for its own `CONNECT` as well."""
        if event == "http11.send_request_headers.started" and info["request"].method != b"CONNECT":
            self._sent = True
            mark_started(self._extensions)
        elif event == "socks.setup_socks5_connection.started":
            self._handshake = info["stream"]
            self._begin_limit(self._extensions.get("timeout", {}).get("connect"))
        elif event == "socks.setup_socks5_connection.complete":
            self._handshake = None
            self._end_limit()

    def _begin_limit(self, seconds: float | None) -> None:
        self._limit = sooner(seconds)
        self._limit.__enter__()

    def _end_limit(self) -> None:
        if self._limit is not None:
            self._limit.__exit__()
            self._limit = None

    def __enter__(self) -> None: ...

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        self._end_limit()
        if self._handshake is not None:
            self._handshake.close()
        self._explain(error)

    def _explain(self, error: BaseException | None) -> None:
        # What is no SOCKS proxy makes socksio and httpcore fail in ways of their own.
        if isinstance(error, Exception) and (isinstance(error, FAILURES) or not self._sent):
            raise self._failure(error) from error

    def _failure(self, error: Exception) -> httpx.TransportError:
        kind = type(in_words_of_httpx(error)) if isinstance(error, FAILURES) else httpx.ProxyError
        if not self._sent and not issubclass(kind, _NOTHING_SENT):
            kind = httpx.ConnectTimeout if issubclass(kind, httpx.TimeoutException) else httpx.ProxyError
        reason = str(error) or type(error).__name__
        return kind(f"{reason}; through the proxy {self._proxy.url.scheme}://{self._proxy.url.netloc.decode('ascii')}")


class _AsyncPassage(_Passage):
    """Do the same without blocking."""

    def __init__(self, proxy: httpx.Proxy, request: httpx.Request) -> None:
        super().__init__(proxy, request)
        self._scope = anyio.CancelScope()

    async def trace(self, event: str, info: dict[str, Any]) -> None:
        """Notice how far the request is."""
        super().trace(event, info)

    def _begin_limit(self, seconds: float | None) -> None:
        self._scope.deadline = math.inf if seconds is None else anyio.current_time() + seconds

    def _end_limit(self) -> None:
        self._scope.deadline = math.inf

    async def __aenter__(self) -> None:
        self._scope.__enter__()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._handshake is not None:
            with anyio.CancelScope(shield=True):
                await self._handshake.aclose()
        self._scope.__exit__(kind, error, trace)
        if self._scope.cancelled_caught:
            error = httpcore.ConnectTimeout("the proxy does not answer")
        self._explain(error)


class ProxyTransport(httpx.BaseTransport):
    """Send requests through a proxy.

    Args:
        proxy: The proxy.
        verify: How the certificates of the service are checked.
        limits: How many connections there may be.
        backend: What opens them.
    """

    def __init__(
        self, proxy: httpx.Proxy, verify: ssl.SSLContext, limits: httpx.Limits, backend: BlockingBackend | None = None
    ) -> None:
        self._proxy = proxy
        self._backend = backend or BlockingBackend()
        kind, options = _pool(proxy, verify, limits)
        self._made: httpcore.ConnectionPool = getattr(httpcore, kind)(network_backend=self._backend, **options)

    def send(self, request: httpx.Request) -> httpcore.Response:
        """Send a request, and return its answer unread.

        Raises:
            httpx.TransportError: It failed; of `ConnectError`, `ConnectTimeout` and `ProxyError` nothing was sent.
        """
        with _Passage(self._proxy, request):
            return self._made.handle_request(httpcore_request(request))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; see `send`."""
        answer = self.send(request)
        return in_httpx(answer, _Body(answer.stream))

    def close(self) -> None:
        """Close the connections."""
        self._made.close()


class _Body(httpx.SyncByteStream):
    """Pass on the body of an answer, and its failures in words of httpx."""

    def __init__(self, body: Any) -> None:
        self._body = body

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._body
        except FAILURES as error:
            raise in_words_of_httpx(error) from error

    def close(self) -> None:
        self._body.close()


class Proxied(ProxyTransport):
    """Send requests through a proxy, one after the other."""

    def __init__(self, proxy: httpx.Proxy, backend: BlockingBackend) -> None:
        super().__init__(proxy, trusted(), _ONE, backend)

    def is_usable(self) -> bool:
        """Tell that it is: its pool looks after the connection."""
        return True


class AsyncProxied:
    """Send requests through a proxy, one after the other, without blocking."""

    def __init__(self, proxy: httpx.Proxy, backend: httpcore.AsyncNetworkBackend) -> None:
        self._proxy = proxy
        kind, options = _pool(proxy, trusted(), _ONE)
        self._made: httpcore.AsyncConnectionPool = getattr(httpcore, f"Async{kind}")(network_backend=backend, **options)
        self.aclose = self._made.aclose

    async def send(self, request: httpx.Request) -> httpcore.Response:
        """Send a request; see `ProxyTransport`."""
        async with _AsyncPassage(self._proxy, request):
            return await self._made.handle_async_request(httpcore_request(request))

    def is_usable(self) -> bool:
        """Tell that it is: its pool looks after the connection."""
        return True


def _pool(proxy: httpx.Proxy, verify: ssl.SSLContext, limits: httpx.Limits) -> tuple[str, dict[str, Any]]:
    """Name the pool of httpcore that leads through a proxy, and what it is made with, as httpx does."""
    options = {
        "proxy_url": httpcore_url(proxy.url),
        "proxy_auth": proxy.raw_auth,
        "ssl_context": verify,
        "max_connections": limits.max_connections,
        "max_keepalive_connections": limits.max_keepalive_connections,
        "keepalive_expiry": limits.keepalive_expiry,
    }
    if proxy.url.scheme == "socks5":
        return "SOCKSProxy", options
    return "HTTPProxy", options | {"proxy_headers": proxy.headers.raw, "proxy_ssl_context": proxy.ssl_context}
