"""What a call has cost, and how that is known."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal

import attrs

from pollination_sdk._costs.amounts import nano, pollen
from pollination_sdk._costs.prices.request import Request
from pollination_sdk._costs.prices.sheet import Sheet, prices_of
from pollination_sdk._costs.prices.units import EXACT, IMAGE, PROMPT_TOKENS, REASONING, TEXT, Counts, counts_in, number
from pollination_sdk._costs.prices.variants import choose, extras_may_apply
from pollination_sdk._engine.call import Call
from pollination_sdk._engine.catalogue import KINDS, Catalogue, Entry

Source = Literal["reported", "computed", "billed", "unknown"]

NO_LIST = (
    "no price list has been read: call a method of client.estimate first, or a list such as client.text_models() or "
    "client.image_models(), or set spend_limit="
)
"""Why nothing is computed by a client that knows no prices."""
IMAGE_CATEGORIES = {"image", "3d"}
"""The kinds of model whose `output_tokens` are those of an image."""
LARGEST_COST = 10**6
"""Pollen; a larger cost of a call is an error of the service."""
BILLED_TEXT = PROMPT_TOKENS | {TEXT, REASONING}
"""The units that a model for text bills in any case: without their price, the sum would be too small."""
_LONGEST = 1000
"""The most characters of a formula that says why a cost is unknown."""


@attrs.frozen
class Cost:
    """What a call has cost.

    Attributes:
        pollen: The amount; None if it is unknown, never 0 for unknown.
        source: `reported`: the answer says it. `computed`: the usage times the prices of the model that was used.
            `billed`: the row of the account's usage. `unknown`: none of them.
        formula: How it was computed, such as `12 promptTextTokens x 0.0000002 + ...`; else why it is unknown.
    """

    pollen: float | None
    source: Source
    formula: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as plain JSON values."""
        return attrs.asdict(self)

    def _repr_html_(self) -> str:
        from pollination_sdk._costs.notebook import facts  # noqa: PLC0415 - few programs run in a notebook

        amount = "unknown" if self.pollen is None else self.pollen
        return facts({"pollen": amount, "source": self.source, "formula": self.formula})


def cost_of(
    operation: str,
    model: str | None,
    usage: Mapping[str, float] | None,
    headers: Mapping[str, str],
    catalogue: Catalogue,
    *,
    call: Call[Any] | None = None,
) -> Cost:
    """Return the cost of an answer, without any request.

    Args:
        operation: The contract's operationId.
        model: The model that was used; None if the answer does not say.
        usage: The units that were used, as `Answer.usage` names them, with `pollen_cost` where it came.
        headers: The headers of the answer.
        catalogue: The models with their prices.
        call: The call, which tells the size or mode where prices depend on it; None if it is not known.
    """
    reported = _reported(usage, headers)
    if reported is not None:
        return Cost(reported, "reported", "as the service reports it")
    if operation not in KINDS and operation.startswith("get_"):
        return Cost(0.0, "computed", "0: this operation is free")
    if model is None:
        return _unknown("the answer does not name the model that was used")
    entry = catalogue.entry(model)
    if entry is None and call is not None and call.model and catalogue.same(call.model, model):
        entry = catalogue.entry(call.model)
    if entry is None and catalogue.has_public:
        return _unknown(f"no list that was read has the model {model[:80]!r}")
    if entry is None or "name" not in entry:  # `/v1/models` leaves prices out
        return _unknown(NO_LIST)
    category = entry.get("category")
    made = IMAGE if isinstance(category, str) and category in IMAGE_CATEGORIES else TEXT
    return _computed(entry, counts_in(usage, made), call)


def cost_or_unknown(
    operation: str,
    model: str | None,
    usage: Mapping[str, float] | None,
    headers: Mapping[str, str],
    catalogue: Catalogue,
    *,
    call: Call[Any] | None = None,
) -> Cost:
    """Return the cost of an answer; see `cost_of`. The answer is paid for: a wrong price must not lose it."""
    try:
        return cost_of(operation, model, usage, headers, catalogue, call=call)
    except Exception as error:  # noqa: BLE001 - as above
        return _unknown(f"the prices of the list cannot be read ({type(error).__name__})")


def joint_cost(costs: Sequence[Cost]) -> Cost:
    """Return the cost of all requests of a call. A sum with an unknown part is unknown."""
    known = [cost for cost in costs if cost.pollen is not None]
    summed = pollen(sum(nano(cost.pollen) for cost in known if cost.pollen is not None))
    if len(known) < len(costs):
        reason = next(cost.formula for cost in costs if cost.pollen is None)
        return Cost(None, "unknown", f"{len(known)} of {len(costs)} requests cost {summed}, the others: {reason}")
    source = costs[0].source if len({cost.source for cost in costs}) == 1 else "computed"
    return Cost(summed, source, " + ".join(f"({cost.formula})" for cost in costs))


def _unknown(why: str) -> Cost:
    return Cost(None, "unknown", why[:_LONGEST])


def _reported(usage: Mapping[str, Any] | None, headers: Mapping[str, str]) -> float | None:
    """Return the cost that the service reports; None if it reports none that can be right."""
    for value in (headers.get("x-pollen-cost"), usage and usage.get("pollen_cost")):
        found = None if value is None else number(value)
        if found is not None and 0 <= found <= LARGEST_COST:
            return float(found)
    return None


def _computed(entry: Entry, counts: Counts, call: Call[Any] | None) -> Cost:
    """Return the cost by usage and prices, if all prices that may hold make the same of it."""
    prices, used = prices_of(entry), counts.by_unit
    if problem := prices.problem or counts.problem or ("" if used else "the answer does not say what was used"):
        return _unknown(problem)
    request = None if call is None or prices.simple else Request(call)
    prompt = 0.0 if prices.simple else sum(float(count) for unit, count in used.items() if unit in PROMPT_TOKENS)
    is_text = entry.get("category") == "text" and not prices.free
    totals: dict[Decimal, str] = {}
    for sheet in choose(prices, request, prompt, exact=True).possible:
        needed = (unit for unit in used if is_text and unit in BILLED_TEXT)
        if problem := sheet.problem(used) or sheet.zero(used) or sheet.missing(needed):
            return _unknown(problem)
        amount, terms = summed(sheet, used)
        totals[amount] = terms
    if len(totals) > 1:
        return _unknown(f"the price depends on a size or mode that is not known: {' or '.join(totals.values())}")
    total, formula = totals.popitem()
    if prices.extras and extras_may_apply(entry, request):
        return _unknown(f"{formula}, and what no answer counts: {', '.join(extra.label for extra in prices.extras)}")
    if not total and not prices.free:
        return _unknown(f"the list has no price for {', '.join(used)}")
    return Cost(float(total), "computed", formula)


def summed(sheet: Sheet, counts: Mapping[str, Decimal]) -> tuple[Decimal, str]:
    """Return the sum of units times prices, and how it was formed; the service bills nothing for unpriced units."""
    total, terms, unpriced = Decimal(0), [], []
    for unit, count in counts.items():
        if sheet.unit_for(unit) is None:
            unpriced.append(unit)
            continue
        price = sheet.price(unit)
        total = EXACT.fma(count, price, total)
        terms.append(f"{count:f} {unit} x {price:f}")
    without = f" (not priced: {', '.join(unpriced)})" if unpriced else ""
    return total, " + ".join(terms) + without
