"""A connection through a proxy: httpcore's own, which speaks with the proxy first.

A failure before the request itself goes out has sent nothing to the service, whichever error httpcore raises. The error
names the proxy.
"""

import ssl
from collections.abc import Callable
from typing import Any

import httpcore
import httpx

from pollination_sdk._http.backend import Backend
from pollination_sdk._http.connection import FAILURES, NEVER_SENT, STARTED, Connection, httpcore_url, translated
from pollination_sdk._http.idle_connections import EXPIRY
from pollination_sdk._http.poller import finish
from pollination_sdk._http.socket_stream import BlockingStream, SocketStream


class ProxiedConnection(Connection):
    """Send requests to one origin through a proxy, one after the other.

    Args:
        proxy: The proxy.
        request: The first request.
        backend: What opens the connection to the proxy.
        context: Gives the context that checks the certificate of the service.
    """

    def __init__(
        self, proxy: httpx.Proxy, request: httpx.Request, backend: Backend, context: Callable[[], ssl.SSLContext]
    ) -> None:
        self._proxy = proxy
        self._backend = backend
        options: dict[str, Any] = {
            "proxy_url": httpcore_url(proxy.url),
            "proxy_auth": proxy.raw_auth,
            "ssl_context": context(),
            "keepalive_expiry": EXPIRY,
            "network_backend": self,
        }
        kind = "SOCKSProxy"
        if proxy.url.scheme != "socks5":
            kind = "HTTPProxy"
            options |= {"proxy_headers": proxy.headers.raw, "proxy_ssl_context": proxy.ssl_context}
        pool: Any = getattr(httpcore, kind if backend.poller.blocks else f"Async{kind}")(**options)
        super().__init__(pool.create_connection(httpcore_url(request.url).origin))

    async def send(self, request: httpx.Request) -> httpcore.Response:
        """Send a request, and return its answer unread.

        Raises:
            httpx.TransportError: It failed; of `ConnectError`, `ConnectTimeout` and `ProxyError` nothing was sent.
        """
        extensions = dict(request.extensions)
        started: list[object] = extensions.pop(STARTED, [])

        async def trace(event: str, info: dict[str, Any]) -> None:
            if event == "http11.send_request_headers.started" and info["request"].method != b"CONNECT":
                started.append(True)

        blocking = (lambda *seen: finish(trace(*seen))) if self._backend.poller.blocks else None
        request.extensions = {**extensions, "trace": blocking or trace}
        try:
            answer = super().send(request)
            return answer if isinstance(answer, httpcore.Response) else await answer
        except Exception as error:
            if isinstance(error, FAILURES) or not started:  # what is no SOCKS proxy fails in ways of socksio's own
                raise self._failure(error, sent=bool(started)) from error
            raise

    def is_usable(self) -> bool:
        """Return whether it is idle, not too long, and has not been closed."""
        return bool(self._made.is_idle() and not self._made.has_expired())

    def _failure(self, error: Exception, *, sent: bool) -> httpx.TransportError:
        kind = type(translated(error)) if isinstance(error, FAILURES) else httpx.ProxyError
        if not sent and not issubclass(kind, NEVER_SENT):
            kind = httpx.ConnectTimeout if issubclass(kind, httpx.TimeoutException) else httpx.ProxyError
        reason = str(error) or type(error).__name__
        return kind(f"{reason}; through the proxy {self._proxy.url.scheme}://{self._proxy.url.netloc.decode('ascii')}")

    def connect_tcp(self, host: str, port: int, timeout: float | None = None, **_: Any) -> Any:
        """Connect to the proxy for httpcore, whose halves expect a stream or a coroutine."""
        opening = self._open_stream(host, port, timeout)
        return BlockingStream(finish(opening)) if self._backend.poller.blocks else opening

    async def _open_stream(self, host: str, port: int, seconds: float | None) -> SocketStream:
        self._stream = await self._backend.connect_tcp(host, port, seconds)
        return self._stream  # `close` needs it: httpcore leaves it open where the handshake with the proxy fails
