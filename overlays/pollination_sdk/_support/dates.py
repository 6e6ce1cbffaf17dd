"""Parse dates and times."""

import re
from datetime import UTC, date, datetime, time, timedelta

from pollination_sdk.errors import ArgumentValueError

When = datetime | date | timedelta | str | None
"""A datetime, a date, ISO text, `yesterday`, or a time ago: `7d` or a timedelta; without a time zone it is UTC."""

_ACCEPTED = (
    "a datetime, a date, ISO 8601 text such as '2026-02-15' or '2026-02-15T10:30:00Z', "
    "'now', 'today', 'yesterday', or how long ago: '30m', '12h', '7d', '2w' or a timedelta"
)
_AGO = r"([0-9]{1,9})([mhdw])"
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
# A year with a dash, or eight digits: a bare 10 or 2026 is more likely a mistake than a date.
_DATED = r"[0-9]{4}-|[0-9]{8}(T|\Z)"


def parse_date(value: When, now: datetime, option: str = "value") -> datetime | None:
    """Return a date or time as a datetime in UTC.

    Args:
        value: A datetime, a date, ISO 8601 text, `now`, `today`, `yesterday`, or a time ago: `30m` (minutes), `12h`
            (hours), `7d` (days), `2w` (weeks) or a timedelta. A date, `today` and `yesterday` mean midnight. Values
            without a time zone are UTC.
        now: The time that relative values refer to.
        option: The name of the option, for error messages.

    Raises:
        ValueError: The value has another format, or is outside the years 1 to 9999 in UTC. The message lists the
            accepted formats.
    """
    if value is None:
        return None
    try:
        return in_utc(_read_time(value, in_utc(now)))
    except OverflowError:
        reason = "outside of the years 1 to 9999 in UTC"
    except (ValueError, TypeError) as error:
        reason = str(error)
    raise ArgumentValueError(f"{option}={value!r} is not a valid time ({reason}); give {_ACCEPTED}.")


def _read_time(value: datetime | date | timedelta | str, now: datetime) -> datetime:
    if isinstance(value, str):
        return _time_from_text(value.strip(), now)
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time(), UTC)
    if isinstance(value, timedelta):
        if value < timedelta():
            raise ValueError("a span before now is positive")
        return now - value
    raise TypeError("wrong type")


def _time_from_text(text: str, now: datetime) -> datetime:
    midnight = datetime.combine(now.date(), time(), UTC)
    words = {"now": now, "today": midnight, "yesterday": midnight - timedelta(days=1)}
    if text.lower() in words:
        return words[text.lower()]
    if ago := re.fullmatch(_AGO, text):
        return now - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
    iso = re.sub(r"(?<=\d) +(?=\d)", "T", text.upper(), count=1)
    if not re.match(_DATED, iso):
        raise ValueError("neither a date nor a span")
    from dateutil.parser import isoparser  # noqa: PLC0415 - slow to import, and few calls have a date

    return isoparser(sep="T").isoparse(iso)


def in_utc(value: datetime) -> datetime:
    """Return a datetime in UTC; without a time zone it is in UTC already."""
    if value.tzinfo is None:
        return value.replace(tzinfo=UTC)
    return value.astimezone(UTC)
