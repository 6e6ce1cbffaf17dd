"""Connections of the blocking client for httpcore: few system calls, since each lets other threads in between.

Python gives its lock away at every one of them, and takes it again behind all who wait for it. So a request goes out in
one piece, and the limit of a socket is set only where it changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpcore

from pollination_sdk._deadline import CHUNK, time_left
from pollination_sdk._early_answer import EarlyAnswer
from pollination_sdk._together import Together

if TYPE_CHECKING:
    import ssl


# Room for a large read is asked of the system each time, and given back: most answers do without.
_SMALL = 65_536
LARGE = 262_144
"""The most that is read at once; httpcore's own is 64 KB, and a small piece costs all above it as much."""


class Wire(httpcore.NetworkStream):
    """Read and write at the socket itself, each within what is left of the deadline.

    Args:
        opened: The connection as httpcore opened it, heeding deadlines, which looks after TLS and its end.
    """

    def __init__(self, opened: httpcore.NetworkStream) -> None:
        self._opened = opened
        self._socket = opened.get_extra_info("socket")
        self._together = Together()
        self._likely = _SMALL
        self._early = EarlyAnswer()

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._together.holds:  # who reads has finished writing; the end of a body in chunks is not empty
            self.write(b"", timeout)
        if early := self._early.take(max_bytes):
            return early
        try:
            self._limit(time_left(timeout, httpcore.ReadTimeout))
            data: bytes = self._socket.recv(min(max_bytes, self._likely))
        except TimeoutError as error:
            raise httpcore.ReadTimeout(str(error)) from error
        except OSError as error:
            raise httpcore.ReadError(str(error)) from error
        if len(data) > _SMALL // 2:
            self._likely = LARGE
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._likely = _SMALL
        try:
            for piece in self._together.add(buffer):
                for start in range(0, len(piece), CHUNK):
                    if start:
                        self._early.wait_for_room(self._opened, time_left(timeout, httpcore.WriteTimeout))
                    self._limit(time_left(timeout, httpcore.WriteTimeout))
                    self._socket.sendall(piece[start : start + CHUNK])
        except TimeoutError as error:
            raise httpcore.WriteTimeout(str(error)) from error
        except OSError as error:
            raise httpcore.WriteError(str(error)) from error

    def _limit(self, seconds: float | None) -> None:
        if self._socket.gettimeout() != seconds:
            self._socket.settimeout(seconds)

    def close(self) -> None:
        self._opened.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return Wire(self._opened.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable" and self._early.stopped:
            return True
        return self._opened.get_extra_info(info)
