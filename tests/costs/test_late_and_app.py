"""Two traps of the service: the history comes late, and a key of an app pays a markup."""

from datetime import timedelta

import pytest
from tests.flavours import driven

from pollination_sdk.sandbox import Sandbox


@pytest.fixture
def late():
    """Give a provider whose usage appears a minute late."""
    with Sandbox(usage_lag=60) as sandbox:
        yield sandbox


def test_a_bill_is_unknown_until_it_comes(flavour, late):
    """A minute after the call its row is there."""
    with driven(flavour, late.key, base_url=late.url) as client:
        answer = client.detailed.text("moss")
        cost = client.billed_cost(answer)
        assert (cost.pollen, cost.source) == (None, "unknown")
        assert "ask again in a minute" in cost.formula
        late.age_usage(timedelta(seconds=60))
        assert client.billed_cost(answer).source == "billed"


def test_a_late_call_is_no_difference(flavour, late):
    """A call whose row may still come is listed apart, and is in no sum; the difference is unknown until then."""
    with driven(flavour, late.key, base_url=late.url) as client:
        client.estimate.text("moss")
        client.text("moss")
        found = client.reconcile()
        assert (len(found.late_calls), found.calls, found.rows, found.difference) == (1, 0, 0, None)
        late.age_usage(timedelta(seconds=60))
        found = client.reconcile()
        assert (len(found.late_calls), found.calls, found.rows) == (0, 1, 1)
        assert found.difference == pytest.approx(0, abs=2e-9)


def test_the_markup_is_in_the_high_estimate_until_the_key_is_known(client):
    """Until `key()` has said that no app made the key, a call may cost 25 % more."""
    before = client.estimate.image("fox", model="flux")
    client.key()
    after = client.estimate.image("fox", model="flux")
    assert before.high == pytest.approx(1.25 * after.high)
    assert before.low == after.low


def test_the_bill_shows_the_markup(flavour, sandbox):
    """The bill of an app's key is within the estimate, and above the cost by the prices."""
    key = sandbox.add_key(byop_client_key_id="pk_app")
    with driven(flavour, key, base_url=sandbox.url) as client:
        client.key()
        estimate = client.estimate.image("fox", model="flux")
        answer = client.detailed.image("fox", model="flux")
        billed = client.billed_cost(answer).pollen
        assert billed == pytest.approx(1.25 * answer.cost.pollen)
        assert estimate.low <= billed <= estimate.high
