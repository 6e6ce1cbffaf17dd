"""How many connections one event loop may have at once: each takes a file descriptor, and a process has only so many.

Calls beyond that wait for one another, as long as their own limits of time allow, where they would fail.
"""

import sys

_SHARE = 3 / 4
"""Of the process's descriptors; the rest is for its files, its other sockets and what it has yet to import."""


NO_FILE_LEFT = (
    "This process may open no more files and connections: raise its limit (`ulimit -n`), or set max_in_flight=."
)


def most_connections() -> int:
    """Return how many there may be: of 1,024 descriptors, a common limit, 768."""
    try:
        import resource  # noqa: PLC0415 - Windows has neither the module nor the limit
    except ImportError:
        return sys.maxsize
    allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return sys.maxsize if allowed == resource.RLIM_INFINITY else max(1, int(allowed * _SHARE))
