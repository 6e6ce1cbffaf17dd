"""What the account earns: quests, and the markup of its apps and models."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pollination_api import models as models_
from pollination_api.api.account import get_account_earnings, get_account_quests
from pollination_sdk._operations.account import parse_time
from pollination_sdk._operations.parameters import Extra, as_integer, as_text, call_of, or_unset
from pollination_sdk._responses.decode import read_model
from pollination_sdk._responses.earnings_pages import EarningsPager

if TYPE_CHECKING:
    from pollination_api.models import Earnings, QuestList, UsageGranularity
    from pollination_sdk._engine.call import Call
    from pollination_sdk._support.dates import When


def quests(*, extra: Extra = None) -> Call[QuestList]:
    """Return the quests with what this account has done of them, as `quests` of the result.

    A completed quest gives pollen. `client.call("get_quests_catalog")` lists the quests without a key.

    Args:
        extra: Undocumented parameters of the query.

    Raises:
        PermissionDeniedError: The key lacks the permission `usage`.
    """
    kwargs = get_account_quests._get_kwargs()  # noqa: SLF001 - the generated half that sends nothing
    return call_of(get_account_quests, kwargs, read_model(models_.QuestList), extra)


def earnings(
    *,
    days: int | None = None,
    granularity: UsageGranularity | None = None,
    period: str | None = None,
    extra: Extra = None,
) -> Call[Earnings]:
    """Return what the apps and models of this account have earned: by day, and by app or model.

    `iter_earnings` yields the single transactions.

    Args:
        days: The days to look back, 1 to 90.
        granularity: The unit of `period`: `day`, `week` or `month`.
        period: The day, week or month to return, such as `2026-10-01`, `2026-W40` or `2026-10`.
        extra: Undocumented parameters of the query.

    Raises:
        PermissionDeniedError: The key lacks the permission `usage`.
    """
    texts: dict[str, Any] = {
        "granularity": or_unset(as_text("granularity", granularity)),
        "period": or_unset(as_text("period", period)),
    }
    kwargs = get_account_earnings._get_kwargs(days=or_unset(as_integer("days", days)), **texts)  # noqa: SLF001 - as above
    return call_of(get_account_earnings, kwargs, read_model(models_.Earnings), extra)


def earnings_pager(since: When, until: When) -> EarningsPager:
    """Return a pager for all transactions of a time span.

    Raises:
        ArgumentValueError: One of the two is not a valid time.
    """
    now = datetime.now(UTC)
    return EarningsPager(since=parse_time("since", since, now), until=parse_time("until", until, now), now=now)
