"""Iterators over the records of a list that the service sends page by page."""

from collections.abc import Awaitable, Callable, Generator, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, Protocol, Self, TypeVar

from pollination_sdk._support.caller import shorten, shortened
from pollination_sdk._support.misuse import no_await_of_async_records, no_await_of_records, no_for_records
from pollination_sdk.errors import PollinationsError

Row = TypeVar("Row")
Row_co = TypeVar("Row_co", covariant=True)


class Pager(Protocol[Row_co]):
    """Decides which pages to read and which records to return, without I/O."""

    def next_request(self) -> Any:
        """Return the next page to read; None if all pages are read."""
        ...

    def receive(self, rows: Any, /) -> Sequence[Row_co]:
        """Take the requested page, and return the records to hand out."""
        ...


class _Records(Generic[Row]):
    """The common part of the sync and async iterators."""

    _pager: Pager[Row]

    def __repr__(self) -> str:
        return f"{type(self).__name__}(next_page={self._pager.next_request()!r})"


class Records(_Records[Row]):
    """An iterator over the records of all pages. A loop over it reads from a generator, which is fast.

    Args:
        pager: The pager.
        read: Reads one page.
        written: The call of the client's method, for messages.
    """

    def __init__(self, pager: Pager[Row], read: Callable[[Any], Any], written: str) -> None:
        self._pager = pager
        self.written = written
        self._read = read
        self._rows = self._each()

    def __iter__(self) -> Generator[Row, None, None]:  # noqa: PYI058 - callers may close it
        return self._rows

    @shortened
    def __next__(self) -> Row:
        return next(self._rows)

    def close(self) -> None:
        """Stop reading; callers may close any iterator that reads from elsewhere."""
        self._rows.close()

    def _each(self) -> Generator[Row, None, None]:
        try:
            while (page := self._pager.next_request()) is not None:
                yield from self._pager.receive(self._read(page))
        except PollinationsError as error:
            shorten(error)
            raise

    if not TYPE_CHECKING:  # type checkers refuse this use by themselves
        __await__ = no_await_of_records


class AsyncRecords(_Records[Row]):
    """An async iterator over the records of all pages. Trio would warn of an async generator that is not exhausted.

    Args:
        pager: The pager.
        read: Reads one page.
        written: As for `Records`.
    """

    def __init__(self, pager: Pager[Row], read: Callable[[Any], Awaitable[Any]], written: str) -> None:
        self._pager = pager
        self._read = read
        self.written = written
        self._ready: Iterator[Row] = iter(())

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Row:
        while True:
            for record in self._ready:
                return record
            page = self._pager.next_request()
            if page is None:
                raise StopAsyncIteration
            try:
                self._ready = iter(self._pager.receive(await self._read(page)))
            except PollinationsError as error:
                shorten(error)
                raise

    async def aclose(self) -> None:
        """Do nothing, as nothing is open between two pages; callers may close any async iterator."""

    if not TYPE_CHECKING:  # type checkers refuse these uses by themselves
        __await__ = no_await_of_async_records
        __iter__ = no_for_records
