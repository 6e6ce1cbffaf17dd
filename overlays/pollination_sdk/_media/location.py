"""Find the URL under which the service has stored a file, in the headers of the answer that carries it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_LINK = re.compile(r"<([^<>]*)>([^<]*)")
_ENCLOSURE = re.compile(r'(?i);\s*rel\s*=\s*(?:"[^"]*\benclosure\b[^"]*"|enclosure\b)')
_ABSOLUTE = re.compile(r"(?i)https?://[^\s/?#]")


def stored_at(headers: Mapping[str, str]) -> str | None:
    """Return the URL in `Link: <...>; rel="enclosure"`, else that in `Content-Location`; None if there is none.

    Only absolute URLs of http and https count: a `Content-Location` may also name the request itself.
    """
    enclosed = (url for url, rest in _LINK.findall(headers.get("link", "")) if _ENCLOSURE.search(rest))
    places = (*enclosed, headers.get("content-location", ""))
    return next((place.strip() for place in places if _ABSOLUTE.match(place.strip())), None)
