"""`client.reconcile`: what the client has recorded, compared with what its keys were billed, in sum and by model."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.flavours import driven

from pollination_sdk import Pollinations, Reconciliation, Retry, SpendLimit
from pollination_sdk._client.call_log import CallLog  # stands in for another thread
from pollination_sdk.errors import PollinationsError
from pollination_sdk.sandbox import Fault

SMALL = {"width": 16, "height": 16}


@pytest.fixture
def priced(client):
    """Give a client that knows prices."""
    client.estimate.text("moss")  # reads the price list
    return client


def test_all_calls_are_found_by_model(priced, flavour):
    """Plain calls, answers in detail and streams are recorded at what they are billed, under the id of their model."""
    for seed in range(3):
        priced.text("moss", seed=seed)
        priced.detailed.chat("fern", seed=seed)
        priced.image("fox", seed=seed, **SMALL)
    flavour.items(priced.stream_chat("lichen"))
    priced.balance()
    found = priced.reconcile()
    assert isinstance(found, Reconciliation)
    assert (found.calls, found.rows, found.unknown) == (10, 10, 0)
    assert (found.unmatched_calls, found.unmatched_rows, found.late_calls) == ((), (), ())
    assert found.difference == pytest.approx(0, abs=1e-8)
    assert found.recorded == found.known > 0
    assert {name: one.calls for name, one in found.by_model.items()} == {
        "openai/gpt-5.4-nano": 7,
        "tongyi-mai/z-image-turbo": 3,
    }
    for one in found.by_model.values():
        assert (one.rows, one.difference) == (one.calls, pytest.approx(0, abs=1e-8))
    assert sum(one.billed for one in found.by_model.values()) == pytest.approx(found.billed)


def test_answers_in_detail_are_priced_by_a_list_that_comes_later(client):
    """Answers whose cost was unknown are recorded at what they are billed, once a price list is read."""
    answers = [client.detailed.text("moss"), client.detailed.chat("fern"), client.detailed.image("fox", **SMALL)]
    assert {answer.cost.source for answer in answers} == {"unknown"}
    client.estimate.text("moss")
    found = client.reconcile()
    assert (found.calls, found.unknown) == (3, 0)
    assert found.recorded == pytest.approx(found.billed)
    assert found.billed > 0
    assert {call.cost.source for call, _ in found.matched} <= {"reported", "computed"}  # not by the rows


def test_a_list_that_is_read_between_an_answer_and_its_record_prices_it(sandbox, monkeypatch):
    """Another thread may read a price list just when an answer whose cost is unknown is recorded."""
    add = CallLog.add

    def add_later(log, *fields):
        monkeypatch.setattr(CallLog, "add", add)
        client.estimate.text("moss")
        add(log, *fields)

    with Pollinations(sandbox.key, base_url=sandbox.url) as client:
        monkeypatch.setattr(CallLog, "add", add_later)
        assert client.detailed.text("moss").cost.source == "unknown"
        assert client.estimate.text("moss").high is not None
        found = client.reconcile()
    ((call, _),) = found.matched
    assert call.cost.source == "computed"  # not by the row
    assert found.recorded == pytest.approx(found.billed)


def test_it_can_be_asked_again(priced):
    """Comparing takes nothing away, and does not count rows as taken by answers."""
    answer = priced.detailed.text("moss")
    first = priced.reconcile()
    assert priced.reconcile() == first
    assert priced.billed_cost(answer).source == "billed"


def test_a_row_of_nobody_is_named(priced, sandbox):
    """A row that bills no recorded call is listed, and is the difference."""
    priced.text("moss")
    sandbox.add_usage(datetime.now(UTC), model="openai", units={"promptTextTokens": 77, "completionTextTokens": 11})
    found = priced.reconcile()
    (row,) = found.unmatched_rows
    assert row.input_text_tokens == 77
    assert (found.calls, found.rows) == (1, 2)
    assert found.difference == pytest.approx(row.cost_usd, abs=2e-9)
    assert found.by_model["openai/gpt-5.4-nano"].difference == pytest.approx(row.cost_usd, abs=2e-9)


def test_a_cached_answer_has_no_row(priced):
    """An answer from the cache is recorded at its full cost, and its row does not come."""
    for _ in range(2):
        priced.text("moss", seed=1)
    found = priced.reconcile()
    assert (found.calls, found.rows, len(found.late_calls)) == (1, 1, 1)
    assert found.late_calls[0].cost.pollen == pytest.approx(found.billed, abs=2e-9)


def test_an_unknown_cost_is_known_once_its_row_is_there(client):
    """Calls before the price list have no known cost. Once rows are surely theirs, they cost what the rows bill."""
    client.text("moss")
    found = client.reconcile()
    assert (found.recorded, found.known, found.difference, found.unknown) == (found.billed, found.billed, 0, 0)
    assert found.billed > 0
    ((call, row),) = found.matched
    assert (call.cost.source, call.cost.pollen) == ("billed", row.cost_usd)


def test_a_call_whose_outcome_is_unknown_finds_its_row(flavour, sandbox):
    """A call that failed after it may have run is recorded at the row that is its own."""
    with driven(flavour, sandbox.key, base_url=sandbox.url, retry=Retry.off) as client:
        client.estimate.text("moss")
        sandbox.queue(Fault.reset(after_bytes=20), route="/v1/chat/completions")
        with pytest.raises(PollinationsError):
            client.chat("moss")
        found = client.reconcile()
        assert (found.unknown, found.recorded) == (0, found.billed)
        assert (found.rows, found.unmatched_rows) == (1, ())


def test_a_stream_that_was_left_finds_its_row(priced, flavour):
    """A stream that was left early costs what the row bills that is its own."""
    flavour.items(priced.stream_chat("moss " * 50), most=1)
    found = priced.reconcile()
    assert (found.unknown, found.recorded, found.known) == (0, found.billed, found.billed)
    assert found.unmatched_rows == ()


def test_a_sum_with_an_unknown_part_is_unknown(priced, sandbox, flavour):
    """While either of two rows may be the call's, its cost is unknown, and so is each sum with it."""
    priced.text("fern")
    flavour.items(priced.stream_chat("moss " * 50), most=1)
    sandbox.add_usage(datetime.now(UTC), model="openai", units={"promptTextTokens": 77, "completionTextTokens": 11})
    found = priced.reconcile()
    assert (found.recorded, found.difference, found.unknown) == (None, None, 1)
    assert found.billed > found.known > 0


def test_what_was_refused_is_not_recorded(priced, sandbox):
    """A refusal is billed nothing, and is no call of the comparison."""
    sandbox.queue(Fault.status(402))
    with pytest.raises(PollinationsError):
        priced.image("fox", **SMALL)
    assert priced.reconcile().calls == 0


def test_since_bounds_both_sides(priced, sandbox):
    """Older rows and older calls are left out."""
    sandbox.add_usage(datetime.now(UTC) - timedelta(hours=2), units={"promptTextTokens": 5})
    priced.text("moss")
    assert priced.reconcile().rows == 1
    assert priced.reconcile(since="3h").rows == 2
    later = priced.reconcile(since=datetime.now(UTC) + timedelta(seconds=2))
    assert (later.calls, later.rows, later.recorded) == (0, 0, 0)


def test_the_start_is_not_before_what_the_service_keeps(priced):
    """Rows are kept for 90 days, so an older start is not promised."""
    found = priced.reconcile(since="100d")
    assert abs(datetime.now(UTC) - timedelta(days=90) - found.since) < timedelta(minutes=5)


def test_each_key_is_compared(flavour, sandbox):
    """The calls of each key are compared with the rows of that key."""
    first, second = sandbox.add_key(budget=0.01), sandbox.add_key()
    with driven(flavour, [first, second], base_url=sandbox.url) as client:
        client.estimate.text("moss")
        client.text("moss")
        sandbox.queue(Fault.status(402))
        client.image("fox", **SMALL)
        found = client.reconcile()
        assert (found.calls, found.rows, found.unmatched_rows, found.late_calls) == (2, 2, (), ())
        assert found.difference == pytest.approx(0, abs=1e-8)


def test_copies_with_the_same_keys_are_recorded_together(priced):
    """A copy of the client records with it."""
    copy = priced.target.with_options(timeout=30)
    priced.flavour.wait(copy.text("moss"))
    assert priced.reconcile().calls == 1
    assert priced.flavour.wait(copy.reconcile()).calls == 1


def test_what_a_limit_keeps_is_replaced_by_the_bill(flavour, sandbox):
    """A stream that was left keeps its reserve, until the comparison finds what it was billed."""
    limit = SpendLimit(1.0)
    with driven(flavour, sandbox.key, base_url=sandbox.url, spend_limit=limit) as client:
        flavour.items(client.stream_chat("moss " * 50, max_tokens=500), most=1)
        assert limit.unknown > 0
        found = client.reconcile()
        assert (found.rows, found.unmatched_rows) == (1, ())
        assert limit.unknown == 0
        assert limit.spent == client.spent == pytest.approx(found.billed, abs=2e-9)
        assert client.reconcile().rows == 1
        assert client.spent == pytest.approx(found.billed, abs=2e-9)


def test_what_a_limit_keeps_stays_while_the_bill_may_come(flavour, sandbox):
    """Rows come late: without one, the reserve is kept, and is not called 0."""
    limit = SpendLimit(1.0)
    with driven(flavour, sandbox.key, base_url=sandbox.url, spend_limit=limit, retry=Retry.off) as client:
        sandbox.queue(Fault.answer(502, "bad gateway"), route="/v1/chat/completions")
        with pytest.raises(PollinationsError):
            client.chat("moss", max_tokens=500)
        kept = limit.unknown
        found = client.reconcile()
        assert kept > 0
        assert (found.rows, len(found.late_calls), limit.unknown) == (0, 1, kept)
