"""Build URLs exactly as they are sent, within the length that the service accepts."""

import re
from collections.abc import Mapping
from urllib.parse import quote

import httpx

from pollination_sdk._http.server_url import origin
from pollination_sdk.errors import PromptError

# The edge refuses URLs above "about 8 KB"; this limit leaves room for `?key=`.
MAXIMUM_URL_BYTES = 8_000

Primitive = str | int | float | bool
Params = Mapping[str, Primitive]

_SURROGATE = re.compile(r"[\ud800-\udfff]")


def raw_url(base_url: str | httpx.URL, path: str, params: Params | None = None) -> httpx.URL:
    """Build a URL whose path and query are sent byte for byte.

    httpx keeps `%XX` in upper and lower case, encodes only characters that are not allowed in a URL, and drops literal
    dot segments. So a path that is already encoded stays unchanged. Use the result in a request without `params=`:
    httpx replaces the query of a URL by those, and by the default `params` of a client. Set `request.url` to this URL
    after `client.build_request` to avoid both.

    Args:
        base_url: The URL of the service. Its path is kept as a prefix; its query and fragment are dropped.
        path: The path, percent-encoded, with a slash at its start.
        params: The query parameters, encoded by `encode_query`.

    Raises:
        PromptError: The URL is longer than the service's edge accepts; the message has the numbers.
    """
    base = httpx.URL(base_url)
    prefix = base.raw_path.partition(b"?")[0].decode("ascii").rstrip("/")
    query = encode_query(params)
    target = f"{prefix}{path}?{query}" if query else prefix + path
    # Checked before httpx does: it refuses 64 KB with a message that does not help the caller.
    _refuse_long_url(len(origin(base)) + len(target), len(path), len(query))
    return base.copy_with(raw_path=target.encode("ascii"), fragment=None)


def encode_query(params: Params | None) -> str:
    """Return the parameters as a query string in their order, with all reserved characters encoded.

    A space becomes `%20`, a comma `%2C`; True and False become `true` and `false`.

    Raises:
        PromptError: A value contains half a surrogate pair, which cannot be encoded.
    """
    items = httpx.QueryParams(params).multi_items() if params else []
    for name, value in items:
        check_text(value, f"The value of {name!r}")
    return "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in items)


def check_texts(value: object, place: str) -> None:
    """Refuse text with half a surrogate pair, also inside lists and objects.

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
    """Refuse text with half a surrogate pair.

    Raises:
        PromptError: The text contains one; the message starts with `name`.
    """
    if surrogate := _SURROGATE.search(text):
        raise PromptError(
            f"{name} holds half a surrogate pair (U+{ord(surrogate[0]):04X}) at position "
            f"{surrogate.start()}, which is no character; decode the text correctly or remove it."
        )


def _refuse_long_url(total: int, path: int, query: int) -> None:
    if total > MAXIMUM_URL_BYTES:
        longest = "prompt is" if path >= query else "options are"
        raise PromptError(
            f"The {longest} too long: the URL would have {total:,} bytes and may have {MAXIMUM_URL_BYTES:,}. The "
            f"prompt takes {path:,} of them, the other options {query:,}. Leave out "
            f"{total - MAXIMUM_URL_BYTES:,} bytes; a space counts 3, an accented letter 6, an emoji 12.",
            size=total,
            limit=MAXIMUM_URL_BYTES,
        )
