"""The span of time that a query for usage names."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

from dateutil.parser import isoparse
from dateutil.relativedelta import relativedelta

from pollination_sdk.sandbox._errors import invalid_input

EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
FORMS = {"day": r"\d{4}-\d\d-\d\d", "week": r"\d{4}-W\d\d", "month": r"\d{4}-\d\d"}
LENGTHS = {"day": relativedelta(days=1), "week": relativedelta(weeks=1), "month": relativedelta(months=1)}

Span = tuple[datetime, datetime | None]
"""The start, inclusive, and the end, exclusive; None for no end."""


def span(query: dict[str, Any], default_days: int) -> Span:
    """Return the span of a query: a period, or the last days.

    Raises:
        ServiceError: 400 for a period that does not exist, does not fit `granularity`, or is before 2026.
    """
    if "period" not in query:
        return datetime.now(UTC) - timedelta(days=query.get("days", default_days)), None
    period = query["period"]
    unit = query.get("granularity") or next((unit for unit, form in FORMS.items() if re.fullmatch(form, period)), "day")
    start = _start(unit, period)
    if start is None or start < EARLIEST:
        raise invalid_input({"period": [f"Expected a {unit} from 2026-01-01 on"]})
    return start, start + LENGTHS[unit]


def _start(unit: str, period: str) -> datetime | None:
    if not re.fullmatch(FORMS[unit], period):
        return None
    try:
        first = date.fromisoformat(period) if unit != "month" else date.fromisoformat(f"{period}-01")
    except ValueError:
        return None
    return datetime(first.year, first.month, first.day, tzinfo=UTC)


def before(query: dict[str, Any]) -> datetime | None:
    """Parse `before`. A day beyond the end of its month counts into the next month, as in JavaScript."""
    sent = query.get("before")
    if sent is None:
        return None
    first = isoparse(f"{sent[:8]}01{sent[10:]}")
    moment = first + timedelta(days=int(sent[8:10]) - 1)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
