"""Connections of the async client for httpcore, straight on non-blocking sockets, under asyncio and trio alike.

The streams of anyio cannot notice an early answer while the server reads no more, and those of asyncio close when a
write fails, with what had arrived. A socket can do both.
"""

import contextlib
import socket
import ssl
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

import anyio
import anyio.abc
import httpcore

from pollination_sdk._addresses import NEXT_ADDRESS, Address, Addresses, Place
from pollination_sdk._deadline import CHUNK, Deadline
from pollination_sdk._early_answer import LARGEST_READ, MOMENT, EarlyAnswer, Together, ready
from pollination_sdk._event_loop import here, in_time, is_asyncio
from pollination_sdk._open_sockets import CLOSED, OpenSockets
from pollination_sdk._room import Room

AT_ONCE = 100
"""So many connections are opened at once and no more: the server's queue of new ones stays short."""
_CLOSED = (anyio.ClosedResourceError, anyio.BrokenResourceError)


class AsyncBackend(httpcore.AsyncNetworkBackend):
    """Open connections in the event loop that runs when it is made."""

    def __init__(self) -> None:
        self.sockets = OpenSockets()
        self._addresses = Addresses()
        self._connecting = Room(AT_ONCE)
        self._poll = new_poll()

    async def connect_tcp(self, host: str, port: int, timeout: float | None = None, *_: Any, **__: Any) -> "Stream":
        """Connect to the first address of a host that lets us; httpcore's other options are not used here.

        A call that waits for those before it does so within its own limit. That begins anew when one of them has got
        its connection: thousands that begin together on a slow network all succeed.

        Raises:
            httpcore.ConnectError: None does.
            httpcore.ConnectTimeout: None does in time.
        """
        place = (host, port)
        limit, progress = Deadline.of(timeout), self._connecting.progress
        try:
            with anyio.fail_after(timeout):
                addresses, fresh = await self._addresses.find_async(place)
            await self._connecting.enter(limit.remaining())
            connected = False
            try:
                if self._connecting.progress != progress:
                    limit = Deadline.of(timeout)
                with anyio.fail_after(limit.remaining()):
                    stream = await self._connect(place, addresses, fresh=fresh)
                connected = True
            finally:
                self._connecting.leave(progress=connected)
        except TimeoutError as error:
            self._addresses.forget(place)
            raise httpcore.ConnectTimeout("the time to connect is over") from error
        return stream

    async def _connect(self, place: Place, addresses: list[Address], *, fresh: bool) -> "Stream":
        while True:
            try:
                sock, address = await self._first_to_connect(addresses)
            except OSError as error:
                self._addresses.forget(place)
                if fresh or self.sockets.closed:  # else the host may have moved since it was resolved
                    raise httpcore.ConnectError(str(error)) from error
                addresses, fresh = await self._addresses.find_async(place)
            else:
                self._addresses.worked(place, address)
                return Stream(_Socket(sock, self.sockets, self._poll))

    async def _first_to_connect(self, addresses: list[Address]) -> tuple[socket.socket, Address]:
        """Connect to addresses, each a moment after the one before it, until one of them answers (RFC 8305)."""
        if len(addresses) == 1:
            return await self._connected(addresses[0]), addresses[0]
        first: tuple[socket.socket, Address] | None = None
        failure: OSError = OSError()

        async def attempt(address: Address, failed: anyio.Event) -> None:
            nonlocal first, failure
            try:
                sock = await self._connected(address)
            except OSError as error:
                failure = error
                failed.set()
                return
            if first is None:
                first = sock, address
            else:
                self._close(sock)
            group.cancel_scope.cancel()

        try:
            async with anyio.create_task_group() as group:
                for address in addresses:
                    group.start_soon(attempt, address, failed := anyio.Event())
                    with anyio.move_on_after(NEXT_ADDRESS):
                        await failed.wait()
        except BaseException:
            if first is not None:
                self._close(first[0])
            raise
        if first is None:
            raise failure
        return first

    async def _connected(self, address: Address) -> socket.socket:
        sock = self.sockets.connecting_to(address)
        try:
            await self._poll.wait(sock, write=True)
            self.sockets.check_connected(sock)
        except BaseException:
            self._close(sock)
            raise
        return sock

    def _close(self, sock: socket.socket) -> None:
        self.sockets.discard(sock)
        self._poll.close(sock)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await anyio.sleep(seconds)


class Poll(Protocol):
    """Wait for sockets."""

    async def wait(self, sock: socket.socket, *, read: bool = False, write: bool = False) -> None:
        """Wait until a socket can be read, written, or either; a closed one can."""
        ...

    def close(self, sock: socket.socket) -> None:
        """Close a socket, and wake who waits for it."""
        ...


def new_poll() -> Poll:
    """Return what waits for sockets in the event loop that runs."""
    loop = here()[1]
    if is_asyncio(loop):
        from asyncio import AbstractEventLoop  # noqa: PLC0415 - slow to load, for trio without use

        if type(loop).add_reader is not AbstractEventLoop.add_reader:
            return _AsyncioPoll(loop)
    return _AnyPoll()


class _AsyncioPoll:
    """Wait for sockets with the selector of asyncio: what anyio puts around that costs more than the waiting."""

    def __init__(self, loop: Any) -> None:
        self._loop = loop
        self._waiting: dict[socket.socket, Any] = {}

    async def wait(self, sock: socket.socket, *, read: bool = False, write: bool = False) -> None:
        if sock.fileno() < 0:
            return
        future = self._waiting[sock] = self._loop.create_future()
        if read:
            self._loop.add_reader(sock, _wake, future)
        if write:
            self._loop.add_writer(sock, _wake, future)
        try:
            await future
        finally:
            self._forget(sock)

    def _forget(self, sock: socket.socket) -> Any:
        future = self._waiting.pop(sock, None)
        if future is not None:
            self._loop.remove_reader(sock)
            self._loop.remove_writer(sock)
        return future

    def close(self, sock: socket.socket) -> None:
        if (future := self._forget(sock)) is not None:
            _wake(future)
        sock.close()


def _wake(future: Any) -> None:
    if not future.done():
        future.set_result(None)


class _AnyPoll:
    """Wait for sockets with anyio: under trio, and in an event loop of Windows that has no selector."""

    async def wait(self, sock: socket.socket, *, read: bool = False, write: bool = False) -> None:
        async def until(ready: Callable[[Any], Awaitable[None]]) -> None:
            with contextlib.suppress(anyio.ClosedResourceError, ValueError):  # ValueError: it has no number any more
                await ready(sock)
            group.cancel_scope.cancel()

        async with anyio.create_task_group() as group:
            if read:
                group.start_soon(until, anyio.wait_readable)
            if write:
                group.start_soon(until, anyio.wait_writable)

    def close(self, sock: socket.socket) -> None:
        if sock.fileno() >= 0:
            anyio.notify_closing(sock)
        sock.close()


class _Socket(anyio.abc.ByteStream):
    """Read and write at a socket.

    A failure to send is remembered and not raised: anyio's TLS would no longer read after one.
    """

    def __init__(self, sock: socket.socket, sockets: OpenSockets, poll: Poll) -> None:
        self.socket = sock
        self.poll = poll
        self._sockets = sockets
        self.failure: OSError | None = None

    async def receive(self, max_bytes: int = LARGEST_READ) -> bytes:
        while True:
            await self.poll.wait(self.socket, read=True)
            with contextlib.suppress(BlockingIOError):
                data = self.socket.recv(max_bytes)
                if not data:
                    if self._sockets.closed:  # without a length, it would pass for the end of the answer
                        raise OSError(CLOSED)
                    raise anyio.EndOfStream
                return data

    async def send(self, item: bytes) -> None:
        left = memoryview(item)
        while left and self.failure is None:
            try:
                left = left[self.socket.send(left) :]
            except BlockingIOError:
                await self.poll.wait(self.socket, write=True)
            except OSError as error:
                self.failure = error

    @property
    def extra_attributes(self) -> Mapping[Any, Callable[[], Any]]:
        return {}

    async def send_eof(self) -> None:
        self.socket.shutdown(socket.SHUT_WR)

    async def aclose(self) -> None:
        self._sockets.discard(self.socket)
        self.poll.close(self.socket)


class Stream(httpcore.AsyncNetworkStream):
    """Read and write at a socket or through TLS, and read what arrives while much is being written.

    A write that has started is never cancelled for an answer: anyio's TLS could then no longer read either. So each
    piece waits for room first, and only this wait ends early.
    """

    def __init__(self, sock: _Socket, through: anyio.abc.ByteStream | None = None) -> None:
        self._socket = sock
        self._through = through or sock
        self._together = Together()
        self._early = EarlyAnswer()
        self._written = 0
        self._in_time: Callable[[float | None], AbstractAsyncContextManager[object]] = in_time()

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._together.holds:  # who reads has finished writing; the end of a body in chunks is not empty
            await self.write(b"", timeout)
        self._written = 0
        return self._early.take(max_bytes) or await self._receive(max_bytes, timeout)

    async def _receive(self, most: int, seconds: float | None) -> bytes:
        try:
            async with self._in_time(seconds):
                return await self._through.receive(most)
        except anyio.EndOfStream:
            return b""
        except TimeoutError as error:
            raise httpcore.ReadTimeout(str(error)) from error
        except (OSError, *_CLOSED) as error:
            raise httpcore.ReadError(str(error.__cause__ or error)) from error

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for piece in self._together.add(buffer):
            try:
                async with self._in_time(timeout):
                    await self._send(piece)
            except TimeoutError as error:
                raise httpcore.WriteTimeout("the server does not read the request") from error

    async def _send(self, piece: bytes) -> None:
        for start in range(0, len(piece), CHUNK):
            part = piece[start : start + CHUNK]
            if self._written >= CHUNK:
                await self._wait_for_room()
            try:
                await self._through.send(part)
            except _CLOSED as error:
                raise httpcore.WriteError(str(error)) from error
            if self._socket.failure is not None:
                raise httpcore.WriteError(str(self._socket.failure)) from self._socket.failure
            self._written += len(part)

    async def _wait_for_room(self) -> None:
        """Wait until the server reads on, and notice its answer meanwhile; see `_early_answer`."""
        writable = False
        while not writable:
            readable, writable = ready(self._socket.socket, 0)
            if readable:
                await self._take_early()
            elif not writable:
                await self._socket.poll.wait(self._socket.socket, read=True, write=True)

    async def _take_early(self) -> None:
        try:
            data = await self._receive(LARGEST_READ, MOMENT)
        except httpcore.ReadTimeout:  # no whole record of TLS yet
            return
        except httpcore.ReadError:
            self._early.stop()
        self._early.add(data)

    async def aclose(self) -> None:
        await self._socket.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        from anyio.streams.tls import TLSStream  # noqa: PLC0415 - slow to load, for http without use

        done = False
        try:
            with anyio.fail_after(timeout):
                secured = await TLSStream.wrap(
                    self._through, ssl_context=ssl_context, hostname=server_hostname, standard_compatible=False
                )
            done = True
        except TimeoutError as error:
            raise httpcore.ConnectTimeout("the server did not begin with TLS in time") from error
        except anyio.EndOfStream as error:
            raise httpcore.ConnectError("the connection was closed before TLS began") from error
        except (OSError, *_CLOSED) as error:
            raise httpcore.ConnectError(str(error.__cause__ or error)) from error
        finally:
            if not done:
                await self.aclose()
        return Stream(self._socket, secured)

    def get_extra_info(self, info: str) -> Any:
        match info:
            case "is_readable":
                return self._early.stopped or ready(self._socket.socket, 0, write=False)[0]
            case "socket":
                return self._socket.socket
            case "ssl_object":
                from anyio.streams.tls import TLSAttribute  # noqa: PLC0415 - see above

                return self._through.extra(TLSAttribute.ssl_object, None)  # noqa: S610 - anyio's, not Django's
            case "client_addr":
                return self._socket.socket.getsockname()
            case "server_addr":
                return self._socket.socket.getpeername()
        return None
