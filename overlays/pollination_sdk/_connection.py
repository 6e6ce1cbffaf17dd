"""One connection to one place, over httpcore as in httpx, but without the pool that httpx puts around it.

That pool is made for many connections; around a single one it only costs. What is kept of it is its care for a
connection that waits: one that is past its time, or that the server has closed, is not used again.
"""

import ssl
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpcore
import httpx

from pollination_sdk._idle import EXPIRY

_FAILURES = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
)


class Connection(httpx.BaseTransport):
    """Send requests to one origin, one after the other; see `AsyncConnection`."""

    def __init__(self, context: ssl.SSLContext, backend: httpcore.NetworkBackend) -> None:
        self._context = context
        self._backend = backend
        self._made: httpcore.HTTPConnection | None = None

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request."""
        wanted = _httpcore_request(request)
        try:
            answer = self._usable(wanted.url.origin).handle_request(wanted)
        except _FAILURES as error:
            raise _in_words_of_httpx(error) from error
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions
        )

    def _usable(self, origin: httpcore.Origin) -> httpcore.HTTPConnection:
        if self._made is None or not self._made.is_idle() or self._made.has_expired():
            self.close()
            self._made = httpcore.HTTPConnection(
                origin, ssl_context=self._context, keepalive_expiry=EXPIRY, network_backend=self._backend
            )
        return self._made

    def close(self) -> None:
        """Close it; one that only then comes about is closed at the next time of asking."""
        if self._made is not None:
            self._made.close()


class AsyncConnection(httpx.AsyncBaseTransport):
    """Send requests to one origin, one after the other, without blocking.

    Args:
        context: How TLS connections are checked.
        backend: What opens connections.
    """

    def __init__(self, context: ssl.SSLContext, backend: httpcore.AsyncNetworkBackend) -> None:
        self._context = context
        self._backend = backend
        self._made: httpcore.AsyncHTTPConnection | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request."""
        wanted = _httpcore_request(request)
        try:
            answer = await (await self._usable(wanted.url.origin)).handle_async_request(wanted)
        except _FAILURES as error:
            raise _in_words_of_httpx(error) from error
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_AsyncBody(answer.stream), extensions=answer.extensions
        )

    async def _usable(self, origin: httpcore.Origin) -> httpcore.AsyncHTTPConnection:
        if self._made is None or not self._made.is_idle() or self._made.has_expired():
            await self.aclose()
            self._made = httpcore.AsyncHTTPConnection(
                origin, ssl_context=self._context, keepalive_expiry=EXPIRY, network_backend=self._backend
            )
        return self._made

    async def aclose(self) -> None:
        """Close it; see `Connection.close`."""
        if self._made is not None:
            await self._made.aclose()


def _httpcore_request(request: httpx.Request) -> httpcore.Request:
    url = request.url
    return httpcore.Request(
        request.method,
        httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
        headers=request.headers.raw,
        content=request.stream,
        extensions=request.extensions,
    )


def _in_words_of_httpx(error: Exception) -> httpx.TransportError:
    """Translate a failure: httpx calls each as httpcore does."""
    kind: type[httpx.TransportError] = getattr(httpx, type(error).__name__)
    return kind(str(error))


class _Body(httpx.SyncByteStream):
    def __init__(self, body: Any) -> None:
        self._body = body

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._body
        except _FAILURES as error:
            raise _in_words_of_httpx(error) from error

    def close(self) -> None:
        self._body.close()


class _AsyncBody(httpx.AsyncByteStream):
    def __init__(self, body: Any) -> None:
        self._body = body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._body:
                yield chunk
        except _FAILURES as error:
            raise _in_words_of_httpx(error) from error

    async def aclose(self) -> None:
        await self._body.aclose()
