"""Read and write at one socket, through TLS or not, in each kind of program.

The socket never blocks: the poller of its backend waits, before a read and where there is no room to write.
"""

import contextlib
import socket
import ssl
from collections.abc import Callable
from typing import Protocol

import httpx

from pollination_sdk._http.deadline import OVER, Deadline, time_left
from pollination_sdk._http.poller import Poller
from pollination_sdk._http.tls_layer import TLSLayer

LARGE = 114_688
"""The most that is read at once: a small piece costs all above it as much. glibc asks the system for each block above
128 KiB and gives it back at once, which halves the speed of a large download."""
_SMALL = 65_536
CLOSED = "the client was closed"


class ClosedError(httpx.ReadError):
    """The client was closed while the call was under way."""


class ClosedUnsentError(ClosedError, httpx.ConnectError):
    """The client was closed before the call was sent."""


class SocketOwner(Protocol):
    """Name what a stream needs of the backend that opened its socket."""

    poller: Poller
    closed: bool

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
        self._io: socket.socket | TLSLayer = sock
        self.blocks = backend.poller.blocks
        self._likely = _SMALL

    async def start_tls(self, context: ssl.SSLContext, host: str, limit: Deadline) -> None:
        """Start TLS, a second time where a proxy is reached by TLS.

        Raises:
            httpx.ConnectError: The other side has no TLS, or not the right certificate.
            httpx.ConnectTimeout: It did not start in time.
        """
        try:
            self._io = tls = TLSLayer(self._io, context, host)
            while not _is_done(tls.do_handshake):
                await self._backend.poller.readable(self._socket, limit.remaining())
        except TimeoutError as error:
            raise httpx.ConnectTimeout("the server did not begin with TLS in time") from error
        except (OSError, ValueError) as error:  # a host whose name no certificate can have
            raise self._failure(httpx.ConnectError, error) from error

    async def read(self, seconds: float | None) -> bytes:
        """Return what has arrived, nothing at the end.

        Raises:
            httpx.ReadError: The connection is broken.
            httpx.ReadTimeout: Nothing came in time.
        """
        try:
            data = self.received() if isinstance(self._io, TLSLayer) and self._io.has_more() else None
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
            data = self._io.recv(self._likely)
        except BlockingIOError:
            return None
        if not data and self._backend.closed:
            raise OSError(CLOSED)  # without a length, closing would pass for the end of the answer
        if len(data) > _SMALL // 2:
            self._likely = LARGE
        return data

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
            if self.blocks:
                time_left(seconds, TimeoutError)  # nothing goes out once it is too late
            while left:
                try:
                    left = left[self._io.send(left[:LARGE]) :]
                except BlockingIOError:
                    if await self._backend.poller.wait(seconds, own, own) is None:
                        raise TimeoutError("the server does not read the request") from None
                    if (said := self.received()) is not None and not heard(said):
                        return False
        except TimeoutError as error:
            raise httpx.WriteTimeout(str(error)) from error
        except OSError:  # an answer may be there all the same
            return False
        return True

    def wake(self) -> None:
        """End what another thread reads here: closing the socket would not."""
        with contextlib.suppress(OSError):  # it has ended
            self._socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Close the socket."""
        self._backend.close(self._socket)

    def _failure(self, kind: type[httpx.NetworkError], error: Exception) -> httpx.NetworkError:
        if self._backend.closed:
            return ClosedUnsentError(CLOSED) if kind is httpx.ConnectError else ClosedError(CLOSED)
        return kind(str(error))


def _is_done(step: Callable[[], object]) -> bool:
    try:
        step()
    except BlockingIOError:
        return False
    return True
