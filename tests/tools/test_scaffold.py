"""Scaffolding: what a new operation needs by hand is drafted so that it works at once."""

import importlib
import sys

import pytest
from tools.scaffold import draft

from pollination_api import contract

CONTRACT = contract.load()


def subject(name):
    """Read an operation of the contract as if it had no verb."""
    value = next(op for item in CONTRACT["paths"].values() for op in item.values() if op["operationId"] == name)
    return draft.subject(name, value, CONTRACT)


@pytest.mark.parametrize("name", ["get_account_balance", "get_account_usage", "post_generate_v1_chat_completions"])
def test_a_draft_is_a_builder_that_works(tmp_path, monkeypatch, name):
    """The drafted module imports, and its builder makes the call of the operation."""
    found = subject(name)
    (tmp_path / f"drafted_{name}.py").write_text(draft.builder(found, "drafted"))
    monkeypatch.syspath_prepend(tmp_path)
    module = importlib.import_module(f"drafted_{name}")
    monkeypatch.delitem(sys.modules, f"drafted_{name}")
    given = {"messages": [{"role": "user", "content": "hi"}]} if found.body else {}
    call = module.drafted(**given)
    assert call.operation == name
    assert call.free is name.startswith("get_")


def test_a_verb_says_what_is_done_and_is_free():
    """A verb drops `get`, says `create` for a POST, and never takes a name that is taken."""
    assert subject("get_account_balance").verb([]) == "account_balance"
    assert subject("post_generate_v1_chat_completions").verb([]) == "create_generate_v1_chat_completions"
    assert subject("get_account_balance").verb(["account_balance"]) == "call_get_account_balance"


def test_a_drafted_page_and_test_name_the_verb():
    """The stub of the page and the test call the verb with what it needs."""
    found = subject("get_generate_text_prompt")
    assert "client.told(prompt)" in draft.page(found, "told")
    assert "client.told('text')" in draft.test(found, "told", lambda _: "text")
