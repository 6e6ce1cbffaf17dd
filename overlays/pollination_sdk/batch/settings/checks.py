"""Check the settings of a run before anything is sent."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from pollination_sdk import SpendLimit
from pollination_sdk.errors import ArgumentError, ArgumentValueError

if TYPE_CHECKING:
    from pollination_sdk.batch.settings.values import Settings


def checked(settings: Settings) -> Settings:
    """Return the settings.

    Raises:
        ArgumentValueError: A number is out of bounds, or the URL of the files is of this process alone.
        ArgumentError: There is an engine and no folder, or a limit is of the wrong type.
    """
    _whole("in_flight", settings.in_flight)
    _whole("attempts", settings.attempts)
    if settings.max_failures is not None:
        _whole("max_failures", settings.max_failures)
    if settings.per_second is not None:
        _above_zero("per_second", settings.per_second)
    _above_zero("item_timeout", settings.item_timeout)
    _above_zero("lease_seconds", settings.lease_seconds)
    if settings.engine is not None and settings.folder is None:
        raise ArgumentError("Other processes and clusters need an output folder, and there is none. Give out=.")
    if settings.engine is not None and (settings.files or "").startswith("memory://"):
        raise ArgumentValueError("files is in the memory of one process, and others run the items. Use another URL.")
    if settings.engine is not None and isinstance(settings.spend_limit, SpendLimit):
        raise ArgumentError(
            "engine= runs items in other processes, and a SpendLimit counts the calls of this one. Give a number."
        )
    if settings.spend_limit is not None and not isinstance(settings.spend_limit, SpendLimit):
        SpendLimit(settings.spend_limit)
    return settings


def _whole(name: str, value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ArgumentValueError(f"{name} takes a whole number from 1 up, not {value!r}.")


def _above_zero(name: str, value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value < math.inf:
        raise ArgumentValueError(f"{name} takes a number above 0, not {value!r}.")
