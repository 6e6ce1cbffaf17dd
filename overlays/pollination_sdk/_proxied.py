"""Connections through a proxy: that part is httpx's own, one pool for each that holds a single connection."""

import httpx

from pollination_sdk._deadline import heed
from pollination_sdk._gate import Gate
from pollination_sdk._httpx_pools import disown, pools_in
from pollination_sdk._idle import EXPIRY
from pollination_sdk._tls import trusted

_ONE = httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=EXPIRY)


class Proxied:
    """Send requests through a proxy, one after the other."""

    def __init__(self, proxy: httpx.Proxy) -> None:
        made = httpx.HTTPTransport(verify=trusted(), limits=_ONE, proxy=proxy)
        heed(made)
        self._made = made
        self.send = made.handle_request
        self.close = made.close

    def is_usable(self) -> bool:
        """Tell that it is: its pool looks after the connection."""
        return True

    def disown(self) -> None:
        """Close this process's descriptor of it, in a forked child."""
        for pool in pools_in(self._made):
            disown(pool)


class AsyncProxied:
    """Send requests through a proxy, one after the other, without blocking."""

    def __init__(self, proxy: httpx.Proxy, gate: Gate) -> None:
        made = httpx.AsyncHTTPTransport(verify=trusted(), limits=_ONE, proxy=proxy)
        gate.put_before(made)
        self.send = made.handle_async_request
        self.aclose = made.aclose

    def is_usable(self) -> bool:
        """Tell that it is: its pool looks after the connection."""
        return True
