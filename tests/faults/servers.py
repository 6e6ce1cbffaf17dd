"""Servers for what the sandbox cannot do: each a context manager that gives the base URL of a column."""

import contextlib
import socket
import struct
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tests.faults.stage import Stage, count_connections
from tests.helpers.servers import RawServer
from tests.helpers.servers import deaf as unanswered
from tests.helpers.servers import refusing as nobody

from pollination_sdk.sandbox import Fault, Sandbox

UrlOf = Callable[[Stage], str]
Server = Callable[[Sequence[Stage]], contextlib.AbstractContextManager[UrlOf]]
ATTEMPTS = 2
"""How often a call is tried."""
MEBIBYTE = b"a" * (1 << 20)


@contextlib.contextmanager
def refusing(_: Sequence[Stage]) -> Iterator[UrlOf]:
    """Let nobody listen."""
    yield lambda _: nobody()


@contextlib.contextmanager
def deaf(_: Sequence[Stage]) -> Iterator[UrlOf]:
    """Let connections wait for ever."""
    with unanswered() as url:
        yield lambda _: url


@contextlib.contextmanager
def _raw(serve: Callable[[RawServer, Any], None], columns: int, *, opened: int = 1) -> Iterator[UrlOf]:
    """Serve on raw sockets.

    Args:
        serve: Serves a connection.
        columns: How many columns use the server.
        opened: How many connections an attempt may open.
    """
    with RawServer(lambda connection: serve(server, connection)) as server:
        yield lambda _: server.url
        assert server.none_open(2), "a connection is still open"
        assert server.accepted <= ATTEMPTS * opened * columns, "there were more connections than attempts"


def resetting(stages: Sequence[Stage]) -> contextlib.AbstractContextManager[UrlOf]:
    """Reset each connection before its request is read.

    A client may see that while it connects: then nothing is sent, and it looks the host up anew and connects once more.
    """
    linger = struct.pack("ii", 1, 0)
    return _raw(lambda _, it: it.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger), len(stages), opened=2)


def closing(stages: Sequence[Stage]) -> contextlib.AbstractContextManager[UrlOf]:
    """Read each request and close."""
    return _raw(lambda server, it: server.head(it) and None, len(stages))


@contextlib.contextmanager
def _replaying(stages: Sequence[Stage], perform: Callable[[RawServer, Any, Stage], object]) -> Iterator[UrlOf]:
    """Serve each column in its own manner, by a path of its own."""
    with contextlib.ExitStack() as stack:
        urls = {}
        for stage in stages:

            def serve(server: RawServer, connection: Any, stage: Stage = stage) -> None:
                if server.head(connection):
                    perform(server, connection, stage)

            urls[stage.column.name] = stack.enter_context(_raw(serve, 1))
        yield lambda stage: urls[stage.column.name](stage)


def dripping(stages: Sequence[Stage]) -> contextlib.AbstractContextManager[UrlOf]:
    """Send the head at once and the body byte by byte, in at least 4 s: the shortest body has 16 bytes."""

    def perform(server: RawServer, connection: Any, stage: Stage) -> None:
        connection.sendall(stage.answer.head)
        body = stage.answer.body
        server.drip(connection, body, max(0.05, 4 / max(len(body), 1)))
        server.until_gone(connection)

    return _replaying(stages, perform)


def flooding(stages: Sequence[Stage]) -> contextlib.AbstractContextManager[UrlOf]:
    """Send 64 MB without a line break, after what an image or a stream starts with."""

    def perform(server: RawServer, connection: Any, stage: Stage) -> None:
        start = stage.answer.body[:40] if stage.column.body in {"media", "events"} else b""
        # One reader serves all JSON, and meets the whole flood in the columns of chat.
        mebibytes = 64 if stage.column.paid or stage.column.body == "csv" else 8
        size = len(start) + mebibytes * len(MEBIBYTE)
        kind = f"HTTP/1.1 200 OK\r\nContent-Type: {stage.answer.media_type}\r\nConnection: close\r\n"
        connection.sendall(f"{kind}Content-Length: {size}\r\n\r\n".encode() + start)
        for _ in range(mebibytes):
            connection.sendall(MEBIBYTE)
        server.until_gone(connection)

    return _replaying(stages, perform)


def elsewhere(status: int) -> Server:
    """Redirect to another provider, at which the key must not arrive."""

    @contextlib.contextmanager
    def redirecting(stages: Sequence[Stage]) -> Iterator[UrlOf]:
        with Sandbox() as other:
            connections = count_connections(other)
            for stage in stages:
                stage.sandbox.queue(Fault.redirect(other.url + stage.answer.target, status), 10_000)
            yield lambda stage: stage.sandbox.url
            arrived = [repr((request.target, request.raw_headers)) for request in other.requests]
            assert arrived, "nothing was redirected"
            assert connections.accepted <= len(stages), "a connection was not used again"
            leaked = [stage.column.name for stage in stages if any(stage.sandbox.key in one for one in arrived)]
            assert not leaked, f"the key went to another host: {leaked}"

    return redirecting
