"""`Answer.cost`: what a call has cost, by the prices that the client has read, and never 0 for unknown."""

import copy
import json
import pickle

import pytest
from tests.client.test_methods import CALLS, SOUND

from pollination_sdk import Answer, Pollinations, to_jsonable
from pollination_sdk.sandbox import Fault

SMALL = {"width": 16, "height": 16}
KINDS = {name: CALLS[name][:2] for name in ("text", "chat", "image", "video", "mesh", "embed", "speech", "transcribe")}
FREE = ["balance", "key", "usage", "text_models", "upload"]


def last_bill(client):
    """Return what the last row of usage bills."""
    return client.usage(limit=1).usage[0].cost_usd


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_costs_what_is_billed(client, sandbox, name):
    """With a price list, the computed cost of each kind is that of its row of usage; no request is made for it."""
    client.estimate.text("moss")  # reads the price list
    args, options = KINDS[name]
    answer = getattr(client.detailed, name)(*args, **options)
    assert len(sandbox.requests) == 2
    assert answer.cost.source == "computed", answer.cost
    assert answer.cost.pollen == pytest.approx(last_bill(client), abs=2e-9)
    assert answer.cost.pollen > 0
    assert answer.cost.formula


@pytest.mark.parametrize("name", KINDS)
def test_without_prices_a_cost_is_unknown(client, sandbox, name):
    """`detailed` asks for no price list. The cost is None, and the formula says how to know it."""
    args, options = KINDS[name]
    cost = getattr(client.detailed, name)(*args, **options).cost
    assert (cost.pollen, cost.source) == (None, "unknown")
    assert "models()" in cost.formula
    assert len(sandbox.requests) == 1


def test_a_list_without_all_prices_is_no_price_list(client):
    """`models()` leaves out the prices of sizes and modes: a cost by it could be a part, so it stays unknown."""
    client.models()
    cost = client.detailed.mesh("fox", resolution="high").cost
    assert (cost.pollen, cost.source) == (None, "unknown")
    assert "image_models()" in cost.formula


@pytest.mark.parametrize("name", FREE)
def test_a_free_call_costs_nothing(client, name):
    """A call of a free operation costs 0, with or without prices."""
    answer = getattr(client.detailed, name)(*CALLS[name][0], **CALLS[name][1])
    assert answer.cost.pollen == 0


def test_the_posted_image_costs_too(client, sandbox):
    """The cost of an image does not depend on the way that carries its prompt."""
    client.estimate.text("moss")  # reads the price list
    answer = client.detailed.image("a fox " * 2000, **SMALL)
    assert answer.route == "post_v1_images_generations"
    assert answer.cost.pollen == pytest.approx(last_bill(client), abs=2e-9)


def test_a_call_of_several_requests_costs_their_sum(client):
    """The cost of many texts is that of all requests."""
    client.estimate.text("moss")  # reads the price list
    answer = client.detailed.embed([f"moss {number}" for number in range(70)])
    billed = sum(row.cost_usd for row in client.usage(limit=3).usage)
    assert (answer.cost.pollen, answer.cost.source) == (pytest.approx(billed, abs=1e-8), "computed")


def test_a_part_of_a_sum_is_not_the_whole(client, sandbox):
    """If one request of a call has no known cost, the cost of the call is unknown, and the formula has the part."""
    client.estimate.text("moss")  # reads the price list
    sandbox.queue(Fault.header("x-usage-prompt-text-tokens", "-5"), route="/v1/embeddings")
    cost = client.detailed.embed([f"moss {number}" for number in range(40)]).cost
    assert (cost.pollen, cost.source) == (None, "unknown")
    assert "1 of 2 requests" in cost.formula


def test_an_answer_keeps_its_cost(sandbox):
    """The cost is in the representation, in the JSON, in copies and in pickles of an answer."""
    with Pollinations(sandbox.key, base_url=sandbox.url) as client:
        client.estimate.text("moss")  # reads the price list
        answer = client.detailed.text("hi")
    assert f"cost={answer.cost.pollen!r}" in repr(answer)
    written = answer.to_dict()
    assert written["cost"] == {
        "pollen": answer.cost.pollen,
        "source": "computed",
        "formula": answer.cost.formula,
    }
    assert json.loads(json.dumps(answer, default=to_jsonable)) == json.loads(answer.to_json()) == written
    for twin in (copy.deepcopy(answer), pickle.loads(pickle.dumps(answer))):
        assert (twin.cost, twin.sent_at, twin.key_index) == (answer.cost, answer.sent_at, 0)
        assert twin == answer


def test_an_answer_tells_when_it_was_sent(client):
    """`sent_at` has a time zone, and is before the answer's own time."""
    first, second = client.detailed.text("hi"), client.detailed.text("ho")
    assert first.sent_at.utcoffset().total_seconds() == 0
    assert first.sent_at < second.sent_at


def test_an_answer_of_no_client_has_an_unknown_cost():
    """An `Answer` that a test makes has no cost, rather than 0."""
    answer = Answer(value="hi", status=200, headers={}, attempts=1, elapsed=0.0)
    assert (answer.cost.pollen, answer.cost.source, answer.sent_at) == (None, "unknown", None)


def test_a_hit_is_not_called_free(client):
    """An answer from the cache has its full cost: a hit is no proof that nothing was billed."""
    client.estimate.text("moss")  # reads the price list
    costs = [client.detailed.text("hi", seed=1).cost for _ in range(2)]
    assert costs[0] == costs[1]
    assert costs[0].pollen > 0


def test_a_reported_cost_counts_first(client, sandbox):
    """What the answer itself says is taken, also without a price list."""
    sandbox.queue(Fault.header("x-pollen-cost", "0.25"))
    cost = client.detailed.image("fox", **SMALL).cost
    assert (cost.pollen, cost.source) == (0.25, "reported")


def test_sound_is_priced_whole(client):
    """A recording's cost is computed too."""
    client.estimate.text("moss")  # reads the price list
    assert client.detailed.isolate_voice(SOUND).cost.source == "computed"


def test_no_fault_of_a_price_loses_an_answer(client, monkeypatch):
    """The answer is paid for, so it is returned. Its cost is unknown until its row of usage is read."""
    client.text_models()
    monkeypatch.setattr("pollination_sdk._costs.cost.cost_of", lambda *_, **__: 1 / 0)
    answer = client.detailed.text("hi")
    assert (answer.value, answer.cost.pollen, answer.cost.source) == ("openai heard: hi", None, "unknown")
    assert client.reconcile().unknown == 0
