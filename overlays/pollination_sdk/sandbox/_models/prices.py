"""The price sheet of a model, and the exact cost of used units."""

import functools
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from pollination_sdk.sandbox._models.price_data import ABOUT_VARIANTS, KINDS, SHEETS, VARIANTS

NANO = 1_000_000_000
"""The parts of one pollen in which costs are whole numbers, so that sums are exact."""
LONG_CONTEXT = 272_000  # tokens
PROMPT_TOKENS = ("promptTextTokens", "promptCachedTokens", "promptAudioTokens", "promptImageTokens")

Rates = Mapping[str, Decimal]


@attrs.frozen
class Sheet:
    """The prices of one model.

    Args:
        base: The pollen for each unit.
        variants: All prices of a resolution or a mode, by its name.
    """

    base: Rates
    variants: Mapping[str, Rates] = attrs.field(factory=dict)

    def times(self, factor: Decimal) -> "Sheet":
        """Return the sheet with all prices changed by a factor."""
        return Sheet(_times(self.base, factor), {name: _times(rates, factor) for name, rates in self.variants.items()})

    def rates(self, units: Mapping[str, float], modes: Iterable[str] = ()) -> Rates:
        """Return the prices that apply to used units: those of the first resolution or mode that has its own."""
        long = sum(units.get(unit, 0) for unit in PROMPT_TOKENS) > LONG_CONTEXT
        found = (mode for mode in (*modes, "long_context" if long else "") if mode in self.variants)
        return self.variants.get(next(found, ""), self.base)


@functools.cache
def sheet_of(name: str, category: str) -> Sheet:
    """Return the prices that a model has at first."""
    prices = SHEETS.get(name, KINDS[category])
    variants = VARIANTS.get(name, {})
    return Sheet(rates_of(prices), {mode: rates_of({**prices, **changed}) for mode, changed in variants.items()})


def cost(rates: Rates, units: Mapping[str, float], markup: Fraction = Fraction(1)) -> int:
    """Return what units cost in whole 1e-9 pollen, as the service counts.

    Reasoning without a price of its own costs what written text costs. Other units without a price cost nothing.
    """
    reasoning = rates.get("completionReasoningTokens", rates.get("completionTextTokens", Decimal(0)))
    known = {"completionReasoningTokens": reasoning, **rates}
    pollen = sum(Fraction(known.get(unit, 0)) * Fraction(str(count)) for unit, count in units.items())
    return round(pollen * markup * NANO)


def listed(sheet: Sheet, *, as_text: bool) -> dict[str, Any]:
    """Write prices as the model lists do: as text, or as the numbers of older answers."""
    return _listed(sheet.base, as_text=as_text)


def listed_variants(sheet: Sheet, *, as_text: bool) -> list[dict[str, Any]]:
    """Write the prices of resolutions and modes as the model lists do."""
    return [
        {
            "name": name,
            "label": name.replace("_", " ").capitalize() if name in ABOUT_VARIANTS else name,
            "description": ABOUT_VARIANTS.get(name, f"Applies to the resolution {name}."),
            "pricing": _listed(rates, as_text=as_text),
        }
        for name, rates in sheet.variants.items()
    ]


def _listed(rates: Rates, *, as_text: bool) -> dict[str, Any]:
    return {
        "currency": "pollen",
        **{unit: f"{price.normalize():f}" if as_text else float(price) for unit, price in rates.items()},
    }


def rates_of(prices: Mapping[str, float | str]) -> Rates:
    """Return prices as exact numbers."""
    return {unit: Decimal(str(price)) for unit, price in prices.items()}


def _times(rates: Rates, factor: Decimal) -> Rates:
    return {unit: price * factor for unit, price in rates.items()}
