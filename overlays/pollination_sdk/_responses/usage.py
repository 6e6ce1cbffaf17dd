"""Read usage records page by page, each record exactly once.

The service sends them newest first. The next page starts behind the last record, by its time and its
`cursor_event_id`. Older services send records without an id and page by time only: `before` is exclusive and in whole
seconds. There a full page may end in the middle of a second. So its last second is read again, completely, before its
records are returned.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar

import attrs

from pollination_sdk.errors import PollinationsError, UnexpectedResponseError

# The contract's bound on `limit`.
LARGEST_PAGE = 50_000
# Large enough for few requests, small enough for small answers.
PAGE_SIZE = 5_000
# A short page whose length is a multiple of this may be cut by an undocumented limit of the service.
_ROUND = 100

_SECOND = timedelta(seconds=1)
# The contract's pattern of `before`.
_EARLIEST, _LATEST = datetime(1000, 1, 1, tzinfo=UTC), datetime(2999, 12, 31, 23, 59, 59, tzinfo=UTC)


class UsageRow(Protocol):
    """The field that the pager needs. It also reads `cursor_event_id` where there is one."""

    @property
    def timestamp(self) -> datetime:
        """The time in UTC."""
        ...


Row = TypeVar("Row", bound=UsageRow)


@attrs.frozen
class PageRequest:
    """The next page to request.

    Args:
        limit: The most records.
        before: The second before which records are returned; None for the newest.
        before_event_id: The id of the last record read, whose second is `before`; None to page by time only.
        days: The days to look back; None for the service's default.
    """

    limit: int
    before: str | None
    before_event_id: str | None = None
    days: int | None = None

    def options(self) -> dict[str, Any]:
        """Return the arguments of `usage`, without those that are None."""
        return attrs.asdict(self, filter=lambda _, value: value is not None)


class UsagePager(Generic[Row]):
    """Decide which pages to read and which records to return, each exactly once, without I/O.

    A driver calls `next_request`, reads that page and passes its records to `receive`, until there is no next
    request::

        while (page := pager.next_request()) is not None:
            answer = read(**page.options())
            yield from pager.receive(answer.usage)

    If each record of a page's last second has an id, all records of the page are returned at once. Otherwise the last
    second of a full page is held back and read again. Such records are never compared, so two equal records are both
    returned.

    A page that is shorter than its limit is the last. If its length is a round number, the service may have cut it, so
    it is treated as a full page.

    Args:
        since: The start, inclusive, with its time zone.
        until: The end, exclusive, so that adjacent time spans share no record.
        days: The days to look back; None for the service's default.
        page_size: The limit of a page.
        largest_page: The most records that the service sends in a page.
    """

    def __init__(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        days: int | None = None,
        page_size: int = PAGE_SIZE,
        largest_page: int = LARGEST_PAGE,
    ) -> None:
        self._since = since or datetime.min.replace(tzinfo=UTC)
        self._before = until and whole_second_from(until)
        self._done = until is not None and until <= self._since
        self._days = days
        self._page_size = self._limit = min(page_size, largest_page)
        self._largest_page = largest_page
        self._newest: datetime | None = None
        # The last second of the previous page, which may be incomplete.
        self._held: list[Row] = []
        self._held_second: datetime | None = None
        self._page_was_short = False
        # The last record that was returned by its id, and the ids of its second that were returned.
        self._event: str | None = None
        self._returned: set[str | None] = set()
        self._by_time = False  # whether a record had no id
        # A second that may be cut; an older record would prove it.
        self._maybe_cut: datetime | None = None

    def next_request(self) -> PageRequest | None:
        """Return the next page to read; None if all pages are read."""
        return None if self._done else PageRequest(self._limit, formatted(self._before), self._event, self._days)

    def receive(self, rows: Sequence[Row]) -> list[Row]:
        """Take the requested page, and return the records of all seconds that are complete.

        Raises:
            UnexpectedResponseError: A timestamp is invalid or outside the requested time span, or a page repeats the
                previous one.
            PollinationsError: One second has more records than a page; the message says how to continue.
        """
        seconds = _seconds_of(rows)
        self._refuse_newer_than_asked(seconds)
        if not rows:
            self._done = True
            return self._fresh(self._held)
        if self._maybe_cut is not None:
            raise _second_too_large(self._maybe_cut, len(self._held))
        if self._has_ids(rows, seconds):
            return self._continue_by_id(rows, seconds)
        self._by_time, self._event = True, None
        return self._fresh(self._continue_by_time(rows, seconds))

    def _has_ids(self, rows: Sequence[Row], seconds: list[datetime]) -> bool:
        """Return True if each record of the last second has an id, and no earlier page lacked one."""
        oldest = min(seconds)
        ids = (event_id(row) for row, second in zip(rows, seconds, strict=True) if second == oldest)
        return not self._by_time and seconds[-1] == oldest and all(ids)

    def _continue_by_id(self, rows: Sequence[Row], seconds: list[datetime]) -> list[Row]:
        """Return a whole page; the next one starts behind its last record."""
        in_span = [row for row, second in zip(rows, seconds, strict=True) if second >= self._since]
        oldest, fresh = seconds[-1], self._fresh(in_span)
        self._done = self._is_last(rows) or oldest < self._since
        if not fresh and not self._done:
            raise UnexpectedResponseError(
                f"The service was asked for usage before the record {self._event!r} and sent only records that it had "
                "sent before; reading on would not end.",
                field="usage[].cursor_event_id",
            )
        if oldest != self._before:
            self._returned = set()
        self._returned.update(event_id(row) for row, second in zip(rows, seconds, strict=True) if second == oldest)
        self._before, self._event = oldest, event_id(rows[-1])
        return fresh

    def _fresh(self, rows: Sequence[Row]) -> list[Row]:
        """Leave out records that were returned by their id already."""
        return [row for row in rows if event_id(row) not in self._returned] if self._returned else [*rows]

    def _continue_by_time(self, rows: Sequence[Row], seconds: list[datetime]) -> list[Row]:
        """Return the records of all complete seconds; the last second is read again."""
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
        """Take a page that has only records of the second that was held back."""
        short, grown = len(rows) < self._limit, len(rows) > len(self._held)
        self._held = max(list(rows), self._held, key=len)
        if self._is_last(rows):
            self._done = True
            return self._held
        # In the newest second, an additional record may just have been created.
        was_cut = short and grown and self._page_was_short and second != self._newest
        if was_cut or len(rows) >= self._largest_page:
            raise _second_too_large(second, len(rows))
        if short:
            self._maybe_cut = self._before = second
        else:
            self._limit = self._largest_page
        return []

    def _is_last(self, rows: Sequence[Row]) -> bool:
        return len(rows) < self._limit and len(rows) % _ROUND != 0

    def _refuse_newer_than_asked(self, seconds: list[datetime]) -> None:
        if self._before is None:
            return
        end = self._before if self._event is None else self._before + _SECOND
        if any(second >= end for second in seconds):
            raise UnexpectedResponseError(
                f"The service was asked for usage before {self._before:%Y-%m-%d %H:%M:%S} and sent newer "
                "records; reading on would repeat or lose some.",
                field="usage[].timestamp",
            )


def event_id(row: UsageRow) -> str | None:
    """Return the id of a record, by which the next page is found; None if it has none."""
    found = getattr(row, "cursor_event_id", None)
    return found if isinstance(found, str) and found else None


def _second_too_large(second: datetime, length: int) -> PollinationsError:
    below, above = formatted(second), formatted(second + _SECOND)
    return PollinationsError(
        f"At least {length:,} usage records share the second {below}, as many as the service sends "
        f"in one page, so they cannot be read completely. Read around it: since='{above}' for what "
        f"is newer, until='{below}' for what is older; daily_usage() has the sums."
    )


def formatted(second: datetime | None) -> str | None:
    """Format a second for the service; None stays None."""
    return None if second is None else second.replace(tzinfo=None).isoformat(sep=" ")


def _seconds_of(rows: Sequence[UsageRow]) -> list[datetime]:
    return [_second_of(row, index) for index, row in enumerate(rows)]


def _second_of(row: UsageRow, index: int) -> datetime:
    second: datetime | None = row.timestamp
    if second is None or second >= _LATEST:  # unreadable or impossible
        raise UnexpectedResponseError(
            f"The usage record {index} has the timestamp {_written(row)!r}; expected 'YYYY-MM-DD HH:mm:ss'.",
            field=f"usage[{index}].timestamp",
        )
    return second.replace(microsecond=0) if second.microsecond else second


def _written(row: UsageRow) -> Any:
    """Return the timestamp as the service wrote it."""
    raw = getattr(row, "raw", None)
    return row.timestamp if raw is None else raw("timestamp")


def whole_second_from(moment: datetime) -> datetime:
    """Round a time up to a whole second: a record of that second may be older than the time.

    A time outside the years that the service accepts becomes the nearest accepted one; there are no such records.
    """
    readable = max(_EARLIEST, min(moment, _LATEST))
    floor = readable.replace(microsecond=0)
    return floor if floor == readable else floor + _SECOND
