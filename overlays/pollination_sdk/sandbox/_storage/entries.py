"""The records of billed generations, and their pages."""

import hashlib
from datetime import datetime
from typing import Any
from uuid import uuid4

import attrs

from pollination_sdk.sandbox._keys.ring import Key
from pollination_sdk.sandbox._models.catalogue import Model
from pollination_sdk.sandbox._models.prices import NANO

TOKEN_COLUMNS = {
    "input_text_tokens": "promptTextTokens",
    "input_cached_tokens": "promptCachedTokens",
    "input_audio_tokens": "promptAudioTokens",
    "input_image_tokens": "promptImageTokens",
    "output_text_tokens": "completionTextTokens",
    "output_reasoning_tokens": "completionReasoningTokens",
    "output_audio_tokens": "completionAudioTokens",
    "output_image_tokens": "completionImageTokens",
}
OTHER_COLUMNS = {
    "input_audio_seconds": "promptAudioSeconds",
    "input_cache_write_tokens": "promptCacheWriteTokens",
    "output_audio_seconds": "completionAudioSeconds",
    "output_video_seconds": "completionVideoSeconds",
}
"""The columns that came in October 2026."""


@attrs.frozen
class Bill:
    """What the sandbox has charged for one generation.

    Args:
        at: When it was charged.
        key: The key that paid.
        model: The id of the model.
        units: The used units, by their names in the price list.
        pollen: What it cost.
        pot: The source of the pollen: `tier` for quests, `pack` for bought pollen.
    """

    at: datetime
    key: str = attrs.field(repr=False)
    model: str
    units: dict[str, float]
    pollen: float
    pot: str


@attrs.frozen
class Entry:
    """One billed generation; `seen` is when the usage learns of it, which the sandbox's clock tells."""

    at: datetime
    type: str
    model: Model
    key: Key
    units: dict[str, float]
    cost: float
    milliseconds: float
    pot: str = "tier"
    seen: datetime | None = None
    event_id: str = attrs.field(factory=lambda: str(uuid4()))

    @property
    def second(self) -> datetime:
        """The whole second in which it was made."""
        return self.at.replace(microsecond=0)

    @property
    def nano(self) -> int:
        """The cost in whole 1e-9 pollen."""
        return round(self.cost * NANO)

    def bill(self) -> Bill:
        """Return what was charged."""
        return Bill(self.at, self.key.value, self.model.id, self.units, self.cost, self.pot)

    def record(self) -> dict[str, Any]:
        """Build the row of `/account/usage`, with whole seconds in UTC."""
        return {
            "timestamp": f"{self.at:%Y-%m-%d %H:%M:%S}",
            "type": self.type,
            "model": self.model.id,
            "api_key_id": key_id(self.key),
            "api_key": self.key.name,
            "api_key_type": self.key.kind,
            "meter_source": self.pot,
            **{column: self.units.get(unit, 0) for column, unit in TOKEN_COLUMNS.items()},
            **{column: self.units.get(unit, 0) for column, unit in OTHER_COLUMNS.items()},
            "cost_usd": self.cost,
            "response_time_ms": self.milliseconds,
            "cursor_event_id": self.event_id,
        }


def page(entries: list[Entry], limit: int, before: datetime | None, event_id: str | None) -> list[dict[str, Any]]:
    """Return the records of one page, newest first.

    Args:
        entries: The generations to choose from, in any order.
        limit: The most records.
        before: Only records from before this time, exclusive; with `event_id`, its second up to that record too.
        event_id: The id of a record; the page starts behind it.
    """
    newest = sorted(entries, key=lambda entry: (entry.second, entry.event_id), reverse=True)
    place = (before, event_id or "")
    rows = [entry for entry in newest if before is None or (entry.second, entry.event_id if event_id else "") < place]
    return [entry.record() for entry in rows[:limit]]


def key_id(key: Key) -> str:
    """Return the id of a key, which does not show the key."""
    return hashlib.sha256(key.value.encode()).hexdigest()[:16]
