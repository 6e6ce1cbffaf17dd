"""Connections of the blocking client for httpcore: few system calls, since each lets other threads in between.

Python gives its lock away at every one of them, and takes it again behind all who wait for it. So a request goes out in
one piece, and the limit of a socket is set only where it changes.
"""

from __future__ import annotations

import selectors
import ssl
import time
from typing import TYPE_CHECKING, Any

import httpcore

from pollination_sdk._http.addresses import NEXT_ADDRESS, Addresses
from pollination_sdk._http.deadline import CHUNK, Deadline, time_left
from pollination_sdk._http.early_answer import LARGEST_READ, MOMENT, EarlyAnswer, Together, ready
from pollination_sdk._http.open_sockets import CLOSED, OpenSockets
from pollination_sdk._http.private import tls_in_tls

if TYPE_CHECKING:
    import socket

    from pollination_sdk._http.addresses import Address

# Room for a large read is asked of the system each time, and given back: most answers do without.
_SMALL = 65_536
LARGE = 262_144
"""The most that is read at once; httpcore's own is 64 KB, and a small piece costs all above it as much."""


class BlockingBackend(httpcore.NetworkBackend):
    """Open connections whose every operation ends at the deadline of the call that uses them."""

    def __init__(self) -> None:
        self.sockets = OpenSockets()
        self._addresses = Addresses()

    def connect_tcp(self, host: str, port: int, timeout: float | None = None, *_: Any, **__: Any) -> SocketStream:
        """Connect to the first address of a host that lets us; httpcore's other options are not used here.

        Name resolution takes as long as the system lets it, and is not counted.

        Raises:
            httpcore.ConnectError: None does.
            httpcore.ConnectTimeout: None does in time.
        """
        place = (host, port)
        while True:
            addresses, fresh = self._addresses.find(place, time_left(timeout, httpcore.ConnectTimeout))
            try:
                limit = Deadline.of(time_left(timeout, httpcore.ConnectTimeout))
                sock, address = first_to_connect(addresses, limit, self.sockets)
            except TimeoutError as error:
                self._addresses.forget(place)
                raise httpcore.ConnectTimeout("the time to connect is over") from error
            except OSError as error:
                self._addresses.forget(place)
                if fresh or self.sockets.closed:  # else the host may have moved since it was resolved
                    raise httpcore.ConnectError(str(error)) from error
            else:
                self._addresses.worked(place, address)
                return SocketStream(sock, self.sockets)


_Selector = getattr(selectors, "PollSelector", selectors.SelectSelector)
"""Waits for few sockets; the default one of Linux takes a descriptor of its own."""


def first_to_connect(addresses: list[Address], limit: Deadline, sockets: OpenSockets) -> tuple[socket.socket, Address]:
    """Connect to addresses, each a moment after the one before it, until one of them answers (RFC 8305).

    Raises:
        OSError: None does; TimeoutError, if there was none in time.
    """
    waiting, next_start = list(addresses), 0.0
    failure: OSError = TimeoutError()
    with _Selector() as selector:
        try:
            while waiting or selector.get_map():
                if waiting and (time.monotonic() >= next_start or not selector.get_map()):
                    address, next_start = waiting.pop(0), time.monotonic() + NEXT_ADDRESS
                    try:
                        selector.register(sockets.connecting_to(address), selectors.EVENT_WRITE, address)
                    except OSError as error:
                        failure = error
                pause = limit.cut(max(0.0, next_start - time.monotonic()) if waiting else None)
                for key, _ in selector.select(pause) if selector.get_map() else ():
                    sock: Any = key.fileobj
                    selector.unregister(sock)
                    try:
                        sockets.check_connected(sock)
                    except OSError as error:
                        failure = error
                        sockets.close(sock)
                    else:
                        return sock, key.data
                if limit.passed:
                    raise TimeoutError
            raise failure
        finally:
            for key in list(selector.get_map().values()):
                sockets.close(key.fileobj)  # pyright: ignore[reportArgumentType]  # it is one of ours


class SocketStream(httpcore.NetworkStream):
    """Read and write at the socket itself, each within what is left of the deadline.

    Args:
        sock: The socket, connected.
        sockets: Where it is known.
    """

    def __init__(self, sock: socket.socket, sockets: OpenSockets) -> None:
        self._socket = sock
        self._sockets = sockets
        self._together = Together()
        self._likely = _SMALL
        self._early = EarlyAnswer()

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._together.holds:  # who reads has finished writing; the end of a body in chunks is not empty
            self.write(b"", timeout)
        early = self._early.take(max_bytes)
        return early or self._receive(max_bytes, time_left(timeout, httpcore.ReadTimeout))

    def _receive(self, most: int, seconds: float | None) -> bytes:
        try:
            data = self._recv(min(most, self._likely), seconds)
        except TimeoutError as error:
            raise httpcore.ReadTimeout(str(error)) from error
        except OSError as error:
            raise httpcore.ReadError(str(error)) from error
        if not data and self._sockets.closed:  # without a length, it would pass for the end of the answer
            raise httpcore.ReadError(CLOSED)
        if len(data) > _SMALL // 2:
            self._likely = LARGE
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._likely = _SMALL
        try:
            for piece in self._together.add(buffer):
                for start in range(0, len(piece), CHUNK):
                    if start:
                        self._wait_for_room(time_left(timeout, httpcore.WriteTimeout))
                    self._send(piece[start : start + CHUNK], time_left(timeout, httpcore.WriteTimeout))
        except TimeoutError as error:
            raise httpcore.WriteTimeout(str(error)) from error
        except OSError as error:
            raise httpcore.WriteError(str(error)) from error

    def _wait_for_room(self, seconds: float | None) -> None:
        """Wait until the server reads on, and notice its answer meanwhile; see `_http.early_answer`."""
        writable = False
        while not writable:
            readable, writable = ready(self._socket, seconds)
            if readable:
                self._early.add_from(lambda: self._receive(LARGEST_READ, MOMENT))
            elif not writable:
                raise httpcore.WriteTimeout("the server does not read the request")

    def _recv(self, most: int, seconds: float | None) -> bytes:
        self._limit(seconds)
        return self._socket.recv(most)

    def _send(self, piece: bytes, seconds: float | None) -> None:
        self._limit(seconds)
        self._socket.sendall(piece)

    def _limit(self, seconds: float | None) -> None:
        if self._socket.gettimeout() != seconds:
            self._socket.settimeout(seconds)

    def close(self) -> None:
        self._sockets.close(self._socket)

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        seconds = time_left(timeout, httpcore.ConnectTimeout)
        try:
            if isinstance(self._socket, ssl.SSLSocket):
                return _TLSInTLS(self._socket, self._sockets, ssl_context, server_hostname, seconds)
            self._socket.settimeout(seconds)
            secured = ssl_context.wrap_socket(
                self._socket, server_hostname=server_hostname, do_handshake_on_connect=False
            )
            self._sockets.discard(self._socket)
            self._socket = secured
            self._sockets.add(secured)
            secured.do_handshake()
        except BaseException as error:
            self.close()
            if isinstance(error, TimeoutError):
                raise httpcore.ConnectTimeout(str(error)) from error
            if isinstance(error, OSError):
                raise httpcore.ConnectError(str(error)) from error
            raise
        return SocketStream(secured, self._sockets)

    def get_extra_info(self, info: str) -> Any:
        match info:
            case "is_readable":
                return self._early.stopped or ready(self._socket, 0, write=False)[0]
            case "socket":
                return self._socket
            case "ssl_object":
                return self._socket if isinstance(self._socket, ssl.SSLSocket) else None
            case "client_addr":
                return self._socket.getsockname()
            case "server_addr":
                return self._socket.getpeername()
        return None


class _TLSInTLS(SocketStream):
    """Speak TLS with the service inside of the TLS of a proxy."""

    def __init__(
        self,
        sock: ssl.SSLSocket,
        sockets: OpenSockets,
        context: ssl.SSLContext,
        host: str | None,
        seconds: float | None,
    ) -> None:
        super().__init__(sock, sockets)
        self._inner: httpcore.NetworkStream = tls_in_tls()(sock, context, host, seconds)

    def _recv(self, most: int, seconds: float | None) -> bytes:
        return self._inner.read(most, seconds)

    def _send(self, piece: bytes, seconds: float | None) -> None:
        self._inner.write(piece, seconds)
