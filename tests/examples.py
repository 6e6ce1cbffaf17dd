"""How much of what is costly is tried: little in the gate, all at night (`HYPOTHESIS_PROFILE=nightly`)."""

import itertools
import random
from collections import Counter

from hypothesis import HealthCheck, settings

AT_NIGHT = settings.get_current_profile_name() == "nightly"
FEW_PAIRS = 4
"""Two parameters that have at most so many pairs of values meet in each of them."""

few = settings(
    max_examples=max(5, settings.default.max_examples // (10 if AT_NIGHT else 20)),
    suppress_health_check=list(HealthCheck),
)
"""For properties whose examples take a request or a large schema: a part of what the profile says.

Health checks are off: the strategies follow the contract, whatever Hypothesis thinks of their size. The fixtures of
such properties are meant to be shared by all examples.
"""


def sampled(cases, every):
    """Return one of so many cases, the first included; at night all of them. For cases that cost seconds each.

    Args:
        cases: The cases, or their names.
        every: How many cases one stands for.
    """
    return list(cases)[:: 1 if AT_NIGHT else every]


def covering(items):
    """Return those cases of one parametrised test that the gate runs.

    They hold each value of each parameter, and each pair of values of two parameters that have few pairs. What one
    `parametrize` lists counts as one parameter, so a test without a second one keeps all of its cases. Values are met
    about equally often, and the choice depends on the name of the test alone.

    Args:
        items: The cases, as pytest has collected them.
    """
    dimensions = _dimensions(items[0])
    if len(dimensions) < 2:
        return items
    values = {
        item: [(names, *(id(item.callspec.params[one]) for one in names)) for names in dimensions] for item in items
    }
    pairs = {item: set(itertools.combinations(held, 2)) for item, held in values.items()}
    number = Counter((one[0], other[0]) for one, other in set().union(*pairs.values()))
    wanted = {
        item: {*values[item], *(pair for pair in pairs[item] if number[pair[0][0], pair[1][0]] <= FEW_PAIRS)}
        for item in items
    }
    waiting, missing, met = list(items), set().union(*wanted.values()), Counter()
    random.Random(items[0].nodeid.partition("[")[0]).shuffle(waiting)  # noqa: S311 - the same cases each time
    chosen = set()
    while missing:
        best = max(waiting, key=lambda item: (len(wanted[item] & missing), -sum(met[one] for one in values[item])))
        waiting.remove(best)
        chosen.add(best)
        missing -= wanted[best]
        met.update(values[best])
    return [item for item in items if item in chosen]


def _dimensions(item):
    """Return the names of the parameters that vary together: those of a `parametrize`, or a fixture's own."""
    left = dict.fromkeys(item.callspec.params) if hasattr(item, "callspec") else {}
    found = []
    for mark in item.iter_markers("parametrize"):
        names = mark.args[0].replace(" ", "").split(",") if isinstance(mark.args[0], str) else mark.args[0]
        found.append(tuple(name for name in names if name in left))
        for name in names:
            left.pop(name, None)
    return [names for names in [*found, *((name,) for name in left)] if names]
