"""What calls are sent with where the caller gives no client, and the requests that it is given.

A client of httpx would look after hooks, authentication, cookies and redirects between its `send` and its transport.
There are none of these here, so a transport with a `send` is enough.
"""

from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any
from urllib.request import getproxies

import httpx

from pollination_sdk._http.connection import STARTED
from pollination_sdk._http.proxies import Proxies
from pollination_sdk._http.server_url import PUBLIC_ONLY
from pollination_sdk._http.tls import check_authorities
from pollination_sdk._http.transport import AsyncPooledTransport, PooledTransport
from pollination_sdk._secrets.redact import own_frames

if TYPE_CHECKING:
    from pollination_sdk._http.file_body import AsyncPieces, Pieces

_KEEP_ALIVE = (b"Connection", b"keep-alive")
"""What httpx itself says of the connection."""
_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})


def own_request(
    method: str,
    url: httpx.URL,
    headers: httpx.Headers,
    content: "bytes | Pieces | AsyncPieces | None",
    timeout: dict[str, float | None],
    *,
    started: list[object] | None = None,
    public_only: bool = False,
) -> httpx.Request:
    """Build a request for a transport of ours, all its headers at once: httpx would write them twice to add some.

    Args:
        method: The method.
        url: Where it goes.
        headers: The headers of the call.
        content: The body, None for none.
        timeout: The longest wait of each phase in seconds, as httpx has it.
        started: A list that our transports append to when they start to send.
        public_only: Whether it may reach public addresses only.
    """
    raw = headers.raw if "host" in headers else [(b"Host", url.netloc), *headers.raw]
    if "connection" not in headers:
        raw.append(_KEEP_ALIVE)
    if content is not None or method in _WITH_BODY:
        raw.append((b"Content-Length", b"%d" % len(content or b"")))
    extensions: dict[str, Any] = {"timeout": timeout}
    if started is not None:
        extensions[STARTED] = started
    if public_only:
        extensions[PUBLIC_ONLY] = True
    stream = _Content(content or b"") if isinstance(content, bytes | None) else content
    return httpx.Request(method, url, headers=raw, stream=stream, extensions=extensions)


class _Content(httpx.SyncByteStream, httpx.AsyncByteStream):
    """Hand out the body of a request, as often as asked; without async generators, see `AsyncBody`."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def __iter__(self) -> Iterator[bytes]:
        return iter((self._content,))

    def __aiter__(self) -> AsyncIterator[bytes]:
        return _Once(self._content)


class _Once(AsyncIterator[bytes]):
    def __init__(self, content: bytes) -> None:
        self._left = [content]

    async def __anext__(self) -> bytes:
        if not self._left:
            raise StopAsyncIteration
        return self._left.pop()


def environment_proxies() -> "Proxies | None":
    """Read the proxies that the environment or the system names, as httpx does; None where there are none."""
    named = getproxies()
    if not any(named.get(scheme) for scheme in ("http", "https", "all")):
        return None
    return Proxies.of_environment()


def check_environment(proxies: "Proxies | None", url: httpx.URL) -> None:
    """Refuse an environment in which no call to a URL could be sent.

    Raises:
        ConfigurationError: The proxy, or `SSL_CERT_FILE` or `SSL_CERT_DIR`, cannot be used.
    """
    with own_frames:
        if (proxies is not None and proxies.proxy_for(url) is not None) or url.scheme == "https":
            check_authorities()


def new_client(proxies: "Proxies | None" = None) -> PooledTransport:
    """Make what sends calls, through the proxies where there are any."""
    return PooledTransport(proxies.proxy_for if proxies else None)


def new_async_client(proxies: "Proxies | None" = None) -> AsyncPooledTransport:
    """Make what sends calls in the event loop that runs; see `new_client`."""
    return AsyncPooledTransport(proxies.proxy_for if proxies else None)
