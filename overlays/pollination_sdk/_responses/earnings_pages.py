"""Read the transactions of earnings, each exactly once.

The service has no cursor for them: it sends the newest of the last days, or those of one day. So the whole span is
asked for first. If that answer is as long as the service allows, it may be cut, and the days are read one by one.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs

from pollination_sdk.errors import PollinationsError

LARGEST_PAGE = 50_000
"""The contract's bound on `limit`."""
_DEFAULT_DAYS, _MOST_DAYS = 30, 90
_DAY = timedelta(days=1)


@attrs.frozen
class EarningsPage:
    """The next page to request.

    Args:
        limit: The most rows.
        days: The days to look back; None for the default of the service, or with a day.
        period: The day to read, such as `2026-10-01`; None for the last days.
        granularity: `day` with a day.
    """

    limit: int
    days: int | None = None
    period: str | None = None
    granularity: str | None = None

    def options(self) -> dict[str, Any]:
        """Return the parameters of the operation, without those that are None."""
        return attrs.asdict(self, filter=lambda _, value: value is not None)


class EarningsPager:
    """Decide which pages to read and which rows to return, without I/O.

    Args:
        since: The start, inclusive, with its time zone; None for the last 30 days.
        until: The end, exclusive; None for no end.
        now: The time at which the span is read.
        largest_page: The most rows that the service sends.
    """

    def __init__(
        self, *, since: datetime | None, until: datetime | None, now: datetime, largest_page: int = LARGEST_PAGE
    ) -> None:
        self._since, self._until = since, until
        self._largest_page = largest_page
        days = None if since is None else min(max((now - since).days + 1, 1), _MOST_DAYS)
        self._first_day = (now - (days or _DEFAULT_DAYS) * _DAY).astimezone(UTC).date()
        self._day: date | None = None
        self._last_day = min(now, until or now).astimezone(UTC).date()
        is_empty = since is not None and ((until is not None and until <= since) or since > now)
        longer = days is not None and days > _DEFAULT_DAYS
        self._next = None if is_empty else EarningsPage(largest_page, days=days if longer else None)

    def next_request(self) -> EarningsPage | None:
        """Return the next page to read; None if all pages are read."""
        return self._next

    def receive(self, page: Any) -> Sequence[Any]:
        """Take the requested page, and return its rows that are in the span.

        Args:
            page: The `EarningsTransactions`.

        Raises:
            PollinationsError: One day has more rows than the service sends.
        """
        rows: list[Any] = page.transactions
        may_be_cut = len(rows) >= self._largest_page
        if may_be_cut and self._day is not None:
            raise PollinationsError(
                f"{self._day} has at least {len(rows):,} transactions, as many as the service sends for one day, so "
                "they cannot be read completely. earnings() has the sums."
            )
        if may_be_cut or self._day is not None:
            self._turn_to_next_day(rows)
        else:
            self._next = None
        return [] if may_be_cut else [row for row in rows if self._is_in_span(row.timestamp)]

    def _turn_to_next_day(self, rows: list[Any]) -> None:
        self._day = self._newest_day(rows) if self._day is None else self._day - _DAY
        is_left = self._day >= self._first_day
        page = EarningsPage(self._largest_page, period=self._day.isoformat(), granularity="day")
        self._next = page if is_left else None

    def _newest_day(self, rows: list[Any]) -> date:
        """Return the day to start with. The rows may be of a later one than the clock of this machine says."""
        times: list[datetime] = [
            row.timestamp for row in rows if row.timestamp is not None and self._is_in_span(row.timestamp)
        ]
        return max([self._last_day, *(time.astimezone(UTC).date() for time in times)])

    def _is_in_span(self, moment: datetime | None) -> bool:
        """Return True for a time in the span, and for a row without a readable time."""
        if moment is None:
            return True
        return (self._since is None or moment >= self._since) and (self._until is None or moment < self._until)
