"""What the app of a key may add to the price. The clients learn of apps from `key()`; see `KeyRing.of_app`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pollination_sdk._engine.key_rotation import KeyRing

APP_MARKUP = 1.25
"""The factor of a key that was made through an app, if the app has opted in."""


def markups_of(ring: KeyRing) -> tuple[float, float]:
    """Return the least and the most factor that a call with any of the client's keys may cost."""
    of_app, count = ring.of_app, len(ring.keys.values)
    most = max((_most(ring, index) for index in range(count)), default=1.0)
    return (APP_MARKUP if count and all(of_app.get(index) for index in range(count)) else 1.0), most


def markup_of(ring: KeyRing, index: int | None) -> float:
    """Return the most factor of one key, by its position; None stands for a call without a key."""
    return 1.0 if index is None else _most(ring, index)


def _most(ring: KeyRing, index: int) -> float:
    return 1.0 if ring.of_app.get(index) is False else APP_MARKUP
