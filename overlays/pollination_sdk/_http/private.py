"""The private names of httpcore that our transports use: all are here, and nowhere else.

Each does what the libraries offer no public way to. Where one is missing, `missing` says so, and the clients use the
transports of httpx in place of ours.
"""

import contextlib
import functools
import logging

import httpcore

_UNLOCKED: contextlib.nullcontext[None] = contextlib.nullcontext()
_log = logging.getLogger("pollination_sdk")


def has_trailing_data(made: httpcore.HTTP11Connection | httpcore.AsyncHTTP11Connection) -> bool:
    """Return True if bytes came after the last answer: httpcore would take them for the next one's."""
    more, _ = made._h11_state.trailing_data  # noqa: SLF001 - see above
    return bool(more)


def unlock(made: httpcore.AsyncHTTP11Connection) -> None:
    """Take away the lock of a connection that no two calls share: it costs rounds of the event loop."""
    made._state_lock = _UNLOCKED  # type: ignore[assignment]  # noqa: SLF001 - see above


def missing() -> list[str]:
    """Name what is missing of these, as after a release of httpcore that has renamed it."""
    made = httpcore.AsyncHTTP11Connection(httpcore.Origin(b"http", b"localhost", 80), httpcore.AsyncMockStream([]))
    return [f"httpcore.{name}" for name in ("_h11_state", "_state_lock") if not hasattr(made, name)]


@functools.cache
def are_complete() -> bool:
    """Return whether all are there, and log once what is not."""
    if names := missing():
        _log.warning("%s is missing in the installed version; httpx's own connections are used.", ", ".join(names))
    return not names
