"""Connections of anyio for httpcore, as trio uses them, that notice an early answer; see `_early_answer`."""

import contextlib
import ssl
from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

import anyio
import httpcore

from pollination_sdk._deadline import CHUNK
from pollination_sdk._early_answer import LARGEST_READ, MOMENT, EarlyAnswer, ready


class AnyioBackend(httpcore.AsyncNetworkBackend):
    """Open connections with anyio."""

    def __init__(self) -> None:
        self._inner = cast("httpcore.AsyncNetworkBackend", httpcore.AnyIOBackend())  # pyright sees its stand-in

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to a host; see httpcore's."""
        opened: Any = await self._inner.connect_tcp(host, port, timeout, local_address, socket_options)
        sender = opened._stream = _Sender(opened._stream)  # noqa: SLF001 - httpcore has no other way to put something below TLS; a test proves that this one works
        return _Stream(opened, sender)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await anyio.sleep(seconds)


class _Sender(anyio.abc.ByteStream):
    """Send below TLS, and remember a failure in place of raising it: anyio's TLS would no longer read after one."""

    def __init__(self, stream: anyio.abc.ByteStream) -> None:
        self._stream = stream
        self.failure: Exception | None = None

    async def send(self, item: bytes) -> None:
        try:
            await self._stream.send(item)
        except (anyio.BrokenResourceError, anyio.ClosedResourceError) as error:
            self.failure = error

    @property
    def extra_attributes(self) -> Mapping[Any, Callable[[], Any]]:
        return self._stream.extra_attributes

    async def receive(self, max_bytes: int = LARGEST_READ) -> bytes:
        return await self._stream.receive(max_bytes)

    async def send_eof(self) -> None:
        await self._stream.send_eof()

    async def aclose(self) -> None:
        await self._stream.aclose()


class _Stream(httpcore.AsyncNetworkStream):
    """Pass bytes on, and read what arrives while much is being written.

    A write that has started is never cancelled for an answer: anyio's TLS could then no longer read either. So each
    piece waits for room first, and only this wait ends early.
    """

    def __init__(self, inner: httpcore.AsyncNetworkStream, sender: _Sender) -> None:
        self._inner = inner
        self._sender = sender
        self._early = EarlyAnswer()
        self._written = 0

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._written = 0
        return self._early.take(max_bytes) or await self._inner.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), CHUNK):
            piece = buffer[start : start + CHUNK]
            if self._written >= CHUNK:
                await self._wait_for_room(timeout)
            await self._inner.write(piece, timeout)
            if self._sender.failure is not None:
                raise httpcore.WriteError(str(self._sender.failure)) from self._sender.failure
            self._written += len(piece)

    async def _wait_for_room(self, timeout: float | None) -> None:
        sock = self._inner.get_extra_info("socket")
        writable = False
        try:
            with anyio.fail_after(timeout):
                while not writable:
                    readable, writable = ready(sock, 0)
                    if readable:
                        await self._receive()
                    elif not writable:
                        await _until_ready(sock)
        except TimeoutError as error:
            raise httpcore.WriteTimeout("the server does not read the request") from error

    async def _receive(self) -> None:
        try:
            data = await self._inner.read(LARGEST_READ, MOMENT)
        except httpcore.ReadTimeout:
            return
        except httpcore.ReadError:
            self._early.stop()
        self._early.add(data)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        return _Stream(await self._inner.start_tls(ssl_context, server_hostname, timeout), self._sender)

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable" and self._early.stopped:
            return True
        return self._inner.get_extra_info(info)


async def _until_ready(sock: Any) -> None:
    """Wait until a socket can be read or written."""
    async with anyio.create_task_group() as group:

        async def until_readable() -> None:
            with contextlib.suppress(anyio.ClosedResourceError):  # `ready` notices it
                await anyio.wait_readable(sock)
            group.cancel_scope.cancel()

        group.start_soon(until_readable)
        with contextlib.suppress(anyio.ClosedResourceError):
            await anyio.wait_writable(sock)
        group.cancel_scope.cancel()
