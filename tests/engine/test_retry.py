"""Retries: what is repeated, after what wait, and what never is.

Uses private names: the decision is a pure function, tried for every state; `test_client_retries` proves it through
calls.
"""

import itertools
import pickle
import threading
from datetime import UTC, datetime

import attrs
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import each

from pollination_sdk._engine.retry import (
    Retry,
    RetryBudget,
    seconds_to_wait,
    set_waiting,
    without_waiting,
)
from pollination_sdk._engine.retry_decision import Failure, RetryAction, decide
from pollination_sdk._failures.outcome import (
    OutcomeClass,
    classify_answer,
    classify_exception,
    parse_retry_after,
    retry_after_of,
)
from pollination_sdk._http.server_url import PrivateAddressError

PAID = {"attempt": 1, "free": False, "repeatable": True}
NOW = datetime(2026, 2, 8, 12, 0, 0, tzinfo=UTC)


def _action(outcome_class=OutcomeClass.UNKNOWN, retry=None, **facts):
    return decide(retry or Retry(), Failure(outcome_class=outcome_class, **{**PAID, **facts})).action


NOT_RUN = [
    (429, "Rate limit exceeded"),
    (503, "Unable to verify balance"),
    (503, "The balance could not be checked, try again"),
    (503, "Safety service is unavailable"),
]


@pytest.mark.parametrize(("status", "reason"), NOT_RUN)
def test_what_the_service_did_not_run_is_repeated(status, reason):
    """Such a refusal costs nothing, so it is repeated even when the call itself is not repeatable."""
    assert _action(classify_answer(status, from_service=True, reason=reason), repeatable=False) is RetryAction.RETRY


UNKNOWN = [(408, "Request timed out", True), (503, "Service unavailable", True), (503, "overloaded", True)]
UNKNOWN += [(status, "no luck", True) for status in (500, 502, 504, 520, 524, 530)]
UNKNOWN += [(status, reason, False) for status, reason in [*NOT_RUN, (408, "")]]


@each(("status", "reason", "from_service"), UNKNOWN)
def test_other_errors_leave_the_outcome_unknown(status, reason, from_service):
    """They may hide a billed generation, those of a proxy as well: only what cannot be billed twice is repeated."""
    outcome_class = classify_answer(status, from_service=from_service, reason=reason)
    assert _action(outcome_class) is RetryAction.RETRY
    assert _action(outcome_class, free=True, repeatable=False) is RetryAction.RETRY
    assert _action(outcome_class, repeatable=False) is RetryAction.OUTCOME_UNKNOWN


@each("status", [301, 400, 401, 402, 403, 404, 405, 409, 410, 413, 422, 431, 501, 999])
def test_final_statuses_are_never_repeated(status):
    """What the service will answer again the same way is not asked again."""
    for free, repeatable, unknown in itertools.product([True, False], [True, False], ["always"]):
        retry = Retry(unknown=unknown)
        facts = {"free": free, "repeatable": repeatable}
        assert _action(classify_answer(status, from_service=True), retry, **facts) is RetryAction.GIVE_UP


@each(
    ("error", "outcome_class"),
    [
        (httpx.ConnectError("x"), OutcomeClass.NEVER_SENT),
        (httpx.ConnectTimeout("x"), OutcomeClass.NEVER_SENT),
        (httpx.PoolTimeout("x"), OutcomeClass.NEVER_SENT),
        (httpx.ProxyError("x"), OutcomeClass.NEVER_SENT),
        (httpx.ReadTimeout("x"), OutcomeClass.UNKNOWN),
        (httpx.WriteTimeout("x"), OutcomeClass.UNKNOWN),
        (httpx.ReadError("x"), OutcomeClass.UNKNOWN),
        (httpx.WriteError("x"), OutcomeClass.UNKNOWN),
        (httpx.CloseError("x"), OutcomeClass.UNKNOWN),
        (httpx.RemoteProtocolError("x"), OutcomeClass.UNKNOWN),
        (httpx.DecodingError("x"), OutcomeClass.UNKNOWN),
        (TimeoutError("x"), OutcomeClass.UNKNOWN),
        (ConnectionResetError("x"), OutcomeClass.UNKNOWN),
        (httpx.UnsupportedProtocol("x"), OutcomeClass.FINAL),
        (httpx.LocalProtocolError("x"), OutcomeClass.FINAL),
        (httpx.TooManyRedirects("x"), OutcomeClass.FINAL),
        (httpx.InvalidURL("x"), OutcomeClass.FINAL),
        (KeyError("x"), OutcomeClass.FINAL),
    ],
)
def test_exceptions_are_sorted_by_what_may_have_run(error, outcome_class):
    """Each failure of httpx is never sent, unknown, or final; a failed write is unknown."""
    assert classify_exception(error) is outcome_class


def test_every_httpx_transport_error_is_sorted():
    """No transport error of httpx is mistaken for a programming error."""
    final = {httpx.UnsupportedProtocol, httpx.LocalProtocolError, PrivateAddressError}
    pending = [httpx.TransportError]
    while pending:
        cls = pending.pop()
        pending.extend(cls.__subclasses__())
        outcome_class = classify_exception(cls("x"))
        assert outcome_class is not OutcomeClass.FINAL or cls in final


@each(
    ("unknown", "free", "repeatable", "expected"),
    [
        ("auto", False, True, RetryAction.RETRY),
        ("auto", False, False, RetryAction.OUTCOME_UNKNOWN),
        ("auto", True, False, RetryAction.RETRY),
        ("always", False, False, RetryAction.RETRY),
        ("never", False, True, RetryAction.OUTCOME_UNKNOWN),
        ("never", True, True, RetryAction.GIVE_UP),
    ],
)
def test_unknown_setting(unknown, free, repeatable, expected):
    """`Retry(unknown=)` decides about calls that may have run, and about nothing else."""
    retry = Retry(unknown=unknown)
    facts = {"free": free, "repeatable": repeatable}
    assert _action(OutcomeClass.UNKNOWN, retry, **facts) is expected
    assert _action(OutcomeClass.NEVER_SENT, retry, **facts) is RetryAction.RETRY
    assert _action(OutcomeClass.REFUSED, retry, **facts) is RetryAction.RETRY


def test_a_stream_that_may_have_started_is_not_repeated():
    """A stream is repeated when it was never sent or refused, not when its outcome is unknown."""
    assert _action(OutcomeClass.NEVER_SENT, stream=True) is RetryAction.RETRY
    assert _action(OutcomeClass.REFUSED, stream=True) is RetryAction.RETRY
    assert _action(OutcomeClass.UNKNOWN, stream=True) is RetryAction.GIVE_UP
    assert _action(OutcomeClass.UNKNOWN, Retry(unknown="always"), stream=True) is RetryAction.GIVE_UP


@pytest.mark.parametrize("outcome_class", OutcomeClass)
def test_nothing_is_repeated_once_a_part_is_handed_out(outcome_class):
    """After the first item no failure repeats the call."""
    assert _action(outcome_class, yielded=True, free=True) is RetryAction.GIVE_UP


def test_attempts_count_in_all():
    """Three attempts mean two repetitions, and `Retry.off` none."""
    actions = [_action(OutcomeClass.REFUSED, attempt=number) for number in (1, 2, 3)]
    assert actions == [RetryAction.RETRY, RetryAction.RETRY, RetryAction.GIVE_UP]
    assert _action(OutcomeClass.NEVER_SENT, Retry.off) is RetryAction.GIVE_UP
    assert Retry.off == Retry(attempts=1)


def test_waits_double_up_to_a_limit():
    """Waits go 0.5, 1, 2, 4, 8, 8 seconds, each shortened at random by up to half."""
    retry = Retry()
    full = [retry.wait_before(number, jitter=0) for number in range(1, 8)]
    assert full == [0.5, 1, 2, 4, 8, 8, 8]
    assert retry.wait_before(10**9, jitter=1) == 4


@given(attempt=st.integers(1, 10**6), jitter=st.floats(0, 1))
def test_waits_stay_in_bounds(attempt, jitter):
    """No attempt number and no draw gives a wait outside of half and whole."""
    assert 0.25 <= Retry().wait_before(attempt, jitter=jitter) <= 8


def test_jitter_is_drawn_when_not_given():
    """Two clients that failed together do not come back together."""
    failure = Failure(outcome_class=OutcomeClass.REFUSED, **PAID)
    assert len({decide(Retry(), failure).wait for _ in range(20)}) > 1


def test_retry_after_is_honoured():
    """A wait is never shorter than what the service asks for, up to 60 seconds."""
    for seconds in (0.0, 7.0, 60.0):
        failure = Failure(outcome_class=OutcomeClass.REFUSED, retry_after=seconds, **PAID)
        assert decide(Retry(), failure).wait >= seconds


@pytest.mark.parametrize("seconds", [60.5, 86_400.0, 1e300])
def test_a_long_retry_after_ends_the_call_and_says_when_to_come_back(seconds):
    """A wait longer than a minute ends the call with an error."""
    failure = Failure(outcome_class=OutcomeClass.REFUSED, retry_after=seconds, **PAID)
    decision = decide(Retry(), failure)
    assert decision.action is RetryAction.GIVE_UP
    assert f"come back in {seconds:.0f} s" in decision.reason


def test_no_wait_passes_the_deadline():
    """A repetition that would start after the deadline is not waited for."""
    assert _action(OutcomeClass.REFUSED, remaining=0.1) is RetryAction.GIVE_UP
    assert _action(OutcomeClass.REFUSED, remaining=1.0) is RetryAction.RETRY


def test_the_budget_ends_repetitions_in_an_outage():
    """In a long outage the load settles at one attempt a call, and successes earn it back."""
    retry = Retry(budget=3, budget_refill=0.5)
    budget = RetryBudget(retry)
    failure = Failure(outcome_class=OutcomeClass.REFUSED, **PAID)
    actions = [decide(retry, failure, budget=budget).action for _ in range(10)]
    assert actions.count(RetryAction.RETRY) == 3
    budget.succeeded()
    assert decide(retry, failure, budget=budget).action is RetryAction.GIVE_UP
    budget.succeeded()
    assert decide(retry, failure, budget=budget).action is RetryAction.RETRY


def test_a_full_budget_earns_nothing():
    """Successes before an outage allow no more repetitions in it than the budget holds."""
    budget = RetryBudget(Retry(budget=2, budget_refill=0.5))
    for _ in range(10):
        budget.succeeded()
    assert [budget.take() for _ in range(3)] == [True, True, False]


def test_only_repetitions_spend_the_budget():
    """A call that is given up anyway takes no token."""
    retry = Retry(budget=1)
    budget = RetryBudget(retry)
    decide(retry, Failure(outcome_class=OutcomeClass.FINAL, **PAID), budget=budget)
    decide(retry, Failure(outcome_class=OutcomeClass.REFUSED, retry_after=99.0, **PAID), budget=budget)
    assert budget.take()
    assert not budget.take()


def test_the_budget_may_be_unlimited():
    """`budget=None` counts nothing."""
    budget = RetryBudget(Retry(budget=None))
    assert all(budget.take() for _ in range(1000))


def test_the_budget_is_safe_across_threads():
    """Threads together take exactly what there is."""
    budget = RetryBudget(Retry(budget=500))
    taken = []

    def spend():
        taken.extend(budget.take() for _ in range(200))

    threads = [threading.Thread(target=spend) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(taken) == 500


@each(
    "options",
    [
        {"attempts": 0},
        {"attempts": 2.5},
        {"attempts": True},
        {"budget": True},
        {"first_wait": -1},
        {"max_wait": float("nan")},
        {"max_retry_after": float("inf")},
        {"unknown": "perhaps"},
        {"budget": -1},
        {"budget_refill": -0.1},
    ],
)
def test_nonsense_settings_are_refused(options):
    """A setting out of bounds fails where it is written, naming itself."""
    with pytest.raises(ValueError, match=rf"^Retry\({next(iter(options))}=\.\.\.\) takes .*, not "):
        Retry(**options)


def test_retry_is_a_value():
    """Settings compare, hash, pickle, evolve and cannot be changed."""
    retry = Retry(attempts=5)
    assert pickle.loads(pickle.dumps(retry)) == retry
    assert {retry, Retry(attempts=5)} == {retry}
    assert attrs.evolve(retry, attempts=3) == Retry()
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        retry.attempts = 1


def test_waiting_can_be_switched_off():
    """The switch removes the wait in all threads, nests, and comes back."""
    seen = []
    with without_waiting(), without_waiting():
        thread = threading.Thread(target=lambda: seen.append(seconds_to_wait(5)))
        thread.start()
        thread.join()
    assert seen == [0]
    assert seconds_to_wait(5) == 5


def test_overlapping_uses_do_not_end_each_other():
    """Waiting returns only when the last of overlapping uses has ended."""
    first, second = without_waiting(), without_waiting()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert seconds_to_wait(5) == 0
    second.__exit__(None, None, None)
    assert seconds_to_wait(5) == 5


def test_waiting_can_be_set_for_good():
    """A test suite switches waiting off once, without a `with`."""
    set_waiting(False)
    try:
        assert seconds_to_wait(5) == 0
    finally:
        set_waiting(True)
    assert seconds_to_wait(5) == 5


@each(
    ("value", "seconds"),
    [
        ("0", 0.0),
        ("30", 30.0),
        (" 1.5 ", 1.5),
        (7, 7.0),
        ("-5", 0.0),
        (-5, 0.0),
        ("Sun, 08 Feb 2026 12:00:30 GMT", 30.0),
        ("Sunday, 08-Feb-26 12:00:30 GMT", 30.0),
        ("Sun Feb  8 12:00:30 2026", 30.0),
        ("Sun, 08 Feb 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("", None),
        ("nan", None),
        ("inf", None),
        ("9" * 400, None),
        ("Sun, 99 Feb 2026 12:00:30 GMT", None),
        (None, None),
        (True, None),
        ([30], None),
        (10**400, None),
    ],
)
def test_retry_after_is_read_in_every_form(value, seconds):
    """Seconds and the three HTTP date forms are understood; nonsense is None, the past is 0."""
    assert parse_retry_after(value, now=NOW) == seconds


@given(st.text() | st.integers() | st.floats() | st.none() | st.binary())
def test_reading_retry_after_never_fails(value):
    """Whatever stands in the header gives seconds from 0 up, or None."""
    seconds = parse_retry_after(value)
    assert seconds is None or seconds >= 0


def test_a_date_is_measured_by_the_servers_clock():
    """A wrong local clock does not stretch the wait when the answer carries its own date."""
    headers = {
        "Date": "Thu, 01 Jan 1998 00:00:00 GMT",
        "Retry-After": "Thu, 01 Jan 1998 00:00:10 GMT",
    }
    assert retry_after_of(httpx.Response(503, headers=headers)) == 10
    assert retry_after_of(httpx.Response(503)) is None
