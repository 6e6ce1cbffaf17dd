"""The inspection of the real service, rehearsed on the sandbox: it finds what differs and spends what it may."""

import pytest
from tests.live.inspection import OPERATIONS, inspect

from pollination_sdk.sandbox import Fault


def test_a_service_that_keeps_the_contract_has_no_differences(sandbox):
    """Each operation is asked, three of them for pollen, and what that costs stays inside what was set aside."""
    before = sandbox.balance
    inspection = inspect(sandbox.key, 0.05, sandbox.url)
    assert inspection.differences == []
    assert len(set(inspection.asked)) == len(inspection.asked) == len(OPERATIONS) - len(inspection.unasked)
    assert sandbox.billed == 3
    assert 0 < before - sandbox.balance <= inspection.reserved <= 0.05
    assert "no difference" in inspection.report()


@pytest.mark.parametrize(("limit", "billed"), [(0, 0), (0.0008, 1), (0.001, 2)])
def test_what_might_exceed_the_limit_is_not_asked(sandbox, limit, billed):
    """Nothing is sent that the limit may not cover, and the report says what was left out."""
    inspection = inspect(sandbox.key, limit, sandbox.url)
    assert sandbox.billed == billed
    assert inspection.report().count("of the limit is left") == 3 - billed
    assert inspection.differences == []


FAULTS = [
    [
        (Fault.drop_field("/balance"), "/account/balance", "$: 'balance' is a required property"),
        (Fault.set_field("/valid", "yes"), "/account/key", "$.valid: 'yes' is not of type 'boolean'"),
        (Fault.set_field("/plan", "gold"), "/account/profile", "$.plan: the contract does not know this field"),
        (Fault.html(200), "/account/usage", "200 comes as 'text/html', described are application/json, text/csv"),
        (Fault.status(418), "/v1/models", "the status 418 is not described"),
        (Fault.status(402), "/image/a", "get_generate_image_prompt: PaymentRequiredError"),
    ],
    [
        (Fault.garbage(), "/account/balance", "get_account_balance: UnexpectedResponseError"),
        (Fault.reset(), "/account/profile", "get_account_profile: APIConnectionError"),
    ],
]


@pytest.mark.parametrize("faults", FAULTS, ids=["answers", "no answers"])
def test_what_differs_is_a_line_of_the_report(sandbox, faults):
    """Whatever the service does, the inspection goes on to its end and says in a line what was strange."""
    for fault, route, _ in faults:
        sandbox.queue(fault, times=1, route=route)
    inspection = inspect(sandbox.key, 0.05, sandbox.url)
    for _, _, said in faults:
        assert any(said in line for line in inspection.differences), inspection.report()
    assert len(inspection.asked) == len(OPERATIONS) - len(inspection.unasked)
    assert "Traceback" not in inspection.report()
    assert sandbox.key not in inspection.report()


def test_a_wrong_key_is_a_list_of_refusals(sandbox):
    """A key that does not work costs nothing and is said of each operation."""
    wrong = "sk_wrong_0123456789abcdef"
    inspection = inspect(wrong, 0.05, sandbox.url)
    assert "get_account_key: AuthenticationError" in inspection.report()
    assert wrong not in inspection.report()
    assert sandbox.billed == 0
