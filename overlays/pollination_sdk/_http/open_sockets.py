"""The sockets of one transport: all are shut down when it closes, and a forked child lets go of them."""

import contextlib
import os
import socket

import httpx

from pollination_sdk._http.addresses import Address
from pollination_sdk._support.fork import renew_after_fork

CLOSED = "the client was closed"
NO_FILE_LEFT = (
    "This process may open no more files and connections: raise its limit (`ulimit -n`), or set max_in_flight=."
)


class ClosedError(httpx.ReadError):
    """The client was closed while the call was under way."""


class ClosedUnsentError(ClosedError, httpx.ConnectError):
    """The client was closed before the call was sent."""


class OpenSockets:
    """Know the sockets of a transport from their making to their end; safe across threads."""

    def __init__(self) -> None:
        self._sockets: set[socket.socket] = set()
        self.closed = False
        renew_after_fork(self)

    def connecting_to(self, address: Address) -> socket.socket:
        """Make a socket and start to connect it, without waiting.

        Raises:
            OSError: The system refuses.
        """
        sock = socket.socket(address[0], socket.SOCK_STREAM)
        try:
            sock.settimeout(0)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.add(sock)
            with contextlib.suppress(BlockingIOError):
                sock.connect(address[1])
        except BaseException:
            self.close(sock)
            raise
        return sock

    def add(self, sock: socket.socket) -> None:
        """Take a socket.

        Raises:
            OSError: The transport is closed.
        """
        self._sockets.add(sock)
        if self.closed:
            raise OSError(CLOSED)

    def check_connected(self, sock: socket.socket) -> None:
        """Check how an attempt to connect ended.

        Raises:
            OSError: It failed, or the transport is closed.
        """
        if code := sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
            raise OSError(code, os.strerror(code))
        if self.closed:
            raise OSError(CLOSED)

    def close(self, sock: socket.socket) -> None:
        """Close a socket; more than once does no harm."""
        self._sockets.discard(sock)
        sock.close()

    def discard(self, sock: socket.socket) -> None:
        """Forget a socket that another one has taken the place of."""
        self._sockets.discard(sock)

    def shut_down(self) -> None:
        """End all operations on all sockets, and refuse further ones.

        Only those who use a socket close it: until they notice, its number must not become another one's.
        """
        self.closed = True
        for sock in self._sockets.copy():
            with contextlib.suppress(OSError):  # not connected
                socket.socket.shutdown(sock, socket.SHUT_RDWR)  # that of an SSLSocket would take TLS away from readers

    def renew(self) -> None:
        """Let go of the parent's sockets in a forked child: nothing is sent, and the parent goes on."""
        sockets, self._sockets = self._sockets, set()
        with contextlib.suppress(OSError):
            nothing = os.open(os.devnull, os.O_RDWR)
            for sock in sockets:
                if sock.fileno() >= 0:
                    os.dup2(nothing, sock.fileno())
            os.close(nothing)
