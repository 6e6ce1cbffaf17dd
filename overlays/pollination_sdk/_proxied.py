"""Connections through a proxy: that part is httpx's own, one pool for each that holds a single connection.

A proxy is reached before the service. What fails before the request itself goes out has sent nothing to the service,
whichever error httpx calls it by; and a failure names the proxy.
"""

import math
import ssl
from types import TracebackType
from typing import Any

import anyio
import httpx

from pollination_sdk._connection import mark_begun
from pollination_sdk._deadline import heed, holding, sooner
from pollination_sdk._gate import Gate
from pollination_sdk._httpx_pools import disown, pools_in
from pollination_sdk._idle import EXPIRY
from pollination_sdk._tls import trusted

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
            mark_begun(self._extensions)
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
        if isinstance(error, Exception) and (isinstance(error, httpx.TransportError) or not self._sent):
            raise self._failure(error) from error

    def _failure(self, error: Exception) -> httpx.TransportError:
        kind = type(error) if isinstance(error, httpx.TransportError) else httpx.ProxyError
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
            error = httpx.ConnectTimeout("the proxy does not answer")
        self._explain(error)


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
        with _Passage(self._proxy, request):
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

    def disown(self) -> None:
        """Close this process's descriptor of it, in a forked child."""
        for pool in pools_in(self._made):
            disown(pool)


class AsyncProxied:
    """Send requests through a proxy, one after the other, without blocking."""

    def __init__(self, proxy: httpx.Proxy, gate: Gate) -> None:
        self._proxy = proxy
        self._made = httpx.AsyncHTTPTransport(verify=trusted(), limits=_ONE, proxy=proxy)
        gate.put_before(self._made)
        self.aclose = self._made.aclose

    async def send(self, request: httpx.Request) -> httpx.Response:
        """Send a request; see `ProxyTransport`."""
        async with _AsyncPassage(self._proxy, request):
            return await self._made.handle_async_request(request)

    def is_usable(self) -> bool:
        """Tell that it is: its pool looks after the connection."""
        return True
