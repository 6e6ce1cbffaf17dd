"""What the app of a key may add to the price. The clients learn of apps from `key()`; see `KeyRing.of_app`."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pollination_sdk._engine.key_rotation import KeyRing

APP_MARKUP = 1.25
"""The factor of a key that was made through an app, if the app has opted in."""


def markups_of(ring: KeyRing) -> tuple[float, float]:
    """Return the least and the most factor that a call with any of the client's keys may cost."""
    count, of_app = len(ring.keys.values), ring.of_app
    if count == 1 and of_app.get(0) is False:  # most clients
        return 1.0, 1.0
    known = [of_app.get(index) for index in range(count)]
    if not any(one is not False for one in known):
        return 1.0, 1.0
    return (APP_MARKUP if all(known) else 1.0), APP_MARKUP


def marked_up(amount: int, ring: KeyRing, index: int | None) -> int:
    """Return the most that an amount may be with one key, by its position; None stands for a call without a key."""
    return amount if index is None or ring.of_app.get(index) is False else math.ceil(amount * APP_MARKUP)
