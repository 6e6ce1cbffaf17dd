"""`client.billed_cost`: the row of the key's usage that bills an answer, each row for one answer."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import attrs
import pytest
from tests.flavours import driven

from pollination_sdk import Pollinations
from pollination_sdk.errors import ArgumentError, MissingKeyError
from pollination_sdk.sandbox import Fault

MODEL = "openai/gpt-5.4-nano"


def test_an_answer_gets_its_row(client, sandbox):
    """The cost of an answer is that of its row, read with the key's own usage, which needs no permission."""
    answer = client.detailed.text("hi")
    cost = client.billed_cost(answer)
    assert (cost.source, cost.pollen) == ("billed", client.usage(limit=1).usage[0].cost_usd)
    assert sandbox.requests[1].path == "/account/key/usage"
    assert f"{datetime.now(UTC):%Y-%m-%d}" in cost.formula


def test_a_row_is_taken_once(client, sandbox):
    """Three equal calls take three rows; a fourth answer with the same counts finds none."""
    answers = [client.detailed.text("hi", seed=seed) for seed in range(3)]
    assert [client.billed_cost(answer).source for answer in answers] == ["billed"] * 3
    twin = attrs.evolve(answers[0], request_id="another")
    cost = client.billed_cost(twin)
    assert (cost.pollen, cost.source) == (None, "unknown")


def test_the_same_answer_gets_the_same_row_again(client, sandbox):
    """Asking again takes no further row, and needs no request."""
    answers = [client.detailed.text("hi", seed=seed) for seed in range(2)]
    first = client.billed_cost(answers[0])
    requests = len(sandbox.requests)
    assert client.billed_cost(answers[0]) == first
    assert len(sandbox.requests) == requests
    assert client.billed_cost(answers[1]).source == "billed"


@pytest.mark.parametrize("name", ["chat", "image", "embed", "speech", "video"])
def test_each_kind_finds_its_row(client, name):
    """Counts of tokens, images, seconds and bodies are those of the row."""
    getattr(client, "image" if name != "image" else "text")("something else")
    answer = getattr(client.detailed, name)("moss")
    (row,) = (row for row in client.usage().usage if row.model == answer.model)
    assert client.billed_cost(answer).pollen == row.cost_usd


@pytest.mark.parametrize("name", ["text", "chat", "image", "embed", "speech"])
def test_each_kind_finds_its_row_under_a_spend_limit(flavour, sandbox, name):
    """A call that the limit has counted is that of its answer, and leaves it the only row."""
    with driven(flavour, sandbox.key, base_url=sandbox.url, spend_limit=1.0) as client:
        answers = [getattr(client.detailed, name)(text) for text in ("moss", "fern")]
        costs = [client.billed_cost(answer) for answer in answers]
        assert [cost.source for cost in costs] == ["billed"] * 2
        assert [cost.pollen for cost in costs] == pytest.approx([answer.cost.pollen for answer in answers])


def test_a_stream_finds_its_row_under_a_spend_limit(flavour, sandbox):
    """A stream that the limit has counted is known by its request id."""
    with driven(flavour, sandbox.key, base_url=sandbox.url, spend_limit=1.0) as client:
        stream = client.stream_chat("moss")
        flavour.items(stream)
        assert client.billed_cost(stream).source == "billed"


@pytest.mark.parametrize(
    ("model", "units", "age"),
    [
        ("openai-large", {"promptTextTokens": 5, "completionTextTokens": 4}, 0),
        ("openai", {"promptTextTokens": 5, "completionTextTokens": 5}, 0),
        ("openai", {"promptTextTokens": 5, "completionTextTokens": 4}, 10),
    ],
    ids=["another model", "other counts", "before the call"],
)
def test_a_row_that_does_not_fit_is_not_taken(client, sandbox, model, units, age):
    """A row of another model, with other counts, or from before the call is that of another call."""
    answer = client.detailed.chat("hi")
    client.billed_cost(answer)  # its own row is taken
    sandbox.add_usage(datetime.now(UTC) - timedelta(seconds=age), model=model, units=units)
    counts = {"prompt_text_tokens": 5, "completion_text_tokens": 4}
    other = attrs.evolve(answer, request_id="another", usage=counts)
    assert client.billed_cost(other).source == "unknown"


def test_a_row_may_be_as_late_as_a_minute_and_a_half(client, sandbox):
    """Rows count until 90 seconds after the answer, and not later."""
    answer = client.detailed.chat("hi")
    client.billed_cost(answer)
    counts = {"prompt_text_tokens": 7, "completion_text_tokens": 9}
    sent_at = answer.sent_at - timedelta(minutes=10)
    other = attrs.evolve(answer, request_id="another", usage=counts, sent_at=sent_at)
    units = {"promptTextTokens": 7, "completionTextTokens": 9}
    sandbox.add_usage(sent_at + timedelta(seconds=100), units=units)
    assert client.billed_cost(other).source == "unknown"
    sandbox.add_usage(sent_at + timedelta(seconds=85), units=units)
    assert client.billed_cost(other).source == "billed"


def test_a_row_that_has_not_come_yet_is_unknown(client, sandbox):
    """Until the row is there the cost is None, and the formula says that rows come late."""
    answer = attrs.evolve(client.detailed.chat("hi"), usage={"prompt_tokens": 999})
    cost = client.billed_cost(answer)
    assert (cost.pollen, cost.source) == (None, "unknown")
    assert "30 to 60 seconds late" in cost.formula


def test_the_key_of_the_answer_is_asked(flavour, sandbox):
    """With several keys, the usage of the key that made the answer is read."""
    keys = [sandbox.add_key(permissions=[]) for _ in range(2)]
    with driven(flavour, keys, base_url=sandbox.url) as client:
        answers = [client.detailed.image("fox", width=16, height=16)]
        sandbox.queue(Fault.status(402))  # the client goes on with the second key
        answers.append(client.detailed.image("owl", width=16, height=16))
        assert [answer.key_index for answer in answers] == [0, 1]
        for answer, key in zip(answers, keys, strict=True):
            assert client.billed_cost(answer).source == "billed"
            assert sandbox.requests[-1].headers["authorization"] == f"Bearer {key}"


def test_an_answer_of_another_client_is_unknown(flavour, sandbox):
    """A client that lacks the answer's key cannot ask for its bill."""
    empty, other = sandbox.add_key(budget=0.0), sandbox.add_key()
    with driven(flavour, [empty, other], base_url=sandbox.url) as client:
        answer = client.detailed.image("fox", width=16, height=16)
    with driven(flavour, other, base_url=sandbox.url) as client:
        assert "lacks the key" in client.billed_cost(answer).formula


def test_a_key_is_needed(sandbox, monkeypatch):
    """Without a key there is no usage to read."""
    monkeypatch.delenv("POLLINATIONS_API_KEY", raising=False)
    with Pollinations(sandbox.key, base_url=sandbox.url) as client:
        answer = client.detailed.text("hi")
    with pytest.raises(MissingKeyError):
        Pollinations(base_url=sandbox.url).billed_cost(attrs.evolve(answer, key_index=None))


def test_of_equal_counts_the_nearest_amount_is_taken(client, sandbox):
    """Rows of speech may count nothing that the answer counts. The one of the nearest amount is the answer's."""
    client.estimate.text("moss")  # reads the price list
    answers = [client.detailed.speech("moss " * words) for words in (40, 4)]
    for answer in reversed(answers):
        assert client.billed_cost(answer).pollen == pytest.approx(answer.cost.pollen)


def test_an_answer_without_usage_has_no_row(client):
    """Without counts, any row of the model could be that of the answer: the cost stays unknown."""
    answer = attrs.evolve(client.detailed.text("hi"), usage=None)
    cost = client.billed_cost(answer)
    assert (cost.pollen, cost.source) == (None, "unknown")
    assert "does not say what was used" in cost.formula


def test_threads_take_a_row_once(sandbox):
    """Answers whose bills are asked for at the same time take rows of their own."""
    with Pollinations(sandbox.key, base_url=sandbox.url) as client, ThreadPoolExecutor(8) as threads:
        answers = [client.detailed.text("hi", seed=seed) for seed in range(8)]
        assert {cost.source for cost in threads.map(client.billed_cost, answers)} == {"billed"}
        twins = [attrs.evolve(answer, request_id=f"{number}") for number, answer in enumerate(answers)]
        assert {cost.source for cost in threads.map(client.billed_cost, twins)} == {"unknown"}


def test_only_an_answer_has_a_bill(client, sandbox):
    """The value of a call is refused, with what to give instead."""
    with pytest.raises(ArgumentError, match=r"client\.detailed"):
        client.billed_cost("hi")
    assert sandbox.requests == []
