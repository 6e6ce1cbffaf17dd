"""The prices of a model by unit, read from its entry in a list of models."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import attrs

from pollination_sdk._costs.units import (
    EXACT,
    PROMPT_AUDIO,
    PROMPT_CACHE_WRITE,
    PROMPT_CACHED,
    PROMPT_IMAGE,
    PROMPT_TEXT,
    PROMPT_VIDEO,
    REASONING,
    TEXT,
    number,
    unit_of,
)

CURRENCY = "pollen"
PRICED_AS = {
    PROMPT_CACHED: PROMPT_TEXT,
    PROMPT_CACHE_WRITE: PROMPT_TEXT,
    PROMPT_AUDIO: PROMPT_TEXT,
    PROMPT_IMAGE: PROMPT_TEXT,
    PROMPT_VIDEO: PROMPT_TEXT,
    REASONING: TEXT,
}
"""The unit whose price holds for a unit that the list does not price apart."""

_LARGEST_PRICE = Decimal(10**6)
_MILLION = Decimal(10**6)
_PER_MILLION = re.compile(r"[_-]?per[_-]?(1m|million|mtok)([_-]?tokens?)?$", re.IGNORECASE)
_OTHER_FIELDS = {"currency", "unit", "note", "label"}


@attrs.frozen
class Sheet:
    """Prices that hold together.

    Args:
        name: The name of the variant, such as `1080p`; empty for the prices of a model.
        prices: The pollen per unit.
        wrong: Why the price of a unit cannot be right.
    """

    name: str
    prices: Mapping[str, Decimal]
    wrong: Mapping[str, str] = {}

    @property
    def free(self) -> bool:
        """Whether the list says of each unit that it costs nothing."""
        return bool(self.prices) and not self.wrong and not any(self.prices.values())

    def unit_for(self, unit: str) -> str | None:
        """Return the unit whose price holds for a unit; None if the list has no price for it."""
        for name in (unit, PRICED_AS.get(unit)):
            if name is not None and (name in self.prices or name in self.wrong):
                return name
        return None

    def price(self, unit: str) -> Decimal:
        """Return the price of a unit; 0 if the list has none, as the service bills nothing for it."""
        name = self.unit_for(unit)
        return Decimal(0) if name is None else self.prices.get(name, Decimal(0))


@attrs.frozen
class PriceList:
    """The prices of one model.

    Args:
        base: The prices that hold unless a variant does.
        variants: The prices of sizes or modes, whole.
        problem: Why nothing can be priced; empty if it can.
        extra: What the service bills besides and no answer counts, such as searches, as the list describes it.
    """

    base: Sheet
    variants: tuple[Sheet, ...] = ()
    problem: str = ""
    extra: tuple[str, ...] = ()

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """All prices that may hold."""
        return (self.base, *self.variants)

    @property
    def units(self) -> set[str]:
        """The units that have a price in any of them."""
        return {unit for sheet in self.sheets for unit in sheet.prices}


_NOTHING = Sheet("", {})
_READ: dict[int, tuple[Any, PriceList]] = {}
_MOST_READ = 2048


def prices_of(entry: Mapping[str, Any]) -> PriceList:
    """Return the prices in the entry of a model. Entries are never changed, so each is read once."""
    known = _READ.get(id(entry))
    if known is not None and known[0] is entry:
        return known[1]
    found = _read(entry)
    if len(_READ) >= _MOST_READ:
        _READ.clear()
    _READ[id(entry)] = (entry, found)
    return found


def _read(entry: Mapping[str, Any]) -> PriceList:
    pricing = entry.get("pricing")
    if not isinstance(pricing, Mapping):
        return PriceList(_NOTHING, problem="the list has no prices for this model")
    currency = pricing.get("currency")
    if isinstance(currency, str) and currency.lower() != CURRENCY:
        return PriceList(_NOTHING, problem=f"the list has its prices in {currency[:20]!r}, not in pollen")
    base = _sheet("", pricing)
    if not base.prices:
        wrong = "; ".join(base.wrong.values()) or "the list has no prices for this model in units that are known"
        return PriceList(base, problem=wrong)
    return PriceList(base, tuple(_variants(entry, base)), extra=tuple(_extra(entry)))


def _sheet(name: str, pricing: Mapping[Any, Any]) -> Sheet:
    prices: dict[str, Decimal] = {}
    wrong: dict[str, str] = {}
    for field, value in pricing.items():
        if not isinstance(field, str) or field in _OTHER_FIELDS or value is None:
            continue
        per_million = _PER_MILLION.search(field)
        unit = unit_of(field[: per_million.start()] if per_million else field)
        if unit is None:
            continue
        price = number(value)
        if price is None or not 0 <= price <= _LARGEST_PRICE:
            wrong[unit] = f"the list has the price {str(value)[:40]!r} for {unit}"
        else:
            prices[unit] = EXACT.divide(price, _MILLION) if per_million else price
    return Sheet(name, prices, wrong)


def _variants(entry: Mapping[str, Any], base: Sheet) -> Iterator[Sheet]:
    """Yield the variants; one that leaves units out has the prices of the model for them."""
    given = entry.get("pricing_variants", entry.get("pricingVariants"))
    named = given.items() if isinstance(given, Mapping) else enumerate(given) if isinstance(given, list) else ()
    for key, value in named:
        if not isinstance(value, Mapping):
            continue
        pricing = value.get("pricing", value)
        if isinstance(pricing, Mapping):
            name = value.get("name", key)
            sheet = _sheet(str(name)[:60], pricing)
            if sheet.prices or sheet.wrong:
                yield attrs.evolve(sheet, prices={**base.prices, **sheet.prices}, wrong={**base.wrong, **sheet.wrong})


def _extra(entry: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is billed besides, such as `10 pollen for 1000 requests`."""
    given = entry.get("pricing_adjustments", entry.get("pricingAdjustments"))
    for value in given if isinstance(given, list) else ():
        if isinstance(value, Mapping):
            label = value.get("label") or value.get("name") or value.get("kind")
            yield f"{str(label)[:60]} at {str(value.get('price'))[:20]} pollen"
