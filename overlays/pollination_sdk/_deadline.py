"""Deadlines that hold: for the whole of a call, whatever byte of it is late.

httpx limits each read on its own, so an answer that drips may take forever. Async calls are cancelled. Sync ones
are held to their deadline where they block: each connect, write and read of a socket gets the time that is left.
That is done once for a client's connection pools, ours or the caller's; whoever else uses them has no deadline here
and notices nothing. Name resolution is the system's and cannot be limited.
"""

import socket
import time
from collections.abc import Iterable
from contextvars import ContextVar
from typing import Any

import httpcore
import httpx

from pollination_sdk._early_answer import LARGEST_READ, MOMENT, EarlyAnswer, ready

CHUNK = 16_384
"""The system takes a piece of this size whole or not at all, so that no write outlives the time it was given."""


class Deadline:
    """Count down to a moment; without seconds there is none.

    Args:
        seconds: The time from now, None for no limit.
    """

    def __init__(self, seconds: float | None) -> None:
        self.seconds = seconds
        self._end = None if seconds is None else time.monotonic() + seconds

    @classmethod
    def of(cls, seconds: float | None) -> "Deadline":
        """Return a deadline that many seconds from now; without seconds always the same one."""
        return NEVER if seconds is None else cls(seconds)

    def remaining(self) -> float | None:
        """Return the seconds left, never below 0; None without a limit."""
        return None if self._end is None else max(0.0, self._end - time.monotonic())

    @property
    def passed(self) -> bool:
        """Tell whether the moment is over."""
        return self.remaining() == 0.0

    def within(self, seconds: float | None) -> "Deadline":
        """Return a deadline that many seconds from now, but no later than this one."""
        return Deadline.of(self.cut(seconds))

    def cut(self, seconds: float | None) -> float | None:
        """Return the shorter of `seconds` and what is left; None where neither is limited."""
        left = self.remaining()
        return seconds if left is None else left if seconds is None else min(left, seconds)


NEVER = Deadline(None)
_current: ContextVar[Deadline] = ContextVar("pollination_sdk_deadline", default=NEVER)


class holding:  # noqa: N801 - used as the function that it would be, were it not on the way of every call
    """Hold what this thread does on a watched client to a deadline."""

    __slots__ = ("_deadline", "_token")

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline

    def __enter__(self) -> None:
        self._token = _current.set(self._deadline)

    def __exit__(self, *_: object) -> None:
        _current.reset(self._token)


def sooner(seconds: float | None) -> holding:
    """Hold what this thread does to so many seconds from now, or to its deadline if that is earlier."""
    return holding(_current.get().within(seconds))


def watch(client: httpx.Client) -> None:
    """Make a client's connection pools heed deadlines, those inside a transport around httpx's own as well.

    httpx offers no public way to a pool's network backend; a test proves that this one works.
    """
    from pollination_sdk._httpx_pools import transports_of  # noqa: PLC0415 - for a caller's client alone

    for transport in transports_of(client):
        heed(transport)


def heed(transport: httpx.BaseTransport) -> None:
    """Make the connection pools of a transport heed deadlines; see `watch`."""
    from pollination_sdk._httpx_pools import pools_in  # noqa: PLC0415 - for a caller's client or a proxy alone

    for pool in pools_in(transport):
        backend = pool._network_backend  # noqa: SLF001 - see above
        if not isinstance(backend, _Backend):
            pool._network_backend = _Backend(backend)  # noqa: SLF001 - see above
            _watch_opened(pool)


def _watch_opened(pool: httpcore.ConnectionPool) -> None:
    """Have the connections that a caller's client has opened before heed deadlines too."""
    for connection in pool.connections:
        part: Any = connection  # a connection through a proxy is one around another
        while part is not None:
            stream = getattr(part, "_network_stream", None)
            if stream is not None and not isinstance(stream, _Stream):
                part._network_stream = _Stream(stream)  # noqa: SLF001 - see above
            part = getattr(part, "_connection", None)


def time_left(timeout: float | None, error: type[Exception]) -> float | None:
    """Return the seconds that an operation may take, None for no limit.

    Args:
        timeout: What httpcore allows it.
        error: What to raise where the deadline of this thread's call leaves it none.
    """
    deadline = _current.get()
    if deadline is NEVER:
        return timeout
    left = deadline.cut(timeout)
    if left == 0:
        raise error("the deadline of the call has passed")
    return left


class _Backend(httpcore.NetworkBackend):
    """Open connections that heed the deadline of whoever uses them."""

    def __init__(self, inner: httpcore.NetworkBackend) -> None:
        self._inner = inner

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Try the addresses of a host in turn, each with its share of one limit; the system gives each all of it."""
        options = list(socket_options or ())
        if not isinstance(self._inner, httpcore.SyncBackend):  # it may find addresses in its own way
            seconds = time_left(timeout, httpcore.ConnectTimeout)
            return _Stream(self._inner.connect_tcp(host, port, seconds, local_address, options))
        refused: Exception = httpcore.ConnectError(f"{host} has no address")
        addresses = _addresses(host, port)  # as long as the system takes: the limit is that of connecting
        limit = Deadline(time_left(timeout, httpcore.ConnectTimeout))
        for tried, address in enumerate(addresses):
            left = limit.remaining()
            if left == 0:
                raise httpcore.ConnectTimeout("the time to connect is over")
            share = None if left is None else left / (len(addresses) - tried)
            try:
                stream = self._inner.connect_tcp(address, port, share, local_address, options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                refused = error
            else:
                return _Stream(stream)
        raise refused

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        limit = time_left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.connect_unix_socket(path, limit, socket_options))

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)


def _addresses(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(str(error)) from error
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class _Stream(httpcore.NetworkStream):
    """Pass bytes on, each operation within what is left of the deadline."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner
        self._early = EarlyAnswer()

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        limit = time_left(timeout, httpcore.ReadTimeout)
        return self._early.take(max_bytes) or self._inner.read(max_bytes, limit)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), CHUNK):
            if start:
                self._wait_for_room(time_left(timeout, httpcore.WriteTimeout))
            self._inner.write(buffer[start : start + CHUNK], time_left(timeout, httpcore.WriteTimeout))

    def _wait_for_room(self, seconds: float | None) -> None:
        sock = self._inner.get_extra_info("socket")
        writable = sock is None  # a caller's own backend
        while not writable:
            readable, writable = ready(sock, seconds)
            if readable:
                self._early.add_from(lambda: self._inner.read(LARGEST_READ, MOMENT))
            elif not writable:
                raise httpcore.WriteTimeout("the server does not read the request")

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        limit = time_left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, limit))

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable" and self._early.stopped:
            return True
        return self._inner.get_extra_info(info)
