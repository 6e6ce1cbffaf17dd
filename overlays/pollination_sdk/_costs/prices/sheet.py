"""The prices of a model by unit, read from its entry in a list of models."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import attrs

from pollination_sdk._costs.prices.units import (
    EXACT,
    OF_TEXT,
    PROMPT_AUDIO,
    PROMPT_CACHE_WRITE,
    PROMPT_CACHED,
    PROMPT_IMAGE,
    PROMPT_TEXT,
    PROMPT_VIDEO,
    REASONING,
    TEXT,
    UNITS,
    is_like_unit,
    number,
    unit_of,
)
from pollination_sdk._engine.catalogue import forms_of, names_of

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

SCALE = 10**15
"""The parts of a pollen in which estimates count prices."""

_LARGEST_PRICE = Decimal(10**6)
_MILLION = Decimal(10**6)
_PER_MILLION = re.compile(r"[_-]?per[_-]?(1m|million|mtok)([_-]?tokens?)?$", re.IGNORECASE)
_OTHER_FIELDS = {"currency", "unit", "note", "label"}
_CHEAPER = {PROMPT_TEXT: PROMPT_CACHED}
"""The unit that a cheap token turns out to be: it was cached."""
_DEARER = {PROMPT_TEXT: PROMPT_CACHE_WRITE, TEXT: REASONING}
"""The unit that a dear token turns out to be: it is put into a cache, or belongs to the reasoning."""


class Sheet:
    """Prices that hold together.

    Args:
        name: The name of the variant, such as `1080p`; empty for the prices of a model.
        prices: The pollen per unit.
        wrong: Why the price of a unit cannot be right.
        about: What the list says of the variant.
    """

    def __init__(self, name: str, prices: Mapping[str, Decimal], wrong: Mapping[str, str], about: str = "") -> None:
        self.name, self.prices, self.wrong, self.about = name, prices, wrong, about
        self.free = bool(prices) and not wrong and not any(prices.values())
        """Whether the list says of each unit that it costs nothing."""
        self.has_zero = not self.free and not all(prices.values())
        """Whether some units have the price 0 beside others that have not."""
        self.has_text = all(self.unit_for(unit) is not None for unit in OF_TEXT)
        """Whether all tokens of text have a price, on both sides."""
        self.rates = {unit: self._rate(unit) for unit in UNITS if self.price(unit)}
        """The least, the likely and the most price of each unit that is not free, in parts of a pollen."""

    def _rate(self, unit: str) -> tuple[int, int, int]:
        price = self.price(unit)
        cheaper, dearer = (self.price(other.get(unit, unit)) for other in (_CHEAPER, _DEARER))
        low, likely, high = (EXACT.multiply(each, SCALE) for each in (min(price, cheaper), price, max(price, dearer)))
        return math.floor(low), round(likely), math.ceil(high)

    def unit_for(self, unit: str) -> str | None:
        """Return the unit whose price holds for a unit; None if the list has no price for it."""
        for name in (unit, PRICED_AS.get(unit)):
            if name is not None and (name in self.prices or name in self.wrong):
                return name
        return None

    def price(self, unit: str) -> Decimal:
        """Return the price of a unit; 0 if the list has none, as the service bills nothing for it."""
        name = self.unit_for(unit)
        return Decimal(0) if name is None or name in self.wrong else self.prices[name]

    def problem(self, used: Iterable[str]) -> str:
        """Return why the price of a used unit is wrong; empty if none is."""
        if not self.wrong:
            return ""
        names = (self.unit_for(unit) for unit in used)
        return next((self.wrong[name] for name in names if name is not None and name in self.wrong), "")

    def missing(self, used: Iterable[str]) -> str:
        """Return which of the units, all of text, has no price, although each must have one; empty if none."""
        if self.has_text:
            return ""
        name = next((unit for unit in used if self.unit_for(unit) is None), None)
        return "" if name is None else f"the list has no price for {name}, only for {', '.join(sorted(self.prices))}"

    def zero(self, used: Iterable[str]) -> str:
        """Return why units that are certainly used cannot be free; empty if they are not, or if all are."""
        if not self.has_zero:
            return ""
        names = (name for unit in used if (name := self.unit_for(unit)) is not None)
        free = next((name for name in names if not self.prices.get(name, 1)), None)
        return "" if free is None else f"the list has the price 0 for {free}, although the model is not free"


@attrs.frozen
class Extra:
    """What the service bills besides, and no answer counts, such as searches.

    Args:
        label: What it is.
        price: The pollen for one; None if the list does not say.
    """

    label: str
    price: Decimal | None


class PriceList:
    """The prices of one model.

    Args:
        base: The prices that hold unless a variant does.
        problem: Why nothing can be priced; empty if it can.
        variants: The prices of sizes or modes, whole.
        extras: What the service bills besides.
        names: The names of the model.
    """

    def __init__(
        self,
        base: Sheet,
        problem: str = "",
        *,
        variants: tuple[Sheet, ...] = (),
        extras: tuple[Extra, ...] = (),
        names: tuple[str, ...] = (),
    ) -> None:
        self.base, self.problem, self.variants, self.extras, self.names = base, problem, variants, extras, names
        self.simple = not variants and not extras
        """Whether the cost depends on the units alone."""
        self.free = base.free and self.simple
        """Whether the list says that the model costs nothing."""
        self.units = frozenset(unit for sheet in (base, *variants) for unit, price in sheet.prices.items() if price)
        """The units that have a price in any of them."""


_NOTHING = Sheet("", {}, {})
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
        return PriceList(_NOTHING, "the list has no prices for this model")
    currency = pricing.get("currency")
    if isinstance(currency, str) and currency.lower() != CURRENCY:
        return PriceList(_NOTHING, f"the list has its prices in {currency[:20]!r}, not in pollen")
    base = _sheet("", pricing)
    variants = tuple(_variants(entry, base))
    for sheet in (base, *variants):
        if unknown := next((why for unit, why in sheet.wrong.items() if unit not in UNITS), ""):
            return PriceList(base, unknown)
    if not base.prices:
        wrong = "; ".join(base.wrong.values()) or "the list has no prices for this model in units that are known"
        return PriceList(base, wrong)
    names = tuple(form for name in names_of(entry) for form in forms_of(name))
    return PriceList(base, variants=variants, extras=tuple(_extras(entry)), names=names)


def _sheet(name: str, pricing: Mapping[Any, Any]) -> Sheet:
    prices: dict[str, Decimal] = {}
    wrong: dict[str, str] = {}
    for field, value in pricing.items():
        if not isinstance(field, str) or field in _OTHER_FIELDS or value is None:
            continue
        per_million = _PER_MILLION.search(field)
        counted = field[: per_million.start()] if per_million else field
        unit, price = unit_of(counted), number(value)
        if unit is None:
            if price != 0 and is_like_unit(counted):
                wrong[field] = f"the list prices {field[:60]}, which is no unit that is known"
        elif price is None or not 0 <= price <= _LARGEST_PRICE:
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
                about = " ".join(str(value.get(field))[:200] for field in ("label", "description") if field in value)
                yield Sheet(sheet.name, {**base.prices, **sheet.prices}, _wrong(base, sheet), about)


def _wrong(base: Sheet, variant: Sheet) -> dict[str, str]:
    """Return the prices of a variant that cannot be right; its own prices take the place of those of the model."""
    return {**{unit: why for unit, why in base.wrong.items() if unit not in variant.prices}, **variant.wrong}


def _extras(entry: Mapping[str, Any]) -> Iterator[Extra]:
    given = entry.get("pricing_adjustments", entry.get("pricingAdjustments"))
    for value in given if isinstance(given, list) else ():
        if isinstance(value, Mapping):
            label = value.get("label") or value.get("name") or value.get("kind")
            yield Extra(str(label)[:60], _each(value.get("price"), value.get("quantity", 1)))


def _each(price: Any, quantity: Any) -> Decimal | None:
    """Return the price of one extra from that of several; None if it cannot be right."""
    whole, count = number(price), number(quantity)
    if whole is None or count is None or not 0 <= whole <= _LARGEST_PRICE or count <= 0:
        return None
    return EXACT.divide(whole, count)
