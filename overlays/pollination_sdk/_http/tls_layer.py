"""TLS over a socket that does not block, or over another such layer: with a service inside of that with a proxy."""

import contextlib
import ssl
from typing import Any

_LARGEST_RECORD = 16_384


class TLSLayer:
    """Encrypt and decrypt. What is not ready raises BlockingIOError, as a socket that does not block does.

    All that has arrived is taken from the socket at once, however many records it is.

    Args:
        outer: The socket, or the layer.
        context: What the other side is checked with.
        host: The name of the other side.
    """

    def __init__(self, outer: Any, context: ssl.SSLContext, host: str) -> None:
        self._outer = outer
        self._received, self._encrypted = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._inner = context.wrap_bio(self._received, self._encrypted, server_hostname=host)
        self._left = memoryview(b"")
        self._taken = 0
        self._ended = False

    def do_handshake(self) -> None:
        """Go on with the handshake; a failure tells the other side why."""
        while True:
            try:
                self._inner.do_handshake()
            except ssl.SSLWantReadError:
                self._flush()
                self._take(_LARGEST_RECORD)
            except ssl.SSLError:
                with contextlib.suppress(OSError):
                    self._flush()
                raise
            else:
                return self._flush()

    def recv(self, most: int) -> bytes:
        """Return what has arrived, nothing at the end.

        Args:
            most: The most that is taken from the socket.
        """
        while not (data := self._decrypted()) and not self._ended:
            self._take(most)
        return data

    def send(self, data: memoryview) -> int:
        """Send some data, and return how much. After an error it must be the same data again."""
        self._taken = self._taken or self._inner.write(data)
        self._flush()
        taken, self._taken = self._taken, 0
        return taken

    def has_more(self) -> bool:
        """Return whether something that has arrived was not read, be it the end."""
        outer = isinstance(self._outer, TLSLayer) and self._outer.has_more()
        return outer or bool(self._ended or self._received.pending or self._inner.pending())

    def _take(self, most: int) -> None:
        data = self._outer.recv(most)
        self._received.write(data) if data else self._received.write_eof()

    def _decrypted(self) -> bytes:
        pieces: list[bytes] = []
        try:
            # To look whether anything is there is cheaper than the error.
            while self._received.pending or self._received.eof or self._inner.pending():
                pieces.append(self._inner.read(_LARGEST_RECORD))
                if not pieces[-1]:  # the end, which may come with the last data, and is then read after them
                    self._ended = True
                    break
        except ssl.SSLWantReadError:
            pass
        except (ssl.SSLEOFError, ssl.SSLZeroReturnError):  # many servers do not say so; HTTP knows what is missing
            self._ended = True
        if self._encrypted.pending:
            with contextlib.suppress(BlockingIOError):
                self._flush()
        return b"".join(pieces)

    def _flush(self) -> None:
        while self._left or self._encrypted.pending:
            self._left = self._left or memoryview(self._encrypted.read())
            self._left = self._left[self._outer.send(self._left) :]
