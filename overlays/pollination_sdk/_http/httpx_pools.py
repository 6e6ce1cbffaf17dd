"""Find the connection pools inside a client or transport of httpx or httpx2, and empty them in a forked child.

There is no public way to do either. The `close` of a pool takes a lock that a thread of the parent may have held during
the fork. It also keeps the slots of the parent's calls. So everything is found by its type, never by a private name. If
it is not found, a forked child refuses the client.
"""

from collections.abc import Iterator
from typing import Any

from pollination_sdk._http.given_client import both
from pollination_sdk._support.fork import leave_to_parent

_DEPTH = 4
"""The most levels of nested transports."""
_WITHOUT_CONNECTIONS = ("MockTransport", "WSGITransport", "ASGITransport")


def transports_in(owner: object) -> Iterator[Any]:
    """Yield the transports inside a client or a transport, also in mappings and lists."""
    for part in list(vars(owner).values()):
        inner = list(part.values()) if isinstance(part, dict) else part if isinstance(part, (list, tuple)) else [part]
        yield from (item for item in inner if isinstance(item, both("BaseTransport") + both("AsyncBaseTransport")))


def pools_in(transport: object, depth: int = _DEPTH) -> Iterator[Any]:
    """Yield the pools of a transport and of the transports inside it."""
    yield from (part for part in vars(transport).values() if isinstance(part, _pool_classes()))
    if depth > 1:
        for inner in transports_in(transport):
            yield from pools_in(inner, depth - 1)


def disown_client(client: Any) -> bool:
    """Give a client new connections in a forked child; return False if its transport is unknown."""
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
    """Empty a pool in a forked child; the connections of the parent are not affected."""
    connections: list[Any] = pool.connections
    for name, part in _new_parts(pool).items():
        if isinstance(part, list):  # of connections or requests; queued requests belong to the parent
            part += [item for item in getattr(pool, name) if hasattr(item, "is_queued") and not item.is_queued()]
        setattr(pool, name, part)
    if pool.connections:
        return False
    if isinstance(pool, both("AsyncConnectionPool", "httpcore")):
        leave_to_parent(*connections)
        return True
    for connection in connections:
        connection.close()  # closes the child's file descriptor and sends nothing
    return True


def renew_locks(client: Any) -> None:
    """Give the pools of a client new locks; call it while they are not in use."""
    for transport in transports_in(client):
        for pool in pools_in(transport):
            vars(pool).update({name: part for name, part in _new_parts(pool).items() if not isinstance(part, list)})


def _new_parts(pool: Any) -> dict[str, Any]:
    """Return the lists and locks of a new pool, which are all that a pool changes while it is used."""
    new = vars(next(kind for kind in _pool_classes() if isinstance(pool, kind))())
    return {name: part for name, part in new.items() if isinstance(part, list) or hasattr(part, "__enter__")}


def _pool_classes() -> tuple[type[Any], ...]:
    return both("ConnectionPool", "httpcore") + both("AsyncConnectionPool", "httpcore")
