"""Answers that come while the request is still being sent: a server may refuse a large body before it has read it.

RFC 9112, section 9.3: a client watches for an answer while it sends, and stops sending when there is one. Here
`write` raises `WriteError` then, and httpcore goes on to read the answer. The connection is not used again.
"""

import re
import select
import socket
from typing import NoReturn

import httpcore

LARGEST_READ = 65_536
MOMENT = 0.001
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
        self._received = b""
        self.stopped = False
        """Whether the rest of a request was not sent, so that the connection must not be used again."""

    def add(self, data: bytes) -> None:
        """Take what was read; nothing is the end of the connection.

        Raises:
            httpcore.WriteError: The answer has started or the connection has ended: stop sending.
        """
        self._received += data
        if not data or is_final(self._received):
            self.stop()

    def stop(self) -> NoReturn:
        """Stop sending."""
        self.stopped = True
        raise httpcore.WriteError(REASON)

    def take(self, most: int) -> bytes:
        """Return what was received and not yet taken, at most so many bytes."""
        taken, self._received = self._received[:most], self._received[most:]
        return taken

    def wait_for_room(self, stream: httpcore.NetworkStream, seconds: float | None) -> None:
        """Wait until a stream can be written to, and read what arrives before.

        Args:
            stream: What the request is sent over.
            seconds: How long to wait at most.

        Raises:
            httpcore.WriteError: Stop sending; see `add`.
            httpcore.WriteTimeout: There was no room in time.
        """
        sock = stream.get_extra_info("socket")
        writable = sock is None  # a caller's own backend
        while not writable:
            readable, writable = ready(sock, seconds)
            if readable:
                self._receive(stream)
            elif not writable:
                raise httpcore.WriteTimeout("the server does not read the request")

    def _receive(self, stream: httpcore.NetworkStream) -> None:
        try:
            data = stream.read(LARGEST_READ, MOMENT)
        except httpcore.ReadTimeout:
            return
        except httpcore.ReadError:
            self.stop()
        self.add(data)


def ready(sock: socket.socket, seconds: float | None) -> tuple[bool, bool]:
    """Wait until a socket can be read or written, and return whether it can be read, and written.

    Raises:
        httpcore.WriteError: It is closed.
    """
    if sock.fileno() < 0:
        raise httpcore.WriteError("the connection was closed")
    if not hasattr(select, "poll"):  # Windows
        readable, writable, failed = select.select([sock], [sock], [sock], seconds)
        return bool(readable or failed), bool(writable)
    poll = select.poll()
    poll.register(sock, select.POLLIN | select.POLLOUT)
    events = sum(event for _, event in poll.poll(None if seconds is None else seconds * 1000))
    return bool(events & ~select.POLLOUT), bool(events & select.POLLOUT)
