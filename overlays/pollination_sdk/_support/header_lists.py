"""Read all headers of a message in one step. This is the only module that uses a private name of httpx.

`httpx.Headers.raw` builds a new list, pair by pair, which takes longer than all else that a spend limit does with the
headers of an answer. Without the private name, `raw` is used.
"""

import operator
from collections.abc import Callable

import httpx


def listed_by_raw(headers: httpx.Headers) -> list[tuple[bytes, bytes, bytes]]:
    """Return the headers as httpx lists them, by its public names."""
    return [(name, name.lower(), value) for name, value in headers.raw]


IS_LISTED = getattr(httpx.Headers([("A", "b")]), "_list", None) == [(b"A", b"a", b"b")]
"""Whether headers of httpx keep a list of names as they came, names in lower case, and values."""
listed: Callable[[httpx.Headers], list[tuple[bytes, bytes, bytes]]] = (
    operator.attrgetter("_list") if IS_LISTED else listed_by_raw
)
"""Returns the list of the headers: the name as it came, the name in lower case, and the value of each."""
