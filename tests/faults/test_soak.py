"""A long day with a bad service: every call is accounted for, nothing is paid twice, and nothing grows."""

import os

import pytest
from tests.faults.flavours import FLAVOURS
from tests.faults.soak import AT_ONCE, CALLS, FAULTS, soak

from pollination_sdk._client import call_log
from pollination_sdk.sandbox import Sandbox

pytestmark = [pytest.mark.usefixtures("few_objects"), pytest.mark.slow(reason="makes hundreds of calls")]

SOAK = int(os.environ.get("SOAK", "192"))
"""How many calls in each flavour; `nox -s faults` makes five thousand."""
ROUNDS = 2 * len(FAULTS)
GROWTH = 400
"""How many objects more there may be at the end than in the middle: caches of the standard library still fill."""


@pytest.mark.parametrize("name", [name for name in FLAVOURS if name != "trio"])
@pytest.mark.usefixtures("no_log")
def test_every_call_is_accounted_for(name, capsys, monkeypatch):
    """What the sandbox has billed is what the client says was delivered or is unknown; memory stays flat."""
    monkeypatch.setattr(call_log, "MOST_UNREAD", 20)  # the log of calls is full before the middle, and grows no more
    with Sandbox() as sandbox, FLAVOURS[name]() as flavour:
        account, marks = soak(flavour, sandbox, SOAK, ROUNDS)
        billed = sandbox.billed
    with capsys.disabled():
        print(f"\nsoak, {name}: {dict(account.ends)}, billed {billed}; {marks[ROUNDS // 2]} ... {marks[-1]}")
    assert account.ends.keys() <= {"delivered", "unknown", "refused"}
    assert account.ends.total() == SOAK
    assert account.ends["unknown"] > 0
    assert billed == account.billed
    assert marks[-1].connections <= AT_ONCE
    assert marks[-1].objects <= marks[ROUNDS // 2].objects + GROWTH
    assert SOAK % (ROUNDS * len(CALLS)) == 0, "each round makes each kind of call as often"
