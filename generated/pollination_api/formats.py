# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
"""How fields of answers are read whose meaning is more than their JSON: times, dates, and numbers in texts."""

import datetime
import functools
import math
from collections.abc import Callable
from typing import Any, Final

_MILLISECONDS_FROM = 100_000_000_000
"""From this number on a time counts milliseconds: as seconds it would lie after the year 5000."""

_USUAL_LENGTH = len("2026-10-31 23:59:59")
_parse = datetime.datetime.fromisoformat


class Format:
    """How a field is read, and how a value that did not arrive is written; one of another type stays."""

    # No attrs class: to make one takes longer than all else in this module, and a first chat would wait for it.
    __slots__ = ("read", "write")

    read: Callable[[Any], Any]
    write: Callable[[Any], Any]

    def __init__(self, read: Callable[[Any], Any], write: Callable[[Any], Any]) -> None:
        self.read = read
        self.write = write


def _read_time(value: Any) -> datetime.datetime | None:
    """Read a time in UTC; one without a time zone is in UTC. What cannot be read is None."""
    try:
        if len(value) == _USUAL_LENGTH:
            return _parse(value + "+00:00")  # to set the zone afterwards would take four times as long
    except (TypeError, ValueError):
        pass  # it has another spelling, or is no time
    try:
        moment = _parse(value)
        return moment.replace(tzinfo=datetime.UTC) if moment.tzinfo is None else moment.astimezone(datetime.UTC)
    except (TypeError, ValueError, OverflowError):
        return None


def _read_unix_time(value: Any) -> datetime.datetime | None:
    """Read a number of seconds since 1970, or of milliseconds; what cannot be read is None."""
    try:
        return _since_1970(value)
    except (TypeError, ValueError, OverflowError, OSError):  # TypeError also for a list, which cannot be looked up
        return None


@functools.lru_cache(maxsize=256)  # all pieces of a stream have the same time
def _since_1970(value: float) -> datetime.datetime:
    seconds = value / 1000 if abs(value) >= _MILLISECONDS_FROM else value
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)


def _read_date(value: Any) -> datetime.date | None:
    """Read a date, also one with a time; what cannot be read is None."""
    try:
        return datetime.datetime.fromisoformat(value).date()
    except (TypeError, ValueError):
        return None


def _read_number(value: Any) -> float | None:
    """Read a number, also from text; what cannot be read is None."""
    try:
        read = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return read if math.isfinite(read) else None


def _write_date(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _write_unix_time(value: Any) -> Any:
    return int(value.timestamp()) if isinstance(value, datetime.datetime) else value


time: Final[Format] = Format(_read_time, _write_date)
unix_time: Final[Format] = Format(_read_unix_time, _write_unix_time)
date: Final[Format] = Format(_read_date, _write_date)
number: Final[Format] = Format(_read_number, lambda value: value)
