"""A client keeps the lists that it reads as they arrive, and takes their models in once it needs them."""

import json
import os
import signal
import threading

import pytest
from tests.examples import each
from tests.flavours import driven

from pollination_sdk import Pollinations
from pollination_sdk._engine import catalogue as module
from pollination_sdk._engine.catalogue import Catalogue
from pollination_sdk.sandbox import Sandbox


def listed(*names, **fields):
    """Return the answer of a list of models."""
    return json.dumps([{"name": name, **fields} for name in names]).encode()


@pytest.fixture
def decoded(monkeypatch):
    """Return the lists that catalogues decode from now on."""
    found, decode = [], module.load_json

    def load(body):
        found.append(body)
        return decode(body)

    monkeypatch.setattr(module, "load_json", load)
    return found


def test_a_list_is_taken_in_once_it_is_needed(flavour, decoded):
    """A program that only lists models does not pay for what the client remembers of them."""
    with Sandbox() as sandbox, driven(flavour, sandbox.key, base_url=sandbox.url) as client:
        for _ in range(2):
            client.text_models()
            client.models()
        assert not decoded
        assert client.detailed.chat("hi", model="openai").model_substituted is False
        assert len(decoded) == 2


def test_what_a_caller_does_to_a_list_changes_nothing_that_the_client_knows():
    """The models of an answer are the caller's: the client reads its own."""
    with Sandbox() as sandbox, Pollinations(sandbox.key, base_url=sandbox.url) as client:
        for model in client.text_models():
            model.aliases.clear()
            model.name = "another/model"
        assert client.detailed.chat("hi", model="openai").model_substituted is False


def test_the_memory_of_lists_is_bounded(decoded):
    """A program that lists models for ever keeps few lists, and forgets no model."""
    known = Catalogue()
    for number in range(100):
        known.learn(listed(f"a/{number}"))
        assert len(known._unread) <= module._MOST_UNREAD
    assert all(known.entry(f"a/{number}") for number in range(100))
    assert len(decoded) == 100


def test_the_last_list_counts():
    """A list that arrives again is newer than those between, and the public list is newer than all before it."""
    known = Catalogue()
    for price in ("1", "2", "1"):
        known.learn(listed("a/text", pricing={"promptTextTokens": price}))
    assert known.entry("a/text")["pricing"] == {"promptTextTokens": "1"}
    known.learn(listed("a/text", pricing={"promptTextTokens": "2"}))
    known.set_public([{"name": "a/text", "pricing": {"promptTextTokens": "3"}}])
    assert known.entry("a/text")["pricing"] == {"promptTextTokens": "3"}


@each("body", [b"", b"not JSON", b"[1, null, [2]]", b'{"data": 7}', b"[" * 100_000])
def test_an_answer_without_models_teaches_nothing(body):
    """Whatever an answer holds, it never makes another call fail."""
    known = Catalogue()
    known.learn(body)
    assert known
    assert known.entry("openai/gpt-5.4-nano")


def test_each_thread_sees_the_models_of_all_lists_before(monkeypatch):
    """A thread that asks while another one takes lists in waits for them."""
    known, started, going_on, decode = Catalogue(), threading.Event(), threading.Event(), module.load_json

    def load(body):
        started.set()
        assert going_on.wait(20)
        return decode(body)

    monkeypatch.setattr(module, "load_json", load)
    known.learn(listed("a/text"))
    seen = []
    threads = [threading.Thread(target=lambda: seen.append(known.entry("a/text"))) for _ in range(4)]
    threads[0].start()
    assert started.wait(20)
    for thread in threads[1:]:
        thread.start()
    going_on.set()
    for thread in threads:
        thread.join(20)
    assert [entry["name"] for entry in seen] == ["a/text"] * 4


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_forked_child_does_not_wait_for_a_thread_of_its_parent():
    """A lock that a thread of the parent holds during the fork has no owner in the child."""
    known, held, over = Catalogue(), threading.Event(), threading.Event()

    def hold():
        with known._lock:
            held.set()
            over.wait(20)

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(20)
    child = os.fork()
    if not child:
        try:
            signal.alarm(20)
            known.learn(listed("a/text"))
            os._exit(0 if known.entry("a/text") else 2)
        finally:
            os._exit(1)
    over.set()
    thread.join(20)
    assert os.waitpid(child, 0)[1] == 0
