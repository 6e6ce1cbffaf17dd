"""The connection pools inside a client or transport of httpx or httpx2, and how a forked child gets empty ones.

There is no public way to either: the `close` of a pool takes a lock that a thread of the parent may have held when it
forked, and keeps the places that the parent's calls occupy. Tests prove that these names work; where one is missing, a
forked child refuses the client instead.
"""

from collections.abc import Iterator
from typing import Any

from pollination_sdk._http.given_client import both
from pollination_sdk._support.fork import leave_to_parent

_DEPTH = 4
"""How many transports may stand around each other."""
_WITHOUT_CONNECTIONS = ("MockTransport", "WSGITransport", "ASGITransport")


def transports_of(client: Any) -> list[Any]:
    """Return the transports that a client sends through, those of its mounts too."""
    return [one for one in (client._transport, *client._mounts.values()) if one is not None]  # noqa: SLF001 - see above


def pools_in(transport: object, depth: int = _DEPTH) -> Iterator[Any]:
    """Find the pools of a transport and of the transports it is built around."""
    if not isinstance(transport, both("BaseTransport") + both("AsyncBaseTransport")) or not depth:
        return
    for part in vars(transport).values():
        if isinstance(part, both("ConnectionPool", "httpcore") + both("AsyncConnectionPool", "httpcore")):
            yield part
        yield from pools_in(part, depth - 1)


def disown_client(client: Any) -> bool:
    """Give a client, in a forked child, connections of its own; return False where that cannot be known to work."""
    known = [_disown_transport(transport) for transport in transports_of(client)]
    return all(known)


def _disown_transport(transport: object) -> bool:
    if isinstance(transport, tuple(kind for name in _WITHOUT_CONNECTIONS for kind in both(name))):
        return True
    pools = list(pools_in(transport))
    for pool in pools:
        try:
            disown(pool)
        except Exception:  # noqa: BLE001 - a name of httpcore's has changed: the client is refused
            return False
    return bool(pools)


def renew_locks(client: Any) -> None:
    """Give the pools of a client new locks, while nobody uses them."""
    for transport in transports_of(client):
        for pool in pools_in(transport):
            _renew_lock(pool)


def _renew_lock(pool: Any) -> None:
    pool._optional_thread_lock = type(pool._optional_thread_lock)()  # noqa: SLF001 - see above


def disown(pool: Any) -> None:
    """Empty a pool in a forked child; the connections stay whole for the parent."""
    connections: list[Any] = list(pool.connections)
    _renew_lock(pool)  # a thread of the parent may hold it
    pool._requests = [one for one in pool._requests if not one.is_queued()]  # noqa: SLF001 - see above; others wait in the parent
    pool._connections = []  # noqa: SLF001 - see above
    if isinstance(pool, both("AsyncConnectionPool", "httpcore")):
        leave_to_parent(*connections)
        return
    for connection in connections:
        connection.close()  # it closes the child's descriptor and sends nothing
