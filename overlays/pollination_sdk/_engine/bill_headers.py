"""Read the headers that an answer is billed by. Most answers have the same headers, so their places are remembered.

This is the only module that uses a private name of httpx. `Headers.raw` builds a new list, pair by pair. That takes
longer than all else that a spend limit does with the headers. Without the private name, `raw` is used.
"""

import functools
import math
import operator
from collections.abc import Callable, Mapping

import httpx

_PREFIX = "x-usage-"
_NAMED = frozenset({"x-model-used", "x-pollen-cost"})


def listed_by_raw(headers: httpx.Headers) -> list[tuple[bytes, bytes, bytes]]:
    """Return what `listed` does, by a public name of httpx."""
    return [(name, name.lower(), value) for name, value in headers.raw]


IS_LISTED = getattr(httpx.Headers([("A", "b")]), "_list", None) == [(b"A", b"a", b"b")]
"""Whether the headers of this version of httpx have the list."""
listed: Callable[[httpx.Headers], list[tuple[bytes, bytes, bytes]]] = (
    operator.attrgetter("_list") if IS_LISTED else listed_by_raw
)
"""Returns the name of each header as it came, its name in lower case, and its value."""


def bill_headers(headers: httpx.Headers) -> tuple[dict[str, str], dict[str, float]]:
    """Return the headers that name the model or the cost, and the billed units by name.

    A header that comes twice tells nothing.
    """
    if not headers:
        return {}, {}
    _, names, values = zip(*listed(headers), strict=True)
    named, counted = places_of(names)
    units = {}
    for unit, place in counted:
        count = _number(values[place])
        if count is not None:
            units[unit] = count
    return {name: values[place].decode("latin-1") for name, place in named}, units


def chosen_headers(headers: httpx.Headers, names: frozenset[str]) -> dict[str, str]:
    """Return the headers of these names in lower case; one that comes twice has both values.

    httpx takes as long for each of them.
    """
    if not headers:
        return {}
    _, written, values = zip(*listed(headers), strict=True)
    chosen: dict[str, str] = {}
    for name, place in _places_of_names(written, names):
        value = values[place].decode(headers.encoding)
        chosen[name] = f"{chosen[name]}, {value}" if name in chosen else value
    return chosen


@functools.lru_cache(maxsize=128)
def _places_of_names(written: tuple[bytes, ...], names: frozenset[str]) -> list[tuple[str, int]]:
    """Return the names that were asked for, each with its places."""
    decoded = [name.decode("latin-1") for name in written]
    return [(name, place) for place, name in enumerate(decoded) if name in names]


def usage_in(headers: Mapping[str, str]) -> dict[str, float]:
    """Return the billed units by name, from the `x-usage-*` headers of an answer."""
    return bill_headers(headers if isinstance(headers, httpx.Headers) else httpx.Headers(headers))[1]


@functools.lru_cache(maxsize=64)
def places_of(written: tuple[bytes, ...]) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """Return the places of the headers that name something, and of those that count a unit."""
    names = [name.decode("latin-1").lower() for name in written]
    single = [(name, place) for place, name in enumerate(names) if names.count(name) == 1]
    counted = [
        (name.removeprefix(_PREFIX).replace("-", "_"), place) for name, place in single if name.startswith(_PREFIX)
    ]
    return [(name, place) for name, place in single if name in _NAMED], counted


def _number(text: bytes) -> float | None:
    try:
        return int(text) if text.isdigit() else _finite(float(text))
    except ValueError:
        return None


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) else None
