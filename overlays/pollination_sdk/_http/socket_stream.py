"""Read and write at one socket for httpcore, through TLS or not, in each kind of program.

httpcore writes the head of a request, then each part of its body. An empty write ends the request, or the end of
the last chunk does where the length is unknown. A small request goes out in one piece: one system call, one packet, one
TLS record.

A server may refuse a large body before it has read it. RFC 9112, section 9.3: a client watches for an answer while it
sends, and stops sending when there is one. `write` raises `WriteError` then, and httpcore goes on to read the answer.
The connection is not used again.
"""

import contextlib
import re
import socket
import ssl
from collections.abc import Coroutine
from typing import Any, Protocol

import httpcore

from pollination_sdk._http.deadline import OVER, Deadline, time_left
from pollination_sdk._http.poller import Poller, finish

LARGE = 262_144
"""The most that is read at once; httpcore's own is 64 KB, and a small piece costs all above it as much."""
# Room for a large read is asked of the system each time, and given back: most answers do without.
_SMALL = 65_536
_LARGEST_JOINED = 65_536
"""What is larger goes out as it comes: joining the pieces would hold them twice."""
_LARGEST_RECORD = 16_384
_CONNECTING = -1.0
"""Stands for the limit to connect, which httpcore does not pass on in the handshake with a SOCKS proxy."""

_INTERIM_HEAD = re.compile(rb"HTTP/1\.[01] 1[^\n]*\n(?:[^\r\n][^\n]*\n)*\r?\n")
_INTERIM_START = re.compile(rb"HTTP/1\.[01] 1")
_SHORTEST = len(b"HTTP/1.1 1")


def is_final(received: bytes) -> bool:
    """Return True once an answer has started that is not an interim one (1xx, such as 100 Continue)."""
    position = 0
    while interim := _INTERIM_HEAD.match(received, position):
        position = interim.end()
    return len(received) - position >= _SHORTEST and not _INTERIM_START.match(received, position)


class WriteBuffer:
    """Hold back the pieces of a request until its end."""

    def __init__(self) -> None:
        self.held = b""

    def add(self, piece: bytes) -> list[bytes]:
        """Take a piece, or the end where it is empty, and return what is to be sent now."""
        if piece and len(self.held) + len(piece) <= _LARGEST_JOINED:
            self.held += piece
            return []
        held, self.held = self.held, b""
        return [one for one in (held, piece) if one]


class _TLS:
    """Encrypt and decrypt without I/O."""

    def __init__(self, context: ssl.SSLContext, host: str | None) -> None:
        self._received, self.to_send = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.object = context.wrap_bio(self._received, self.to_send, server_hostname=host)
        self._ended = False

    @property
    def has_more(self) -> bool:
        """Whether something that has arrived was not read yet, be it the end."""
        return bool(self._ended or self._received.pending or self.object.pending())

    def feed(self, data: bytes) -> None:
        """Take what has arrived; nothing is the end of the connection."""
        self._received.write(data) if data else self._received.write_eof()

    def handshake(self) -> bool:
        """Go on with the handshake, and return whether it is done; else more has to arrive."""
        try:
            self.object.do_handshake()
        except ssl.SSLWantReadError:
            return False
        return True

    def decrypt(self, most: int) -> bytes | None:
        """Return what has arrived, nothing at the end, None if that is no whole record yet."""
        pieces: list[bytes] = []
        # To look whether anything is there is cheaper than the error.
        while most and not self._ended and (self._received.pending or self._received.eof or self.object.pending()):
            try:
                piece = self.object.read(min(most, _LARGEST_RECORD))
            except ssl.SSLWantReadError:
                break
            except (ssl.SSLEOFError, ssl.SSLZeroReturnError):  # many servers do not say so; HTTP knows what is missing
                piece = b""
            self._ended = not piece  # it may come with the last data, and is then read after them
            pieces.append(piece)
            most -= len(piece)
        return b"".join(pieces) if pieces or self._ended else None

    def encrypt(self, data: bytes) -> bytes:
        """Return what is to be sent for some data, and for TLS itself."""
        while data:
            data = data[self.object.write(data) :]
        return self.to_send.read()


class SocketOwner(Protocol):
    """Name what a stream needs of the backend that opened its socket."""

    poller: Poller

    def close(self, sock: socket.socket) -> None:
        """Close a socket, and forget it."""

    def check_open(self) -> None:
        """Raise an OSError once everything is closed."""


class SocketStream(httpcore.AsyncNetworkStream):
    """Read and write at a socket.

    Args:
        sock: The socket, connected and not blocking.
        backend: What opened it, and closes it.
        connecting: The limit to connect, for the handshake with a proxy.
    """

    def __init__(self, sock: socket.socket, backend: SocketOwner, connecting: Deadline) -> None:
        self._socket = sock
        self._own = (sock,)
        self._backend = backend
        self._connecting = connecting
        self._tls: list[_TLS] = []  # that of a proxy first, and inside of it that of the service
        self.buffer = WriteBuffer()
        self._writing = False
        self._likely = _SMALL
        self._early = b""
        self._stopped = False

    def read(  # pyright: ignore[reportIncompatibleMethodOverride]  # what it returns is awaited all the same
        self, max_bytes: int, timeout: float | None = _CONNECTING
    ) -> Coroutine[Any, Any, bytes]:
        if self.buffer.held or self._early:
            return self._read_on(max_bytes, timeout)
        self._writing = False
        return self._receive(max_bytes, self._seconds(timeout))

    async def _read_on(self, most: int, timeout: float | None) -> bytes:
        if self.buffer.held:  # who reads has finished writing; the end of a body in chunks is not empty
            await self.write(b"", timeout)
        self._writing = False
        early, self._early = self._early[:most], self._early[most:]
        return early or await self._receive(most, self._seconds(timeout))

    async def write(self, buffer: bytes, timeout: float | None = _CONNECTING) -> None:
        if pieces := self.buffer.add(buffer):
            await self.send(pieces, timeout)

    async def send(self, pieces: list[bytes], timeout: float | None) -> None:
        """Send pieces of a request; see `write`."""
        self._likely = _SMALL
        try:
            for piece in pieces:
                for start in range(0, len(piece), LARGE):
                    if self._writing:
                        self._take_early()
                    self._writing = True
                    if left := self._sent(piece[start : start + LARGE]):
                        await self._send_rest(left, self._seconds(timeout), self._own)
        except TimeoutError as error:
            raise httpcore.WriteTimeout(str(error)) from error
        except OSError as error:
            raise httpcore.WriteError(str(error)) from error

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> "SocketStream":
        limit, tls = Deadline.of(timeout), _TLS(ssl_context, server_hostname)
        try:
            while not tls.handshake():
                await self._send_rest(self._sent(tls.to_send.read()), limit.remaining())
                tls.feed(await self._receive(_LARGEST_RECORD, limit.remaining()))
            await self._send_rest(self._sent(tls.to_send.read()), limit.remaining())
            self._tls.append(tls)
        except BaseException as error:
            if isinstance(error, ssl.SSLError):  # the alert tells the server why
                with contextlib.suppress(OSError):
                    self._sent(tls.to_send.read())
            self.close()
            if isinstance(error, (TimeoutError, httpcore.TimeoutException)):
                raise httpcore.ConnectTimeout("the server did not begin with TLS in time") from error
            if isinstance(error, (OSError, httpcore.NetworkError)):
                raise httpcore.ConnectError(str(error)) from error
            raise
        return self

    def close(self) -> None:
        """Close the socket."""
        self._backend.close(self._socket)

    async def aclose(self) -> None:
        self.close()

    def get_extra_info(self, info: str) -> Any:
        match info:
            case "is_readable":
                return self._stopped or any(tls.has_more for tls in self._tls) or self._has_arrived()
            case "ssl_object":
                return self._tls[-1].object if self._tls else None
            case "socket":
                return self._socket
        return None

    def _seconds(self, timeout: float | None) -> float | None:
        return self._connecting.remaining() if timeout == _CONNECTING else timeout

    async def _receive(self, most: int, seconds: float | None) -> bytes:
        try:
            data = self._decrypted(most, len(self._tls)) if self._tls else None
            while data is None:
                if self._tls and self._tls[-1].to_send.pending:
                    await self._send_rest(self._sent(b""), seconds)
                if await self._backend.poller.wait(seconds, self._own) is None:
                    raise httpcore.ReadTimeout(OVER)
                data = self._received(most)
        except TimeoutError as error:
            raise httpcore.ReadTimeout(str(error)) from error
        except OSError as error:
            raise httpcore.ReadError(str(error)) from error
        return data

    def _has_arrived(self) -> bool:
        try:
            self._socket.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return False
        except OSError:  # closed or broken
            pass
        return True

    def _received(self, most: int) -> bytes | None:
        """Return what has arrived, nothing at the end, None if that is nothing to be read yet."""
        try:
            data = self._socket.recv(self._likely if self._tls else min(most, self._likely))
        except BlockingIOError:
            return None
        if not data:
            self._backend.check_open()  # without a length, closing would pass for the end of the answer
        if len(data) > _SMALL // 2:
            self._likely = LARGE
        if not self._tls:
            return data
        self._tls[0].feed(data)
        return self._decrypted(most, len(self._tls))

    def _decrypted(self, most: int, depth: int) -> bytes | None:
        """Return what so many layers of TLS give of what has arrived, as `_TLS.decrypt` does."""
        tls = self._tls[depth - 1]
        while (data := tls.decrypt(most)) is None and depth > 1:
            if (outer := self._decrypted(_LARGEST_RECORD, depth - 1)) is None:
                break
            tls.feed(outer)
        return data

    def _sent(self, data: bytes) -> memoryview:
        """Send as much as there is room for, and return what is left, as it has to be sent."""
        for tls in reversed(self._tls):
            data = tls.encrypt(data)
        return self._sent_raw(memoryview(data))

    def _sent_raw(self, data: memoryview) -> memoryview:
        try:
            return data[self._socket.send(data) :] if data else data
        except BlockingIOError:
            return data

    async def _send_rest(self, left: memoryview, seconds: float | None, read: tuple[socket.socket, ...] = ()) -> None:
        """Send when the server reads on; with a socket to be read, take what the server answers meanwhile."""
        while left:
            if await self._backend.poller.wait(seconds, read, self._own) is None:
                raise TimeoutError("the server does not read the request")
            if read:
                self._take_early()
            left = self._sent_raw(left)

    def _take_early(self) -> None:
        """Take what has arrived while a request is sent.

        Raises:
            OSError: The answer has started or the connection has ended: stop sending.
        """
        try:
            while data := self._received(LARGE):
                self._early += data
        except OSError:
            data = b""
        if data == b"" or is_final(self._early):
            self._stopped = True
            raise OSError("the server stopped reading the request")


class BlockingStream(httpcore.NetworkStream):
    """Read and write at a socket whose poller blocks."""

    def __init__(self, stream: SocketStream) -> None:
        self._stream = stream
        self.close = stream.close  # type: ignore[method-assign]  # they do the same
        self.get_extra_info = stream.get_extra_info  # type: ignore[method-assign]  # as above

    def read(self, max_bytes: int, timeout: float | None = _CONNECTING) -> bytes:
        return finish(self._stream.read(max_bytes, timeout))

    def write(self, buffer: bytes, timeout: float | None = _CONNECTING) -> None:
        if pieces := self._stream.buffer.add(buffer):
            finish(self._stream.send(pieces, time_left(timeout, httpcore.WriteTimeout)))  # not once it is too late

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> "BlockingStream":
        finish(self._stream.start_tls(ssl_context, server_hostname, timeout))
        return self
