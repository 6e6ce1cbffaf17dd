"""Billing: the wallet with its two pots, and one record for each generation."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs

from pollination_sdk.sandbox._catalogue import Model
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
USAGE_WINDOW = timedelta(days=30)
DAILY_WINDOW = timedelta(days=90)


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

    def record(self) -> dict[str, Any]:
        """Build the row of `/account/usage`, with whole seconds in UTC."""
        return {
            "timestamp": f"{self.at:%Y-%m-%d %H:%M:%S}",
            "type": self.type,
            "model": self.model.provider_id,
            "api_key": self.key.name,
            "api_key_type": self.key.kind,
            "meter_source": self.pot,
            **{column: self.units.get(unit, 0) for column, unit in TOKEN_COLUMNS.items()},
            "cost_usd": self.cost,
            "response_time_ms": self.milliseconds,
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

    def page(self, limit: int, before: datetime | None) -> list[dict[str, Any]]:
        """Return records of the last 30 days, newest first; `before` is exclusive."""
        since = datetime.now(UTC) - USAGE_WINDOW
        newest = sorted(self.entries, key=lambda entry: entry.at)[::-1]
        rows = [
            entry.record()
            for entry in newest
            if entry.at >= since and (before is None or entry.at.replace(microsecond=0) < before)
        ]
        return rows[:limit]

    def daily(self) -> list[dict[str, Any]]:
        """Sum up the last 90 days by date, model and source, newest date first, up to the daily lag."""
        now = datetime.now(UTC)
        since, until = now - DAILY_WINDOW, now - self.daily_lag
        groups: defaultdict[tuple[str, str, str], list[float]] = defaultdict(list)
        for entry in self.entries:
            if since <= entry.at <= until:
                row = entry.record()
                groups[f"{entry.at:%Y-%m-%d}", entry.model.name, row["meter_source"]].append(entry.cost)
        return [
            {
                "date": date,
                "model": model,
                "meter_source": source,
                "requests": len(costs),
                "cost_usd": round(sum(costs), 9),
            }
            for (date, model, source), costs in sorted(groups.items(), reverse=True)
        ]
