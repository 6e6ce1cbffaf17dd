"""Open a connection for a request: to its origin, or through a proxy.

A failure of a proxy has sent nothing to the service, whichever error it is.
"""

import base64
import functools
import ssl
from collections.abc import Callable
from typing import Any

import h11
import httpx

from pollination_sdk._http.backend import Backend
from pollination_sdk._http.connection import NEVER_SENT, Connection, Head, head_of, place_of
from pollination_sdk._http.deadline import Deadline
from pollination_sdk._http.server_url import PUBLIC_ONLY
from pollination_sdk._http.socket_stream import CLOSED, ClosedError, ClosedUnsentError, SocketStream
from pollination_sdk._http.tls import trusted


async def open_connection(
    request: httpx.Request, backend: Backend, context: Callable[[], ssl.SSLContext], proxy: httpx.Proxy | None
) -> Connection:
    """Open a connection for a request.

    Raises:
        httpx.ConnectError: Nobody is there, or TLS fails.
        httpx.ConnectTimeout: Nobody was there within the request's time.
        httpx.ProxyError: The proxy does not lead there.
        PrivateAddressError: The request may not reach the addresses of the host.
    """
    place, seconds = place_of(request.url), request.extensions.get("timeout", {}).get("connect")
    checked = context() if request.url.scheme == "https" else None  # first: it may fail, and nothing is open yet
    public = proxy is None and PUBLIC_ONLY in request.extensions
    stream = await backend.connect(*(place_of(proxy.url) if proxy else place), seconds, public=public)
    limit = Deadline.of(seconds)  # anew: waiting for a turn to connect is no fault of the server
    head: Head = head_of
    try:
        if proxy is not None:
            head = await _pass_through(proxy, stream, place, limit, tunnel=checked is not None)
        if checked is not None:
            await stream.start_tls(checked, request.extensions.get("sni_hostname") or place[0], limit)
    except BaseException:  # Ctrl-C too, when nobody has the connection yet
        stream.close()
        raise
    return Connection(stream, head)


async def _pass_through(
    proxy: httpx.Proxy, stream: SocketStream, place: tuple[str, int], limit: Deadline, *, tunnel: bool
) -> Head:
    """Have a proxy lead to a service, and return what makes the heads of requests for it.

    Args:
        proxy: The proxy.
        stream: The connection to it.
        place: The host and the port of the service.
        limit: When it is too late.
        tunnel: Whether the service is spoken to by TLS, of which the proxy understands nothing.

    Raises:
        httpx.ConnectError: The proxy has no TLS, or not the right certificate.
        httpx.ConnectTimeout: The way was not open in time.
        httpx.ProxyError: The proxy does not lead there.
    """
    try:
        if proxy.url.scheme == "https":
            await stream.start_tls(proxy.ssl_context or trusted(), place_of(proxy.url)[0], limit)
        if proxy.url.scheme == "socks5":
            await _ask_socks(stream, proxy, place, limit)
        elif tunnel:
            await _ask_for_tunnel(stream, proxy, place, limit)
        else:
            return functools.partial(_passed_on, _headers_of(proxy))
    except NEVER_SENT:
        raise
    except ClosedError as error:
        raise ClosedUnsentError(CLOSED) from error
    except Exception as error:  # socksio has errors of its own
        kind = httpx.ConnectTimeout if isinstance(error, httpx.TimeoutException) else httpx.ProxyError
        raise kind(str(error) or type(error).__name__) from error
    return head_of


def _headers_of(proxy: httpx.Proxy) -> list[tuple[bytes, bytes]]:
    if proxy.raw_auth is None:
        return proxy.headers.raw
    return [(b"Proxy-Authorization", b"Basic " + base64.b64encode(b":".join(proxy.raw_auth))), *proxy.headers.raw]


def _passed_on(headers: list[tuple[bytes, bytes]], request: httpx.Request) -> h11.Request:
    """Make the head of a request that the proxy itself sends on."""
    own = [item for item in headers if item[0].decode("ascii") not in request.headers]
    target = b"%b://%b%b" % (request.url.raw_scheme, request.url.netloc, request.url.raw_path)
    return h11.Request(method=request.method, target=target, headers=own + request.headers.raw)


async def _ask_for_tunnel(stream: SocketStream, proxy: httpx.Proxy, place: tuple[str, int], limit: Deadline) -> None:
    host, port = place
    target = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    headers = [(b"Host", target.encode()), (b"Accept", b"*/*"), *_headers_of(proxy)]
    asked = h11.Request(method="CONNECT", target=target, headers=headers)
    timeout = dict.fromkeys(("read", "write"), limit.remaining())
    request = httpx.Request("CONNECT", proxy.url, extensions={"timeout": timeout})
    answer = await Connection(stream, lambda _: asked).send(request)
    if not 200 <= answer.status_code < 300:
        raise httpx.ProxyError(f"{answer.status_code} {answer.reason.decode('ascii', errors='ignore')}")


async def _ask_socks(stream: SocketStream, proxy: httpx.Proxy, place: tuple[str, int], limit: Deadline) -> None:
    from socksio import socks5  # noqa: PLC0415 - an optional dependency

    asking: Any = socks5.SOCKS5Connection()

    async def ask(question: Any, size: Callable[[bytes], int] = lambda _: 2) -> Any:
        asking.send(question)
        await stream.write(asking.data_to_send(), limit.remaining(), bool)
        reply = b""
        while len(reply) < size(reply) and (piece := await stream.read(limit.remaining())):
            reply += piece
        return asking.receive_data(reply)

    method = socks5.SOCKS5AuthMethod.USERNAME_PASSWORD if proxy.raw_auth else socks5.SOCKS5AuthMethod.NO_AUTH_REQUIRED
    answer = await ask(socks5.SOCKS5AuthMethodsRequest([method]))
    if answer.method != method:
        raise httpx.ProxyError(f"it does not want {method.name}")
    if proxy.raw_auth and not (await ask(socks5.SOCKS5UsernamePasswordRequest(*proxy.raw_auth))).success:
        raise httpx.ProxyError("it knows no such user and password")
    answer = await ask(socks5.SOCKS5CommandRequest.from_address(socks5.SOCKS5Command.CONNECT, place), _size_of_reply)
    if answer.reply_code != socks5.SOCKS5ReplyCode.SUCCEEDED:
        raise httpx.ProxyError(f"it does not connect: {answer.reply_code.name}")


def _size_of_reply(reply: bytes) -> int:
    """Return how long the reply to a command is, by its beginning (RFC 1928, section 6)."""
    if len(reply) < 5:
        return 5
    return 6 + {1: 4, 4: 16}.get(reply[3], 1 + reply[4])
