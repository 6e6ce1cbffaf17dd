"""Connections from a free list: the cost of a request does not grow with the number in flight.

httpx's own pool looks through all its connections at each request and each answer. A thousand calls at once spend most
of their time there. Here each request in flight has a connection of its own, and an idle one is simply the
top of a list. Nothing is sent twice.
"""

import contextlib
import functools
import logging
import ssl
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

import anyio
import httpx

from pollination_sdk._http.backend import Backend
from pollination_sdk._http.connection import Body, Connection
from pollination_sdk._http.connection_limit import ConnectionLimit, most_connections
from pollination_sdk._http.idle_connections import EXPIRY, KEPT, KEPT_BY_ASYNCIO, IdleConnections
from pollination_sdk._http.opening import open_connection
from pollination_sdk._http.poller import AnyioPoller, BlockingPoller, Poller, finish
from pollination_sdk._http.server_url import PUBLIC_ONLY, origin
from pollination_sdk._http.socket_stream import CLOSED, ClosedUnsentError
from pollination_sdk._http.tls import trusted
from pollination_sdk._support.event_loop import here, is_asyncio
from pollination_sdk._support.fork import renew_after_fork

ProxyFor = Callable[[httpx.URL], httpx.Proxy | None]
_log = logging.getLogger("httpx")


class _Transport:
    """Send each request over a connection that no other uses meanwhile.

    Args:
        poller: What the connections wait by.
        proxy_for: Gives the proxy that leads to a URL, or None.
        context: Gives the context that checks certificates; called for each connection over TLS.
        kept: The most connections that wait for their next request.
    """

    def __init__(
        self,
        poller: Poller,
        proxy_for: ProxyFor | None,
        context: Callable[[], ssl.SSLContext] = trusted,
        kept: int = KEPT,
    ) -> None:
        self._poller = poller
        self._proxy_for = proxy_for
        self._context = context
        self._kept = kept
        self._start()

    def _start(self) -> None:
        self._backend = Backend(self._poller)
        self._idle: IdleConnections[Connection] = IdleConnections(self._kept)
        self._lock = threading.Lock()

    async def respond(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the connection comes back when the answer is closed.

        Raises:
            httpx.TransportError: No answer came.
        """
        if self._backend.closed:
            raise ClosedUnsentError(CLOSED)
        if request.url.scheme not in {"http", "https"}:  # of a redirect
            raise httpx.UnsupportedProtocol("a URL that begins with neither http:// nor https://")
        # The idle connections of others may lead to a private address.
        place, connection = origin(request.url), None
        if PUBLIC_ONLY in request.extensions:
            place = f"{place} public"
        try:
            connection = self._usable(place) or await self._open(request)
            answer = await connection.send(request)
            return httpx.Response(
                answer.status_code,
                headers=answer.headers.raw_items(),
                stream=Body(connection, functools.partial(self._give_back, place, connection)),
                extensions={"http_version": b"HTTP/" + answer.http_version, "reason_phrase": answer.reason},
            )
        except BaseException as error:
            if connection is not None:
                connection.close()
            if isinstance(error, httpx.TransportError) and (proxy := self._proxy(request.url)) is not None:
                where = f"{proxy.url.scheme}://{proxy.url.netloc.decode('ascii')}"
                raise type(error)(f"{error}; through the proxy {where}") from error
            raise

    async def send_once(self, request: httpx.Request, leave: Callable[[], object] = bool) -> httpx.Response:
        """Send a request; complete the response and write the log as httpx's own clients do.

        Args:
            request: The request.
            leave: Is called when the answer is closed.
        """
        start = time.perf_counter()
        try:
            response = await self.respond(request)
        except httpx.RequestError as error:
            error.request = request
            raise

        def ended() -> None:
            response.elapsed = timedelta(seconds=time.perf_counter() - start)
            leave()

        body = cast("Body", response.stream)
        try:
            response.request = request
            if response.has_redirect_location:
                _complete_redirect(response)
            elif _log.isEnabledFor(logging.INFO):
                line = (
                    request.method,
                    request.url,
                    response.http_version,
                    response.status_code,
                    response.reason_phrase,
                )
                _log.info('HTTP Request: %s %s "%s %d %s"', *line)
        except BaseException:  # Ctrl-C, when nobody has the response yet
            body.close()
            raise
        body.ended = ended
        return response

    def _usable(self, place: str) -> Connection | None:
        """Take an idle connection."""
        while True:
            with self._lock:
                connection = self._idle.take(place)
            if connection is None:
                return None
            usable = False
            try:
                usable = connection.is_usable()
            finally:  # also at Ctrl-C, when nobody has it
                if not usable:
                    connection.close()
            if usable:
                return connection

    def _proxy(self, url: httpx.URL) -> httpx.Proxy | None:
        return None if self._proxy_for is None else self._proxy_for(url)

    async def _open(self, request: httpx.Request) -> Connection:
        proxy = self._proxy(request.url)
        if proxy is not None and PUBLIC_ONLY in request.extensions:  # the proxy resolves names
            from pollination_sdk._http.public import refuse_private_literal  # noqa: PLC0415 - few requests are marked

            refuse_private_literal(request.url.host)
        return await open_connection(request, self._backend, self._context, proxy)

    def _give_back(self, place: str, connection: Connection, *, whole: bool) -> None:
        over = [connection]
        with self._lock:
            if whole and not self._backend.closed:
                over = self._idle.put(place, connection)
        for one in over:
            one.close()

    def _shut_down(self) -> None:
        with self._lock:
            self._backend.shut_down()
            idle = self._idle.clear()
        for connection in idle:
            connection.close()


class PooledTransport(_Transport, httpx.BaseTransport):
    """Send requests and block until the answers start; safe across threads, and after a fork."""

    def __init__(self, proxy_for: ProxyFor | None = None, **options: Any) -> None:
        super().__init__(BlockingPoller(), proxy_for, **options)
        renew_after_fork(self)

    def renew(self) -> None:
        """Let go of the parent's connections in a forked child, and of the lock, which its threads may hold."""
        inherited, idle = self._backend, self._idle
        self._start()
        self._backend.closed = inherited.closed
        inherited.renew()
        for connection in idle.clear():
            connection.close()

    def send(self, request: httpx.Request, **_: object) -> httpx.Response:
        """Send a request once, as it is, and return the answer unread: no cookies are kept, no redirects followed.

        Raises:
            httpx.TransportError: No answer came.
        """
        return finish(self.send_once(request))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request for a client of httpx."""
        return finish(self.respond(request))

    def close(self) -> None:
        """Close all connections; calls that are under way end now."""
        self._shut_down()


class AsyncPooledTransport(_Transport, httpx.AsyncBaseTransport):
    """Send requests without blocking; belongs to one event loop."""

    def __init__(self, proxy_for: ProxyFor | None = None) -> None:
        loop = here()[1]
        self._loop = loop if is_asyncio(loop) else None
        self._opening: set[anyio.CancelScope] = set()
        self._timer: Any = None
        self._limit = ConnectionLimit(most_connections())
        super().__init__(AnyioPoller(), proxy_for, kept=KEPT if self._loop is None else KEPT_BY_ASYNCIO)

    async def send(self, request: httpx.Request, **_: object) -> httpx.Response:
        """Send a request once; see `PooledTransport`. There may be as many calls at once as connections."""
        try:
            await self._limit.enter(request.extensions.get("timeout", {}).get("pool"))
        except TimeoutError as error:
            text = "all the connections that this process may have were in use"
            raise httpx.PoolTimeout(text, request=request) from error
        try:
            return await self.send_once(request, self._limit.leave)
        except BaseException:
            self._limit.leave()
            raise

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request for a client of httpx."""
        return await self.respond(request)

    async def aclose(self) -> None:
        """Close all connections, those in use too; calls that are under way end now."""
        if self._timer is not None:
            self._timer.cancel()
        for opening in self._opening:
            opening.cancel()
        self._shut_down()

    async def _open(self, request: httpx.Request) -> Connection:
        with anyio.CancelScope() as until_closed:
            self._opening.add(until_closed)
            try:
                return await super()._open(request)
            finally:
                self._opening.discard(until_closed)
        raise ClosedUnsentError(CLOSED)

    def _give_back(self, place: str, connection: Connection, *, whole: bool) -> None:
        super()._give_back(place, connection, whole=whole)
        if self._timer is None and self._loop is not None and self._idle:
            self._timer = self._loop.call_later(EXPIRY, self._close_expired)

    def _close_expired(self) -> None:
        """Close what was idle too long, and look again later if something is idle still."""
        for connection in self._idle.over():
            connection.close()
        self._timer = self._loop.call_later(EXPIRY, self._close_expired) if self._loop and self._idle else None


def _complete_redirect(response: httpx.Response) -> None:
    """Have httpx build the request that a redirect asks for, by its own rules; it writes the log, too."""
    location = [item for item in response.headers.raw if item[0].lower() == b"location"]
    seen = httpx.Response(response.status_code, headers=location)
    sent = response.request
    asked = httpx.Request(sent.method, sent.url, headers=sent.headers)  # its body may be one that is sent once
    with (
        httpx.Client(transport=httpx.MockTransport(lambda _: seen), trust_env=False) as client,
        contextlib.suppress(httpx.HTTPError, httpx.InvalidURL, ValueError),  # it leads to no URL; then it stands
    ):
        response.next_request = client.send(asked).next_request
