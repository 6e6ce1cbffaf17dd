"""A server that does exactly what a test says, byte by byte, and notices when it is hung up on."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

HEAD = b"HTTP/1.1 200 OK\r\n"
STREAM_HEAD = HEAD + b"Content-Type: text/event-stream\r\nX-Request-Id: r-1\r\nTransfer-Encoding: chunked\r\n\r\n"


def chunk(data: bytes) -> bytes:
    """Frame bytes as one chunk of a chunked body; none of them ends it."""
    return b"%x\r\n%s\r\n" % (len(data), data)


class RawServer:
    """Serve each connection with one function.

    Args:
        handle: Gets the socket once a request's head has come.
    """

    def __init__(self, handle: Callable[[socket.socket], object]) -> None:
        self._handle = handle
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.requests: list[bytes] = []
        self.hung_up = threading.Event()
        """Set when a client has closed its connection."""

    def run(self) -> None:
        """Serve until the listener closes."""
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
                thread.start()
                self._threads.append(thread)

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(20)
            head = b""
            while b"\r\n\r\n" not in head:
                head += connection.recv(65_536)
            self.requests.append(head)
            with suppress(OSError):
                self._handle(connection)
                while connection.recv(65_536):
                    pass
            self.hung_up.set()

    def stop(self) -> None:
        """Stop listening and wait for what is under way."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(20)


@contextmanager
def raw_server(handle: Callable[[socket.socket], object]) -> Iterator[RawServer]:
    """Start a server, and stop it when no client holds a connection any more."""
    server = RawServer(handle)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join(20)
