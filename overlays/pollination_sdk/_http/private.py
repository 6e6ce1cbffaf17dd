"""The private names of httpx, httpcore and h11 that our transports use: all are here, and nowhere else.

Each does what the libraries offer no public way to. Where one is missing, `missing` says so, and the clients use the
transports of httpx in place of ours.
"""

import contextlib
import functools
import logging
from typing import Any

import httpcore
import httpx

_UNLOCKED: contextlib.nullcontext[None] = contextlib.nullcontext()
_log = logging.getLogger("pollination_sdk")


def has_trailing_data(made: httpcore.HTTP11Connection | httpcore.AsyncHTTP11Connection) -> bool:
    """Return True if bytes came after the last answer: httpcore would take them for the next one's."""
    more, _ = made._h11_state.trailing_data  # noqa: SLF001 - see above
    return bool(more)


def unlock(made: httpcore.AsyncHTTP11Connection) -> None:
    """Take away the lock of a connection that no two calls share: it costs rounds of the event loop."""
    made._state_lock = _UNLOCKED  # type: ignore[assignment]  # noqa: SLF001 - see above


def redirect(client: httpx.Client | httpx.AsyncClient, request: httpx.Request, answer: httpx.Response) -> httpx.Request:
    """Build the request that a redirect asks for, by the rules of httpx."""
    return client._build_redirect_request(request, answer)  # noqa: SLF001 - see above


def tls_in_tls() -> Any:
    """Return httpcore's class for TLS inside of the TLS of a proxy, which the `ssl` module has none for."""
    from httpcore._backends import sync  # noqa: PLC0415 - few have such a proxy

    return sync.TLSinTLSStream


def missing() -> list[str]:
    """Name what is missing of these, as after a release of a library that has renamed it."""
    names = []
    made = httpcore.HTTP11Connection(httpcore.Origin(b"http", b"localhost", 80), httpcore.MockStream([]))
    waiting = httpcore.AsyncHTTP11Connection(httpcore.Origin(b"http", b"localhost", 80), httpcore.AsyncMockStream([]))
    for name, check in (
        ("httpcore._h11_state", lambda: has_trailing_data(made)),
        ("httpcore._state_lock", lambda: waiting._state_lock),  # noqa: SLF001 - see above
        ("httpx._build_redirect_request", lambda: httpx.Client._build_redirect_request),  # noqa: SLF001 - see above
        ("httpcore.TLSinTLSStream", tls_in_tls),
    ):
        try:
            check()
        except (AttributeError, ImportError):
            names.append(name)
    return names


@functools.cache
def are_complete() -> bool:
    """Return whether all are there, and log once what is not."""
    if names := missing():
        _log.warning("%s is missing in the installed version; httpx's own connections are used.", ", ".join(names))
    return not names
