"""Connections of the async client for httpcore, straight on non-blocking sockets, under asyncio and trio alike.

The streams of anyio cannot notice an early answer while the server reads no more, and those of asyncio close when a
write fails, with what had arrived. A socket can do both.
"""

import contextlib
import socket
import ssl
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any, Protocol

import anyio
import anyio.abc
import httpcore

from pollination_sdk._http.addresses import NEXT_ADDRESS, Address, Addresses, Place
from pollination_sdk._http.deadline import CHUNK, Deadline
from pollination_sdk._http.early_answer import LARGEST_READ, MOMENT, EarlyAnswer, Together, ready
from pollination_sdk._http.open_sockets import CLOSED, OpenSockets
from pollination_sdk._http.room import Room
from pollination_sdk._support.event_loop import here, is_asyncio

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

    async def wait(
        self, sock: socket.socket, seconds: float | None = None, *, read: bool = False, write: bool = False
    ) -> bool:
        """Wait until a socket can be read, written, or either; a closed one can. Return False when it is too late."""
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
    """Wait for sockets with the selector of asyncio: what anyio puts around that costs more than the waiting.

    A socket that was read stays in the selector until something comes that nobody waits for. To add and to remove it
    for each read cost a third of the calls a second with 1,000 in flight.
    """

    def __init__(self, loop: Any) -> None:
        self._loop = loop
        self._selected: set[socket.socket] = set()
        self._readers: dict[socket.socket, Any] = {}
        self._writers: dict[socket.socket, Any] = {}

    async def wait(
        self, sock: socket.socket, seconds: float | None = None, *, read: bool = False, write: bool = False
    ) -> bool:
        if sock.fileno() < 0:
            return True
        future = self._loop.create_future()
        if read:
            self._readers[sock] = future
            if sock not in self._selected:
                self._selected.add(sock)
                self._loop.add_reader(sock, self._readable, sock)
        if write:
            self._writers[sock] = future
            self._loop.add_writer(sock, _finish, future, sock)
        timer = None if seconds is None else self._loop.call_later(seconds, _finish, future, None)
        try:
            return await future is not None
        finally:
            if timer is not None:
                timer.cancel()
            self._readers.pop(sock, None)
            if self._writers.pop(sock, None) is not None:
                self._loop.remove_writer(sock)

    def _readable(self, sock: socket.socket) -> None:
        future = self._readers.get(sock)
        if future is None or future.done():
            self._selected.discard(sock)
            self._loop.remove_reader(sock)
        else:
            future.set_result(sock)

    def close(self, sock: socket.socket) -> None:
        if sock in self._selected:
            self._readable(sock)  # wakes who waits
            self._selected.discard(sock)
            self._loop.remove_reader(sock)
        if (future := self._writers.pop(sock, None)) is not None:
            self._loop.remove_writer(sock)
            _finish(future, sock)
        sock.close()


def _finish(future: Any, result: socket.socket | None) -> None:
    if not future.done():
        future.set_result(result)


class _AnyPoll:
    """Wait for sockets with anyio: under trio, and in an event loop of Windows that has no selector."""

    async def wait(
        self, sock: socket.socket, seconds: float | None = None, *, read: bool = False, write: bool = False
    ) -> bool:
        done = False

        async def until(ready: Callable[[Any], Awaitable[None]]) -> None:
            nonlocal done
            with contextlib.suppress(anyio.ClosedResourceError, ValueError):  # ValueError: it has no number any more
                await ready(sock)
            done = True
            group.cancel_scope.cancel()

        with anyio.move_on_after(seconds):
            async with anyio.create_task_group() as group:
                if read:
                    group.start_soon(until, anyio.wait_readable)
                if write:
                    group.start_soon(until, anyio.wait_writable)
        return done

    def close(self, sock: socket.socket) -> None:
        if sock.fileno() >= 0:
            anyio.notify_closing(sock)
        sock.close()


class _Socket(anyio.abc.ByteStream):
    """Read and write at a socket.

    A failure to send is remembered and not raised: anyio's TLS would no longer read after one.

    Attributes:
        seconds: How long it may take until something can be read or written, None for no limit.
    """

    def __init__(self, sock: socket.socket, sockets: OpenSockets, poll: Poll) -> None:
        self.socket = sock
        self.poll = poll
        self._sockets = sockets
        self.failure: OSError | None = None
        self.seconds: float | None = None

    async def receive(self, max_bytes: int = LARGEST_READ) -> bytes:
        while True:
            if not await self.poll.wait(self.socket, self.seconds, read=True):
                raise httpcore.ReadTimeout("the time for it is over")
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
                if not await self.poll.wait(self.socket, self.seconds, write=True):
                    raise httpcore.WriteTimeout("the server does not read the request") from None
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

    def read(  # pyright: ignore[reportIncompatibleMethodOverride]  # what it returns is awaited all the same
        self, max_bytes: int, timeout: float | None = None
    ) -> Coroutine[Any, Any, bytes]:
        self._written = 0
        if self._together.holds or self._early.received:
            return self._read(max_bytes, timeout)
        return self._receive(max_bytes, timeout)

    async def _read(self, most: int, seconds: float | None) -> bytes:
        if self._together.holds:  # who reads has finished writing; the end of a body in chunks is not empty
            await self.write(b"", seconds)
            self._written = 0
        return self._early.take(most) or await self._receive(most, seconds)

    async def _receive(self, most: int, seconds: float | None) -> bytes:
        self._socket.seconds = seconds
        try:
            return await self._through.receive(most)
        except anyio.EndOfStream:
            return b""
        except (OSError, *_CLOSED) as error:
            raise httpcore.ReadError(str(error.__cause__ or error)) from error

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for piece in self._together.add(buffer):
            await self._send(piece, timeout)

    async def _send(self, piece: bytes, seconds: float | None) -> None:
        for start in range(0, len(piece), CHUNK):
            part = piece[start : start + CHUNK]
            if self._written >= CHUNK:
                await self._wait_for_room(seconds)
            self._socket.seconds = seconds
            try:
                await self._through.send(part)
            except _CLOSED as error:
                raise httpcore.WriteError(str(error)) from error
            if self._socket.failure is not None:
                raise httpcore.WriteError(str(self._socket.failure)) from self._socket.failure
            self._written += len(part)

    async def _wait_for_room(self, seconds: float | None) -> None:
        """Wait until the server reads on, and notice its answer meanwhile; see `_http.early_answer`."""
        writable = False
        while not writable:
            readable, writable = ready(self._socket.socket, 0)
            if readable:
                await self._take_early()
            elif not writable and not await self._socket.poll.wait(self._socket.socket, seconds, read=True, write=True):
                raise httpcore.WriteTimeout("the server does not read the request")

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
