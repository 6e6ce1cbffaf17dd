"""Price an answer in whole numbers: what `cost_of` says of most answers, in a tenth of its time.

A tally is made only where no rule of `cost_of` but the sum applies: whole counts, and one price for each of them.
"""

import operator
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import attrs

from pollination_sdk._costs.amounts import UNITS as NANOS
from pollination_sdk._costs.amounts import nano
from pollination_sdk._costs.cost import BILLED_TEXT, IMAGE_CATEGORIES, Cost, summed
from pollination_sdk._costs.prices.sheet import SCALE, Sheet, prices_of
from pollination_sdk._costs.prices.units import EXACT, UNITS, whole_counts
from pollination_sdk._engine.catalogue import KINDS, Catalogue

PER_NANO = SCALE // NANOS
"""How many 1e-15 pollen are 1e-9."""
_REPORTED, _REPORTING = "pollen_cost", "x-pollen-cost"


@attrs.define(eq=False)
class Form:
    """What the counts of answers stand for. Most answers of a model have the same form, so it is made once.

    Args:
        model: The model that was used.
        sheet: Its prices.
        units: The units that are counted.
        names: Their names in the answers; none if an answer keeps its usage itself.
        rates: The place of the header of each count, with the price of its unit in whole 1e-15 pollen.
        peak: The place of the only count that `Peaks` looks at; None if there are several, or none.
        tallies: The tallies of answers with one count, by the count as it is written; see `header_tally`.
    """

    model: str
    sheet: Sheet
    units: tuple[str, ...]
    names: tuple[str, ...] = ()
    rates: Sequence[tuple[int, int]] = ()
    peak: int | None = None
    tallies: Mapping[bytes, "Tallied | None"] = attrs.field(factory=dict)
    covered: int = 0
    """The largest count at `peak` that has taught `Peaks` nothing. No lower one does."""


Tallied = tuple[int, int, Sequence[int], Form, Mapping[str, Any] | None]
"""The cost in whole 1e-15 and 1e-9 pollen, the counts, their form, and the usage: None if the form has the names."""


class Tally(Tallied):
    """What an answer has cost. Most answers are never looked at again: only the fields of their tallies are made."""

    __slots__ = ()

    @property
    def pollen(self) -> float:
        """The cost in pollen."""
        return self[0] / SCALE

    @property
    def nano(self) -> int:
        """The cost in whole 1e-9 pollen."""
        return self[1]

    @property
    def form(self) -> Form:
        """What the counts stand for."""
        return self[3]

    @property
    def usage(self) -> Mapping[str, Any]:
        """The counts as the answer names them."""
        _, _, counts, form, usage = self
        return dict(zip(form.names, counts, strict=True)) if usage is None else usage

    @property
    def by_unit(self) -> dict[str, int]:
        """How many of each unit were used, without zeros."""
        _, _, counts, form, _ = self
        return {unit: count for unit, count in zip(form.units, counts, strict=True) if count}

    def cost(self) -> Cost:
        """Return the cost with its formula."""
        _, formula = summed(self.form.sheet, {unit: Decimal(count) for unit, count in self.by_unit.items()})
        return Cost(self.pollen, "computed", formula)


def nano_of(parts: int) -> int:
    """Return a cost of whole 1e-15 pollen in whole 1e-9, as `amounts.nano` does; below one its digits are exact."""
    return -(-parts // PER_NANO) if parts < SCALE else nano(parts / SCALE)


class _Tariff:
    """The prices of a model in whole 1e-15 pollen.

    Args:
        sheet: The prices.
        rates: The price of each unit; 0 if the list has none. A unit that must have a price, and has none, is missing:
            what used it is not tallied.
        has_totals: Whether totals of tokens are those of text.
    """

    __slots__ = ("has_totals", "rates", "sheet")

    def __init__(self, sheet: Sheet, rates: Mapping[str, int], *, has_totals: bool) -> None:
        self.sheet, self.rates, self.has_totals = sheet, rates, has_totals


class Tallies:
    """Tallies answers by the prices of a catalogue, which are read once."""

    def __init__(self) -> None:
        self._read: tuple[object, dict[str, _Tariff | None]] = (None, {})

    def of(
        self,
        operation: str,
        model: str | None,
        usage: Mapping[str, Any] | None,
        headers: Mapping[str, str],
        catalogue: Catalogue,
    ) -> Tally | None:
        """Return the tally of an answer; None if only `cost_of` can tell its cost, or whether it can."""
        if model is None or not usage or operation not in KINDS or _REPORTED in usage or _REPORTING in headers:
            return None
        table, tariffs = self._read
        if table is not catalogue.table:
            table, tariffs = self._read = (catalogue.table, {})
        try:
            if model not in tariffs:
                tariffs[model] = tariff_of(model, catalogue)
            tariff = tariffs[model]
            return None if tariff is None else _tally(model, usage, tariff)
        except Exception:  # noqa: BLE001 - the answer is paid for: a wrong price must not lose it
            return None


def _tally(model: str, usage: Mapping[str, Any], tariff: _Tariff) -> Tally | None:
    counts = whole_counts(usage, has_totals=tariff.has_totals)
    if counts is None:
        return None
    parts = sum(map(operator.mul, map(tariff.rates.__getitem__, counts), counts.values()))
    form = Form(model, tariff.sheet, tuple(counts))
    return Tally((parts, nano_of(parts), tuple(counts.values()), form, usage)) if parts else None


def tariff_of(model: str, catalogue: Catalogue) -> _Tariff | None:
    """Return the prices of a model, if its costs are plain sums of units times prices."""
    entry = catalogue.entry(model)
    if entry is None or "name" not in entry:
        return None
    prices = prices_of(entry)
    sheet = prices.base
    if prices.problem or not prices.simple or sheet.wrong or sheet.free or sheet.has_zero:
        return None
    category = entry.get("category")
    lacking = {unit for unit in BILLED_TEXT if sheet.unit_for(unit) is None} if category == "text" else set()
    scaled = {unit: EXACT.multiply(sheet.price(unit), SCALE) for unit in UNITS if unit not in lacking}
    rates = {unit: int(price) for unit, price in scaled.items()}
    is_text = not (isinstance(category, str) and category in IMAGE_CATEGORIES)
    return _Tariff(sheet, rates, has_totals=is_text) if rates == scaled else None
