"""Read usage records page by page without losing or doubling one.

The service pages by time: newest first, ``before`` is exclusive and in whole seconds. A full page may
end in the middle of a second, so its last second is read again, whole, before its records are
handed out.
"""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Generic, Protocol, Self, TypeVar

import attrs

from pollination_sdk._operations.dates import in_utc
from pollination_sdk.errors import PollinationsError, UnexpectedResponseError

# The contract's bound on `limit`.
LARGEST_PAGE = 50_000
# Few requests for many records, and still a small answer.
PAGE_SIZE = 5_000
# A short page of a multiple of this length may be cut by a limit that the service does not state.
_ROUND = 100

_SECOND = timedelta(seconds=1)
# The contract's pattern of `before`.
_EARLIEST, _LATEST = datetime(1000, 1, 1, tzinfo=UTC), datetime(2999, 12, 31, 23, 59, 59, tzinfo=UTC)


class UsageRow(Protocol):
    """What the pager needs of a record."""

    @property
    def timestamp(self) -> str:
        """When, as ``YYYY-MM-DD HH:mm:ss`` in UTC."""
        ...


Row = TypeVar("Row", bound=UsageRow)


@attrs.frozen
class PageRequest:
    """What to ask the service for next.

    Args:
        limit: how many records at most.
        before: only records before this second, None for the newest.
    """

    limit: int
    before: str | None


class UsagePager(Generic[Row]):
    """Decide which pages to read and which records to hand out, each exactly once, without I/O.

    A driver asks `next_request`, reads that page and gives its records to `receive`, until there is
    no next request::

        while (page := pager.next_request()) is not None:
            answer = read(limit=page.limit, before=page.before)
            yield from pager.receive(answer.usage)

    A page shorter than asked for is the last, unless its length is a round number: the service may have cut it, so
    it is treated as a full one. The last second of a full page is held back and read again. Records are never
    compared, so two that are alike stay two.

    Args:
        since: the oldest moment, inclusive, with its time zone.
        until: the newest moment, exclusive, so that adjoining spans share no record.
        page_size: how many records to ask for.
        largest_page: how many the service sends at most.
    """

    def __init__(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        page_size: int = PAGE_SIZE,
        largest_page: int = LARGEST_PAGE,
    ) -> None:
        self._since = since or datetime.min.replace(tzinfo=UTC)
        self._before = until and whole_second_from(until)
        self._done = until is not None and until <= self._since
        self._page_size = self._limit = min(page_size, largest_page)
        self._largest_page = largest_page
        self._newest: datetime | None = None
        # The last second of the page before, not yet known to be complete.
        self._held: list[Row] = []
        self._held_second: datetime | None = None
        self._page_was_short = False
        # A second that may be cut; anything older would prove it.
        self._doubtful: datetime | None = None

    def next_request(self) -> PageRequest | None:
        """Return the page to read now, None when all is read."""
        return None if self._done else PageRequest(self._limit, formatted(self._before))

    def receive(self, rows: Sequence[Row]) -> list[Row]:
        """Take the page that was asked for and return the records that are now known to be complete.

        Raises:
            UnexpectedResponseError: a timestamp is unreadable, or outside of what was asked for.
            PollinationsError: one second holds more records than a page; the message says how to
                go on.
        """
        seconds = _seconds_of(rows)
        self._refuse_newer_than_asked(seconds)
        if not rows:
            self._done = True
            return self._held
        if self._doubtful is not None:
            raise _outgrown(self._doubtful, len(self._held))
        oldest, newest = min(seconds), max(seconds)
        self._newest = self._newest or newest
        if oldest == newest == self._held_second:
            return self._read_again(rows, oldest)
        dated = list(zip(rows, seconds, strict=True))
        if self._is_last(rows):
            self._done = True
            return [row for row, second in dated if second >= self._since]
        self._held = [row for row, second in dated if second == oldest]
        self._held_second, self._before = oldest, oldest + _SECOND
        self._page_was_short = len(rows) < self._limit
        self._limit = self._page_size
        self._done = oldest < self._since
        return [row for row, second in dated if second != oldest and second >= self._since]

    def _read_again(self, rows: Sequence[Row], second: datetime) -> list[Row]:
        """Take a page that holds nothing but the second that was held back."""
        short, grown = len(rows) < self._limit, len(rows) > len(self._held)
        self._held = max(list(rows), self._held, key=len)
        if self._is_last(rows):
            self._done = True
            return self._held
        # In the newest second of all, growth may as well be a record that has just been made.
        was_cut = short and grown and self._page_was_short and second != self._newest
        if was_cut or len(rows) >= self._largest_page:
            raise _outgrown(second, len(rows))
        if short:
            self._doubtful = self._before = second
        else:
            self._limit = self._largest_page
        return []

    def _is_last(self, rows: Sequence[Row]) -> bool:
        return len(rows) < self._limit and len(rows) % _ROUND != 0

    def _refuse_newer_than_asked(self, seconds: list[datetime]) -> None:
        if self._before is not None and any(second >= self._before for second in seconds):
            raise UnexpectedResponseError(
                f"The service was asked for usage before {self._before:%Y-%m-%d %H:%M:%S} and sent newer "
                "records; reading on would repeat or lose some.",
                field="usage[].timestamp",
            )


class AsyncRecords(Generic[Row]):
    """Iterate over the records of all pages; no async generator, of which trio warns when it is left half-way.

    Args:
        pager: What to read.
        read: Reads one page.
    """

    def __init__(self, pager: UsagePager[Row], read: Callable[[PageRequest], Awaitable[Sequence[Row]]]) -> None:
        self._pager = pager
        self._read = read
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
            self._ready = iter(self._pager.receive(await self._read(page)))

    async def aclose(self) -> None:
        """Do nothing, for nothing is open between two pages; async iterators are often closed."""


def _outgrown(second: datetime, length: int) -> PollinationsError:
    below, above = formatted(second), formatted(second + _SECOND)
    return PollinationsError(
        f"At least {length:,} usage records share the second {below}, as many as the service sends "
        f"in one page, so they cannot be read completely. Read around it: since='{above}' for what "
        f"is newer, until='{below}' for what is older; daily_usage() has the sums."
    )


def formatted(second: datetime | None) -> str | None:
    """Write a second as the service takes it, None as None."""
    return None if second is None else second.replace(tzinfo=None).isoformat(sep=" ")


def _seconds_of(rows: Sequence[UsageRow]) -> list[datetime]:
    """Read each timestamp once: in bulk, several records share one, and reading it is most of a pager's work."""
    written = [str(row.timestamp) for row in rows]  # whatever came instead of text can be a key, and is refused below
    seen: dict[str, datetime] = {}
    for index, timestamp in enumerate(written):
        if timestamp not in seen:
            seen[timestamp] = _second_of(rows[index], index)
    return [seen[timestamp] for timestamp in written]


def _second_of(row: UsageRow, index: int) -> datetime:
    try:
        second = in_utc(datetime.fromisoformat(row.timestamp)).replace(microsecond=0)
    except (ValueError, TypeError, OverflowError):
        second = _LATEST
    if second >= _LATEST:  # no time of a record, even where it is one
        raise UnexpectedResponseError(
            f"The usage record {index} has the timestamp {row.timestamp!r}; expected 'YYYY-MM-DD HH:mm:ss'.",
            field=f"usage[{index}].timestamp",
        )
    return second


def whole_second_from(moment: datetime) -> datetime:
    """Round up: a record of the second that a moment falls in began before that moment.

    What lies beyond the years that the service reads becomes the nearest that it does: no record is out there.
    """
    readable = max(_EARLIEST, min(moment, _LATEST))
    floor = readable.replace(microsecond=0)
    return floor if floor == readable else floor + _SECOND
