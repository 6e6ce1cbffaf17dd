"""The estimate of what a call will cost, from the price list and what the client has learnt."""

import math
import statistics
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import attrs

from pollination_sdk._costs.prices import units
from pollination_sdk._costs.prices.request import Request
from pollination_sdk._costs.prices.sheet import PriceList, prices_of
from pollination_sdk._costs.prices.totals import ONE_POLLEN, totals
from pollination_sdk._costs.prices.variants import Choice, choose, extras_may_apply
from pollination_sdk._costs.quantities.audio import recording_quantities, speech_quantities
from pollination_sdk._costs.quantities.by_unit import Basis, Quantities
from pollination_sdk._costs.quantities.history import History
from pollination_sdk._costs.quantities.image import image_quantities
from pollination_sdk._costs.quantities.learnt import Learnt
from pollination_sdk._costs.quantities.peaks import Peaks
from pollination_sdk._costs.quantities.text import text_quantities, vector_quantities
from pollination_sdk._costs.quantities.video import video_quantities
from pollination_sdk._costs.ranges import NOTHING
from pollination_sdk._engine.call import Call
from pollination_sdk._engine.catalogue import KINDS, Catalogue, Entry, default_model, list_for
from pollination_sdk._secrets.redact import redact

_WITH_RECORDING = {
    "post_generate_v1_audio_transcriptions",
    "post_v1_audio_voice_changer",
    "post_v1_audio_voice_isolator",
}
_MARKUP = 10**6
"""The parts in which markups are counted."""
_PARTS = ONE_POLLEN * _MARKUP
"""The parts of one pollen in `Totals` times a markup. Their quotient is rounded once."""
MOST_EXTRAS = 10
"""The most searches or other extras of a call that the high estimate includes."""
NO_LIST = "no price list has been read"
_SPEECH = {"get_generate_audio_by_text", "post_generate_v1_audio_speech", "post_v1_audio_speech_with_timestamps"}
"""The operations for which the service chooses a model with voices."""


@attrs.frozen
class Estimate:
    """What a call will cost, in pollen.

    Attributes:
        low: The least that it may cost; None if that is unknown, never 0 for unknown.
        likely: What it probably costs; None if that is unknown.
        high: The most that it may cost; None if that is unknown.
        basis: How it was made. `price_list`: the units are known (images, seconds, characters). `estimated_tokens`:
            the tokens were estimated from the text, within 30 %. `learnt`: the answer's tokens are those of the last
            20 answers of the model. `unknown`: there is no price, or it cannot be right.
        priced_at: When the price list was read; None without a list.
        note: What the estimate depends on, such as the length of the answer, or why there is none.
    """

    low: float | None
    likely: float | None
    high: float | None
    basis: Basis
    priced_at: datetime | None = None
    note: str = ""

    def _repr_html_(self) -> str:
        from pollination_sdk._costs.notebook import facts  # noqa: PLC0415 - few programs run in a notebook

        amounts = {"likely": self.likely, "low": self.low, "high": self.high}
        shown = amounts if self.likely is not None else {"pollen": "unknown"}
        return facts({**shown, "basis": self.basis, "priced at": self.priced_at, "note": self.note})


def estimate_of(
    call: Call[Any], catalogue: Catalogue, history: History | Peaks, *, markups: Sequence[float] = (1.0, 1.25)
) -> Estimate:
    """Estimate a call, without any request.

    The tokens of a text are estimated from its characters, within 30 %: `low` has 0.7 and `high` 1.3 times the likely
    number.

    Args:
        call: The call, as its method built it.
        catalogue: The models with their prices.
        history: What earlier answers have used.
        markups: The least and the most factor that the key's app may add; (1, 1) for a key of no app.
    """
    if not call.can_bill:
        return Estimate(0.0, 0.0, 0.0, "price_list", note="this call is free")
    if call.operation not in KINDS:
        return _unknown(f"no price list has the operation {call.operation}")
    if not catalogue:
        return _unknown(NO_LIST)
    name = call.model or default_model(call.operation)
    entry = None if name is None else catalogue.entry(name)
    if entry is not None and (call.model is not None or "pricing" in entry):
        return _of_model(Request(call), entry, catalogue, history, markups)
    if call.model is not None:
        return _unknown(_unlisted(call, catalogue))
    return _of_any_model(Request(call), catalogue, history, markups)


def with_repairs(estimate: Estimate, repairs: int) -> Estimate:
    """Return the estimate of a call that may send more requests, each with the answer to the one before it.

    Args:
        estimate: The estimate of the first request.
        repairs: The most requests that follow. Their prompts hold an answer too, so each counts twice.
    """
    if not repairs or estimate.high is None:
        return estimate
    note = "; ".join(filter(None, (estimate.note, f"the high estimate includes repair={repairs}")))
    return attrs.evolve(estimate, high=estimate.high * (1 + 2 * repairs), note=note)


def _unlisted(call: Call[Any], catalogue: Catalogue) -> str:
    """Return that no list has the model of a call, with the nearest one or the method that lists them."""
    name = redact(str(call.model)[:80])
    near = catalogue.nearest(name, KINDS[call.operation])
    advice = f"{list_for(call.operation)}() shows what there is" if near is None else f"is {near!r} meant?"
    return f"no list that was read has the model {name!r}: {advice}"


def _unknown(note: str, priced_at: datetime | None = None) -> Estimate:
    return Estimate(None, None, None, "unknown", priced_at, note)


def _of_any_model(
    request: Request, catalogue: Catalogue, history: History | Peaks, markups: Sequence[float]
) -> Estimate:
    """Estimate a call for which the service chooses the model: from the cheapest to the dearest of its kind."""
    entries = catalogue.of_operation(request.call.operation)
    if request.call.operation in _SPEECH:
        entries = [entry for entry in entries if entry.get("voices")] or entries
    estimates = [_of_model(request, entry, catalogue, history, markups) for entry in entries]
    known = [found for found in estimates if found.likely is not None]
    if not known:
        return _unknown("the service chooses the model, and no price of one is known: give model=")
    return attrs.evolve(
        known[0],
        low=min(found.low for found in known if found.low is not None),
        likely=statistics.median_high([found.likely for found in known if found.likely is not None]),
        high=max(found.high for found in known if found.high is not None),
        note=f"the service chooses one of {len(known)} models: model= makes the estimate closer",
    )


def _of_model(
    request: Request, entry: Entry, catalogue: Catalogue, history: History | Peaks, markups: Sequence[float]
) -> Estimate:
    name = str(entry.get("id"))
    priced_at = catalogue.priced_at(name)
    prices = prices_of(entry)
    if prices.problem:
        return _unknown(prices.problem, priced_at)
    if prices.free:
        return Estimate(0.0, 0.0, 0.0, "price_list", priced_at, "the list says that this model is free")
    quantities = _quantities(request, entry, prices, Learnt(history.of(*prices.names)))
    if quantities is None:
        return _unknown("nothing tells how long the recording is", priced_at)
    if prices.extras and extras_may_apply(entry, request):
        quantities.extras = prices.extras
    return _priced(request, prices, quantities, priced_at, markups)


def _quantities(request: Request, entry: Entry, prices: PriceList, learnt: Learnt) -> Quantities | None:
    """Return what a call uses of a model: the kind of the model decides, and for sound the operation."""
    operation = request.call.operation
    category = entry.get("category")
    kind = category if isinstance(category, str) else KINDS[operation][0]
    if operation in _WITH_RECORDING:
        return recording_quantities(request, prices)
    if kind == "video":
        return video_quantities(request, prices, entry, learnt)
    if kind in {"image", "3d"}:
        return image_quantities(request, prices, entry, learnt)
    if "audio" in KINDS[operation]:
        return speech_quantities(request, prices, entry, learnt)
    if "embedding" in KINDS[operation]:
        return vector_quantities(request)
    return text_quantities(request, entry, learnt)


def _priced(
    request: Request, prices: PriceList, quantities: Quantities, priced_at: datetime | None, markups: Sequence[float]
) -> Estimate:
    """Multiply the units by the prices that may hold for them."""
    used = quantities.by_unit
    choice = choose(prices, request, used.get(units.PROMPT_TEXT, NOTHING).high)
    if problem := _problem(choice, quantities):
        return _unknown(problem, priced_at)
    found = totals(choice.possible, choice.likely, used)
    if not found.likely:
        if tiny := [unit for unit, quantity in used.items() if quantity.likely and choice.likely.price(unit)]:
            return _unknown(f"the list has too small a price for {', '.join(sorted(tiny))}", priced_at)
        priced = ", ".join(sorted(prices.units))
        return _unknown(f"the list prices {priced}, and it is not known how many of them this call uses", priced_at)
    least, most = (round(markup * _MARKUP) for markup in markups)
    extras = math.ceil(sum(extra.price or 0 for extra in quantities.extras) * MOST_EXTRAS * ONE_POLLEN)
    notes = [f"besides, the service bills {extra.label}" for extra in quantities.extras]
    return Estimate(
        low=found.low * least / _PARTS,
        likely=found.likely * least / _PARTS,
        high=(found.high + extras) * most / _PARTS,
        basis=quantities.basis,
        priced_at=priced_at,
        note="; ".join(quantities.notes + notes),
    )


def _problem(choice: Choice, quantities: Quantities) -> str:
    """Return why a call cannot be priced; empty if it can."""
    if any(extra.price is None for extra in quantities.extras):
        return "the list does not say what is billed besides the units"
    for sheet in choice.possible:
        if problem := sheet.missing(quantities.needed):
            return problem
        if sheet.wrong or sheet.has_zero:
            expected = [unit for unit, quantity in quantities.by_unit.items() if quantity.likely]
            if problem := sheet.problem(quantities.by_unit) or sheet.zero(expected):
                return problem
    return ""
