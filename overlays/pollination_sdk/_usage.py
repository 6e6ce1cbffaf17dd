"""Read usage records page by page without losing or doubling one.

The service pages by time: newest first, ``before`` is exclusive and in whole seconds. A page may
end in the middle of a second, so its last second is read again, whole, before its records are
handed out.
"""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Generic, Protocol, Self, TypeVar

import attrs

from ._moments import in_utc
from .errors import PollinationsError, UnexpectedResponseError

# The contract's bound on `limit`.
LARGEST_PAGE = 50_000
# Few requests for many records, and still a small answer.
PAGE_SIZE = 5_000
# How often to read a second again without news before believing a service that cuts pages short.
_PATIENCE = 5

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

    A second is whole, and handed out, once a page that began above it reaches below it. Its records
    are never compared, so two that are alike stay two. A page shorter than asked for proves
    nothing; the end is where reading the last second again and reading below it bring nothing new.

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
        # The last second of the page before, not yet known to be whole.
        self._held: list[Row] = []
        self._held_second: datetime | None = None
        self._page_was_short = False
        # Whether a page shorter than asked for had more behind it, and how long pages get.
        self._cuts_pages = False
        self._longest_page = 0
        # While a second stalls: how often it was read again without news, and what lies below it.
        self._unchanged = 0
        self._looking_below = False
        self._more_below: bool | None = None

    def next_request(self) -> PageRequest | None:
        """Return the page to read now, None when all is read."""
        if self._done:
            return None
        if self._looking_below:
            return PageRequest(self._page_size, spelt(self._held_second))
        return PageRequest(self._limit, spelt(self._before))

    def receive(self, rows: Sequence[Row]) -> list[Row]:
        """Take the page that was asked for and return the records that are now known to be whole.

        Raises:
            UnexpectedResponseError: a timestamp is unreadable, or outside of what was asked for.
            PollinationsError: one second holds more records than a page; the message says how to
                go on.
        """
        seconds = _seconds_of(rows)
        self._refuse_newer_than_asked(seconds)
        if self._looking_below:
            return self._looked_below(found=bool(rows))
        if not rows:
            return self._finish()
        self._newest = self._newest or max(seconds)
        oldest = min(seconds)
        if oldest == max(seconds) and self._before == oldest + _SECOND:
            return self._stall(rows, oldest)
        return self._advance(rows, seconds, oldest)

    def _advance(self, rows: Sequence[Row], seconds: list[datetime], oldest: datetime) -> list[Row]:
        """Hand out all but the page's last second."""
        # More came after a short page, so the service had cut it.
        self._cuts_pages |= self._page_was_short
        dated = list(zip(rows, seconds, strict=True))
        self._hold([row for row, second in dated if second == oldest], oldest, len(rows))
        self._limit = self._page_size
        self._unchanged, self._more_below = 0, None
        self._done = oldest < self._since
        return [row for row, second in dated if second != oldest and second >= self._since]

    def _stall(self, rows: Sequence[Row], second: datetime) -> list[Row]:
        """Deal with a page that holds nothing but the second that it should reach below."""
        if len(rows) >= self._largest_page:
            raise _outgrown(second, len(rows))
        grown, full = len(rows) > len(self._held), len(rows) >= self._limit
        # In the newest second of all, growth may as well be a record that has just been made.
        if grown and second != self._newest:
            self._cuts_pages |= self._page_was_short
        self._unchanged = 0 if grown else self._unchanged + 1
        self._hold(max(list(rows), self._held, key=len), second, len(rows))
        self._limit = self._largest_page
        return [] if grown or full else self._settle()

    def _settle(self) -> list[Row]:
        """Decide whether a second that brought nothing new is whole."""
        if self._more_below is None:
            self._looking_below = True
            return []
        if not self._more_below and not self._cuts_pages:
            return self._finish()
        if self._unchanged < _PATIENCE:
            return []
        if self._more_below or len(self._held) == self._longest_page:
            raise _outgrown(_second_of(self._held[0], 0), len(self._held))
        return self._finish()

    def _looked_below(self, *, found: bool) -> list[Row]:
        self._looking_below, self._more_below = False, found
        self._cuts_pages |= found and self._page_was_short
        return self._settle()

    def _finish(self) -> list[Row]:
        self._done = True
        return self._held

    def _hold(self, rows: list[Row], second: datetime, page_length: int) -> None:
        self._held, self._held_second, self._before = rows, second, second + _SECOND
        self._page_was_short = page_length < self._limit
        self._longest_page = max(self._longest_page, page_length)

    def _refuse_newer_than_asked(self, seconds: list[datetime]) -> None:
        before = self._held_second if self._looking_below else self._before
        if before is not None and any(second >= before for second in seconds):
            raise UnexpectedResponseError(
                f"The service was asked for usage before {before:%Y-%m-%d %H:%M:%S} and sent newer "
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
    below, above = spelt(second), spelt(second + _SECOND)
    return PollinationsError(
        f"At least {length:,} usage records share the second {below}, as many as the service sends "
        f"in one page, so they cannot be read completely. Read around it: since='{above}' for what "
        f"is newer, until='{below}' for what is older; daily_usage() has the sums."
    )


def spelt(second: datetime | None) -> str | None:
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
