"""URLs as they go out on the wire, within the length that the service accepts."""

import re
from collections.abc import Mapping
from urllib.parse import quote

import httpx

from pollination_sdk.errors import PromptError

# The edge refuses URLs above "about 8 KB"; the cautious reading leaves room for `?key=`.
MAXIMUM_URL_BYTES = 8_000

Primitive = str | int | float | bool
Params = Mapping[str, Primitive]

_SURROGATE = re.compile(r"[\ud800-\udfff]")


def raw_url(base_url: str | httpx.URL, path: str, params: Params | None = None) -> httpx.URL:
    """Build a URL whose path and query go out on the wire byte for byte.

    httpx leaves ``%XX`` alone in either case, encodes only what may not stand in a URL, and drops
    literal dot segments, so a path that is already encoded passes unchanged. Give the result to a
    request without ``params=``: httpx replaces a URL's query by those, and by the default
    ``params`` of a client; setting ``request.url`` to this URL after ``client.build_request``
    avoids both.

    Args:
        base_url: where the service is; its path is kept as a prefix, its query and fragment are not
            used.
        path: starts with a slash, percent-encoded.
        params: query parameters, encoded by `encode_query`.

    Raises:
        PromptError: the URL would be longer than the service's edge accepts; the message has the
            numbers.
    """
    base = httpx.URL(base_url)
    prefix = base.raw_path.partition(b"?")[0].decode("ascii").rstrip("/")
    query = encode_query(params)
    target = f"{prefix}{path}?{query}" if query else prefix + path
    origin = f"{base.scheme}://{base.netloc.decode('ascii')}"
    # Before httpx sees it: httpx refuses 64 KB itself, with a message that helps nobody.
    _refuse_long_url(len(origin) + len(target), len(path), len(query))
    return base.copy_with(raw_path=target.encode("ascii"), fragment=None)


def encode_query(params: Params | None) -> str:
    """Return the parameters as a query string in their order, all reserved characters encoded.

    A space is ``%20``, a comma ``%2C``, true and false are ``true`` and ``false``.

    Raises:
        PromptError: a value holds half a surrogate pair, which no encoding can carry.
    """
    items = httpx.QueryParams(params).multi_items() if params else []
    for name, value in items:
        check_text(value, f"The value of {name!r}")
    return "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in items)


def check_texts(value: object, place: str) -> None:
    """Refuse text that holds half a surrogate pair, also where it stands inside of lists and objects.

    Raises:
        PromptError: There is such a text; the message names its place.
    """
    if isinstance(value, str):
        check_text(value, place)
    elif isinstance(value, Mapping):
        for name, item in value.items():
            check_text(name, f"A name in {place or 'the body'}")
            check_texts(item, f"{place}.{name}" if place else name)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            check_texts(item, f"{place}[{index}]")


def check_text(text: str, name: str) -> None:
    """Refuse text that holds half a surrogate pair.

    Raises:
        PromptError: It does; the message begins with `name`.
    """
    if surrogate := _SURROGATE.search(text):
        raise PromptError(
            f"{name} holds half a surrogate pair (U+{ord(surrogate[0]):04X}) at position "
            f"{surrogate.start()}, which is no character; decode the text correctly or remove it."
        )


def _refuse_long_url(total: int, path: int, query: int) -> None:
    if total > MAXIMUM_URL_BYTES:
        raise PromptError(
            f"The URL would be {total:,} bytes long and may be {MAXIMUM_URL_BYTES:,}: the path "
            f"with the prompt takes {path:,} bytes encoded, the other options {query:,}. Shorten "
            f"them by {total - MAXIMUM_URL_BYTES:,} bytes; a space counts 3, an accented letter 6, "
            "an emoji 12.",
            size=total,
            limit=MAXIMUM_URL_BYTES,
        )
