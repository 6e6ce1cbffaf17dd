"""The cost of a call that needed several requests."""

from collections.abc import Sequence

from pollination_sdk._costs.amounts import nano, pollen
from pollination_sdk._costs.cost import Cost


def total(costs: Sequence[Cost]) -> Cost:
    """Return the cost of all requests of a call. A sum with an unknown part is unknown."""
    known = [cost for cost in costs if cost.pollen is not None]
    summed = pollen(sum(nano(cost.pollen) for cost in known if cost.pollen is not None))
    if len(known) < len(costs):
        reason = next(cost.formula for cost in costs if cost.pollen is None)
        return Cost(None, "unknown", f"{len(known)} of {len(costs)} requests cost {summed}, the others: {reason}")
    source = costs[0].source if len({cost.source for cost in costs}) == 1 else "computed"
    return Cost(summed, source, " + ".join(f"({cost.formula})" for cost in costs))
