"""Connections under asyncio for httpcore, straight on asyncio's transports.

What anyio puts around each read, a cancel scope and its timers, events and generators, was 24 of the 79 objects that a
call in flight held. Here it is one future, and one timer where there is a limit.
"""

import asyncio
import contextlib
import socket
import ssl
import threading
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any, cast

import httpcore
from httpcore._utils import is_socket_readable

from pollination_sdk._early_answer import REASON, is_final
from pollination_sdk._together import Together

# The event loop reads no further until somebody has taken what is here.
_MOST_UNREAD = 262_144
_MOST_AT_ONCE = 262_144
_LARGE_WRITE = 16_384
"""An answer may come before a write of this size is over."""
_NEXT_ADDRESS = 1.0
"""How long an address of a host may take while there is another, in seconds."""


class AsyncioBackend(httpcore.AsyncNetworkBackend):
    """Open connections in the running event loop."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to a host by the first of its addresses that answers soon, and then by any that answers in time.

        asyncio would race them with `happy_eyeballs_delay`; cancelled, that leaves connections open.

        Raises:
            httpcore.ConnectError: None does.
            httpcore.ConnectTimeout: None does in time.
        """
        local = None if local_address is None else (local_address, 0)
        try:
            async with asyncio.timeout(timeout):
                wire = await _first_to_answer(await _addresses(host, port), port, local)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(str(error)) from error
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(str(error)) from error
        for option in socket_options or ():
            wire.get_extra_info("socket").setsockopt(*option)
        return wire

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


async def _addresses(host: str, port: int) -> list[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


async def _first_to_answer(addresses: list[str], port: int, local: tuple[str, int] | None) -> "_Wire":
    """Try the addresses in turn; the last, and then those that only were slow, get all the time left."""
    *first, last = addresses
    slow = []
    for address in first:
        try:
            async with asyncio.timeout(_NEXT_ADDRESS):
                return await _connected(address, port, local)
        except TimeoutError:
            slow.append(address)
        except OSError:
            continue
    *others, final = last, *slow
    for address in others:
        with contextlib.suppress(OSError):
            return await _connected(address, port, local)
    return await _connected(final, port, local)


async def _connected(address: str, port: int, local: tuple[str, int] | None) -> "_Wire":
    _, wire = await asyncio.get_running_loop().create_connection(_Wire, address, port, local_addr=local)
    return wire


class _Room(threading.local):
    """Where the event loop of a thread puts what it reads, of whichever connection: it is copied from there at once.

    Room made anew for each read, 256 KB before anybody knows what will come, took the system half a second for 500 MB.
    """

    def __init__(self) -> None:
        self.bytes = memoryview(bytearray(_MOST_AT_ONCE))


_room = _Room()


class _Wire(httpcore.AsyncNetworkStream, asyncio.BufferedProtocol):
    """Hold what has arrived, and wake who waits for more, or for room to write."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport
        self._opened: asyncio.Transport  # without TLS
        self._loop = asyncio.get_running_loop()
        self._together = Together()
        self._arrived: deque[bytes] = deque()
        self._unread = 0
        self._ended = False
        self._failure: Exception | None = None
        self._full = False
        self._reader: asyncio.Future[None] | None = None
        self._writer: asyncio.Future[None] | None = None

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._together.holds:  # who reads has finished writing; the end of a body in chunks is not empty
            await self.write(b"", timeout)
        if not self._arrived and not self._ended:
            self._reader = self._loop.create_future()
            await self._wait(self._reader, timeout, httpcore.ReadTimeout)
        if self._arrived:
            data = self._take(max_bytes)
            if not self._arrived and not self._ended:
                self._transport.resume_reading()
            return data
        if self._failure is not None:
            raise httpcore.ReadError(str(self._failure)) from self._failure
        return b""

    def _take(self, most: int) -> bytes:
        """Take what has arrived from the front, small pieces together; one alone is not copied."""
        first = self._arrived[0]
        if len(first) > most:
            self._arrived[0], taken = first[most:], [first[:most]]
        else:
            taken, left = [], most
            while self._arrived and len(self._arrived[0]) <= left:
                taken.append(self._arrived.popleft())
                left -= len(taken[-1])
        data = b"".join(taken)
        self._unread -= len(data)
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for piece in self._together.add(buffer):
            if len(piece) >= _LARGE_WRITE:
                self._rescue()
                await asyncio.sleep(0)  # the event loop reads, and notices an end, only between writes
            self._refuse_useless()
            self._transport.write(piece)
        if self._full:
            self._refuse_useless()
            self._writer = self._loop.create_future()
            await self._wait(self._writer, timeout, httpcore.WriteTimeout)
            if self._full:
                self._refuse_useless()

    def _rescue(self) -> None:
        """Keep what has arrived should a write fail."""
        protocol = self._opened.get_protocol()
        if protocol is not None and not isinstance(protocol, _Rescue):  # None: lost, which TLS says a round later
            self._opened.set_protocol(_Rescue(self._opened))

    def _refuse_useless(self) -> None:
        """Refuse to write where nobody reads it any more; see `_early_answer`."""
        if self._ended or (self._arrived and self._is_answered()):
            raise httpcore.WriteError(str(self._failure or REASON)) from self._failure

    def _is_answered(self) -> bool:
        return is_final(b"".join(self._arrived))

    async def _wait(
        self, event: "asyncio.Future[None]", timeout: float | None, error: Callable[[str], Exception]
    ) -> None:
        timer = None if timeout is None else self._loop.call_later(timeout, _expire, event, error)
        try:
            await event
        finally:
            if timer is not None:
                timer.cancel()

    async def aclose(self) -> None:
        self._transport.abort()
        await asyncio.sleep(0)  # the event loop closes it in its next round

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        try:
            async with asyncio.timeout(timeout):
                secured = await self._loop.start_tls(
                    self._transport, self, ssl_context, server_hostname=server_hostname
                )
        except BaseException as error:
            self._transport.abort()
            if isinstance(error, TimeoutError):
                raise httpcore.ConnectTimeout(str(error)) from error
            if isinstance(error, OSError):
                raise httpcore.ConnectError(str(error)) from error
            raise
        if secured is None:
            raise httpcore.ConnectError("the connection was closed before TLS began")
        self.connection_made(secured)
        return self

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":
            # What the event loop has not looked at yet counts too: the program may have kept it from that for long.
            # A request that was not sent to its end, because its answer came early, is in the way of the next one.
            unusable = self._arrived or self._ended or self._full
            return bool(unusable) or is_socket_readable(self._transport.get_extra_info("socket"))
        names = {"client_addr": "sockname", "server_addr": "peername"}
        return self._transport.get_extra_info(names.get(info, info))

    # What the event loop calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # uvloop's are such by what they can do alone
        if self._transport.get_extra_info("ssl_object") is None:
            self._opened = self._transport
        # A write is over when the system has taken all of it. Not 0: there asyncio's TLS stops and goes on by turns,
        # at whatever is written or read, for an empty buffer is full too.
        self._transport.set_write_buffer_limits(high=1, low=0)

    def get_buffer(self, sizehint: int) -> memoryview:  # noqa: ARG002 - asyncio's
        return _room.bytes

    def buffer_updated(self, nbytes: int) -> None:
        self._arrived.append(bytes(_room.bytes[:nbytes]))
        self._unread += nbytes
        if self._unread >= _MOST_UNREAD:
            self._transport.pause_reading()
        _wake(self._reader)
        if self._full and self._is_answered():
            _wake(self._writer)

    def eof_received(self) -> bool:
        """Keep the transport open while it has something to write: asyncio's fails when it is aborted as it closes.

        With TLS that cannot be asked for, and does no harm.
        """
        self._ended = True
        _wake(self._reader)
        _wake(self._writer)
        secure = self._transport.get_extra_info("ssl_object") is not None
        return not secure and self._transport.get_write_buffer_size() > 0

    def connection_lost(self, exc: Exception | None) -> None:
        self._ended = True
        self._failure = exc
        _wake(self._reader)
        _wake(self._writer)

    def pause_writing(self) -> None:
        self._full = True

    def resume_writing(self) -> None:
        self._full = False
        _wake(self._writer)


class _Rescue(asyncio.BufferedProtocol):
    """Pass on what the event loop calls, and read what is left when a write has failed.

    An event loop closes a connection then, and with it the answer that a server sent before it reset the connection.

    Args:
        transport: The connection, without TLS.
    """

    def __init__(self, transport: asyncio.Transport) -> None:
        protocol = cast("asyncio.BufferedProtocol", transport.get_protocol())
        self._transport = transport
        self._protocol = protocol
        for name in ("get_buffer", "buffer_updated", "eof_received", "pause_writing", "resume_writing"):
            setattr(self, name, getattr(protocol, name))

    def connection_lost(self, exc: Exception | None) -> None:
        if exc is not None:
            with contextlib.suppress(OSError), self._transport.get_extra_info("socket").dup() as left:
                left.settimeout(0)
                while size := left.recv_into(self._protocol.get_buffer(-1)):
                    self._protocol.buffer_updated(size)
        self._protocol.connection_lost(exc)


def _wake(waiting: "asyncio.Future[None] | None") -> None:
    if waiting is not None and not waiting.done():
        waiting.set_result(None)


def _expire(waiting: "asyncio.Future[None]", error: Callable[[str], Exception]) -> None:
    if not waiting.done():
        waiting.set_exception(error("the time for it is over"))
