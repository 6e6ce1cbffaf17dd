"""Calls that are alike are matched as a set: a limit never counts less than the rows of the set bill.

Uses private names: only so can hours pass and rows come in any order.
"""

import itertools

import pytest
from tests.costs.test_matching import START, at, call, compared, kept_by, row
from tests.flavours import driven

from pollination_sdk import Cost, Pollinations, SpendLimit
from pollination_sdk._costs.reconciliation import reconcile
from pollination_sdk._engine.catalogue import Catalogue
from pollination_sdk.sandbox import Fault

USAGE = {"prompt_tokens": 7, "completion_tokens": 3}


def settled_by(limit, pollen, cost):
    """Reserve an amount, and settle it."""
    steps = limit._reserve(int(pollen * 10**9))
    with pytest.raises(StopIteration) as done:
        next(steps)
    done.value.value.settle(int(cost * 10**9))
    return done.value.value


@pytest.fixture
def limit():
    """Make a limit."""
    return SpendLimit(100.0)


CHEAP, DEAR = row(cost=0.001, event="cheap"), row(cost=0.3, event="dear")


@pytest.mark.parametrize("rows", [(CHEAP, DEAR), (DEAR, CHEAP)])
def test_two_streams_of_one_second_count_both_rows(limit, rows):
    """Whichever row comes first, and however often they are compared, both are counted once."""
    first = call(0.1, kept=(kept_by(limit, 2.0),))
    compared([first], [CHEAP], after=5)
    assert limit.spent == 0.001
    second = call(0.2, kept=(kept_by(limit, 3.0),))
    compared([first, second], [CHEAP], after=6)
    assert limit.spent == limit.unknown == 5.0  # the one row may be that of each
    for _ in range(2):
        compared([first, second], rows, after=7)
        assert (limit.spent, limit.unknown) == (0.301, 0)


def test_a_row_of_another_program_frees_no_reserve(limit):
    """While the own row may come, the reserve is kept; then the dearest row is counted, and at most the reserve."""
    one = call(kept=(kept_by(limit, 2.0),))
    compared([one], [CHEAP, DEAR], after=300)
    assert limit.spent == limit.unknown == 2.0
    compared([one], [CHEAP, DEAR], after=400)
    assert (limit.spent, limit.unknown) == (0.3, 0)
    small = call(kept=(kept_by(limit, 0.01),))
    compared([small], [CHEAP, DEAR], after=400)
    assert limit.spent == 0.31


def test_a_call_without_a_row_is_known_once_its_time_is_over(limit):
    """Nothing was billed for it, so the sums are known."""
    found = compared([call(kept=(kept_by(limit, 2.0),)), call(1, kept=(kept_by(limit, 2.0),))], [DEAR], after=400)
    assert (found.recorded, found.billed, found.difference, found.unknown) == (0.3, 0.3, 0.0, 0)
    assert len(found.unmatched_calls) == 1


def test_a_row_too_many_brings_the_reserve_back(limit):
    """A row that looked like the own one is not, or may not be, once another comes."""
    one = call(kept=(kept_by(limit, 2.0),))
    compared([one], [CHEAP], after=5)
    assert limit.spent == 0.001
    compared([one], [CHEAP, DEAR], after=6)
    assert limit.spent == limit.unknown == 2.0


def test_two_clients_that_share_a_limit_take_no_row_twice(limit):
    """A row that replaced a reserve of one client replaces none of the other."""
    mine, other = call(kept=(kept_by(limit, 2.0),)), call(kept=(kept_by(limit, 3.0),))
    compared([mine], [CHEAP], after=5)
    compared([other], [CHEAP], after=5)
    assert limit.spent == 3.001
    compared([other], [CHEAP, DEAR], after=6)
    assert limit.spent == pytest.approx(0.301)


def test_a_row_of_a_known_call_replaces_no_reserve(limit):
    """The row with the counts and the cost of an answer is that answer's, also in the second of a cut stream."""
    known = call(0.2, usage=USAGE, cost=Cost(0.001, "computed"))
    rows = [row(cost=0.001, event="a", input_text_tokens=7, output_text_tokens=3), DEAR]
    compared([call(0.1, kept=(kept_by(limit, 2.0),)), known], rows)
    assert limit.spent == 0.3


def test_a_price_that_rose_is_counted(limit):
    """A settled call counts what its row bills, if that is more; a second comparison changes nothing."""
    known = call(usage=USAGE, cost=Cost(0.25, "computed"), own=settled_by(limit, 2.0, 0.25))
    for _ in range(2):
        found = compared([known], [row(cost=2.5, input_text_tokens=7, output_text_tokens=3)])
        assert (found.difference, limit.spent) == (2.25, 2.5)


@pytest.mark.parametrize(("after", "spent"), [(60, 0.5), (100, 0.25)])
def test_a_cached_answer_without_a_row_costs_nothing(limit, after, spent):
    """Once its time is over, the limit gives back what an answer from the cache was counted with."""
    calls = [
        call(usage=USAGE, cost=Cost(0.25, "computed"), own=settled_by(limit, 2.0, 0.25), is_cached=is_cached)
        for is_cached in (True, False)
    ]
    for _ in range(2):
        compared(calls, [row(cost=0.25, input_text_tokens=7, output_text_tokens=3)], after=after)
        assert limit.spent == spent


@pytest.mark.parametrize("amount", ["abc", -1, None, float("nan"), 1e300, [], True])
def test_an_odd_amount_is_listed_and_settles_nothing(limit, amount):
    """A row whose amount cannot be right is unreadable, and no reserve goes by it."""
    found = compared([call(kept=(kept_by(limit, 2.0),))], [row(cost=amount)])
    assert (found.billed, len(found.unreadable_rows), limit.unknown) == (None, 1, 2.0)


def test_any_cut_streams_count_what_they_are_billed():
    """Of all mixed sets, none counts less than its rows bill, in any order of the rows."""
    for costs in itertools.product([0.001, 0.02, 0.3], repeat=3):
        limit = SpendLimit(100.0)
        calls = [call(second / 3, kept=(kept_by(limit, 1.0),)) for second in range(3)]
        rows = [row(cost=cost, event=str(place)) for place, cost in enumerate(costs)]
        for count, after in ((1, 2), (2, 3), (3, 4)):
            reconcile(calls, {0: rows[:count]}, since=START, now=at(after), same=Catalogue().same, id_of=str)
            assert limit.spent >= sum(costs) - 1e-9
        assert limit.spent == pytest.approx(sum(costs))


def test_the_row_of_a_call_before_the_start_is_that_of_no_other(limit):
    """A start leaves earlier calls out of the sums, and gives their later rows to no other call."""
    earlier = call(usage=USAGE, cost=Cost(0.25, "computed"))
    rows = [row(5, cost=0.25, input_text_tokens=7, output_text_tokens=3)]
    cut = call(4, kept=(kept_by(limit, 2.0),))
    found = reconcile([earlier, cut], {0: rows}, since=at(3), now=at(9), same=Catalogue().same, id_of=str)
    assert limit.unknown == 2.0
    assert (found.calls, found.rows, found.late_calls) == (0, 1, (cut,))


# -- against the sandbox --


def test_a_cached_answer_takes_no_row_of_another_call(flavour, sandbox):
    """Whichever is asked for first, the answer from the cache has no row, and the other has its own."""
    with driven(flavour, sandbox.key, base_url=sandbox.url) as client:
        client.estimate.text("moss")
        made, cached = client.detailed.text("moss", seed=1), client.detailed.text("moss", seed=1)
        assert cached.cached
        assert client.billed_cost(cached).source == "unknown"
        assert client.billed_cost(made).source == "billed"


def test_prices_that_rise_within_the_hour_are_counted(sandbox):
    """The list that the client has is old, so its calls count too little until they are reconciled."""
    limit = SpendLimit(1.0)
    with Pollinations(sandbox.key, base_url=sandbox.url, spend_limit=limit) as client:
        client.image("a", model="flux")
        sandbox.set_prices(factor=10)
        for number in range(3):
            client.image(f"b{number}", model="flux")
        assert limit.spent < sandbox.billed_pollen
        client.reconcile()
        assert limit.spent >= sandbox.billed_pollen


def test_streams_that_are_cut_with_another_program_count_enough(sandbox):
    """Another program with the same key spends in the same second: the limit never counts less than its own bill."""
    sandbox.set_prices("openai", factor=100)
    limit = SpendLimit(5.0)
    with Pollinations(sandbox.key, base_url=sandbox.url, spend_limit=limit) as client:
        with client.stream_chat("long " * 3000, max_tokens=3000) as stream:
            next(iter(stream))
        dear = sandbox.billed_pollen
        with Pollinations(sandbox.key, base_url=sandbox.url) as other:
            other.chat("Hi", model="openai")
        found = client.reconcile()
        assert limit.spent >= dear
        assert "unmatched_rows=<1>" in repr(found)


def test_odd_rows_raise_nothing(sandbox):
    """A row of the service whose amount is no number is listed."""
    with Pollinations(sandbox.key, base_url=sandbox.url) as client:
        client.estimate.text("moss")
        client.text("moss")
        for amount in ("abc", -1, None):
            sandbox.queue(Fault.set_field("/usage/0/cost_usd", amount), route="/account/key/usage")
            found = client.reconcile()
            assert (found.billed, len(found.unreadable_rows)) == (None, 1)
