"""The caller's own client, of httpx or of httpx2: used as it is, never changed.

Answers and exceptions of httpx2 become httpx's here, so that the rest of the package knows one of the two. httpx2 is
looked up among the modules that the program has loaded; it is never imported.
"""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

import httpx

from pollination_sdk._http.deadline import Deadline, time_left

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from pollination_sdk._engine.attempt import Attempt

_DEFAULT_TIMEOUT = httpx.Timeout(5.0).as_dict()
"""The timeouts of a client that was made without any: they are too short for a generation."""
_SHORTEST = 0.001
"""The seconds that stand for no time left: 0 would make a socket non-blocking."""


def both(name: str, library: str = "httpx") -> tuple[type[Any], ...]:
    """Return a class of a library and of its successor, as far as the program has loaded them."""
    modules = [sys.modules.get(library), sys.modules.get(f"{library}2")]
    return tuple(getattr(module, name) for module in modules if module is not None)


class _Given:
    """Build the requests of a caller's client.

    Args:
        client: The client, of httpx or of httpx2.

    Raises:
        TypeError: It is no such client.
    """

    kind: ClassVar[str]

    def __init__(self, client: Any) -> None:
        if not isinstance(client, both(self.kind)):
            raise TypeError(
                f"http_client takes an httpx.{self.kind} here, not {type(client).__name__}; one of httpx2 works too."
            )
        self.client = client

    @property
    def is_closed(self) -> bool:
        """Return True once the caller has closed the client."""
        return bool(self.client.is_closed)

    def build(self, attempt: Attempt, limit: Deadline, idle: float | None) -> Any:
        """Build the request of an attempt, with what the client adds to every request.

        Args:
            attempt: What to send.
            limit: When it must be over, or of a stream when its first piece must be there.
            idle: How long a stream may pause; 0 for an answer that is no stream.
        """
        with _as_httpx:
            request = self._built(attempt, attempt.headers.raw)
            if "authorization" not in attempt.headers:  # the service would read it instead of `?key=`
                request.headers.pop("authorization", None)
            # httpx would replace the whole query by the client's parameters.
            url = _with_defaults(attempt.url, self.client.params)
            request.url = url if isinstance(request, httpx.Request) else type(request.url)(str(url))
            request.extensions["timeout"] = _TimeLeft(self._timeouts(attempt, idle), limit, idle)
            return request

    def _built(self, attempt: Attempt, headers: list[tuple[bytes, bytes]]) -> Any:
        try:
            return self.client.build_request(attempt.method, str(attempt.url), headers=headers, content=attempt.content)
        except UnicodeEncodeError:  # httpx stores cookies that it cannot send
            if b"cookie" in {name.lower() for name, _ in headers}:
                raise
            cookies = self._cookies(attempt.url)
            request = self._built(attempt, [*headers, (b"Cookie", cookies)])
            if not cookies:
                del request.headers["cookie"]
            return request

    def _cookies(self, url: httpx.URL) -> bytes:
        """Return the client's cookies for a URL, without those that cannot be sent."""
        sendable = httpx.Cookies()
        for one in self.client.cookies.jar:
            if f"{one.name}{one.value}".isascii():
                sendable.jar.set_cookie(one)
        request = httpx.Request("GET", url)
        sendable.set_cookie_header(request)
        header: str = request.headers.get("cookie", "")
        return header.encode()

    def _timeouts(self, attempt: Attempt, idle: float | None) -> dict[str, float | None]:
        """Return the client's own timeouts, else those of the call."""
        own: dict[str, float | None] = self.client.timeout.as_dict()
        if own != _DEFAULT_TIMEOUT:
            return own
        usual = attempt.timeout.as_dict()
        read = usual["read"]
        return {**usual, "read": None if read is None or idle is None else max(read, idle)}


class GivenClient(_Given):
    """Send with a caller's sync client."""

    kind = "Client"

    def send(self, request: Any, **_: Any) -> httpx.Response:
        """Send a request once.

        Raises:
            httpx.HTTPError: No answer came, or a hook of the client raised it.
        """
        start = time.perf_counter()
        with _as_httpx:
            return _opened(self.client.send(request, stream=True, auth=None, follow_redirects=False), start)

    def close(self) -> None:
        """Close the client; only one that we have made ourselves."""
        self.client.close()


class AsyncGivenClient(_Given):
    """Send with a caller's async client."""

    kind = "AsyncClient"

    async def send(self, request: Any, **_: Any) -> httpx.Response:
        """Send a request once; see `GivenClient.send`."""
        start = time.perf_counter()
        with _as_httpx:
            return _opened(await self.client.send(request, stream=True, auth=None, follow_redirects=False), start)

    async def aclose(self) -> None:
        """Close the client; only one that we have made ourselves."""
        await self.client.aclose()


def _with_defaults(url: httpx.URL, defaults: Any) -> httpx.URL:
    """Add the query parameters that a caller's client sends with every request, where the call has none such."""
    added = httpx.QueryParams([item for item in defaults.multi_items() if item[0] not in {"key", *url.params}])
    return url.copy_with(query=b"&".join(filter(None, (url.query, str(added).encode())))) if added else url


class _TimeLeft(dict[str, float | None]):
    """Hold the timeouts of a request, each cut to the time that is left when httpx looks it up.

    httpx looks one up when its phase begins, and keeps to it for every wait of that phase.

    Args:
        timeouts: The longest wait of each phase, None for no limit.
        limit: When the attempt must be over, or of a stream when its first piece must be there.
        idle: How long a stream may pause.
    """

    def __init__(self, timeouts: dict[str, float | None], limit: Deadline, idle: float | None) -> None:
        self._limit = limit
        self._idle = idle
        super().__init__({phase: self._cut(phase, seconds) for phase, seconds in timeouts.items()})

    def get(self, phase: str, default: Any = None) -> Any:
        """Return the seconds that a wait of a phase may take from now on."""
        return self._cut(phase, super().get(phase, default))

    def _cut(self, phase: str, seconds: float | None) -> float | None:
        left = self._limit.remaining()
        if left is not None and phase == "read":  # a phase goes on after the first piece of a stream
            left = None if self._idle is None else max(left, self._idle)
        if left is None:
            return seconds
        return max(_SHORTEST, left if seconds is None else min(left, seconds))


def _opened(response: Any, start: float) -> httpx.Response:
    """Return an unread answer as one of httpx that ends at the deadline of the call."""
    if isinstance(response, httpx.Response):
        response.stream = _Content(response.stream)
        return response
    options: dict[str, Any] = {"stream": _Content(response.stream)}
    headers = response.headers.raw
    if response.is_stream_consumed:  # by a hook, and unpacked
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
    """Pass on the body of an answer, and check the deadline of a sync call at each piece.

    Args:
        body: The body as the caller's client hands it over.
    """

    def __init__(self, body: Any) -> None:
        self._body = body
        self._pieces: AsyncIterator[bytes] | None = None
        self._measured: tuple[httpx.Response, float] | None = None

    def measure(self, response: httpx.Response, start: float) -> None:
        """Set `elapsed` of an answer when its body is closed.

        Args:
            response: The answer; it is let go of then.
            start: When the request was sent, by `time.perf_counter`.
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
    """Raise an exception of httpx2 as httpx's of the same name; remembers nothing, so one serves all calls."""

    def __enter__(self) -> None: ...

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if error is not None and not isinstance(error, httpx.HTTPError) and (translated := _translated(error)):
            raise translated from error


_as_httpx = _AsHTTPX()


def _translated(error: Any) -> Exception | None:
    """Return httpx's exception for one of httpx2, found by the name of its nearest class; None for any other."""
    names = (cls.__name__ for cls in type(error).__mro__ if cls.__module__.partition(".")[0] == "httpx2")
    kind: type[Any] = next((found for name in names if (found := getattr(httpx, name, None))), object)
    if not issubclass(kind, (httpx.HTTPError, httpx.InvalidURL)):
        return None
    try:
        request = _request(error.request)
    except (AttributeError, RuntimeError):  # it was never tied to one
        request = None
    error.request = None  # it may hold a key, and nothing else would hide it
    if issubclass(kind, httpx.HTTPStatusError):
        response, error.response = _opened(error.response, 0.0), None
        return kind(str(error), request=response.request, response=response)
    return kind(str(error), request=request) if issubclass(kind, httpx.RequestError) else kind(str(error))
