"""How much of what is costly is tried: little in the gate, all at night (`HYPOTHESIS_PROFILE=nightly`)."""

import functools
import inspect
import itertools
import random
import re
from collections import Counter

from hypothesis import HealthCheck, settings

AT_NIGHT = settings.get_current_profile_name() == "nightly"
FEW_PAIRS = 4
"""Two parameters that have at most so many pairs of values meet in each of them."""
ONE_FLAVOUR = re.compile(
    r"tests/(operations/test_(?!embed|uploads)|client/test_methods|costs/test_(answer_costs|billed_cost|reconcile))"
)
"""Tests of what both clients share: how arguments become a request, and how answers and bills are read."""

few = settings(
    max_examples=max(5, settings.default.max_examples // (10 if AT_NIGHT else 20)),
    suppress_health_check=list(HealthCheck),
)
"""For properties whose examples take a request or a large schema: a part of what the profile says.

Health checks are off: the strategies follow the contract, whatever Hypothesis thinks of their size. The fixtures of
such properties are meant to be shared by all examples.
"""

some = settings(max_examples=max(20, settings.default.max_examples // (1 if AT_NIGHT else 3)))
"""For properties whose examples take ten milliseconds: a third of what the profile says, all of it at night."""


def each(names, cases):
    """Run one test with all cases, as `parametrize` does with a test for each; a failure names its case.

    For cases that take a millisecond: a test of its own costs each of them four more. Fixtures are shared by all cases.

    Args:
        names: The name of the parameter, or a tuple of several.
        cases: The values of each case: a tuple for several parameters.
    """
    several, cases = not isinstance(names, str), list(cases)
    assert cases, f"There is no case of {names}: its test would pass whatever the code does."

    def decorate(test):
        @functools.wraps(test)
        def run_all(**fixtures):
            __tracebackhide__ = True
            for case in cases:
                try:
                    test(**fixtures, **(dict(zip(names, case, strict=True)) if several else {names: case}))
                except BaseException as error:
                    error.add_note(f"The case: {case!r:.300}")
                    raise

        signature = inspect.signature(test)
        others = [one for name, one in signature.parameters.items() if name not in (names if several else [names])]
        run_all.__signature__ = signature.replace(parameters=others)
        return run_all

    return decorate


def sampled(cases, every):
    """Return one of so many cases, the first included; at night all of them. For cases that cost seconds each.

    Args:
        cases: The cases, or their names.
        every: How many cases one stands for.
    """
    return list(cases)[:: 1 if AT_NIGHT else every]


def covering(cases, definition):
    """Return those cases of one parametrised test that the gate runs.

    They hold each value of each parameter, and each pair of values of two parameters that have few pairs. What one
    `parametrize` lists counts as one parameter, so a test without a second one keeps all of its cases. Of asyncio and
    trio, it keeps one. Values are met about equally often, and the choice depends on the name of the test alone.

    Args:
        cases: The cases, as pytest has made them of the parameters.
        definition: The test.
    """
    dimensions = _dimensions(cases[0], definition)
    draws = random.Random(definition.nodeid)  # noqa: S311 - the same cases each time
    shared = ("flavour",) if ONE_FLAVOUR.match(definition.nodeid) else None
    if len(dimensions) < 2 and dimensions != [shared]:
        loops = [case for case in cases if case.id in {"asyncio", "trio"}]
        left_out = draws.choice(loops) if len(loops) == 2 else None
        return [case for case in cases if case is not left_out]
    values = [[(names, *(id(case.params[one]) for one in names)) for names in dimensions] for case in cases]
    needed = [[one for one in held if one[0] != shared] for held in values]
    pairs = [set(itertools.combinations(held, 2)) for held in needed]
    number = Counter((one[0], other[0]) for one, other in set().union(*pairs))
    wanted = [
        {*needed[n], *(pair for pair in pairs[n] if number[pair[0][0], pair[1][0]] <= FEW_PAIRS)}
        for n in range(len(cases))
    ]
    waiting, missing, met = list(range(len(cases))), set().union(*wanted), Counter()
    draws.shuffle(waiting)
    chosen = set() if missing else {waiting[0]}
    while missing:
        gains = {n: len(wanted[n] & missing) for n in waiting}
        most, waiting = max(gains.values()), [n for n in waiting if gains[n]]
        best = min((n for n in waiting if gains[n] == most), key=lambda n: sum(met[one] for one in values[n]))
        chosen.add(best)
        missing -= wanted[best]
        met.update(values[best])
    return [cases[n] for n in sorted(chosen)]


def _dimensions(case, definition):
    """Return the names of the parameters that vary together: those of a `parametrize`, or a fixture's own."""
    left = dict.fromkeys(case.params)
    found = []
    for mark in definition.iter_markers("parametrize"):
        names = mark.args[0].replace(" ", "").split(",") if isinstance(mark.args[0], str) else mark.args[0]
        found.append(tuple(name for name in names if name in left))
        for name in names:
            left.pop(name, None)
    return [names for names in [*found, *((name,) for name in left)] if names]
