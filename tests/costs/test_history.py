"""The last 20 answers of each model are kept, and read when an estimate needs them."""

import threading

import pytest
from tests.costs.priced import history_of

from pollination_sdk._costs.quantities.history import KEPT, History
from pollination_sdk._costs.quantities.learnt import Learnt


def used(history, *names):
    """Return the output of the kept answers."""
    return [int(counts["completionTextTokens"]) for counts in history.of(*names)]


def test_the_last_20_answers_of_each_model_are_kept():
    """Those of other models do not count."""
    history = history_of("a/text", *({"completion_tokens": count} for count in range(1, 31)))
    history.add("b/text", lambda: {"completion_tokens": 99})
    assert used(history, "a/text") == list(range(11, 31))
    assert used(history, "b/text") == [99]
    assert used(history, "c/text") == []


def test_the_answers_of_an_id_and_its_aliases_are_one_row():
    """They are in the order in which they came."""
    history = History()
    for count, name in enumerate(["a/text", "text", "a/text", "other"], start=1):
        history.add(name, lambda count=count: {"completion_tokens": count})
    assert used(history, "text", "a/text", "text") == [1, 2, 3]


def test_a_usage_is_read_once_and_only_if_it_is_asked_for():
    """Most clients never estimate."""
    read = []
    history = History()
    history.add("a/text", lambda: read.append(1) or {"completion_tokens": 5})
    assert not read
    assert used(history, "a/text") == used(history, "a/text") == [5]
    assert read == [1]


@pytest.mark.parametrize("usage", [lambda: None, dict, lambda: {"completion_tokens": -1}, lambda: 1 / 0])
def test_a_usage_that_says_nothing_teaches_nothing(usage):
    """Not even one that cannot be read makes an estimate fail."""
    history = history_of("a/text", {"completion_tokens": 5})
    history.add("a/text", usage)
    assert used(history, "a/text") == [5]


def test_threads_add_at_the_same_time():
    """No answer is lost until there are 20, and reading meanwhile does not fail."""
    history = History()
    ready = threading.Barrier(8)

    def add(number):
        ready.wait()
        for count in range(200):
            history.add(f"a/{number % 2}", lambda: {"completion_tokens": 7})
            assert len(history.of(f"a/{count % 2}")) <= KEPT

    threads = [threading.Thread(target=add, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert used(history, "a/0") == used(history, "a/1") == [7] * KEPT


def test_what_is_learnt_is_the_least_the_mean_and_the_most():
    """The units may be several, such as those of text and of reasoning."""
    history = history_of(
        "a/text",
        {"completion_text_tokens": 10, "completion_reasoning_tokens": 50},
        {"completion_text_tokens": 20},
        {"completion_image_tokens": 5},
    )
    learnt = Learnt(history.of("a/text"))
    assert learnt.of("completionTextTokens", "completionReasoningTokens") == (20, 40, 60)
    assert learnt.of("completionVideoTokens") is None
