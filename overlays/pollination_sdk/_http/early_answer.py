"""How a request goes out: in one piece while it is small, and no further once its answer has started.

httpcore writes the head, then each part of the body, then nothing at all, which says that the request ends there; or,
of a body whose length it was not told, the end of the last chunk. A reader has written all. One piece is one system
call, one packet and one TLS record.

A server may refuse a large body before it has read it. RFC 9112, section 9.3: a client watches for an answer while it
sends, and stops sending when there is one. Here `write` raises `WriteError` then, and httpcore goes on to read the
answer. The connection is not used again.
"""

import re
import select
import socket
from collections.abc import Callable
from typing import NoReturn

import httpcore

LARGEST_READ = 65_536
MOMENT = 0.05
"""How long a read waits that takes only what has arrived, in seconds. TLS may have received no whole record."""
REASON = "the server stopped reading the request"

_INTERIM_HEAD = re.compile(rb"HTTP/1\.[01] 1[^\n]*\n(?:[^\r\n][^\n]*\n)*\r?\n")
_INTERIM_START = re.compile(rb"HTTP/1\.[01] 1")
_SHORTEST = len(b"HTTP/1.1 1")


def is_final(received: bytes) -> bool:
    """Return True once an answer has started that is not an interim one (1xx, such as 100 Continue)."""
    position = 0
    while interim := _INTERIM_HEAD.match(received, position):
        position = interim.end()
    return len(received) - position >= _SHORTEST and not _INTERIM_START.match(received, position)


class EarlyAnswer:
    """Keep what arrives while a request is being sent, until it is read."""

    def __init__(self) -> None:
        self.received = b""
        """What has arrived and was not read yet."""
        self.stopped = False
        """Whether the rest of a request was not sent, so that the connection must not be used again."""

    def add(self, data: bytes) -> None:
        """Take what was read; nothing is the end of the connection.

        Raises:
            httpcore.WriteError: The answer has started or the connection has ended: stop sending.
        """
        self.received += data
        if not data or is_final(self.received):
            self.stop()

    def stop(self) -> NoReturn:
        """Stop sending."""
        self.stopped = True
        raise httpcore.WriteError(REASON)

    def take(self, most: int) -> bytes:
        """Return what was received and not yet taken, at most so many bytes."""
        taken, self.received = self.received[:most], self.received[most:]
        return taken

    def add_from(self, receive: Callable[[], bytes]) -> None:
        """Take what a function reads now; see `add`."""
        try:
            data = receive()
        except httpcore.ReadTimeout:  # no whole record of TLS yet
            return
        except httpcore.ReadError:
            self.stop()
        self.add(data)


def ready(sock: socket.socket, seconds: float | None, *, write: bool = True) -> tuple[bool, bool]:
    """Wait until a socket can be read or written, and return whether it can be read, and written.

    A closed one can be read: that raises the error.
    """
    if sock.fileno() < 0:
        return True, False
    if not hasattr(select, "poll"):  # Windows
        readable, writable, failed = select.select([sock], [sock] if write else [], [sock], seconds)
        return bool(readable or failed), bool(writable)
    poll = select.poll()
    poll.register(sock, select.POLLIN | (select.POLLOUT if write else 0))
    events = sum(event for _, event in poll.poll(None if seconds is None else seconds * 1000))
    return bool(events & ~select.POLLOUT), bool(events & select.POLLOUT)


_LARGEST_JOINED = 65_536
"""What is larger goes out as it comes: joining the pieces would hold them twice."""


class Together:
    """Hold back the pieces of a request until its end. Decides, never sends."""

    def __init__(self) -> None:
        self._held = b""

    @property
    def holds(self) -> bool:
        """Tell whether something is held back."""
        return bool(self._held)

    def add(self, piece: bytes) -> list[bytes]:
        """Take a piece, or the end where it is empty, and return what is to be sent now."""
        if piece and len(self._held) + len(piece) <= _LARGEST_JOINED:
            self._held += piece
            return []
        held, self._held = self._held, b""
        return [one for one in (held, piece) if one]
