"""The two pots of the wallet: which of them pays, how low it goes, and which refusal comes when none does."""

import httpx
import pytest

from pollination_sdk.sandbox import Sandbox

IMAGE = "/image/a?width=8&height=8"
VIDEO = "/image/a?model=veo&duration=1"


def get(sandbox, path, key=None):
    """Ask with the sandbox's own key unless another is given."""
    return httpx.get(sandbox.url + path, headers={"Authorization": f"Bearer {key or sandbox.key}"})


def pots(sandbox):
    """Return both pots, as the account tells them."""
    return get(sandbox, "/account/balance").json()["accountBalance"]


def code(answer, status=402):
    """Return the code of a refusal."""
    assert answer.status_code == status
    return answer.json()["error"]["code"]


def test_quest_pollen_is_spent_first():
    """Quest pollen pays while it covers a call, then paid pollen; usage names the pot."""
    with Sandbox(balance=1, quest_balance=0.0011) as sandbox:
        assert get(sandbox, IMAGE).status_code == 200
        assert pots(sandbox) == {"total": 1.0009, "tier": 0.0009, "paid": 1}
        assert get(sandbox, f"{IMAGE}&seed=1").status_code == 200
        assert pots(sandbox) == {"total": 1.0007, "tier": 0.0009, "paid": 0.9998}
        sources = {row["meter_source"] for row in get(sandbox, "/account/usage").json()["usage"]}
        assert sources == {"tier", "pack"}


def test_paid_pollen_alone_pays_for_a_paid_only_model():
    """Such a model leaves quest pollen alone."""
    with Sandbox(balance=1, quest_balance=1) as sandbox:
        assert get(sandbox, VIDEO).status_code == 200
        assert pots(sandbox) == {"total": 1.95, "tier": 1, "paid": 0.95}


def test_one_pot_must_cover_a_call_and_may_end_below_zero():
    """Two pots that are too low each are refused, and a call that costs more than expected is not cut off."""
    with Sandbox(balance=0.0009, quest_balance=0.0009) as sandbox:
        assert code(get(sandbox, IMAGE)) == "INSUFFICIENT_BALANCE"
    with Sandbox(balance=0.01) as sandbox:
        assert get(sandbox, VIDEO).status_code == 200
        assert sandbox.balance == pytest.approx(-0.04)
        assert code(get(sandbox, IMAGE)) == "INSUFFICIENT_BALANCE"


def test_a_key_for_quest_pollen_never_spends_paid_pollen():
    """It is refused where quest pollen is used up, or the model is paid-only. The check of the budget comes first."""
    with Sandbox(balance=1, quest_balance=0.0011) as sandbox:
        key = sandbox.add_key(quest_only=True)
        assert get(sandbox, "/account/key", key).json()["questPollenOnly"] is True
        assert code(get(sandbox, VIDEO, key)) == "QUEST_POLLEN_ONLY"
        assert get(sandbox, IMAGE, key).status_code == 200
        assert code(get(sandbox, f"{IMAGE}&seed=1", key)) == "QUEST_POLLEN_ONLY"
        assert "only spends Quest Pollen" in get(sandbox, "/text/a", key).text
        capped = sandbox.add_key(quest_only=True, budget=0.0)
        assert code(get(sandbox, f"{IMAGE}&seed=1", capped)) == "KEY_BUDGET_EXHAUSTED"
        assert pots(sandbox)["paid"] == 1


def test_the_balance_needs_a_permission_only_without_a_budget():
    """A key sees its own budget; the account's pots take the permission `usage`."""
    with Sandbox(balance=2) as sandbox:
        assert get(sandbox, "/account/balance", sandbox.add_key(budget=0.5)).json() == {"balance": 0.5}
        assert code(get(sandbox, "/account/balance", sandbox.add_key()), 403) == "FORBIDDEN"
        both = sandbox.add_key(budget=0.5, permissions=["usage"])
        assert get(sandbox, "/account/balance", both).json() == {
            "balance": 0.5,
            "accountBalance": {"total": 2, "tier": 0, "paid": 2},
        }
