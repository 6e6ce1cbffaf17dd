"""How calls are matched with rows of usage: by model, counts and time, each row once. Pure functions, without a client.

Uses private names: only so can hours pass and rows of other services be tried.
"""

import time
from datetime import UTC, datetime, timedelta

import pytest
from tests.examples import each

from pollination_sdk import Cost, SpendLimit
from pollination_sdk._costs.matching.pool import RowPool, Wanted
from pollination_sdk._costs.reconciliation import reconcile
from pollination_sdk._costs.recorded_call import RecordedCall
from pollination_sdk._engine.catalogue import Catalogue
from pollination_sdk.types import UsageRecord

START = datetime(2026, 10, 1, 12, tzinfo=UTC)
MODEL = "openai/gpt-5.4-nano"
UNKNOWN = Cost(None, "unknown", "the answer did not come whole")


def at(seconds):
    """Return a time, in seconds after the start."""
    return START + timedelta(seconds=seconds)


def row(seconds=1, cost=0.5, *, model=MODEL, event=None, **counts):
    """Make a row of usage."""
    fields = {"timestamp": f"{at(seconds):%Y-%m-%d %H:%M:%S}", "model": model, "cost_usd": cost, **counts}
    return UsageRecord.from_dict(fields if event is None else {**fields, "cursor_event_id": event})


def call(seconds=0, *, usage=None, cost=UNKNOWN, model=MODEL, kept=(), **more):
    """Make a recorded call that took two seconds."""
    return RecordedCall(at(seconds), at(seconds + 2), "post_text", model, usage, cost, 0, kept=kept, **more)


def compared(calls, rows, *, after=3600):
    """Compare calls with the rows of one key, so many seconds after the start."""
    return reconcile(
        calls, {0: rows}, since=at(-60), now=at(after), same=Catalogue().same, id_of=lambda name: name or ""
    )


USAGES = {
    "headers": {"prompt_text_tokens": 12, "completion_text_tokens": 5},
    "body": {"prompt_tokens": 12, "completion_tokens": 5, "total_tokens": 17},
    "cached inside": {"prompt_tokens": 12, "completion_tokens": 5, "prompt_cached_tokens": 8},
    "only a part is counted": {"completion_tokens": 5},
    "units that no row has": {"prompt_text_characters": 40},
}
ROWS = {
    "plain": {"input_text_tokens": 12, "output_text_tokens": 5},
    "cached beside": {"input_text_tokens": 4, "input_cached_tokens": 8, "output_text_tokens": 5},
    "cached inside": {"input_text_tokens": 12, "input_cached_tokens": 8, "output_text_tokens": 5},
    "reasoning beside": {"input_text_tokens": 12, "output_text_tokens": 2, "output_reasoning_tokens": 3},
}


@each("usage", USAGES.values())
@each("counts", ROWS.values())
def test_the_same_counts_in_any_spelling_agree(usage, counts):
    """Answers and rows name and split their tokens in several ways, which mean the same."""
    if "prompt_text_tokens" in usage and "input_cached_tokens" in counts and counts["input_text_tokens"] == 4:
        usage = {"prompt_text_tokens": 4, "prompt_cached_tokens": 8, "completion_text_tokens": 5}
    found = compared([call(usage=usage)], [row(**counts)])
    assert (found.unmatched_calls, found.unmatched_rows) == ((), ())


@each(
    ("usage", "counts"),
    [
        ({"prompt_tokens": 12, "completion_tokens": 5}, {"input_text_tokens": 12, "output_text_tokens": 6}),
        ({"prompt_tokens": 12, "completion_tokens": 5}, {"input_text_tokens": 13, "output_text_tokens": 5}),
        ({"completion_image_tokens": 1}, {"output_image_tokens": 2}),
        ({"completion_video_seconds": 4}, {"output_video_seconds": 8}),
        ({"prompt_audio_seconds": 2.5}, {"input_audio_seconds": 2.6}),
    ],
)
def test_other_counts_do_not_agree(usage, counts):
    """A row with another count is that of another call."""
    found = compared([call(usage=usage)], [row(**counts)])
    assert (len(found.unmatched_calls), len(found.unmatched_rows)) == (1, 1)


@pytest.mark.parametrize(("seconds", "unmatched"), [(-1, 1), (0, 0), (92, 0), (93, 1)])
def test_a_row_is_made_between_the_call_and_90_seconds_after_its_answer(seconds, unmatched):
    """An earlier row, and a later one, is that of another call."""
    found = compared(
        [call(usage={"prompt_tokens": 1}, cost=Cost(0.5, "computed"))], [row(seconds, input_text_tokens=1)]
    )
    assert (len(found.unmatched_calls), len(found.unmatched_rows)) == (unmatched, unmatched)


def test_rows_without_ids_are_told_apart():
    """Equal rows of a service that sends no ids are two rows, and a row that was taken stays taken."""
    rows = [row(input_text_tokens=1), row(input_text_tokens=1)]
    pool = RowPool(rows, Catalogue().same)
    first, second = (pool.take_any(Wanted.of(call())) for _ in range(2))
    assert first.id != second.id
    assert pool.take_any(Wanted.of(call())) is None
    again = RowPool(rows, Catalogue().same, {first.id})
    assert again.take_any(Wanted.of(call())).id == second.id


def test_calls_of_known_usage_choose_first():
    """A call without counts takes what the others leave, whichever was sent first."""
    known = call(1, usage={"prompt_tokens": 7}, cost=Cost(0.5, "computed"))
    found = compared([call(0), known], [row(1, input_text_tokens=7, event="a"), row(2, input_text_tokens=3, event="b")])
    assert (found.unmatched_calls, found.unmatched_rows) == ((), ())


def test_a_call_of_unknown_model_is_one_of_its_rows_model():
    """The row of a call tells its model, if neither the call nor the answer did."""
    found = compared([call(model=None)], [row()])
    assert {name: (one.calls, one.rows) for name, one in found.by_model.items()} == {MODEL: (1, 1)}


def test_sums_are_exact():
    """Sums have no error of floats: ten times 0.1 is 1."""
    calls = [call(seconds, usage={"prompt_tokens": 1}, cost=Cost(0.1, "computed")) for seconds in range(10)]
    found = compared(calls, [row(seconds + 1, 0.1, input_text_tokens=1, event=str(seconds)) for seconds in range(10)])
    assert (found.recorded, found.billed, found.difference) == (1.0, 1.0, 0.0)


def test_a_row_without_an_amount_makes_the_bill_unknown():
    """A row that does not say its cost is not counted as 0."""
    found = compared([], [row(cost=None), row(event="b")])
    assert (found.billed, found.difference) == (None, None)


# -- what a limit keeps --


@pytest.fixture
def limit():
    """Make a limit."""
    return SpendLimit(10.0)


def kept_by(limit, pollen):
    """Reserve an amount and keep it."""
    steps = limit._reserve(int(pollen * 10**9))  # private: only a call of a client reserves
    with pytest.raises(StopIteration) as done:
        next(steps)
    done.value.value.keep()
    return done.value.value


def test_a_reserve_becomes_the_bill(limit):
    """The row of a call of unknown cost replaces its reserve, once."""
    one = call(kept=(kept_by(limit, 2.0),))
    for _ in range(2):
        compared([one], [row(cost=0.5)])
        assert (limit.spent, limit.unknown) == (0.5, 0)


@pytest.mark.parametrize(("after", "spent"), [(60, 2.0), (300, 2.0), (400, 0.0)])
def test_a_reserve_is_free_once_no_bill_can_come(limit, after, spent):
    """The service may work for 300 seconds on a call without an answer, and bills 90 seconds late at most."""
    compared([call(kept=(kept_by(limit, 2.0),))], [], after=after)
    assert (limit.spent, limit.unknown) == (spent, spent)


def test_each_attempt_may_have_a_bill(limit):
    """An earlier attempt of a call that was answered is settled by a row of its own, not by that of the answer."""
    answered = call(usage={"prompt_tokens": 1}, cost=Cost(0.25, "computed"), kept=(kept_by(limit, 2.0),))
    rows = [row(cost=0.25, input_text_tokens=1, event="a"), row(cost=0.75, input_text_tokens=4, event="b")]
    found = compared([answered], rows)
    assert limit.spent == 0.75
    assert found.unmatched_rows == ()


def test_a_bill_that_is_not_readable_settles_nothing(limit):
    """A row without an amount leaves the reserve as it is."""
    compared([call(kept=(kept_by(limit, 2.0),))], [row(cost=None)])
    assert limit.unknown == 2.0


@pytest.mark.slow(reason="compares thousands of calls")
def test_thousands_of_calls_are_compared_in_seconds():
    """The calls that a client keeps are compared in the time of few requests."""
    count = 3_000
    calls = [call(n / 50, usage={"prompt_tokens": n % 40}, cost=Cost(0.1, "computed")) for n in range(count)]
    rows = [row(n / 50 + 1, 0.1, input_text_tokens=n % 40, event=str(n)) for n in range(count)]
    start = time.process_time()
    found = compared(calls, rows)
    assert time.process_time() - start < 4
    assert (found.unmatched_calls, found.unmatched_rows) == ((), ())
