"""Billing: the wallet, and one record for each generation."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import attrs

from pollination_sdk.sandbox._catalogue import Model, find
from pollination_sdk.sandbox._keys import Key
from pollination_sdk.sandbox._refusals import budget_exhausted, insufficient_balance

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
class Entry:
    """One billed generation."""

    at: datetime
    type: str
    model: Model
    key: Key
    units: dict[str, float]
    cost: float
    milliseconds: float
    event_id: str = attrs.field(factory=lambda: str(uuid4()))

    @property
    def second(self) -> datetime:
        """The whole second in which it was made."""
        return self.at.replace(microsecond=0)

    def record(self) -> dict[str, Any]:
        """Build the row of `/account/usage`, with whole seconds in UTC."""
        return {
            "timestamp": f"{self.at:%Y-%m-%d %H:%M:%S}",
            "type": self.type,
            "model": self.model.id,
            "api_key_id": key_id(self.key),
            "api_key": self.key.name,
            "api_key_type": self.key.kind,
            "meter_source": "pack" if self.model.paid_only else "tier",
            **{column: self.units.get(unit, 0) for column, unit in TOKEN_COLUMNS.items()},
            **{column: self.units.get(unit, 0) for column, unit in OTHER_COLUMNS.items()},
            "cost_usd": self.cost,
            "response_time_ms": self.milliseconds,
            "cursor_event_id": self.event_id,
        }


@attrs.define
class Ledger:
    """The wallet of one account and its billed generations, oldest first."""

    wallet: float
    entries: list[Entry] = attrs.field(factory=list)
    granted: bool = False  # whether all pollen in the wallet was granted, and none bought
    daily_lag: timedelta = timedelta(0)
    charged: int = 0  # generations billed while this sandbox ran

    def require_funds(self, key: Key) -> None:
        """Refuse with 402 if the key's budget or the wallet is used up."""
        if key.budget is not None and key.budget <= 0:
            raise budget_exhausted(key.budget)
        if self.wallet <= 0:
            raise insufficient_balance(self.wallet)

    def require_bought(self, model: Model) -> None:
        """Refuse with 402 if the model requires bought pollen, and there is none."""
        if self.granted and model.paid_only:
            raise insufficient_balance(0.0, paid_only=True)

    def balance(self, key: Key) -> float:
        """Return the pollen that the key may still spend: its own budget or, without one, the wallet."""
        return round(self.wallet if key.budget is None else key.budget, 9)

    def pots(self) -> dict[str, float]:
        """Return the pollen of the account by its source: from quests (`tier`), or bought (`paid`)."""
        pollen = round(self.wallet, 9)
        return {"total": pollen, "tier": pollen if self.granted else 0.0, "paid": 0.0 if self.granted else pollen}

    def bill(self, key: Key, model: Model, units: dict[str, float], milliseconds: float) -> Entry:
        """Charge one generation to the wallet and the key, and record it."""
        entry = self.remember(datetime.now(UTC), key, model, units, milliseconds)
        self.charged += 1
        self.wallet -= entry.cost
        key.bucket.spend(entry.cost)
        if key.budget is not None:
            key.budget -= entry.cost
        return entry

    def remember(self, at: datetime, key: Key, model: Model, units: dict[str, float], milliseconds: float) -> Entry:
        """Record one generation without charging for it."""
        cost = round(sum(model.pricing.get(unit, 0) * count for unit, count in units.items()), 9)
        kind = "generate.text" if "text" in model.outputs else "generate.image"
        entry = Entry(at.astimezone(UTC), kind, model, key, units, cost, milliseconds)
        self.entries.append(entry)
        return entry

    def within(
        self,
        since: datetime,
        until: datetime | None,
        *,
        keys: Iterable[str] | None = None,
        models: Iterable[str] | None = None,
    ) -> list[Entry]:
        """Return the generations of a span, of some keys by their ids and of some models by any name."""
        return [
            entry
            for entry in self.entries
            if since <= entry.at
            and (until is None or entry.at < until)
            and (keys is None or key_id(entry.key) in keys)
            and (models is None or any(find((entry.model,), name) for name in models))
        ]

    def daily(self, entries: Iterable[Entry]) -> list[dict[str, Any]]:
        """Sum up generations by date, key, model and source, newest date first, up to the daily lag."""
        until = datetime.now(UTC) - self.daily_lag
        groups: defaultdict[tuple[str, str, str, str, str], list[float]] = defaultdict(list)
        for entry in entries:
            if entry.at <= until:
                row = entry.record()
                names = (row["model"], row["meter_source"], row["api_key_id"], row["api_key"])
                groups[f"{entry.at:%Y-%m-%d}", *names].append(entry.cost)
        return [
            {
                "date": date,
                "api_key_id": identifier,
                "api_key": name,
                "model": model,
                "meter_source": source,
                "requests": len(costs),
                "cost_usd": round(sum(costs), 9),
            }
            for (date, model, source, identifier, name), costs in sorted(groups.items(), reverse=True)
        ]


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
