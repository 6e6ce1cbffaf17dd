"""Several results: made at the same time, but never too many, and no more after an error that all would have."""

import threading

from pollination_sdk.cli.generate.at_once import MOST_AT_ONCE, results


def test_calls_run_at_the_same_time():
    """Each waits here until as many others have started; alone, they would never end."""
    together = threading.Barrier(MOST_AT_ONCE, timeout=30)
    found = dict(results(lambda seed: together.wait() * 0 + seed, range(2 * MOST_AT_ONCE), lambda _: False))
    assert found == {seed: seed for seed in range(2 * MOST_AT_ONCE)}


def test_no_more_than_a_few_calls_run_at_the_same_time():
    """The service would refuse the others."""
    running, most, lock = 0, 0, threading.Lock()

    def call(seed):
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        with lock:
            running -= 1

    list(results(call, range(40), lambda _: False))
    assert 1 <= most <= MOST_AT_ONCE


def test_an_error_is_a_result_as_others():
    """The caller decides."""

    def call(seed):
        if seed == 1:
            raise ValueError("no")
        return seed

    found = dict(results(call, range(3), lambda _: False))
    assert (found[0], str(found[1]), found[2]) == (0, "no", 2)


def test_after_an_error_that_ends_it_no_more_is_called():
    """What runs already is waited for."""
    called = []

    def call(seed):
        called.append(seed)
        raise ValueError

    found = list(results(call, range(40), lambda _: True))
    assert len(found) == len(called) == MOST_AT_ONCE


def test_a_single_call_needs_no_thread():
    """Ctrl-C reaches it where it waits."""
    found = list(results(lambda _: threading.current_thread(), [7], lambda _: False))
    assert found == [(7, threading.main_thread())]
