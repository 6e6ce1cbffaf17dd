"""So many connections are opened at once and no more: thousands begun together would all run out of time together.

The time to connect counts from when a connection is really begun, and the server's queue of new ones stays short.
"""

from __future__ import annotations  # naming `anyio.Semaphore` loads half of anyio

from typing import TYPE_CHECKING, Any

import anyio
import httpcore

if TYPE_CHECKING:
    from collections.abc import Iterable

    import httpx

AT_ONCE = 100


class Gate:
    """Hold back the opening of connections.

    Args:
        backend: What opens them.
    """

    def __init__(self, backend: httpcore.AsyncNetworkBackend) -> None:
        self._places = anyio.Semaphore(AT_ONCE)
        self.backend: httpcore.AsyncNetworkBackend = _Backend(backend, self._places)
        """What opens connections through this gate."""

    def put_before(self, transport: httpx.AsyncHTTPTransport) -> None:
        """Make the connections of a transport of httpx's own pass this gate, and let our backend open them.

        httpx offers no public way to a pool's network backend; a test proves that this one works.
        """
        transport._pool._network_backend = self.backend  # noqa: SLF001 - see above


class _Backend(httpcore.AsyncNetworkBackend):
    def __init__(self, inner: httpcore.AsyncNetworkBackend, places: anyio.Semaphore) -> None:
        self._inner = inner
        self._places = places

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        async with self._places:
            return await self._inner.connect_tcp(host, port, timeout, local_address, socket_options)

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.AsyncNetworkStream:
        return await self._inner.connect_unix_socket(path, timeout, socket_options)

    async def sleep(self, seconds: float) -> None:
        await self._inner.sleep(seconds)
