"""Billing: the wallet with its two pots, and one record for each generation."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import attrs

from pollination_sdk.sandbox._catalogue import Model, find
from pollination_sdk.sandbox._keys import Key
from pollination_sdk.sandbox._refusals import ESTIMATE, budget_exhausted, insufficient_balance, quest_pollen_only

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
    pot: str = "tier"
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
            "meter_source": self.pot,
            **{column: self.units.get(unit, 0) for column, unit in TOKEN_COLUMNS.items()},
            **{column: self.units.get(unit, 0) for column, unit in OTHER_COLUMNS.items()},
            "cost_usd": self.cost,
            "response_time_ms": self.milliseconds,
            "cursor_event_id": self.event_id,
        }


@attrs.define
class Ledger:
    """The wallet of one account and its billed generations, oldest first.

    Args:
        tier: The pollen of quests, which pays for no paid-only model.
        pack: The pollen that was paid for.
    """

    tier: float
    pack: float
    entries: list[Entry] = attrs.field(factory=list)
    daily_lag: timedelta = timedelta(0)
    charged: int = 0  # generations billed while this sandbox ran

    @property
    def wallet(self) -> float:
        """All pollen of the account; a generation that costs more than its estimate takes a pot below zero."""
        return self.tier + self.pack

    def pots(self) -> dict[str, float]:
        """Return the pollen of the account by its source: from quests (`tier`), or bought (`paid`)."""
        return {"total": round(self.wallet, 9), "tier": round(self.tier, 9), "paid": round(self.pack, 9)}

    def pot(self, key: Key, *, paid_only: bool = False) -> str:
        """Return the pot that pays for a generation: it alone must cover the estimate. Quest pollen goes first.

        Raises:
            FixableError: 402, if the key's budget is too low, or no pot that may pay holds enough.
        """
        if key.budget is not None and key.budget < ESTIMATE:
            raise budget_exhausted(key.budget)
        if self.tier >= ESTIMATE and not paid_only:
            return "tier"
        if key.quest_only:
            raise quest_pollen_only(self.tier)
        if self.pack >= ESTIMATE:
            return "pack"
        raise insufficient_balance(self.pack if paid_only else max(self.tier, self.pack), paid_only=paid_only)

    def balance(self, key: Key) -> float:
        """Return the pollen that the key may still spend: its own budget or, without one, the wallet."""
        return round(self.wallet if key.budget is None else key.budget, 9)

    def bill(self, key: Key, model: Model, units: dict[str, float], milliseconds: float, *, pot: str) -> Entry:
        """Charge one generation to a pot and the key, and record it."""
        entry = self.remember(datetime.now(UTC), key, model, units, milliseconds, pot=pot)
        self.charged += 1
        if pot == "tier":
            self.tier -= entry.cost
        else:
            self.pack -= entry.cost
        key.bucket.spend(entry.cost)
        if key.budget is not None:
            key.budget -= entry.cost
        return entry

    def remember(
        self,
        at: datetime,
        key: Key,
        model: Model,
        units: dict[str, float],
        milliseconds: float,
        *,
        pot: str | None = None,
    ) -> Entry:
        """Record one generation without charging for it."""
        cost = round(sum(model.pricing.get(unit, 0) * count for unit, count in units.items()), 9)
        kind = f"generate.{'image' if model.category == 'video' else model.category}"
        paid_by = pot or ("pack" if model.paid_only else "tier")
        entry = Entry(at.astimezone(UTC), kind, model, key, units, cost, milliseconds, paid_by)
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
