"""The cases of grids that the gate runs, and those that one test runs."""

import itertools
from types import SimpleNamespace

import pytest
from tests.examples import FEW_PAIRS, covering, each


def grid(marks, **values):
    """Return the cases of a test with these marks and parameters: each value of one with each of all others."""
    lists = [[(key, one) for one in listed] for key, listed in values.items()]
    listed = [pytest.mark.parametrize(names, []).mark for names in marks]
    combinations = map(dict, itertools.product(*lists))
    cases = [SimpleNamespace(params=one, id="-".join(map(str, one.values()))) for one in combinations]
    return cases, listed


def sampled(grid, name="test_a"):
    """Return the cases of a grid that the gate runs, if its test has this name."""
    cases, listed = grid
    return covering(cases, SimpleNamespace(nodeid=name, iter_markers=lambda _: listed))


def met(cases, *names):
    """Return the values, or combinations of values, that some cases have."""
    return {tuple(case.params[name] for name in names) for case in cases}


def test_a_sample_has_each_value_and_each_pair_of_small_parameters():
    """Forty methods, two faults and two flavours: 40 cases, all methods, and each fault in each flavour."""
    whole = grid(["method", "fault"], method=range(40), fault="ab", flavour=["sync", "async"])
    sample = sampled(whole)
    assert len(sample) == 40
    assert met(sample, "method") == met(whole[0], "method")
    assert met(sample, "fault", "flavour") == met(whole[0], "fault", "flavour")


def test_values_are_met_about_equally_often():
    """No flavour gets nearly all cases."""
    sample = sampled(grid(["method"], method=range(41), flavour=["sync", "async"]))
    counts = [sum(case.params["flavour"] == name for case in sample) for name in ("sync", "async")]
    assert sorted(counts) == [20, 21]


def test_a_sample_is_the_same_each_time_and_another_for_each_test():
    """Both workers of a run choose alike, and so does a rerun."""
    whole = grid(["method"], method=range(20), flavour=["sync", "async"])
    first, again, other = (met(sampled(whole, name), "method", "flavour") for name in ("test_c", "test_c", "test_d"))
    assert first == again != other


def test_what_one_list_names_is_run_whole():
    """A list of cases is no grid, and neither is a small one."""
    listed = grid(["case,expected"], case=range(30))
    small = grid(["case"], case=range(FEW_PAIRS // 2), flavour=["sync", "async"])
    assert [sampled(one) for one in (listed, small)] == [listed[0], small[0]]


def test_each_case_is_run_with_the_same_fixtures_and_one_that_fails_is_named():
    """One test stands for several: none of its cases is left out, and the failure says which it was."""
    met = []

    @each("flavour", ["sync", "async"])
    @each(("method", "fault"), [("text", 1), ("chat", 2), ("image", 3)])
    def test_three(client, flavour, method, fault):
        met.append((client, flavour, method, fault))
        assert method != "image" or flavour == "sync"

    with pytest.raises(AssertionError) as caught:
        test_three(client="a client")
    methods = [("text", 1), ("chat", 2), ("image", 3)]
    assert met == [("a client", flavour, *one) for flavour in ("sync", "async") for one in methods]
    assert caught.value.__notes__ == ["The case: ('image', 3)", "The case: 'async'"]


def test_a_test_without_other_parameters_has_one_event_loop():
    """The blocking client is always tried; of asyncio and trio it depends on the name of the test."""
    flavours = grid(["flavour"], flavour=["blocking", "asyncio", "trio"])
    chosen = [[case.id for case in sampled(flavours, f"tests/http/test_a.py::test_{n}")] for n in range(20)]
    assert {tuple(one) for one in chosen} == {("blocking", "asyncio"), ("blocking", "trio")}


def test_what_both_clients_share_is_tried_with_one():
    """Each way to give an argument once, in one flavour of two; a test without a second parameter once in all."""
    two = grid(["case"], case=range(2), flavour=["sync", "async"])
    alone = grid([], flavour=["sync", "async"])
    for n in range(20):
        name = f"tests/operations/test_audio.py::test_{n}"
        assert met(sampled(two, name), "case") == {(0,), (1,)}
        assert (len(sampled(two, name)), len(sampled(alone, name))) == (2, 1)
    assert len(sampled(alone, "tests/operations/test_uploads.py::test_a")) == 2
