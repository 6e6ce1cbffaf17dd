"""Moments as people write them."""

import re
from datetime import UTC, date, datetime, time, timedelta

When = datetime | date | str | None
"""A datetime, a date, ISO text, `yesterday`, or how long ago as in `7d`; without a time zone it is UTC."""

_ACCEPTED = (
    "a datetime, a date, ISO 8601 text such as '2026-02-15' or '2026-02-15T10:30:00Z', "
    "'now', 'today', 'yesterday', or how long ago: '30m', '12h', '7d', '2w'"
)
_AGO = r"([0-9]{1,9})([mhdw])"
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
# A year with a dash, or eight digits: a bare 10 or 2026 is more likely a slip than a date.
_DATED = r"[0-9]{4}-|[0-9]{8}(T|\Z)"


def parse_date(value: datetime | date | str | None, now: datetime, option: str = "value") -> datetime | None:
    """Return the moment that a value names, in UTC.

    Args:
        value: a datetime, a date (its midnight), ISO 8601 text, ``now``, ``today``, ``yesterday``
            (their midnights), or how long ago: ``30m`` minutes, ``12h`` hours, ``7d`` days, ``2w``
            weeks. What has no time zone is UTC.
        now: what relative values count from.
        option: the name that the message of an error gives to the value.

    Raises:
        ValueError: the value is none of these, or outside of the years 1 to 9999 in UTC; the message
            lists what is accepted.
    """
    if value is None:
        return None
    try:
        return in_utc(_moment(value, in_utc(now)))
    except OverflowError:
        reason = "outside of the years 1 to 9999 in UTC"
    except (ValueError, TypeError) as error:
        reason = str(error)
    raise ValueError(f"{option}={value!r} is not a moment ({reason}); give {_ACCEPTED}.")


def _moment(value: datetime | date | str, now: datetime) -> datetime:
    if isinstance(value, str):
        return _moment_from_text(value.strip(), now)
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time(), UTC)
    raise TypeError("wrong type")


def _moment_from_text(text: str, now: datetime) -> datetime:
    midnight = datetime.combine(now.date(), time(), UTC)
    words = {"now": now, "today": midnight, "yesterday": midnight - timedelta(days=1)}
    if text.lower() in words:
        return words[text.lower()]
    if ago := re.fullmatch(_AGO, text):
        return now - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
    iso = re.sub(r"(?<=\d) +(?=\d)", "T", text.upper(), count=1)
    if not re.match(_DATED, iso):
        raise ValueError("neither a date nor a span")
    from dateutil.parser import isoparser  # noqa: PLC0415 - slow to load, and few calls name a moment

    return isoparser(sep="T").isoparse(iso)


def in_utc(moment: datetime) -> datetime:
    """Return a moment in UTC; one without a time zone is taken to be in it already."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC)
