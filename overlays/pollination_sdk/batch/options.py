"""Check the settings of a run before anything is sent."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from pollination_sdk.errors import ArgumentValueError

if TYPE_CHECKING:
    from pollination_sdk.batch.settings import Settings


def checked(settings: Settings) -> Settings:
    """Return the settings.

    Raises:
        ArgumentValueError: A number is out of bounds.
    """
    _whole("in_flight", settings.in_flight)
    _whole("attempts", settings.attempts)
    if settings.max_failures is not None:
        _whole("max_failures", settings.max_failures)
    for name in ("per_second", "item_timeout", "lease_seconds"):
        value = getattr(settings, name)
        if (value is not None or name != "per_second") and not (_is_number(value) and 0 < value < math.inf):
            raise ArgumentValueError(f"{name} takes a number above 0, not {value!r}.")
    return settings


def _whole(name: str, value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ArgumentValueError(f"{name} takes a whole number from 1 up, not {value!r}.")


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
