"""A uvicorn server in its own thread, on a loopback port that is bound before it starts."""

import asyncio
import errno
import logging
import os
import socket
import threading
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from pollination_sdk.sandbox._server.app import Application

LOOPBACK = "127.0.0.1"
START_SECONDS = 10.0
LARGEST_HEAD = 1024 * 1024  # accepts large headers, which the application then refuses like the edge

_REASONS = {
    errno.EADDRINUSE: "is taken by another program",
    errno.EACCES: "is reserved for administrators",
}


class Protocol(H11Protocol):
    """HTTP/1.1 with our own logger, which passes its transport to the application.

    The application uses the transport for faults below HTTP.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.logger = logging.getLogger("pollination_sdk.sandbox.http")

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn's own
        """Store the transport for its requests."""
        self.app_state = {**self.app_state, "transport": transport}
        super().connection_made(transport)


class Server(uvicorn.Server):
    """The server; when it is stopped, it closes all open connections."""

    def __init__(self, application: Application, port: int) -> None:
        config = uvicorn.Config(
            application,
            http=Protocol,
            ws="none",
            loop="asyncio",
            interface="asgi3",
            lifespan="off",
            log_config=None,
            log_level=None,
            access_log=False,
            server_header=False,
            date_header=False,
            h11_max_incomplete_event_size=LARGEST_HEAD,
        )
        super().__init__(config)
        self._socket = _bind(port)
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="pollinations-sandbox", daemon=True)
        self._stop: asyncio.Event | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self.port: int = self._socket.getsockname()[1]

    def start(self) -> None:
        """Start the thread and wait until it accepts connections."""
        self._thread.start()
        if not self._ready.wait(START_SECONDS) or self._loop is None:
            raise RuntimeError("The sandbox did not start; its log says why.")

    def stop(self) -> None:
        """Close all connections, end the thread and wait for it."""
        if self._loop is not None and self._stop is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def _run(self) -> None:
        try:
            asyncio.run(self.serve(sockets=[self._socket]))
        finally:
            self._socket.close()
            self._ready.set()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and report it to `start`."""
        await super().startup(sockets)
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        self._ready.set()

    async def main_loop(self) -> None:
        """Sleep until the server is stopped; uvicorn's own loop wakes up ten times per second."""
        if self._stop is not None:
            await self._stop.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close connections at once: a program that closes a sandbox needs no more answers."""
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        tasks = list(self.server_state.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for server in self.servers:
            await server.wait_closed()
        for listener in sockets or []:
            listener.close()


def _bind(port: int) -> socket.socket:
    # With an explicit protocol, because asyncio disables Nagle's algorithm only for sockets that are known as TCP.
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name != "nt":  # on Windows, two programs could then share a port
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((LOOPBACK, port))
        bound.listen(2048)
    except OSError as error:
        bound.close()
        reason = _REASONS.get(error.errno or 0, error.strerror)
        raise OSError(error.errno, f"Port {port} {reason}; choose another, or 0 for a free one.") from None
    return bound
