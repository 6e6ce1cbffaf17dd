"""The connection pools inside a client or transport of httpx or httpx2, and how a forked child gets empty ones.

There is no public way to either: the `close` of a pool takes a lock that a thread of the parent may have held when it
forked, and keeps the places that the parent's calls occupy. So everything is found by its type, never by a private
name; where it is not found, a forked child refuses the client.
"""

from collections.abc import Iterator
from typing import Any

import httpcore
import httpx

from pollination_sdk._http.given_client import both
from pollination_sdk._support.fork import leave_to_parent

_DEPTH = 4
"""How many transports may stand around each other."""
_WITHOUT_CONNECTIONS = ("MockTransport", "WSGITransport", "ASGITransport")


def transports_in(owner: object) -> Iterator[Any]:
    """Find the transports that a client, or a transport, holds, also in mappings and lists."""
    for part in list(vars(owner).values()):
        inner = list(part.values()) if isinstance(part, dict) else part if isinstance(part, (list, tuple)) else [part]
        yield from (one for one in inner if isinstance(one, both("BaseTransport") + both("AsyncBaseTransport")))


def pools_in(transport: object, depth: int = _DEPTH) -> Iterator[Any]:
    """Find the pools of a transport and of the transports that it is built around."""
    yield from (part for part in vars(transport).values() if isinstance(part, _pool_classes()))
    if depth > 1:
        for inner in transports_in(transport):
            yield from pools_in(inner, depth - 1)


def connect_with(backend: httpcore.NetworkBackend, transport: httpx.HTTPTransport) -> None:
    """Have the pool of a transport open its connections with a backend."""
    for pool in pools_in(transport):
        for name, part in vars(pool).items():
            if isinstance(part, httpcore.NetworkBackend):
                setattr(pool, name, backend)


def disown_client(client: Any) -> bool:
    """Give a client, in a forked child, connections of its own; return False where that cannot be known to work."""
    known = [_disown_transport(transport) for transport in transports_in(client)]
    return bool(known) and all(known)


def _disown_transport(transport: object) -> bool:
    if isinstance(transport, tuple(kind for name in _WITHOUT_CONNECTIONS for kind in both(name))):
        return True
    try:
        emptied = [_disown(pool) for pool in pools_in(transport)]
    except Exception:  # noqa: BLE001 - httpcore has changed: the client is refused
        return False
    return bool(emptied) and all(emptied)


def _disown(pool: Any) -> bool:
    """Empty a pool in a forked child; the connections stay whole for the parent."""
    connections: list[Any] = pool.connections
    for name, part in _new_parts(pool).items():
        if isinstance(part, list):  # of connections or requests; calls that wait for a connection wait in the parent
            part += [one for one in getattr(pool, name) if hasattr(one, "is_queued") and not one.is_queued()]
        setattr(pool, name, part)
    if pool.connections:
        return False
    if isinstance(pool, both("AsyncConnectionPool", "httpcore")):
        leave_to_parent(*connections)
        return True
    for connection in connections:
        connection.close()  # it closes the child's descriptor and sends nothing
    return True


def renew_locks(client: Any) -> None:
    """Give the pools of a client new locks, while nobody uses them."""
    for transport in transports_in(client):
        for pool in pools_in(transport):
            vars(pool).update({name: part for name, part in _new_parts(pool).items() if not isinstance(part, list)})


def _new_parts(pool: Any) -> dict[str, Any]:
    """Return the lists and locks of a new pool: what a pool changes while it is used."""
    new = vars(next(kind for kind in _pool_classes() if isinstance(pool, kind))())
    return {name: part for name, part in new.items() if isinstance(part, list) or hasattr(part, "__enter__")}


def _pool_classes() -> tuple[type[Any], ...]:
    return both("ConnectionPool", "httpcore") + both("AsyncConnectionPool", "httpcore")
