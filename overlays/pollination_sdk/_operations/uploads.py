"""Files on the media host: upload them, ask for them, list them and delete them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pollination_sdk._operations.by_name import call
from pollination_sdk._operations.local_files import as_upload

if TYPE_CHECKING:
    from pollination_api.models import StoredFile
    from pollination_sdk._engine.call import Call


def upload(file: Any) -> Call[StoredFile]:
    """Store a file that everybody with its URL can read for 30 days; without tags it cannot be deleted.

    Args:
        file: The file: a path object, bytes, an open file or a `Media`.
    """
    return call("post_media_upload", file=as_upload(file))
