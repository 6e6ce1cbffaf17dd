"""Servers that misbehave below what the sandbox can do: one function for each connection, on a real socket."""

import contextlib
import os
import signal
import socket
import ssl
import threading

import anyio
import trustme

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi"
HEAD = b"HTTP/1.1 200 OK\r\n"
STREAM_HEAD = HEAD + b"Content-Type: text/event-stream\r\nX-Request-Id: r-1\r\nTransfer-Encoding: chunked\r\n\r\n"


def chunk(data):
    """Frame bytes as one chunk of a chunked body; none of them ends it."""
    return b"%x\r\n%s\r\n" % (len(data), data)


class RawServer:
    """Accept connections on a loopback port and hand each to `serve(connection)` in a thread of its own.

    Args:
        serve: What to do with a connection; it is closed afterwards, and errors of the socket end it quietly.
    """

    def __init__(self, serve):
        self.serve = serve
        self.heads = []
        self.accepted = 0
        self.open = 0
        self.ending = threading.Event()
        self._changed = threading.Condition()
        self._connections = []
        self._threads = []

    def __enter__(self):
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._spawn(self._accept)
        return self

    def __exit__(self, *_):
        self.ending.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)

    def _spawn(self, target, *args):
        thread = threading.Thread(target=target, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self._connections.append(connection)
                self._count(1)
                self._spawn(self._handle, connection)

    def _handle(self, connection):
        with contextlib.suppress(OSError), connection:
            self.serve(connection)
        self._count(-1)

    def _count(self, change):
        with self._changed:
            self.accepted += change > 0
            self.open += change
            self._changed.notify_all()

    def head(self, connection):
        """Read one request's head, and remember it; empty when the client is gone."""
        head = b""
        while b"\r\n\r\n" not in head:
            piece = connection.recv(65_536)
            if not piece:
                return b""
            head += piece
        self.heads.append(head.partition(b"\r\n\r\n")[0].decode())
        return head

    def until_gone(self, connection):
        """Read until the client closes."""
        while connection.recv(65_536):
            pass

    def wait_for_one(self, seconds=5.0):
        """Wait for the first connection."""
        with self._changed:
            return self._changed.wait_for(lambda: self.accepted, seconds)

    def none_open(self, seconds=5.0):
        """Tell whether all connections are closed, now or soon."""
        with self._changed:
            return self._changed.wait_for(lambda: self.open == 0, seconds)

    def drip(self, connection, data, pause):
        """Send bytes one by one until all are sent, the client is gone, or the server ends."""
        for byte in data:
            connection.sendall(bytes([byte]))
            if self.ending.wait(pause):
                return


def answering(answer=OK):
    """Make a server that gives every request the same answer, on connections that stay open."""

    def serve(connection):
        while server.head(connection):
            connection.sendall(answer)

    server = RawServer(serve)
    return server


def once(answer):
    """Make a server that answers one request a connection by a function, and leaves it to the client to close."""

    def serve(connection):
        server.head(connection)
        answer(connection)
        server.until_gone(connection)

    server = RawServer(serve)
    return server


def silent():
    """Make a server that reads requests and never answers."""
    return once(lambda _: None)


async def cancel_when_read(server, call):
    """Cancel a call once the server has read its request."""
    before = len(server.heads)
    async with anyio.create_task_group() as group:
        group.start_soon(call)
        while len(server.heads) == before:  # noqa: ASYNC110 - a thread of the server reads
            await anyio.sleep(0.01)
        group.cancel_scope.cancel()


@contextlib.contextmanager
def interrupted(server):
    """Raise `KeyboardInterrupt` in the main thread each time the server has read a request."""

    def interrupt(*_):
        raise KeyboardInterrupt

    def watch():
        seen = 0
        while not ended.wait(0.02):
            if len(server.heads) > seen:
                seen = len(server.heads)
                ended.wait(0.05)  # until the client waits for the answer
                os.kill(os.getpid(), signal.SIGUSR1)

    ended = threading.Event()
    before = signal.signal(signal.SIGUSR1, interrupt)
    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        signal.signal(signal.SIGUSR1, before)


@contextlib.contextmanager
def deaf():
    """Give the URL of a listener that accepts nothing and whose queue is full, so that nobody connects."""
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        address = listener.getsockname()
        for _ in range(4):
            filler = stack.enter_context(socket.socket())
            filler.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                filler.connect(address)
        yield f"http://127.0.0.1:{address[1]}"


def refusing():
    """Give the URL of a port where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"http://127.0.0.1:{listener.getsockname()[1]}"


def trusted_context(tmp_path, monkeypatch, *names):
    """Make the TLS context of a server with these names, by a new authority that `SSL_CERT_FILE` names."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    return context
