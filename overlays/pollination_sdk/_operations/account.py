"""Operations on the account of a key: profile, balance, the key itself, and usage."""

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
from pollination_sdk._operations.parameters import Extra, as_integer, as_text, call_of, or_unset
from pollination_sdk._responses.decode import read_model
from pollination_sdk._responses.plain_text import read_csv
from pollination_sdk._responses.usage import UsagePager, formatted, whole_second_from
from pollination_sdk._support.dates import parse_date

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
    from pollination_sdk._support.dates import When


def balance(*, extra: Extra = None) -> Call[AccountBalance]:
    """Return the pollen that is left in the key's budget or, without a budget, in the wallet.

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
    """Return the name, permissions and limits of the key. Use it to check a key: it is free and needs no permission.

    Args:
        extra: Undocumented parameters of the query.

    Raises:
        AuthenticationError: The key does not work.
    """
    kwargs = get_account_key._get_kwargs()  # noqa: SLF001 - the generated half that sends nothing
    return call_of(get_account_key, kwargs, read_model(models.AccountKey), extra)


def usage(*, limit: int | None = None, before: When = None, extra: Extra = None) -> Call[AccountUsage]:
    """Return one page of the billed requests of the last 30 days, newest first; `iter_usage` reads all pages.

    Args:
        limit: The most records, 1 to 50000; the service sends 100 by default.
        before: Return only records from before this time, exclusive, in whole seconds.
        extra: Undocumented parameters of the query.

    Raises:
        PermissionDeniedError: The key lacks the permission `account:usage`.
        ValueError: `before` is not a valid time.
    """
    return call_of(get_account_usage, _usage_page(limit, before, None), read_model(models.AccountUsage), extra)


def usage_csv(*, limit: int | None = None, before: When = None, extra: Extra = None) -> Call[str]:
    """Return one page of the billed requests as CSV with a header line.

    Read the columns by name: the service adds columns in the middle.

    Args:
        limit: The most records, 1 to 50000; the service sends 100 by default.
        before: Return only records from before this time, exclusive, in whole seconds.
        extra: Undocumented parameters of the query.

    Raises:
        PermissionDeniedError: The key lacks the permission `account:usage`.
        ValueError: `before` is not a valid time.
    """
    return call_of(get_account_usage, _usage_page(limit, before, "csv"), read_csv, extra, accept="text/csv")


def daily_usage(*, extra: Extra = None) -> Call[AccountDailyUsage]:
    """Return the billed requests of the last 90 days by day and model. The data may be an hour old.

    Args:
        extra: Undocumented parameters of the query.

    Raises:
        PermissionDeniedError: The key lacks the permission `account:usage`.
    """
    kwargs = get_account_usage_daily._get_kwargs(format_=or_unset(None))  # noqa: SLF001 - the generated half that sends nothing
    return call_of(get_account_usage_daily, kwargs, read_model(models.AccountDailyUsage), extra)


def daily_usage_csv(*, extra: Extra = None) -> Call[str]:
    """Return the billed requests of the last 90 days by day and model, as CSV with a header line.

    Args:
        extra: Undocumented parameters of the query.

    Raises:
        PermissionDeniedError: The key lacks the permission `account:usage`.
    """
    kwargs = get_account_usage_daily._get_kwargs(format_="csv")  # noqa: SLF001 - the generated half that sends nothing
    return call_of(get_account_usage_daily, kwargs, read_csv, extra, accept="text/csv")


def usage_pager(since: When, until: When) -> UsagePager[UsageRecord]:
    """Return a pager for all records of a time span.

    Raises:
        ValueError: One of the two is not a valid time.
    """
    now = datetime.now(UTC)
    return UsagePager(since=_parse_time("since", since, now), until=_parse_time("until", until, now))


def _usage_page(limit: int | None, before: When, form: UsageFormat | None) -> dict[str, Any]:
    time = _parse_time("before", before, datetime.now(UTC))
    return get_account_usage._get_kwargs(  # noqa: SLF001 - the generated half that sends nothing
        format_=or_unset(form),
        limit=or_unset(as_integer("limit", limit)),
        before=or_unset(formatted(time and whole_second_from(time))),
    )


def _parse_time(name: str, value: When, now: datetime) -> datetime | None:
    """Return the time that an option gives, in UTC.

    Raises:
        ValueError: It is not a valid time.
    """
    if value is not None and not isinstance(value, date):
        with contextlib.suppress(TypeError, ValueError):  # `parse_date` refuses values that are not text
            value = as_text(name, value)
    return parse_date(value, now, name)
