"""Send with the caller's own client, of httpx or of httpx2, without changing it.

Answers and exceptions of httpx2 are converted to httpx's, so that the rest of the package needs to know only httpx.
httpx2 is looked up in `sys.modules`; it is never imported.
"""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

import httpx

from pollination_sdk._http.deadline import LIMITS, Deadline, time_left
from pollination_sdk._http.public import check_resolved, check_resolved_async
from pollination_sdk._http.server_url import PUBLIC_ONLY
from pollination_sdk.errors import ArgumentError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from pollination_sdk._http.protocols import RequestParts

_DEFAULT_TIMEOUT = httpx.Timeout(5.0).as_dict()
"""httpx's default timeouts, which are too short for a generation."""
_FRAMING = {"host", "connection", "content-length", "transfer-encoding"}
_SHORTEST = 0.001
"""The timeout in seconds if no time is left: 0 would make a socket non-blocking."""


def both(name: str, library: str = "httpx") -> tuple[type[Any], ...]:
    """Return the class with a name in a library and in its successor, as far as they are imported."""
    modules = [sys.modules.get(library), sys.modules.get(f"{library}2")]
    return tuple(getattr(module, name) for module in modules if module is not None)


class _Given:
    """The common part of the wrappers of a caller's client.

    Args:
        client: The client, of httpx or of httpx2.

    Raises:
        TypeError: The object is not such a client.
    """

    kind: ClassVar[str]

    def __init__(self, client: Any) -> None:
        if not isinstance(client, both(self.kind)):
            raise ArgumentError(
                f"http_client takes an httpx.{self.kind} here, not {type(client).__name__}; one of httpx2 works too."
            )
        self.client = client

    @property
    def is_closed(self) -> bool:
        """Return True once the caller has closed the client."""
        return bool(self.client.is_closed)

    def build(self, parts: RequestParts, limit: Deadline, idle: float | None) -> Any:
        """Build the request of an attempt, with the defaults of the client.

        Args:
            parts: The request to send.
            limit: The deadline of the attempt; for a stream, that of its first item.
            idle: The most seconds between two items of a stream; 0 if the answer is not a stream.
        """
        with _as_httpx:
            request = self._built(parts, parts.headers.raw)
            if "authorization" not in parts.headers:  # the service would read it instead of `?key=`
                request.headers.pop("authorization", None)
            # httpx would replace the whole query by the client's parameters.
            url = parts.url
            if parts.foreign:
                _drop_defaults(request, parts.headers)
            else:
                url = _with_defaults(url, self.client.params)
            request.url = url if isinstance(request, httpx.Request) else type(request.url)(str(url))
            timeouts = self._timeouts(parts, idle)
            request.extensions["timeout"] = _TimeLeft(timeouts, limit, idle)
            request.extensions[LIMITS] = timeouts, limit.seconds
            if parts.public_only:
                request.extensions[PUBLIC_ONLY] = True
            return request

    def _built(self, parts: RequestParts, headers: list[tuple[bytes, bytes]]) -> Any:
        content: Any = parts.content
        if not isinstance(content, bytes | None):  # httpx would send it in chunks, without a length
            headers = [*headers, (b"Content-Length", b"%d" % len(content))]
            content = content.pieces() if self.kind == "Client" else content.async_pieces()
        try:
            return self.client.build_request(parts.method, str(parts.url), headers=headers, content=content)
        except UnicodeEncodeError:  # httpx stores cookies that it cannot send
            if b"cookie" in {name.lower() for name, _ in headers}:
                raise
            cookies = self._cookies(parts.url)
            request = self._built(parts, [*headers, (b"Cookie", cookies)])
            if not cookies:
                del request.headers["cookie"]
            return request

    def _cookies(self, url: httpx.URL) -> bytes:
        """Return the client's cookies for a URL, without those that cannot be sent."""
        sendable = httpx.Cookies()
        for cookie in self.client.cookies.jar:
            if f"{cookie.name}{cookie.value}".isascii():
                sendable.jar.set_cookie(cookie)
        request = httpx.Request("GET", url)
        sendable.set_cookie_header(request)
        header: str = request.headers.get("cookie", "")
        return header.encode()

    def _timeouts(self, parts: RequestParts, idle: float | None) -> dict[str, float | None]:
        """Return the client's own timeouts or, if those are httpx's defaults, the timeouts of the call."""
        own: dict[str, float | None] = self.client.timeout.as_dict()
        if own != _DEFAULT_TIMEOUT:
            return own
        timeouts = parts.timeout.as_dict()
        read = timeouts["read"]
        return {**timeouts, "read": None if read is None or idle is None else max(read, idle)}


class GivenClient(_Given):
    """The wrapper of a caller's sync client."""

    kind = "Client"

    def send(self, request: Any, **_: Any) -> httpx.Response:
        """Send a request once.

        Raises:
            httpx.HTTPError: No answer arrived, or a hook of the client raised it.
        """
        start = time.perf_counter()
        check_resolved(request)
        with _as_httpx:
            return _opened(self.client.send(request, stream=True, auth=None, follow_redirects=False), start)

    def close(self) -> None:
        """Close the client; called only for a client that we have created."""
        self.client.close()


class AsyncGivenClient(_Given):
    """The wrapper of a caller's async client."""

    kind = "AsyncClient"

    async def send(self, request: Any, **_: Any) -> httpx.Response:
        """Send a request once; see `GivenClient.send`."""
        start = time.perf_counter()
        await check_resolved_async(request)
        with _as_httpx:
            return _opened(await self.client.send(request, stream=True, auth=None, follow_redirects=False), start)

    async def aclose(self) -> None:
        """Close the client; called only for a client that we have created."""
        await self.client.aclose()


def _drop_defaults(request: Any, headers: httpx.Headers) -> None:
    """Take the default headers and cookies of a caller's client off a request to a host that is none of the service's.

    They may contain a key.
    """
    for name in set(request.headers) - set(headers) - _FRAMING:
        del request.headers[name]


def _with_defaults(url: httpx.URL, defaults: Any) -> httpx.URL:
    """Add the default query parameters of a caller's client, except those that the call sets."""
    added = httpx.QueryParams([item for item in defaults.multi_items() if item[0] not in {"key", *url.params}])
    return url.copy_with(query=b"&".join(filter(None, (url.query, str(added).encode())))) if added else url


class _TimeLeft(dict[str, float | None]):
    """The timeouts of a request, each reduced to the time that is left when httpx reads it.

    httpx reads the timeout of a phase at its start, and uses it for all waits of that phase.

    Args:
        timeouts: The longest wait of each phase in seconds; None for no limit.
        limit: The deadline of the attempt; for a stream, that of its first item.
        idle: The most seconds between two items of a stream.
    """

    def __init__(self, timeouts: dict[str, float | None], limit: Deadline, idle: float | None) -> None:
        self._limit = limit
        self._idle = idle
        super().__init__({phase: self._cut(phase, seconds) for phase, seconds in timeouts.items()})

    def get(self, phase: str, default: Any = None) -> Any:
        """Return the most seconds of a wait in a phase, from now on."""
        return self._cut(phase, super().get(phase, default))

    def _cut(self, phase: str, seconds: float | None) -> float | None:
        left = self._limit.remaining()
        if left is not None and phase == "read":  # the phase continues after the first item of a stream
            left = None if self._idle is None else max(left, self._idle)
        if left is None:
            return seconds
        return max(_SHORTEST, left if seconds is None else min(left, seconds))


def _opened(response: Any, start: float) -> httpx.Response:
    """Return an unread answer as one of httpx whose body checks the deadline of the call."""
    if isinstance(response, httpx.Response):
        response.stream = _Content(response.stream)
        return response
    options: dict[str, Any] = {"stream": _Content(response.stream)}
    headers = response.headers.raw
    if response.is_stream_consumed:  # a hook has read and decoded it
        headers = [item for item in headers if item[0].lower() != b"content-encoding"]
        options = {"content": response.content}
    opened = httpx.Response(
        response.status_code,
        headers=headers,
        request=_request(response.request),
        extensions=dict(response.extensions),
        default_encoding=response.default_encoding,
        **options,
    )
    opened.next_request = _request(response.next_request)
    opened.is_closed = response.is_closed
    if isinstance(opened.stream, _Content):
        opened.stream.measure(opened, start)
    return opened


def _request(request: Any) -> httpx.Request | None:
    return None if request is None else httpx.Request(request.method, str(request.url), headers=request.headers.raw)


class _Content(httpx.SyncByteStream, httpx.AsyncByteStream):
    """The body of an answer; it checks the deadline of a sync call at each chunk.

    Args:
        body: The body from the caller's client.
    """

    def __init__(self, body: Any) -> None:
        self._body = body
        self._pieces: AsyncIterator[bytes] | None = None
        self._measured: tuple[httpx.Response, float] | None = None

    def measure(self, response: httpx.Response, start: float) -> None:
        """Set `elapsed` of an answer when its body is closed.

        Args:
            response: The answer; the reference to it is dropped then.
            start: The time of the request, from `time.perf_counter`.
        """
        self._measured = response, start

    def _end(self) -> None:
        if self._measured is not None:
            response, start = self._measured
            response.elapsed = timedelta(seconds=time.perf_counter() - start)
            self._measured = None

    def __iter__(self) -> Iterator[bytes]:
        with _as_httpx:
            for piece in self._body:
                time_left(None, httpx.ReadTimeout)
                yield piece

    def __aiter__(self) -> Self:
        self._pieces = aiter(self._body)
        return self

    async def __anext__(self) -> bytes:
        with _as_httpx:
            return await anext(cast("AsyncIterator[bytes]", self._pieces))

    def close(self) -> None:
        self._end()
        with _as_httpx:
            self._body.close()

    async def aclose(self) -> None:
        self._end()
        with _as_httpx:
            await self._body.aclose()


class _AsHTTPX:
    """A context manager that raises httpx2's exceptions as httpx's. It has no state, so all calls share one."""

    def __enter__(self) -> None: ...

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if error is not None and not isinstance(error, httpx.HTTPError) and (translated := _translated(error)):
            raise translated from error


_as_httpx = _AsHTTPX()


def _translated(error: Any) -> Exception | None:
    """Return httpx's exception for one of httpx2, by the name of its nearest class; None for others."""
    names = (cls.__name__ for cls in type(error).__mro__ if cls.__module__.partition(".")[0] == "httpx2")
    kind: type[Any] = next((found for name in names if (found := getattr(httpx, name, None))), object)
    if not issubclass(kind, (httpx.HTTPError, httpx.InvalidURL)):
        return None
    try:
        request = _request(error.request)
    except (AttributeError, RuntimeError):  # the error has no request
        request = None
    error.request = None  # it may contain a key, which nothing else would hide
    if issubclass(kind, httpx.HTTPStatusError):
        response, error.response = _opened(error.response, 0.0), None
        return kind(str(error), request=response.request, response=response)
    return kind(str(error), request=request) if issubclass(kind, httpx.RequestError) else kind(str(error))
