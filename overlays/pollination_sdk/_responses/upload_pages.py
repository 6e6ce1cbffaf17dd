"""Decide which pages of a list of uploaded files to read."""

from collections.abc import Sequence
from typing import Any

import attrs

from pollination_sdk.errors import UnexpectedResponseError


@attrs.frozen
class UploadPage:
    """The next page to request.

    Args:
        tag: The tag of the files.
        limit: The most files; None for the default of the service.
        cursor: Where the page starts; None for the start of the list.
    """

    tag: str
    limit: int | None = None
    cursor: str | None = None

    def options(self) -> dict[str, Any]:
        """Return the parameters of the operation, without those that are None."""
        return attrs.asdict(self, filter=lambda _, value: value is not None)


class UploadPager:
    """Follow the cursors of a list to its end, without I/O.

    Args:
        first: The first page.
    """

    def __init__(self, first: UploadPage) -> None:
        self._next: UploadPage | None = first
        self._read: set[str] = set()

    def next_request(self) -> UploadPage | None:
        """Return the next page to read; None if all pages are read."""
        return self._next

    def receive(self, page: Any) -> Sequence[Any]:
        """Take the requested page, and return its files.

        Args:
            page: The `StoredFileList`.

        Raises:
            UnexpectedResponseError: The page names an earlier one as the next, so reading on would not end.
        """
        cursor: str | None = page.next_cursor
        if not cursor or page.has_more is False or self._next is None:
            self._next = None
        elif cursor in self._read:
            raise UnexpectedResponseError(
                f"The list of uploads names the page {cursor!r} a second time; reading on would not end.",
                field="nextCursor",
            )
        else:
            self._read.add(cursor)
            self._next = attrs.evolve(self._next, cursor=cursor)
        files: list[Any] = page.items
        return files
