"""httpx over aiohttp, whose parser is compiled; asyncio only.

aiohttp left to itself would break what the clients promise: it sends a request again when a connection breaks, writes
URLs anew, keeps cookies, and raises errors that hold the request with its key. So each request is sent once, as it
is; and every failure is told in httpx's words, which say whether anything was sent. Redirects, compression and
proxies stay httpx's.
"""

import asyncio
import functools
import os
import ssl
import weakref
from collections.abc import AsyncIterator
from contextvars import ContextVar
from typing import Any

import aiohttp
import anyio
import httpx
import yarl
from aiohttp.http_exceptions import HttpProcessingError
from httpcore._utils import is_socket_readable
from multidict import CIMultiDict

from pollination_sdk._fork import leave_to_parent
from pollination_sdk._gate import AT_ONCE
from pollination_sdk._idle import EXPIRY
from pollination_sdk._tls import trusted
from pollination_sdk._transport import BEGUN, origin_of

_opened: ContextVar[list[asyncio.Transport]] = ContextVar("pollination_sdk_connections")

_AUTOMATIC = ("Accept", "Accept-Encoding", "Content-Type", "User-Agent")
_LONGEST_LINE = 65_536
# Longer bodies are written piece by piece: other calls go on meanwhile, and each piece has its limit of time. As much
# as this is taken by the event loop, whether the server reads or not.
_PIECE = 65_536
_FAILURES = (aiohttp.ClientError, OSError, ValueError, asyncio.TimeoutError, HttpProcessingError)

# The first that fits counts. What is never sent comes first; of the rest the service may have read enough to begin.
_TRANSLATIONS: tuple[tuple[tuple[type[BaseException], ...], type[httpx.TransportError]], ...] = (
    ((aiohttp.ConnectionTimeoutError,), httpx.ConnectTimeout),
    ((aiohttp.ClientConnectorError, aiohttp.ServerFingerprintMismatch, ssl.CertificateError), httpx.ConnectError),
    ((aiohttp.InvalidURL, aiohttp.NonHttpUrlClientError), httpx.UnsupportedProtocol),
    ((TimeoutError, asyncio.TimeoutError), httpx.ReadTimeout),
    ((aiohttp.ClientResponseError, aiohttp.ClientPayloadError), httpx.RemoteProtocolError),
    ((aiohttp.ServerDisconnectedError, HttpProcessingError), httpx.RemoteProtocolError),
    ((aiohttp.ClientConnectionResetError,), httpx.WriteError),
    ((OSError, aiohttp.ClientError), httpx.ReadError),
    ((ValueError,), httpx.LocalProtocolError),
)


class AiohttpTransport(httpx.AsyncBaseTransport):
    """Send requests over aiohttp, each once, with no limit on the connections; belongs to one event loop."""

    def __init__(self) -> None:
        self._made: aiohttp.ClientSession | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request.

        Raises:
            httpx.TransportError: It failed; of `ConnectError` and `ConnectTimeout` nothing was sent.
        """
        body = await request.aread()
        limits = request.extensions.get("timeout", {})
        opened: list[asyncio.Transport] | None = request.extensions.get(BEGUN)
        opened = [] if opened is None else opened
        _opened.set(opened)
        upload = _Upload(body, limits.get("write"), opened) if len(body) > _PIECE else None
        try:
            answer = await self._session().request(
                request.method,
                _url(request.url),
                headers=_headers(request),
                data=upload or body or None,
                allow_redirects=False,
                ssl=trusted() if request.url.scheme == "https" else True,
                timeout=_timeout(limits.get("connect"), limits.get("read")),
                middlewares=() if request.method == "POST" else (_once,),
            )
        except _FAILURES as error:
            failure = _translated(error, request)
        except httpx.TransportError as error:  # translated already
            failure = error
        except BaseException:  # cancelled
            await _abort(opened)
            raise
        else:
            return _response(answer, request)
        finally:
            if upload is not None:
                upload.stop_watching()
        await _abort(opened)
        if upload is not None and upload.late:
            failure = httpx.WriteTimeout("the server does not take what is sent", request=request)
        raise failure  # outside of `except`: aiohttp's error holds the key, and would be the context of this one

    async def aclose(self) -> None:
        """Close all connections."""
        if self._made is not None:
            await self._made.close()

    def _session(self) -> aiohttp.ClientSession:
        if self._made is None:
            self._made = aiohttp.ClientSession(
                connector=_Connector(limit=0, keepalive_timeout=EXPIRY, resolver=aiohttp.ThreadedResolver()),
                cookie_jar=aiohttp.DummyCookieJar(),
                skip_auto_headers=_AUTOMATIC,
                auto_decompress=False,
                max_line_size=_LONGEST_LINE,
                max_field_size=_LONGEST_LINE,
            )
        return self._made


class _Connector(aiohttp.TCPConnector):
    """Tell which connection a request gets."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._places = asyncio.Semaphore(AT_ONCE)
        self._opening = 0
        self._used: weakref.WeakSet[Any] = weakref.WeakSet()

    async def connect(
        self, req: aiohttp.ClientRequest, traces: list[Any], timeout: aiohttp.ClientTimeout
    ) -> aiohttp.connector.Connection:
        """Connect, a bounded number at once for the reasons of `_gate`, and tell."""
        async with self._places:
            self._opening += 1
            try:
                if self._opening > 1:  # of thousands begun in one turn of the loop, the time counts from the next turn
                    await asyncio.sleep(0)
                connection = await super().connect(req, traces, timeout)
                while self._is_ended(connection):
                    connection.close()
                    connection = await super().connect(req, traces, timeout)
            finally:
                self._opening -= 1
        if connection.transport is not None:
            _opened.get().append(connection.transport)
        return connection

    def _is_ended(self, connection: aiohttp.connector.Connection) -> bool:
        """Tell whether a connection has ended since its last request, though the event loop has not looked yet."""
        used = connection.protocol in self._used
        if connection.protocol is not None:
            self._used.add(connection.protocol)
        transport = connection.transport
        return used and transport is not None and is_socket_readable(transport.get_extra_info("socket"))


async def _abort(connections: list[asyncio.Transport]) -> None:
    """Close connections now, also when cancelled: aiohttp would wait until a peer that no longer reads has read all."""
    for connection in connections:
        connection.abort()
    with anyio.CancelScope(shield=True):
        await asyncio.sleep(0)  # the event loop closes them in its next round


class _Upload:
    """Hand out a long body piece by piece, and end the connection when one is not taken in time.

    aiohttp limits the time to connect and to read, never the time to write.
    """

    def __init__(self, body: bytes, limit: float | None, opened: list[asyncio.Transport]) -> None:
        self.late = False
        self._body = body
        self._limit = limit
        self._opened = opened
        self._watch: asyncio.TimerHandle | None = None

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for start in range(0, len(self._body), _PIECE):
            if self._limit is not None:
                self._watch = asyncio.get_running_loop().call_later(self._limit, self._end)
            yield self._body[start : start + _PIECE]
            self.stop_watching()

    def stop_watching(self) -> None:
        """Let the connection be, whatever becomes of the body."""
        if self._watch is not None:
            self._watch.cancel()

    def _end(self) -> None:
        self.late = True
        for connection in self._opened:
            connection.abort()


@functools.lru_cache(maxsize=64)
def _timeout(connect: float | None, read: float | None) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=None, connect=connect, sock_read=read)


async def _once(request: aiohttp.ClientRequest, send: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """Translate failures where they happen: aiohttp sends a request again only after an error of its own.

    A POST it never sends twice.
    """
    try:
        return await send(request)
    except _FAILURES as error:
        failure = _translated(error, None)
    raise failure


def _url(url: httpx.URL) -> yarl.URL:
    """Return a URL that is written as it is; what stands before `@` in it is no part of a request."""
    return yarl.URL(origin_of(url) + url.raw_path.decode("ascii"), encoded=True)


def _headers(request: httpx.Request) -> CIMultiDict[str]:
    """Return the headers as they are; the length of the body, which has been read, is written by aiohttp."""
    named = ((name.decode("ascii"), value.decode("latin-1")) for name, value in request.headers.raw)
    return CIMultiDict((name, value) for name, value in named if name.lower() != "transfer-encoding")


def _translated(error: BaseException, request: httpx.Request | None) -> httpx.TransportError:
    """Say in httpx's words what happened, and nothing of the request."""
    kind = next(ours for theirs, ours in _TRANSLATIONS if isinstance(error, theirs))
    return kind(_said(error), request=request)


def _said(error: BaseException) -> str:
    if isinstance(error, aiohttp.ClientResponseError):
        return " ".join(error.message.split())
    return str(error) or type(error).__name__


def _response(answer: aiohttp.ClientResponse, request: httpx.Request) -> httpx.Response:
    version = answer.version or aiohttp.HttpVersion11
    return httpx.Response(
        answer.status,
        headers=list(answer.raw_headers),
        stream=_Body(answer, request),
        extensions={
            "http_version": f"HTTP/{version.major}.{version.minor}".encode(),
            "reason_phrase": (answer.reason or "").encode("latin-1", "replace"),
        },
    )


class _Body(httpx.AsyncByteStream):
    """Read the body of an answer as it arrives."""

    def __init__(self, answer: aiohttp.ClientResponse, request: httpx.Request) -> None:
        self._answer = answer
        self._request = request
        self._process = os.getpid()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        failure: httpx.TransportError | None = None
        try:
            async for chunk in self._answer.content.iter_any():
                yield chunk
        except _FAILURES as error:
            failure = _translated(error, self._request)
        if failure is not None:
            raise failure  # outside of `except`, as above

    async def aclose(self) -> None:
        if self._answer.connection is None:
            return  # a whole answer has given it back already
        transport = self._answer.connection.transport
        self._answer.close()
        await _abort([transport] if transport is not None else [])

    def __del__(self) -> None:
        """Close what nobody closed, before aiohttp warns of it with the URL."""
        if self._process == os.getpid():
            self._answer.close()
        else:
            leave_to_parent(self._answer)
