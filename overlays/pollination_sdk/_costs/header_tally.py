"""Price an answer by its headers alone. Most answers of a model have the same headers: their places are remembered."""

import operator
from collections.abc import Callable, Sequence
from typing import NamedTuple

import httpx

from pollination_sdk._costs.prices import Sheet
from pollination_sdk._costs.tally import Tally, tariff_of
from pollination_sdk._costs.units import LARGEST_COUNT, distinct_units
from pollination_sdk._engine.bill_headers import places_of
from pollination_sdk._engine.catalogue import KINDS, Catalogue

_MOST_SHAPES = 100
"""The sets of names of headers that are remembered."""


class _Shape(NamedTuple):
    """Where answers with the same names of headers say what they are billed by.

    Args:
        pick: Takes the name of the model and the counts out of the values of the headers.
        names: The counts by their names.
        units: The units that they count.
        priced: The prices of the units by the name of the model; None for a model whose costs are no plain sum.
    """

    pick: Callable[[Sequence[bytes]], tuple[bytes, ...]]
    names: tuple[str, ...]
    units: tuple[str, ...]
    priced: "dict[bytes, _Priced | None]"


class _Priced(NamedTuple):
    """The prices of a model in whole 1e-15 pollen, in the order of a shape's units."""

    model: str
    rates: tuple[int, ...]
    sheet: Sheet


class HeaderTallies:
    """Tallies answers by their headers and the prices of a catalogue, which are read once."""

    def __init__(self) -> None:
        self._table: object = None
        self._shapes: dict[tuple[str, tuple[bytes, ...]], _Shape | None] = {}

    def of(self, operation: str, headers: httpx.Headers, catalogue: Catalogue) -> tuple[str, Tally] | None:
        """Return the model and the tally of an answer; None if its headers do not tell its cost as a plain sum."""
        if self._table is not catalogue.table or len(self._shapes) > _MOST_SHAPES:
            self._table, self._shapes = catalogue.table, {}
        shapes = self._shapes
        try:
            names, values = zip(*headers.raw, strict=True)
            if (key := (operation, names)) not in shapes:
                shapes[key] = _shape(operation, names)
            return None if (shape := shapes[key]) is None else _tally(shape, values, catalogue)
        except Exception:  # noqa: BLE001 - the answer is paid for: headers or prices that are wrong must not lose it
            return None


def _tally(shape: _Shape, values: Sequence[bytes], catalogue: Catalogue) -> tuple[str, Tally] | None:
    pick, names, units, priced = shape
    model, *written = pick(values)
    if model not in priced:
        priced[model] = _priced(model.decode("latin-1"), units, catalogue)
    if (known := priced[model]) is None or not all(map(bytes.isdigit, written)):
        return None
    name, rates, sheet = known
    counts = [*map(int, written)]
    if min(counts) and max(counts) <= LARGEST_COUNT and (parts := sum(map(operator.mul, counts, rates))):
        return name, Tally(parts, dict(zip(names, counts, strict=True)), dict(zip(units, counts, strict=True)), sheet)
    return None


def _shape(operation: str, written: tuple[bytes, ...]) -> _Shape | None:
    """Return the shape of an answer; None if it does not name its model, names its cost, or counts oddly."""
    named, counted = places_of(written)
    if operation not in KINDS or [name for name, _ in named] != ["x-model-used"] or not counted:
        return None
    names = tuple(name for name, _ in counted)
    units = distinct_units(names)
    if units is None or "pollen_cost" in names:
        return None
    return _Shape(operator.itemgetter(named[0][1], *(place for _, place in counted)), names, units, {})


def _priced(model: str, units: tuple[str, ...], catalogue: Catalogue) -> _Priced | None:
    tariff = tariff_of(model, catalogue) if model else None
    return None if tariff is None else _Priced(model, tuple(tariff.rates[unit] for unit in units), tariff.sheet)
