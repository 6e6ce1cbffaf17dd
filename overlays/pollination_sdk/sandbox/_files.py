"""The files of the media host: uploaded ones, and those of generated media."""

import hashlib
from uuid import uuid4

import attrs

from pollination_sdk.sandbox._cache import question
from pollination_sdk.sandbox._recording import RecordedRequest

PREFIX = "/x-media"


@attrs.frozen
class StoredFile:
    """One file.

    Args:
        id: Its id.
        content: Its bytes.
        media_type: The type that it was stored with.
        tags: The tags that publish it; none for a file that only its URL leads to.
        owner: The value of the key that stored it; empty for generated media.
    """

    id: str
    content: bytes = attrs.field(repr=False)
    media_type: str
    tags: tuple[str, ...] = ()
    owner: str = attrs.field(default="", repr=False)


def new_id() -> str:
    """Return the id of an upload; equal files get different ids."""
    return uuid4().hex[:16]


def generated_id(request: RecordedRequest) -> str:
    """Return the id of the file that a request generates; identical requests have the same."""
    return hashlib.sha256(repr(question(request)).encode()).hexdigest()[:16]


def file_url(request: RecordedRequest, file_id: str) -> str:
    """Return the address of a file on the server that a request was sent to."""
    return f"http://{request.headers.get('host', '127.0.0.1')}{PREFIX}/{file_id}"
