"""A limit looks up what it reserves and settles: never less than the estimate, and exactly the cost."""

import math

import attrs
import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.costs.metered import MODELS, Metered
from tests.costs.priced import NO_APP, catalogue_of, entry

from pollination_sdk import _operations as made
from pollination_sdk._costs.amounts import nano
from pollination_sdk._costs.cost import cost_of
from pollination_sdk._costs.estimate import estimate_of
from pollination_sdk._costs.prices.units import UNITS, counts_in, whole_counts
from pollination_sdk._costs.quantities.history import History
from pollination_sdk._costs.quantities.tokens import most_tokens_in, tokens_in
from pollination_sdk._costs.spending.bounds import Bounds
from pollination_sdk._costs.spending.header_tally import HeaderTallies
from pollination_sdk._costs.tally import Tallies, Tally
from pollination_sdk._engine.bill_headers import bill_headers
from pollination_sdk.errors import SpendLimitError

texts = st.text(max_size=20) | st.lists(
    st.sampled_from(["word", "two words, ", "é", "世界", "%41", "\n", "  ", "a" * 99]), max_size=8
).map("".join)
filled = texts.filter(str.strip)
options = st.fixed_dictionaries(
    {}, optional={"max_tokens": st.integers(1, 9000) | st.booleans(), "n": st.integers(1, 4) | st.just(True)}
)
calls = st.one_of(
    st.builds(lambda text, more: _with(made.chat(text or "x", model="a/model"), more), filled, options),
    st.builds(
        lambda parts: _with(made.chat("x", model="a/model"), {"messages": [{"content": part} for part in parts]}),
        st.lists(texts, min_size=1, max_size=4),
    ),
    st.builds(lambda text: made.image(text, model="a/model"), filled),
    st.builds(
        lambda text, side: made.image(text, model="a/model", width=side, height=side), filled, st.integers(64, 2048)
    ),
)
prices = st.dictionaries(
    st.sampled_from(UNITS), st.integers(0, 2 * 10**9).map(lambda nanos: f"{nanos * 1e-9:.9f}"), min_size=1, max_size=6
)
usages = st.dictionaries(st.sampled_from(UNITS), st.integers(0, 10**5), max_size=4)
NAMES = [
    *("prompt_text_tokens", "completion_text_tokens", "prompt_tokens", "completion_tokens", "total_tokens"),
    *("prompt_cached_tokens", "completion_reasoning_tokens", "completion_image_tokens", "output_tokens", "other"),
]
counts = st.dictionaries(
    st.sampled_from(NAMES), st.integers(0, 50) | st.integers(0, 10**16) | st.floats(0, 9), max_size=6
)


def _with(call, more):
    return attrs.evolve(call, body={**call.body, **more})


@given(text=texts)
def test_the_bound_of_tokens_is_not_below_their_estimate(text):
    """For any text."""
    assert most_tokens_in(text) >= tokens_in(text) - 1e-9


models = st.builds(
    lambda kind, pricing, variant, context: entry(
        "a/model",
        kind,
        pricing,
        context_length=context,
        **({"pricing_variants": {"long_context": variant}} if variant else {}),
    ),
    st.sampled_from(["text", "image"]),
    prices,
    st.none() | prices,
    st.none() | st.integers(1, 100_000),
)


@pytest.mark.slow(reason="tries many calls")
@given(
    asked=st.lists(calls, min_size=1, max_size=3),
    answers=st.lists(usages, max_size=4),
    model=models,
    markups=st.sampled_from([NO_APP, (1.0, 1.25)]),
)
def test_what_is_reserved_is_not_below_the_estimate(asked, answers, model, markups):
    """For calls and answers in turn, whatever was remembered before."""
    known, history = catalogue_of(model), History()
    version, bounds = -1, None
    for usage in [None, *answers]:
        if usage is not None:
            history.add("a/model", lambda usage=usage: usage)
        if history.peaks.version != version:
            version, bounds = history.peaks.version, Bounds(known, history.peaks, markups)
        for call in asked:
            bound = bounds.of(call)
            high = estimate_of(call, known, history, markups=markups).high
            assert bound is None or high is None or bound >= nano(high)


@given(usage=counts, kind=st.sampled_from(["text", "image"]), pricing=prices)
@example(
    usage={"prompt_text_tokens": 1, "completion_text_tokens": 1},
    kind="text",
    pricing={"promptTextTokens": "0.000000001"},
)
def test_what_is_settled_is_exactly_the_cost(usage, kind, pricing):
    """A tally has the amount and the formula of `cost_of`, and the same units."""
    known = catalogue_of(entry("a/model", kind, pricing))
    tally = Tallies().of("post_generate_v1_chat_completions", "a/model", usage, {}, known)
    cost = cost_of("post_generate_v1_chat_completions", "a/model", usage, {}, known)
    if tally is not None:
        assert tally.cost() == cost
        assert (tally.pollen, tally.nano) == (cost.pollen, nano(cost.pollen))
        assert tally.by_unit == counts_in(usage).by_unit
    elif cost.source == "computed" and usage.keys() <= {"prompt_text_tokens", "completion_text_tokens"}:
        assert cost.pollen == 0 or any(type(count) is float for count in usage.values())


@given(
    usage=st.dictionaries(
        st.sampled_from(NAMES), st.integers(0, 50) | st.integers(0, 10**16) | st.just("x"), max_size=6
    ),
    kind=st.sampled_from(["text", "image"]),
    pricing=prices,
)
@example(
    usage={"prompt_text_tokens": 1, "completion_text_tokens": 1},
    kind="text",
    pricing={"promptTextTokens": "0.000000001"},
)
def test_what_headers_settle_is_exactly_the_cost(usage, kind, pricing):
    """The tally of the headers alone is that of the units in them."""
    known = catalogue_of(entry("a/model", kind, pricing))
    written = [(f"x-usage-{name.replace('_', '-')}", str(count)) for name, count in usage.items()]
    headers = httpx.Headers([("date", "today"), *written, ("x-model-used", "a/model")])
    tallied = HeaderTallies().of("post_generate_v1_chat_completions", headers, known)
    named, units = bill_headers(headers)
    cost = cost_of("post_generate_v1_chat_completions", "a/model", units, named, known)
    if tallied is not None:
        tally = Tally(tallied)
        assert (tally.form.model, tally.cost(), tally.nano) == ("a/model", cost, nano(cost.pollen))
        assert (tally.usage, tally.by_unit) == (units, counts_in(units).by_unit)
    elif cost.source == "computed" and usage.keys() <= {"prompt_text_tokens", "completion_text_tokens"}:
        assert cost.pollen == 0 or "x" in usage.values()


@given(usage=counts)
def test_whole_counts_are_those_of_any_usage(usage):
    """Where they are plain."""
    found = whole_counts(usage, has_totals=True)
    assert found is None or found == counts_in(usage).by_unit


def test_a_call_is_looked_up_until_prices_change(monkeypatch):
    """The second call like the first is not estimated again; a new list of prices is."""
    service = Metered()
    client = service.threaded(spend_limit=10)
    estimated = []
    monkeypatch.setattr(
        "pollination_sdk._costs.spending.bounds.estimate_of",
        lambda *given, **more: estimated.append(given) or estimate_of(*given, **more),
    )
    for text in ("a fox", "a fox", "an ox"):
        client.image(text, model="test/p01")
    seen = len(estimated)
    assert seen <= 2  # the first answer may change what is known
    client.image("a cat", model="test/p01")
    assert len(estimated) == seen
    client._context.catalogue.set_public([{**model, "pricing": {"completionImageTokens": "0.02"}} for model in MODELS])
    client.image("a dog", model="test/p01")
    assert len(estimated) == seen + 1
    assert math.isclose(client.spent, 0.06)


def test_a_key_that_turns_out_to_be_of_an_app_reserves_more():
    """What is remembered of the calls before does not hold any more."""
    client = Metered().threaded(spend_limit=0.022)
    client.image("a fox", model="test/p01")
    client._context.ring.learn_app(0, of_app=True)
    with pytest.raises(SpendLimitError) as caught:
        client.image("a fox", model="test/p01")
    assert math.isclose(caught.value.estimate, 0.0125)


def test_what_does_not_fit_by_the_bound_is_estimated():
    """The bound is rounded up; a call whose estimate fits is not refused."""
    service = Metered()
    probe = service.threaded()
    high = probe.estimate.chat("Why is the sky blue?", model="test/words", max_tokens=5).high
    client = service.threaded(spend_limit=high)
    assert client.chat("Why is the sky blue?", model="test/words", max_tokens=5)
