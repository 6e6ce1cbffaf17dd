"""Open a connection through a proxy, which is spoken with first.

A failure meanwhile has sent nothing to the service, whichever error it is.
"""

import base64
import ssl
from collections.abc import Callable
from typing import Any

import h11
import httpx

from pollination_sdk._http.backend import Backend
from pollination_sdk._http.connection import NEVER_SENT, Connection, Head, head_of, place_of
from pollination_sdk._http.deadline import Deadline
from pollination_sdk._http.socket_stream import CLOSED, ClosedError, ClosedUnsentError, SocketStream
from pollination_sdk._http.tls import trusted


async def open_proxied(
    proxy: httpx.Proxy, request: httpx.Request, backend: Backend, context: Callable[[], ssl.SSLContext]
) -> Connection:
    """Open a connection for a request through a proxy.

    Raises:
        httpx.ConnectError: The proxy is not there, or TLS fails.
        httpx.ConnectTimeout: The way to the service was not open within the request's time.
        httpx.ProxyError: The proxy does not lead there.
    """
    place, secure = place_of(request.url), request.url.scheme == "https"
    seconds = request.extensions.get("timeout", {}).get("connect")
    checked = context() if secure else None
    stream: SocketStream | None = None
    head: Head = head_of
    try:
        stream = await backend.connect(*place_of(proxy.url), seconds)
        limit = Deadline.of(seconds)
        if proxy.url.scheme == "https":
            await stream.start_tls(proxy.ssl_context or trusted(), place_of(proxy.url)[0], limit)
        if proxy.url.scheme == "socks5":
            await _ask_socks(stream, proxy, place, limit)
        elif secure:
            await _ask_for_tunnel(stream, proxy, place, limit)
        else:
            head = _passed_on(proxy)
        if checked is not None:
            await stream.start_tls(checked, request.extensions.get("sni_hostname") or place[0], limit)
        return Connection(stream, head)
    except BaseException as error:
        if stream is not None:
            stream.close()
        if isinstance(error, NEVER_SENT) or not isinstance(error, Exception):  # Ctrl-C
            raise
        if isinstance(error, ClosedError):
            raise ClosedUnsentError(CLOSED) from error
        kind = httpx.ConnectTimeout if isinstance(error, httpx.TimeoutException) else httpx.ProxyError
        raise kind(str(error) or type(error).__name__) from error  # socksio has errors of its own


def _headers_of(proxy: httpx.Proxy) -> list[tuple[bytes, bytes]]:
    if proxy.raw_auth is None:
        return proxy.headers.raw
    return [(b"Proxy-Authorization", b"Basic " + base64.b64encode(b":".join(proxy.raw_auth))), *proxy.headers.raw]


def _passed_on(proxy: httpx.Proxy) -> Head:
    """Return what makes the head of a request that the proxy itself sends on."""

    def head(request: httpx.Request) -> h11.Request:
        url, own = request.url, [item for item in _headers_of(proxy) if item[0].decode() not in request.headers]
        target = b"%b://%b%b" % (url.raw_scheme, url.netloc, url.raw_path)
        return h11.Request(method=request.method, target=target, headers=own + request.headers.raw)

    return head


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

    asking = socks5.SOCKS5Connection()

    async def ask(question: Any) -> Any:
        asking.send(question)
        await stream.write(asking.data_to_send(), limit.remaining(), bool)
        return asking.receive_data(await stream.read(limit.remaining()))

    method = socks5.SOCKS5AuthMethod.USERNAME_PASSWORD if proxy.raw_auth else socks5.SOCKS5AuthMethod.NO_AUTH_REQUIRED
    answer = await ask(socks5.SOCKS5AuthMethodsRequest([method]))
    if answer.method != method:
        raise httpx.ProxyError(f"it does not want {method.name}")
    if proxy.raw_auth and not (await ask(socks5.SOCKS5UsernamePasswordRequest(*proxy.raw_auth))).success:
        raise httpx.ProxyError("it knows no such user and password")
    answer = await ask(socks5.SOCKS5CommandRequest.from_address(socks5.SOCKS5Command.CONNECT, place))
    if answer.reply_code != socks5.SOCKS5ReplyCode.SUCCEEDED:
        raise httpx.ProxyError(f"it does not connect: {answer.reply_code.name}")
