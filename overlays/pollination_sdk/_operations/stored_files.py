"""Read files from URLs that an answer names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from pollination_sdk._engine.call import Call
from pollination_sdk._http.server_url import parse_url
from pollination_sdk._responses.decode import read_medium
from pollination_sdk.errors import UnexpectedResponseError

if TYPE_CHECKING:
    from pollination_sdk._media.check import Kind
    from pollination_sdk._media.media import Media


LARGEST_FILE = 1 << 30
"""Bytes; the service's own files are far smaller. A larger answer is refused while it is read."""


def fetch_media(url: str, expect: Kind | None = None) -> Call[Media]:
    """Return the call that reads a media file from a URL that an answer names.

    It is sent without a key, also where the URL has one as `?key=`, and without the caller's own headers. It must be
    https and at a public address, unless `base_url` is this machine or the URL is at one of the service's hosts. The
    same holds for redirects. More than `LARGEST_FILE` bytes are refused.

    Args:
        url: The URL.
        expect: The kind of media; None for any.

    Raises:
        UnexpectedResponseError: The value is no URL of a server.
    """
    try:
        parsed = parse_url(url)
    except (ValueError, TypeError):
        parsed = httpx.URL()
    if parsed.scheme not in ("http", "https"):
        raise UnexpectedResponseError("The answer names a file by a value that is no URL of a server.")
    if "key" in parsed.params:
        parsed = parsed.copy_remove_param("key")
    return Call(
        operation="fetch_media",
        method="get",
        path=str(parsed.copy_with(userinfo=b"", fragment=None)),
        read=read_medium(expect),
        accept="*/*",
        needs_key=False,
        largest=LARGEST_FILE,
    )
