"""Keep a caller's async client in one event loop at a time.

httpx uses an idle connection again in any event loop. In a loop that did not open it, the call fails or waits for data
of which only the other loop learns. Two loops that share a pool also wait for each other's connections without end.
"""

import threading
from typing import Any
from weakref import WeakKeyDictionary

from pollination_sdk._http.httpx_pools import pools_in, transports_in
from pollination_sdk._support.event_loop import is_over
from pollination_sdk._support.fork import renew_after_fork


class _Owners:
    """The event loop that each client was used in last; safe across threads, and after a fork."""

    def __init__(self) -> None:
        self.renew()
        renew_after_fork(self)

    def renew(self) -> None:
        """Start without owners in a forked child, where none of the loops run."""
        self._lock = threading.Lock()
        self._loops: WeakKeyDictionary[Any, tuple[int, Any]] = WeakKeyDictionary()

    def claim(self, client: Any, where: tuple[int, Any]) -> bool:
        """Make an event loop the owner of a client; return False if the client belongs to another one.

        A loop that has ended owns a client for as long as its connections are in the pool. A client without a pool of
        connections, such as a mock, belongs to no loop.

        Args:
            client: The client, of httpx or of httpx2.
            where: The process and the event loop, from `here`.
        """
        pools = [pool for transport in transports_in(client) for pool in pools_in(transport)]
        if not pools:
            return True
        with self._lock:
            owner = self._loops.get(client, where)
            if owner != where and not (is_over(owner) and not any(pool.connections for pool in pools)):
                return False
            self._loops[client] = where
            return True


owners = _Owners()
