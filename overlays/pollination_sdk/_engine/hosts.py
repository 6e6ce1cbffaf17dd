"""The hosts that a call can go to: the service's own, and those that its answers name.

The contract lists the operations of the media and sign-in hosts under `/x-media` and `/x-enter`. Each of these hosts
has a key placement of its own, unless it is the host of `base_url`. A host that an answer names gets no key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import httpx

from pollination_sdk._engine.key_rotation import KeyRing
from pollination_sdk._http.server_url import origin
from pollination_sdk._secrets.keys import Keys
from pollination_sdk.errors import ArgumentValueError, UnexpectedResponseError

if TYPE_CHECKING:
    from pollination_sdk._engine.attempt import ClientContext


def context_for(path: str, context: ClientContext, names_file: str | None = None) -> ClientContext:
    """Return the context of a call that does not go to `base_url`.

    Args:
        path: The path in the contract, such as `/x-media/upload`, or a URL that an answer names.
        context: The context of the client.
        names_file: The URL of a file that the caller gave; it must be at the host.

    Raises:
        UnexpectedResponseError: The answer names a URL that is not https.
        ArgumentValueError: The file is at another host.
    """
    if not path.startswith("/"):
        return _of_named_url(httpx.URL(path), context)
    prefix = path[: path.index("/", 1)]
    url = context.host_urls[prefix]
    if names_file is not None and names_file.partition("?")[0].rpartition("/")[0] != str(url).rstrip("/"):
        raise ArgumentValueError(f"id is a URL of another host than {url}, where the uploads are: give the id.")
    return attrs.evolve(context, base_url=url, prefix=prefix, ring=context.ring.at(url))


def _of_named_url(url: httpx.URL, context: ClientContext) -> ClientContext:
    """Return the context of a URL that an answer names: no key, and none of the caller's headers."""
    named = origin(url)
    if url.scheme != "https" and not context.trusts(url):
        raise UnexpectedResponseError(f"The answer names a file at {named}, and files are read over https only.")
    return attrs.evolve(
        context,
        base_url=httpx.URL(named),
        prefix=named,
        headers=context.own_headers,
        ring=KeyRing(Keys(), base_url=named),
        foreign=True,
        public_only=not context.trusts(url),
    )
