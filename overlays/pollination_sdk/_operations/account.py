"""Who the key belongs to, what it may spend, and what it has spent."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from pollination_api import models
from pollination_api.api.account import (
    get_account_balance,
    get_account_key,
    get_account_profile,
    get_account_usage,
    get_account_usage_daily,
)
from pollination_sdk._operations.dates import parse_date
from pollination_sdk._operations.parameters import Extra, as_integer, as_text, call_of, given
from pollination_sdk._responses.decode import read_model
from pollination_sdk._responses.plain_text import read_csv
from pollination_sdk._responses.usage import UsagePager, formatted, whole_second_from

if TYPE_CHECKING:
    from pollination_api.models import (
        AccountBalance,
        AccountDailyUsage,
        AccountKey,
        AccountProfile,
        AccountUsage,
        UsageFormat,
        UsageRecord,
    )
    from pollination_sdk._engine.call import Call
    from pollination_sdk._operations.dates import When


def balance(*, extra: Extra = None) -> Call[AccountBalance]:
    """Return the pollen that is left: in the key's budget where it has one, else in the wallet.

    Args:
        extra: Undocumented parameters of the query.

    Raises:
        PermissionDeniedError: The key lacks the permission `account:balance`.
    """
    kwargs = get_account_balance._get_kwargs()  # noqa: SLF001 - the generated half that sends nothing
    return call_of(get_account_balance, kwargs, read_model(models.AccountBalance), extra)


def profile(*, extra: Extra = None) -> Call[AccountProfile]:
    """Return the profile of the key's owner.

    Args:
        extra: Undocumented parameters of the query.

    Raises:
        PermissionDeniedError: The key lacks the permission `account:profile`.
    """
    kwargs = get_account_profile._get_kwargs()  # noqa: SLF001 - the generated half that sends nothing
    return call_of(get_account_profile, kwargs, read_model(models.AccountProfile), extra)


def key(*, extra: Extra = None) -> Call[AccountKey]:
    """Return what the key is and may do: the way to check one, free and without a permission.

    Args:
        extra: Undocumented parameters of the query.

    Raises:
        AuthenticationError: The key does not work.
    """
    kwargs = get_account_key._get_kwargs()  # noqa: SLF001 - the generated half that sends nothing
    return call_of(get_account_key, kwargs, read_model(models.AccountKey), extra)


def usage(*, limit: int | None = None, before: When = None, extra: Extra = None) -> Call[AccountUsage]:
    """Return one page of the billed requests of the last 30 days, newest first; `iter_usage` reads them all.

    Args:
        limit: The most records, 1 to 50000; the service gives 100 if it is left out.
        before: Only what is older than this, exclusive and in whole seconds.
        extra: Undocumented parameters of the query.

    Raises:
        PermissionDeniedError: The key lacks the permission `account:usage`.
        ValueError: `before` is no moment.
    """
    return call_of(get_account_usage, _usage_page(limit, before, None), read_model(models.AccountUsage), extra)


def usage_csv(*, limit: int | None = None, before: When = None, extra: Extra = None) -> Call[str]:
    """Return one page of the billed requests as CSV with a header line.

    Read its columns by name: the service adds some in the middle.

    Args:
        limit: The most records, 1 to 50000; the service gives 100 if it is left out.
        before: Only what is older than this, exclusive and in whole seconds.
        extra: Undocumented parameters of the query.

    Raises:
        PermissionDeniedError: The key lacks the permission `account:usage`.
        ValueError: `before` is no moment.
    """
    return call_of(get_account_usage, _usage_page(limit, before, "csv"), read_csv, extra, accept="text/csv")


def daily_usage(*, extra: Extra = None) -> Call[AccountDailyUsage]:
    """Return what was billed in the last 90 days by day and model, up to an hour old.

    Args:
        extra: Undocumented parameters of the query.

    Raises:
        PermissionDeniedError: The key lacks the permission `account:usage`.
    """
    kwargs = get_account_usage_daily._get_kwargs(format_=given(None))  # noqa: SLF001 - the generated half that sends nothing
    return call_of(get_account_usage_daily, kwargs, read_model(models.AccountDailyUsage), extra)


def daily_usage_csv(*, extra: Extra = None) -> Call[str]:
    """Return what was billed in the last 90 days by day and model, as CSV with a header line.

    Args:
        extra: Undocumented parameters of the query.

    Raises:
        PermissionDeniedError: The key lacks the permission `account:usage`.
    """
    kwargs = get_account_usage_daily._get_kwargs(format_="csv")  # noqa: SLF001 - the generated half that sends nothing
    return call_of(get_account_usage_daily, kwargs, read_csv, extra, accept="text/csv")


def usage_pager(since: When, until: When) -> UsagePager[UsageRecord]:
    """Make what reads all the records of a span of time, page by page.

    Raises:
        ValueError: One of the two is no moment.
    """
    now = datetime.now(UTC)
    return UsagePager(since=_moment("since", since, now), until=_moment("until", until, now))


def _usage_page(limit: int | None, before: When, form: UsageFormat | None) -> dict[str, Any]:
    moment = _moment("before", before, datetime.now(UTC))
    return get_account_usage._get_kwargs(  # noqa: SLF001 - the generated half that sends nothing
        format_=given(form),
        limit=given(as_integer("limit", limit)),
        before=given(formatted(moment and whole_second_from(moment))),
    )


def _moment(name: str, value: When, now: datetime) -> datetime | None:
    """Return the moment that an option names, in UTC.

    Raises:
        ValueError: It names none.
    """
    if not isinstance(value, date):
        with contextlib.suppress(TypeError, ValueError):  # what is no text is no moment either
            value = as_text(name, value)
    return parse_date(value, now, name)
