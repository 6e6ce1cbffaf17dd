"""Read and write at one socket, through TLS or not, in each kind of program.

The socket never blocks: the poller of its backend waits, before a read and where there is no room to write.
"""

import socket
import ssl
from collections.abc import Callable
from typing import Any, Protocol

import httpx

from pollination_sdk._http.deadline import OVER, Deadline
from pollination_sdk._http.poller import Poller, ready
from pollination_sdk._http.tls_in_tls import TLSInTLS

LARGE = 262_144
"""The most that is read at once: a small piece costs all above it as much."""
# Room for a large read is asked of the system each time, and given back: most answers do without.
_SMALL = 65_536
_LARGEST_RECORD = 16_384
_LATER = (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)
"""What a socket raises that is not ready."""
CLOSED = "the client was closed"


class ClosedError(httpx.ReadError):
    """The client was closed while the call was under way."""


class ClosedUnsentError(ClosedError, httpx.ConnectError):
    """The client was closed before the call was sent."""


class SocketOwner(Protocol):
    """Name what a stream needs of the backend that opened its socket."""

    poller: Poller
    closed: bool

    def replace(self, sock: socket.socket, by: socket.socket) -> None:
        """Know a socket by the one that has taken its place."""

    def close(self, sock: socket.socket) -> None:
        """Close a socket, and forget it."""


class SocketStream:
    """Read and write at a socket.

    Args:
        sock: The socket, connected and not blocking.
        backend: What opened it, and closes it.
    """

    def __init__(self, sock: socket.socket, backend: SocketOwner) -> None:
        self._socket = sock
        self._backend = backend
        self._io: Any = sock  # what is read and written: the socket, or TLS inside of its own
        self._tls = False
        self.blocks = backend.poller.blocks
        self._likely = _SMALL

    async def start_tls(self, context: ssl.SSLContext, host: str, limit: Deadline) -> None:
        """Start TLS, a second time where a proxy is reached by TLS.

        Raises:
            httpx.ConnectError: The other side has no TLS, or not the right certificate.
            httpx.ConnectTimeout: It did not start in time.
        """
        try:
            if self._tls:
                self._io = TLSInTLS(self._io, context, host)
            else:
                self._io = context.wrap_socket(self._socket, server_hostname=host, do_handshake_on_connect=False)
                self._backend.replace(self._socket, by=self._io)
                self._socket, self._tls = self._io, True
            while not self._shaken_hands():
                await self._backend.poller.readable(self._socket, limit.remaining())
        except TimeoutError as error:
            raise httpx.ConnectTimeout("the server did not begin with TLS in time") from error
        except OSError as error:
            raise self._failure(httpx.ConnectError, error) from error

    def _shaken_hands(self) -> bool:
        try:
            self._io.do_handshake()
        except _LATER:
            return False
        return True

    async def read(self, seconds: float | None) -> bytes:
        """Return what has arrived, nothing at the end.

        Raises:
            httpx.ReadError: The connection is broken.
            httpx.ReadTimeout: Nothing came in time.
        """
        try:
            data = self.received() if self._has_decrypted() else None
            while data is None:
                await self._backend.poller.readable(self._socket, seconds)
                data = self.received()
        except TimeoutError as error:
            raise httpx.ReadTimeout(str(error) or OVER) from error
        except OSError as error:
            raise self._failure(httpx.ReadError, error) from error
        return data

    def received(self) -> bytes | None:
        """Return what has arrived, nothing at the end, None if that is nothing to be read yet.

        Raises:
            OSError: The connection is broken, or the client was closed.
        """
        try:
            data: bytes = self._io.recv(self._likely)
            if self._tls and len(data) == _LARGEST_RECORD:
                data = self._with_more_records(data)
        except _LATER:
            return None
        if not data and self._backend.closed:
            raise OSError(CLOSED)  # without a length, closing would pass for the end of the answer
        if len(data) > _SMALL // 2:
            self._likely = LARGE
        return data

    def _with_more_records(self, data: bytes) -> bytes:
        """Return what comes with more records: TLS gives one at a time."""
        pieces, size = [data], len(data)
        try:
            while size < self._likely and (data := self._io.recv(_LARGEST_RECORD)):
                pieces.append(data)
                size += len(data)
        except OSError:  # not ready; or broken, which the next read notices
            pass
        return b"".join(pieces)

    async def write(self, data: bytes | memoryview, seconds: float | None, heard: Callable[[bytes], bool]) -> bool:
        """Send data, and return whether the server has read it all.

        Args:
            data: The data.
            seconds: How long the server may read nothing.
            heard: Is called with what the server says meanwhile, and tells whether to go on.

        Raises:
            httpx.WriteTimeout: The server did not read on in time.
        """
        self._likely = _SMALL
        left, own = memoryview(data), (self._socket,)
        try:
            while left:
                try:
                    left = left[self._io.send(left[:LARGE]) :]
                except _LATER:
                    if await self._backend.poller.wait(seconds, own, own) is None:
                        raise TimeoutError("the server does not read the request") from None
                    if (said := self.received()) is not None and not heard(said):
                        return False
        except TimeoutError as error:
            raise httpx.WriteTimeout(str(error)) from error
        except OSError:  # an answer may be there all the same
            return False
        return True

    def has_arrived(self) -> bool:
        """Return whether something can be read, be it the end."""
        return self._has_decrypted() or ready(0, (self._socket,)) is not None

    def _has_decrypted(self) -> bool:
        return self._tls and self._io.pending() > 0

    def close(self) -> None:
        """Close the socket."""
        self._backend.close(self._socket)

    def _failure(self, kind: type[httpx.NetworkError], error: OSError) -> httpx.NetworkError:
        if self._backend.closed:
            return ClosedUnsentError(CLOSED) if kind is httpx.ConnectError else ClosedError(CLOSED)
        return kind(str(error))
