"""TLS with the service inside of TLS with a proxy, which the standard library does not put on one socket."""

import ssl
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_LARGEST_RECORD = 16_384


class TLSInTLS:
    """Encrypt and decrypt over a socket that does so itself; works as an `ssl.SSLSocket` that never blocks.

    Args:
        outer: The socket to the proxy.
        context: What the service is checked with.
        host: The name of the service.
    """

    def __init__(self, outer: ssl.SSLSocket, context: ssl.SSLContext, host: str) -> None:
        self._outer = outer
        self._received, self._encrypted = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._inner = context.wrap_bio(self._received, self._encrypted, server_hostname=host)
        self._left = b""
        self._taken = 0

    def do_handshake(self) -> None:
        """Go on with the handshake."""
        self._with_input(self._inner.do_handshake)

    def recv(self, most: int) -> bytes:
        """Return what has arrived, nothing at the end."""
        try:
            return self._with_input(lambda: self._inner.read(most))
        except (ssl.SSLEOFError, ssl.SSLZeroReturnError):  # many servers do not say so; HTTP knows what is missing
            return b""

    def send(self, data: memoryview) -> int:
        """Send some data, and return how much; as for OpenSSL, try it again with the same data after an error."""
        self._taken = self._taken or self._inner.write(data[:_LARGEST_RECORD])
        self._flush()
        taken, self._taken = self._taken, 0
        return taken

    def pending(self) -> int:
        """Return how much has arrived and was not read."""
        return self._inner.pending() + self._received.pending + self._outer.pending()

    def _with_input(self, step: Callable[[], T]) -> T:
        while True:
            try:
                return step()
            except ssl.SSLWantReadError:
                self._flush()
                data = self._outer.recv(_LARGEST_RECORD)
                self._received.write(data) if data else self._received.write_eof()
            finally:
                self._flush()

    def _flush(self) -> None:
        while self._left or self._encrypted.pending:
            self._left = self._left or self._encrypted.read()
            self._left = self._left[self._outer.send(self._left) :]
