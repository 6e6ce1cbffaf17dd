"""Open a connection for a request: to its origin, or through a proxy."""

import ssl
from collections.abc import Callable

import httpx

from pollination_sdk._http.backend import Backend
from pollination_sdk._http.connection import Connection, Head, head_of, place_of
from pollination_sdk._http.deadline import Deadline
from pollination_sdk._http.proxied import pass_through
from pollination_sdk._http.server_url import PUBLIC_ONLY


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
    limit = Deadline.of(seconds)
    head: Head = head_of
    try:
        if proxy is not None:
            head = await pass_through(proxy, stream, place, limit, tunnel=checked is not None)
        if checked is not None:
            await stream.start_tls(checked, request.extensions.get("sni_hostname") or place[0], limit)
    except BaseException:  # Ctrl-C too, when nobody has the connection yet
        stream.close()
        raise
    return Connection(stream, head)
