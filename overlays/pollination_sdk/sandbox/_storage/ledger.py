"""Billing: the wallet with its two pots, and one record for each generation."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs

from pollination_sdk.sandbox._keys.refusals import ESTIMATE, budget_exhausted, insufficient_balance, quest_pollen_only
from pollination_sdk.sandbox._keys.ring import Key
from pollination_sdk.sandbox._models.catalogue import Model, find
from pollination_sdk.sandbox._models.price_list import PriceList
from pollination_sdk.sandbox._models.prices import NANO, cost
from pollination_sdk.sandbox._storage.entries import Entry, key_id
from pollination_sdk.sandbox._storage.generation import Generation


@attrs.define
class Ledger:
    """The wallet of one account and its billed generations, oldest first.

    Args:
        tier: The pollen of quests, which pays for no paid-only model.
        pack: The pollen that was paid for.
        entries: The records.
        daily_lag: How late the daily usage is.
        usage_lag: How late all usage is.
        ahead: How far the clock of the usage is ahead.
        prices: What the units of each model cost.
        charged: The generations that were billed while this sandbox ran.
    """

    tier: float
    pack: float
    entries: list[Entry] = attrs.field(factory=list)
    daily_lag: timedelta = timedelta(0)
    usage_lag: timedelta = timedelta(0)
    ahead: timedelta = timedelta(0)
    prices: PriceList = attrs.field(factory=PriceList, repr=False)
    charged: list[Entry] = attrs.field(factory=list, repr=False)

    @property
    def wallet(self) -> float:
        """All pollen of the account; a generation that costs more than its estimate takes a pot below zero."""
        return self.tier + self.pack

    @property
    def charged_pollen(self) -> float:
        """The pollen that was charged while this sandbox ran. Its sum is exact."""
        return sum(entry.nano for entry in list(self.charged)) / NANO

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

    def bill(self, key: Key, generation: Generation, milliseconds: float, *, pot: str) -> Entry:
        """Charge one generation to a pot and the key, and record it."""
        now = datetime.now(UTC)
        model, units = generation.model, generation.units
        entry = self.remember(now, key, model, units, milliseconds, modes=generation.modes, pot=pot)
        self.charged.append(entry)
        if pot == "tier":
            self.tier = round(self.tier - entry.cost, 9)
        else:
            self.pack = round(self.pack - entry.cost, 9)
        key.bucket.spend(entry.cost)
        if key.budget is not None:
            key.budget = round(key.budget - entry.cost, 9)
        return entry

    def remember(
        self,
        at: datetime,
        key: Key,
        model: Model,
        units: dict[str, float],
        milliseconds: float,
        *,
        modes: Iterable[str] = (),
        pot: str | None = None,
    ) -> Entry:
        """Record one generation without charging for it; the app of a key adds its share to the price."""
        price = cost(self.prices.of(model).rates(units, modes), units, key.markup) / NANO
        kind = f"generate.{'image' if model.category == 'video' else model.category}"
        paid_by = pot or ("pack" if model.paid_only else "tier")
        made = at.astimezone(UTC)
        entry = Entry(made, kind, model, key, units, price, milliseconds, paid_by, made + self.ahead)
        self.entries.append(entry)
        return entry

    def age(self, entry: Entry) -> timedelta:
        """Return how old a record is, by the clock of the usage."""
        return datetime.now(UTC) + self.ahead - (entry.seen or entry.at)

    def within(
        self,
        since: datetime,
        until: datetime | None,
        *,
        keys: Iterable[str] | None = None,
        models: Iterable[str] | None = None,
    ) -> list[Entry]:
        """Return the generations of a span, of some keys by their ids and of some models by any name.

        Those that are younger than the lag of the usage are left out.
        """
        return [
            entry
            for entry in self.entries
            if (not self.usage_lag or self.age(entry) >= self.usage_lag)
            and since <= entry.at
            and (until is None or entry.at < until)
            and (keys is None or key_id(entry.key) in keys)
            and (models is None or any(find((entry.model,), name) for name in models))
        ]

    def daily(self, entries: Iterable[Entry]) -> list[dict[str, Any]]:
        """Sum up generations by date, key, model and source, newest date first, up to the daily lag."""
        groups: defaultdict[tuple[str, str, str, str, str], list[float]] = defaultdict(list)
        for entry in entries:
            if self.age(entry) >= self.daily_lag:
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
