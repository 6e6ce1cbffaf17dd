"""Price an answer by its headers alone. Most answers of a model have the same headers: their places are remembered."""

import operator
from typing import Any

import attrs
import httpx

from pollination_sdk._costs.prices.sheet import SCALE
from pollination_sdk._costs.prices.units import distinct_units
from pollination_sdk._costs.quantities.peaks import PEAKS
from pollination_sdk._costs.tally import PER_NANO, Form, Tallied, nano_of, tariff_of
from pollination_sdk._engine.bill_headers import listed, places_of
from pollination_sdk._engine.catalogue import KINDS, Catalogue

_MODEL = "x-model-used"
_MOST_SHAPES = 100
"""The sets of names of headers that are remembered."""
_MOST_NUMBERS = 4_000
"""The numbers that are remembered as they are written."""
_MOST_DIGITS = 15
"""The most digits of a count. So none is above `units.LARGEST_COUNT`."""
_NAME: Any = operator.itemgetter(1)


@attrs.define(eq=False)
class _Shape:
    """Where answers with the same names of headers say what they are billed by.

    Args:
        names: The names of all headers.
        model: The place of the name of the model.
        forms: What the counts stand for with each model; None if the headers do not tell the cost as a plain sum.
        count: The place of the only count; None if there are several.
    """

    names: list[bytes]
    model: int
    forms: "_Forms | None"
    count: int | None = None


@attrs.define(eq=False)
class _Known:
    """What is remembered as long as the prices stay the same. Threads that have read others keep their own.

    Args:
        state: The state of the catalogue.
        shapes: The shapes of answers by the operation and the names of the headers.
        last: The shape of the last answer of each operation, which the next one has too.
    """

    state: object
    shapes: dict[tuple[str, tuple[bytes, ...]], _Shape]
    last: dict[str, _Shape]


class HeaderTallies:
    """Tallies answers by their headers and the prices of a catalogue, which are read once."""

    def __init__(self) -> None:
        self._known = _Known(None, {}, {})

    def of(self, operation: str, headers: httpx.Headers, catalogue: Catalogue) -> Tallied | None:
        """Return the fields of the tally of an answer; None if its headers do not tell its cost as a plain sum."""
        known = self._known
        if known.state is not catalogue.state:
            known = self._known = _Known(catalogue.state, {}, {})
        try:
            pairs = listed(headers)
            names, shape = [*map(_NAME, pairs)], known.last.get(operation)
            if shape is None or names != shape.names:
                shape = known.last[operation] = _shape(operation, names, known.shapes, catalogue)
            forms = shape.forms
            if forms is None or (form := forms[pairs[shape.model][2]]) is None:
                return None
            if (place := shape.count) is not None:
                return form.tallies[pairs[place][2]]
            counts, parts = [], 0
            for place, rate in form.rates:
                count = _NUMBERS[pairs[place][2]]
                counts.append(count)
                parts += count * rate
            cost = -(-parts // PER_NANO) if parts < SCALE else nano_of(parts)  # without the time of a call
        except Exception:  # noqa: BLE001 - the answer is paid for: headers or prices that are wrong must not lose it
            return None
        return (parts, cost, counts, form, None) if parts else None


def _shape(
    operation: str, names: list[bytes], shapes: dict[tuple[str, tuple[bytes, ...]], _Shape], catalogue: Catalogue
) -> _Shape:
    """Return the shape of answers with these names of headers."""
    key = operation, tuple(names)
    if (shape := shapes.get(key)) is None:
        if len(shapes) >= _MOST_SHAPES:
            shapes.clear()
        shape = shapes[key] = _read(operation, names, catalogue)
    return shape


def _read(operation: str, written: list[bytes], catalogue: Catalogue) -> _Shape:
    named, counted = places_of(tuple(written))
    names = tuple(name for name, _ in counted)
    units = distinct_units(names)
    if operation not in KINDS or not units or "pollen_cost" in names or [name for name, _ in named] != [_MODEL]:
        return _Shape(written, 0, None)
    places = [place for _, place in counted]
    only = places[0] if len(places) == 1 else None
    return _Shape(written, named[0][1], _Forms(names, units, places, catalogue), only)


class _Forms(dict[bytes, Form | None]):
    """The forms of answers with the same counts by their models; None for one without plain prices.

    Args:
        names: The names of the counts.
        units: What they count.
        places: The places of their headers.
        catalogue: The models with their prices.
    """

    def __init__(self, names: tuple[str, ...], units: tuple[str, ...], places: list[int], catalogue: Catalogue) -> None:
        super().__init__()
        self._names, self._units, self._places, self._catalogue = names, units, places, catalogue
        peaks = [place for place, unit in enumerate(units) if unit in PEAKS]
        self._peak = peaks[0] if len(peaks) == 1 else None

    def __missing__(self, model: bytes) -> Form | None:
        name = model.decode("latin-1")
        tariff = tariff_of(name, self._catalogue) if name else None
        form = None
        if tariff is not None:
            rates = [(place, tariff.rates[unit]) for place, unit in zip(self._places, self._units, strict=True)]
            form = Form(name, tariff.sheet, self._units, self._names, rates, self._peak)
            form.tallies = _Tallies(form)
        self[model] = form
        return form


class _Tallies(dict[bytes, Tallied | None]):
    """The tallies of answers with one count, by the count as it is written; None for one that is not billed.

    Args:
        form: The form of the answers.
    """

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form

    def __missing__(self, digits: bytes) -> Tallied | None:
        count = _NUMBERS[digits]
        ((_, rate),) = self._form.rates
        parts = count * rate
        if len(self) >= _MOST_NUMBERS:
            self.clear()
        found = self[digits] = (parts, nano_of(parts), (count,), self._form, None) if parts else None
        return found


class _Numbers(dict[bytes, int]):
    """Whole numbers as they are written. Looking one up takes less time than reading it."""

    def __missing__(self, digits: bytes) -> int:
        if not digits.isdigit() or len(digits) > _MOST_DIGITS:
            raise ValueError
        if len(self) >= _MOST_NUMBERS:
            self.clear()
        found = self[digits] = int(digits)
        return found


_NUMBERS = _Numbers()
