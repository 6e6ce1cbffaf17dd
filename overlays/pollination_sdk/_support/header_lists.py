"""Read all headers of a message in one step. This is the only module that uses a private name of httpx.

`httpx.Headers.raw` builds a new list, pair by pair, which takes longer than all else that a spend limit does with the
headers of an answer. Without the private name, `raw` is used.
"""

from typing import Any

import httpx

IS_LISTED = getattr(httpx.Headers([("A", "b")]), "_list", None) == [(b"A", b"a", b"b")]
"""Whether headers of httpx keep a list of names as they came, names in lower case, and values."""


def names_and_values(headers: httpx.Headers) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    """Return the names of the headers, in lower case where that costs nothing, and their values.

    Raises:
        ValueError: There are no headers.
    """
    if IS_LISTED:
        listed: Any = headers
        _, names, values = zip(*listed._list, strict=True)  # noqa: SLF001 - see above
    else:
        names, values = zip(*headers.raw, strict=True)
    return names, values
