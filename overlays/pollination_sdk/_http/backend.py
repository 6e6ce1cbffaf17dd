"""Open connections: one way for all kinds of programs, each with its own poller.

A backend knows its sockets until they are closed: all end with it, and a forked child lets go of them.
"""

import contextlib
import os
import socket
import time

import httpx

from pollination_sdk._http.addresses import Address, Addresses, Found, Place
from pollination_sdk._http.connection_limit import ConnectionLimit
from pollination_sdk._http.deadline import OVER, Deadline
from pollination_sdk._http.poller import Poller
from pollination_sdk._http.socket_stream import CLOSED, ClosedUnsentError, SocketStream
from pollination_sdk._support.fork import renew_after_fork

AT_ONCE = 100
"""So many connections of an event loop are opened at once and no more: the server's queue of new ones stays short."""
NEXT_ADDRESS = 0.25
"""How long one address is tried alone while there is another, in seconds (RFC 8305, section 5)."""
NO_FILE_LEFT = (
    "This process may open no more files and connections: raise its limit (`ulimit -n`), or set max_in_flight=."
)


class Backend:
    """Open connections; safe across threads if its poller is one that blocks.

    Args:
        poller: What the connections wait by. One that blocks makes `connect` block.
    """

    def __init__(self, poller: Poller) -> None:
        self.poller = poller
        self.closed = False
        self._sockets: set[socket.socket] = set()
        self._addresses = Addresses(poller)
        self._opening = None if poller.blocks else ConnectionLimit(AT_ONCE)
        renew_after_fork(self)

    async def connect(self, host: str, port: int, seconds: float | None, *, public: bool = False) -> SocketStream:
        """Connect to the first address of a host that lets us.

        A call waits within its own limit for those that connect before it. The limit restarts when one of them has got
        its connection, so that thousands that start at once on a slow network succeed. Name resolution in a thread
        takes as long as the system lets it, and is not counted.

        Args:
            host: The host.
            port: The port.
            seconds: The limit; None for none.
            public: Whether to connect to none but the public addresses of the host.

        Raises:
            PrivateAddressError: The host has no public address.
            httpx.ConnectError: No address lets us connect.
            httpx.ConnectTimeout: None does in time.
        """
        place, limit = (host, port), Deadline.of(seconds)
        try:
            found = await self._find(place, seconds, public=public)
            if self._opening is None or await self._opening.enter(limit.remaining()):
                limit = Deadline.of(seconds)
            connected = False
            try:
                while True:
                    try:
                        sock, address = await self._race(found.addresses, limit)
                        connected = True
                        break
                    except TimeoutError:
                        raise
                    except OSError:
                        self._addresses.forget(place)
                        if found.fresh or self.closed:  # else the host may have moved since it was resolved
                            raise
                        found = await self._find(place, limit.remaining(), public=public)
            finally:
                if self._opening is not None:
                    self._opening.leave(progress=connected)
        except TimeoutError as error:
            self._addresses.forget(place)
            raise httpx.ConnectTimeout(str(error) or OVER) from error
        except OSError as error:
            raise ClosedUnsentError(CLOSED) if self.closed else httpx.ConnectError(str(error)) from error
        self._addresses.prefer(place, address)
        return SocketStream(sock, self)

    async def _find(self, place: Place, seconds: float | None, *, public: bool) -> Found:
        found = await self._addresses.find(place, seconds)
        if not public:
            return found
        from pollination_sdk._http.public import public_of  # noqa: PLC0415 - few requests need it

        return public_of(found, place[0])

    async def _race(self, addresses: list[Address], limit: Deadline) -> tuple[socket.socket, Address]:
        """Connect to addresses, each a moment after the one before it, until one of them answers (RFC 8305)."""
        waiting, next_start = list(addresses), 0.0
        trying: dict[socket.socket, Address] = {}
        failure: OSError = TimeoutError()
        try:
            while waiting or trying:
                if waiting and (not trying or time.monotonic() >= next_start):
                    address, next_start = waiting.pop(0), time.monotonic() + NEXT_ADDRESS
                    try:
                        trying[self._start(address)] = address
                    except OSError as error:
                        failure = error
                        continue
                pause = limit.cut(max(0.0, next_start - time.monotonic()) if waiting else None)
                sock = await self.poller.wait(pause, write=trying)
                if sock is not None:
                    address = trying.pop(sock)
                    try:
                        if code := sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
                            raise OSError(code, os.strerror(code))  # noqa: TRY301 - as `check_open` does
                        self.check_open()
                    except OSError as error:
                        failure = error
                        self.close(sock)
                    else:
                        return sock, address
                if limit.passed:
                    raise TimeoutError
            raise failure
        finally:
            for sock in trying:
                self.close(sock)

    def _start(self, address: Address) -> socket.socket:
        """Make a socket and start to connect it."""
        sock = socket.socket(address[0], socket.SOCK_STREAM)
        try:
            sock.settimeout(0)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._sockets.add(sock)
            self.check_open()
            with contextlib.suppress(BlockingIOError):
                sock.connect(address[1])
        except BaseException:
            self.close(sock)
            raise
        return sock

    def check_open(self) -> None:
        """Raise OSError once `shut_down` was called."""
        if self.closed:
            raise OSError(CLOSED)

    def close(self, sock: socket.socket) -> None:
        """Close a socket; more than once does no harm."""
        self._sockets.discard(sock)
        self.poller.close(sock)

    def shut_down(self) -> None:
        """End all operations on all sockets, and refuse further ones.

        Another thread closes the sockets that it uses: until it notices, their numbers must not become those of others.
        """
        self.closed = True
        for sock in self._sockets.copy():
            if self.poller.blocks:
                with contextlib.suppress(OSError):  # not connected
                    sock.shutdown(socket.SHUT_RDWR)
            else:
                self.close(sock)

    def renew(self) -> None:
        """Let go of the parent's sockets in a forked child: nothing is sent, and the parent goes on."""
        sockets, self._sockets = self._sockets, set()
        for sock in sockets:
            sock.close()
