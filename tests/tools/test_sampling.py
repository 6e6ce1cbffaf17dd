"""The cases of grids that the gate runs."""

import itertools
from types import SimpleNamespace

import pytest
from tests.examples import FEW_PAIRS, covering


class Case(SimpleNamespace):
    """A case that can stand in a set."""

    __hash__ = object.__hash__


def grid(name, marks, **values):
    """Return the cases of a test with these marks and parameters: each value of one with each of all others."""
    lists = [[(key, one) for one in listed] for key, listed in values.items()]
    listed = [pytest.mark.parametrize(names, []).mark for names in marks]
    return [
        Case(
            nodeid=f"{name}[{number}]",
            callspec=SimpleNamespace(params=dict(params)),
            iter_markers=lambda _: listed,
        )
        for number, params in enumerate(itertools.product(*lists))
    ]


def met(cases, *names):
    """Return the values, or combinations of values, that some cases have."""
    return {tuple(case.callspec.params[name] for name in names) for case in cases}


def test_a_sample_has_each_value_and_each_pair_of_small_parameters():
    """Forty methods, two faults and two flavours: 40 cases, all methods, and each fault in each flavour."""
    cases = grid("test_a", ["method", "fault"], method=range(40), fault="ab", flavour=["sync", "async"])
    sample = covering(cases)
    assert len(sample) == 40
    assert met(sample, "method") == met(cases, "method")
    assert met(sample, "fault", "flavour") == met(cases, "fault", "flavour")


def test_values_are_met_about_equally_often():
    """No flavour gets nearly all cases."""
    sample = covering(grid("test_b", ["method"], method=range(41), flavour=["sync", "async"]))
    counts = [sum(case.callspec.params["flavour"] == name for case in sample) for name in ("sync", "async")]
    assert sorted(counts) == [20, 21]


def test_a_sample_is_the_same_each_time_and_another_for_each_test():
    """Both workers of a run choose alike, and so does a rerun."""
    ways = [
        grid(name, ["method"], method=range(20), flavour=["sync", "async"]) for name in ("test_c", "test_c", "test_d")
    ]
    first, again, other = (met(covering(cases), "method", "flavour") for cases in ways)
    assert first == again != other


def test_what_one_list_names_is_run_whole():
    """A list of cases is no grid, and neither is a small one; nor is a test without parameters."""
    listed = grid("test_e", ["case,expected"], case=range(30))
    small = grid("test_f", ["case"], case=range(FEW_PAIRS // 2), flavour=["sync", "async"])
    plain = [Case(nodeid="test_g", iter_markers=lambda _: [])]
    assert [covering(cases) for cases in (listed, small, plain)] == [listed, small, plain]
