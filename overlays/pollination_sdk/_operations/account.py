"""Operations on the account of a key: profile, balance, the key itself, and usage."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from pollination_api import models as models_
from pollination_api.api.account import (
    get_account_balance,
    get_account_key,
    get_account_key_usage,
    get_account_profile,
    get_account_usage,
    get_account_usage_daily,
)
from pollination_api.types import UNSET
from pollination_sdk._operations.parameters import Extra, as_integer, as_text, call_of, or_unset
from pollination_sdk._responses.csv_text import read_csv
from pollination_sdk._responses.decode import read_model
from pollination_sdk._responses.usage import UsagePager, formatted, whole_second_from
from pollination_sdk._support.dates import parse_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pollination_api.models import (
        AccountBalance,
        AccountDailyUsage,
        AccountKey,
        AccountProfile,
        AccountUsage,
        UsageFormat,
        UsageGranularity,
        UsageRecord,
    )
    from pollination_sdk._engine.call import Call
    from pollination_sdk._support.dates import When

_DEFAULT_DAYS, _MOST_DAYS = 30, 90
"""The days that usage covers by default, and at most."""


def balance(*, extra: Extra = None) -> Call[AccountBalance]:
    """Return the pollen that is left in the key's budget or, without a budget, in the wallet.

    With the permission `usage` the result also has `account_balance`, the pollen of the whole account. That has the
    `total` and the two pots, `tier` (from quests) and `paid`.

    Args:
        extra: Undocumented parameters of the query.

    Raises:
        PermissionDeniedError: The key has no budget of its own, and lacks the permission `usage`.
    """
    kwargs = get_account_balance._get_kwargs()  # noqa: SLF001 - the generated half that sends nothing
    return call_of(get_account_balance, kwargs, read_model(models_.AccountBalance), extra)


def profile(*, extra: Extra = None) -> Call[AccountProfile]:
    """Return the profile of the key's owner.

    Args:
        extra: Undocumented parameters of the query.

    Raises:
        PermissionDeniedError: The key lacks the permission `profile`.
    """
    kwargs = get_account_profile._get_kwargs()  # noqa: SLF001 - the generated half that sends nothing
    return call_of(get_account_profile, kwargs, read_model(models_.AccountProfile), extra)


def key(*, extra: Extra = None) -> Call[AccountKey]:
    """Return the name, permissions and limits of the key. Use it to check a key: it is free and needs no permission.

    Args:
        extra: Undocumented parameters of the query.

    Raises:
        AuthenticationError: The key does not work.
    """
    kwargs = get_account_key._get_kwargs()  # noqa: SLF001 - the generated half that sends nothing
    return call_of(get_account_key, kwargs, read_model(models_.AccountKey), extra)


def usage(
    *,
    limit: int | None = None,
    before: When = None,
    before_event_id: str | None = None,
    days: int | None = None,
    granularity: UsageGranularity | None = None,
    period: str | None = None,
    api_key_ids: str | None = None,
    models: str | None = None,
    extra: Extra = None,
) -> Call[AccountUsage]:
    """Return one page of the billed requests of the last 30 days, newest first; `iter_usage` reads all pages.

    Args:
        limit: The most records, 1 to 50000; the service sends 100 by default.
        before: Return only records from before this time, exclusive, in whole seconds.
        before_event_id: The `cursor_event_id` of the last record read; together with `before`, no record is lost.
        days: The days to look back, 1 to 90.
        granularity: The unit of `period`: `day`, `week` or `month`.
        period: The day, week or month to return, such as `2026-10-01`, `2026-W40` or `2026-10`.
        api_key_ids: The ids of the keys to return records of.
        models: The models to return records of.
        extra: Undocumented parameters of the query.

    Raises:
        PermissionDeniedError: The key lacks the permission `usage`.
        ArgumentValueError: `before` is not a valid time.
    """
    return call_of(get_account_usage, _usage_page(locals(), None), read_model(models_.AccountUsage), extra)


def usage_csv(
    *,
    limit: int | None = None,
    before: When = None,
    before_event_id: str | None = None,
    days: int | None = None,
    granularity: UsageGranularity | None = None,
    period: str | None = None,
    api_key_ids: str | None = None,
    models: str | None = None,
    extra: Extra = None,
) -> Call[str]:
    """Return one page of the billed requests as CSV with a header line.

    Read the columns by name: the service adds columns in the middle.

    Args:
        limit: The most records, 1 to 50000; the service sends 100 by default.
        before: Return only records from before this time, exclusive, in whole seconds.
        before_event_id: The `cursor_event_id` of the last record read; together with `before`, no record is lost.
        days: The days to look back, 1 to 90.
        granularity: The unit of `period`: `day`, `week` or `month`.
        period: The day, week or month to return, such as `2026-10-01`, `2026-W40` or `2026-10`.
        api_key_ids: The ids of the keys to return records of.
        models: The models to return records of.
        extra: Undocumented parameters of the query.

    Raises:
        PermissionDeniedError: The key lacks the permission `usage`.
        ArgumentValueError: `before` is not a valid time.
    """
    return call_of(get_account_usage, _usage_page(locals(), "csv"), read_csv, extra, accept="text/csv")


def daily_usage(
    *,
    days: int | None = None,
    granularity: UsageGranularity | None = None,
    period: str | None = None,
    api_key_ids: str | None = None,
    extra: Extra = None,
) -> Call[AccountDailyUsage]:
    """Return the billed requests of the last 90 days by day and model. The data may be an hour old.

    Args:
        days: The days to look back, 1 to 90.
        granularity: The unit of `period`: `day`, `week` or `month`.
        period: The day, week or month to return, such as `2026-10-01`, `2026-W40` or `2026-10`.
        api_key_ids: The ids of the keys to return records of.
        extra: Undocumented parameters of the query.

    Raises:
        PermissionDeniedError: The key lacks the permission `usage`.
    """
    kwargs = get_account_usage_daily._get_kwargs(format_=UNSET, **_span(locals()))  # noqa: SLF001 - the generated half that sends nothing
    return call_of(get_account_usage_daily, kwargs, read_model(models_.AccountDailyUsage), extra)


def daily_usage_csv(
    *,
    days: int | None = None,
    granularity: UsageGranularity | None = None,
    period: str | None = None,
    api_key_ids: str | None = None,
    extra: Extra = None,
) -> Call[str]:
    """Return the billed requests of the last 90 days by day and model, as CSV with a header line.

    Args:
        days: The days to look back, 1 to 90.
        granularity: The unit of `period`: `day`, `week` or `month`.
        period: The day, week or month to return, such as `2026-10-01`, `2026-W40` or `2026-10`.
        api_key_ids: The ids of the keys to return records of.
        extra: Undocumented parameters of the query.

    Raises:
        PermissionDeniedError: The key lacks the permission `usage`.
    """
    kwargs = get_account_usage_daily._get_kwargs(format_="csv", **_span(locals()))  # noqa: SLF001 - the generated half that sends nothing
    return call_of(get_account_usage_daily, kwargs, read_csv, extra, accept="text/csv")


def key_usage(
    *,
    limit: int | None = None,
    before: When = None,
    before_event_id: str | None = None,
    days: int | None = None,
    granularity: UsageGranularity | None = None,
    period: str | None = None,
    models: str | None = None,
    extra: Extra = None,
) -> Call[AccountUsage]:
    """Return one page of the billed requests of this key alone, newest first. It needs no permission.

    Args:
        limit: The most records, 1 to 50000; the service sends 100 by default.
        before: Return only records from before this time, exclusive, in whole seconds.
        before_event_id: The `cursor_event_id` of the last record read; together with `before`, no record is lost.
        days: The days to look back, 1 to 90.
        granularity: The unit of `period`: `day`, `week` or `month`.
        period: The day, week or month to return, such as `2026-10-01`, `2026-W40` or `2026-10`.
        models: The models to return records of.
        extra: Undocumented parameters of the query.

    Raises:
        ArgumentValueError: `before` is not a valid time.
    """
    options = _page_options({**locals(), "api_key_ids": None}, None)
    del options["api_key_ids"]  # the usage of one key is not chosen by the key
    kwargs = get_account_key_usage._get_kwargs(**options)  # noqa: SLF001 - the generated half that sends nothing
    return call_of(get_account_key_usage, kwargs, read_model(models_.AccountUsage), extra)


def start_of(since: When, now: datetime) -> datetime | None:
    """Return the time that `since` gives, in UTC; None for None.

    Raises:
        ArgumentValueError: It is not a valid time.
    """
    return parse_time("since", since, now)


def usage_pager(since: When, until: When) -> UsagePager[UsageRecord]:
    """Return a pager for all records of a time span.

    Raises:
        ArgumentValueError: One of the two is not a valid time.
    """
    now = datetime.now(UTC)
    start = parse_time("since", since, now)
    days = None if start is None else _days_since(start, now)
    return UsagePager(since=start, until=parse_time("until", until, now), days=days)


def _days_since(start: datetime, now: datetime) -> int | None:
    """Return the days to look back; None if the service's default reaches the start."""
    days = (now - start).days + 1
    return min(days, _MOST_DAYS) if days > _DEFAULT_DAYS else None


def _usage_page(options: Mapping[str, Any], form: UsageFormat | None) -> dict[str, Any]:
    return get_account_usage._get_kwargs(**_page_options(options, form))  # noqa: SLF001 - the generated half that sends nothing


def _page_options(options: Mapping[str, Any], form: UsageFormat | None) -> dict[str, Any]:
    """Return the options of one page of usage, as they are sent."""
    time = parse_time("before", options["before"], datetime.now(UTC))
    return {
        "format_": or_unset(form),
        "limit": or_unset(as_integer("limit", options["limit"])),
        "before": or_unset(formatted(time and whole_second_from(time))),
        "before_event_id": or_unset(as_text("before_event_id", options["before_event_id"])),
        "models": or_unset(as_text("models", options["models"])),
        **_span(options),
    }


def _span(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options that pick the time and the keys, as they are sent."""
    texts = {name: or_unset(as_text(name, options[name])) for name in ("granularity", "period", "api_key_ids")}
    return {"days": or_unset(as_integer("days", options["days"])), **texts}


def parse_time(name: str, value: When, now: datetime) -> datetime | None:
    """Return the time that an option gives, in UTC.

    Raises:
        ArgumentValueError: It is not a valid time.
    """
    if value is not None and not isinstance(value, (date, timedelta)):
        with contextlib.suppress(TypeError, ValueError):  # `parse_date` refuses values that are not text
            value = as_text(name, value)
    return parse_date(value, now, name)
