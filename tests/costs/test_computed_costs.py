"""What an answer has cost: as the service reports it, or by its usage and the prices of the model, or unknown."""

import re
from decimal import Decimal, Inexact, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.costs.priced import PLAIN, catalogue_of, entry
from tests.examples import each

from pollination_sdk._costs.amounts import nano
from pollination_sdk._costs.cost import NO_LIST, cost_of
from pollination_sdk._costs.prices.units import UNITS
from pollination_sdk._engine.catalogue import Catalogue
from pollination_sdk._operations import chat

CHAT = "post_generate_v1_chat_completions"
CACHING = {**PLAIN, "promptCachedTokens": "0.0000001"}
USAGE = {"prompt_tokens": 100, "completion_tokens": 50, "total_tokens": 150, "prompt_cached_tokens": 40}


def cost(usage, *, model="a/text", headers=None, operation=CHAT, pricing=PLAIN, **more):
    """Compute the cost of an answer by a list of one model."""
    return cost_of(operation, model, usage, headers or {}, catalogue_of(entry(pricing=pricing, **more)))


@each(("header", "field"), [("0.5", 0.3), ("0.5", None), (None, 0.5), ("nan", 0.5), ("-1", 0.5)])
def test_a_reported_cost_goes_before_a_computed_one(header, field):
    """It comes in a header or in the usage; one that cannot be right is none."""
    usage = {**USAGE, **({} if field is None else {"pollen_cost": field})}
    found = cost(usage, headers={} if header is None else {"x-pollen-cost": header})
    assert (found.pollen, found.source) == (0.5, "reported")


def test_a_reported_cost_of_0_is_0():
    """The service says that the answer was free."""
    assert cost(USAGE, headers={"x-pollen-cost": "0"}).pollen == 0


@pytest.mark.parametrize(
    ("usage", "pricing", "pollen", "formula"),
    [
        (
            USAGE,
            CACHING,
            "0.000264",
            "40 promptCachedTokens x 0.0000001 + 60 promptTextTokens x 0.000001 + 50 completionTextTokens x 0.000004",
        ),
        (
            USAGE,
            PLAIN,
            "0.0003",
            "40 promptCachedTokens x 0.000001 + 60 promptTextTokens x 0.000001 + 50 completionTextTokens x 0.000004",
        ),
        (
            {"completion_tokens": 50, "completion_reasoning_tokens": 20},
            {**PLAIN, "completionReasoningTokens": "0.00001"},
            "0.00032",
            "20 completionReasoningTokens x 0.00001 + 30 completionTextTokens x 0.000004",
        ),
        (
            {"completion_audio_tokens": 12, "completion_audio_seconds": 1.5},
            {"completionAudioTokens": "0.5"},
            "6",
            "12 completionAudioTokens x 0.5 (not priced: completionAudioSeconds)",
        ),
    ],
)
def test_a_cost_is_the_usage_times_the_prices(usage, pricing, pollen, formula):
    """Each token is priced once, cached ones by their own price where there is one."""
    found = cost(usage, pricing=pricing)
    assert (found.pollen, found.source, found.formula) == (float(pollen), "computed", formula)


@pytest.mark.parametrize("lacking", ["promptTextTokens", "completionTextTokens"])
def test_a_text_whose_price_lacks_a_side_has_no_known_cost(lacking):
    """The list has forgotten the price: the rest alone would be a plausible small cost."""
    found = cost(USAGE, pricing={unit: price for unit, price in PLAIN.items() if unit != lacking})
    assert (found.pollen, found.source) == (None, "unknown")
    assert found.formula.startswith("the list has no price for ")


def test_the_output_tokens_of_an_image_answer_are_those_of_the_image():
    """Its body names them as that of a chat does."""
    found = cost({"input_tokens": 0, "output_tokens": 1290}, category="image", pricing={"completionImageTokens": "1"})
    assert found.pollen == 1290


def test_the_model_may_be_named_by_its_alias():
    """An id and its aliases are one model."""
    assert cost(USAGE, model="text").pollen == cost(USAGE).pollen


def test_a_model_may_be_answered_without_its_publisher():
    """Older deployments do so; the call tells which model it is."""
    known = catalogue_of(entry("a/text", aliases=["short"]))
    call = chat("hi", model="short")
    assert cost_of(CHAT, "text", USAGE, {}, known, call=call).source == "computed"
    assert cost_of(CHAT, "text", USAGE, {}, known).source == "unknown"


def test_the_arithmetic_of_the_caller_does_not_matter():
    """A program may count with few digits, and trap each rounding."""
    with localcontext() as context:
        context.prec = 1
        context.traps[Inexact] = True
        found = cost({**USAGE, "prompt_tokens": 123456789}, pricing={**CACHING, "promptTextTokens": "0.00000000123"})
    assert found.pollen == 0.15205580127


@each(
    ("options", "why"),
    [
        ({"usage": None}, "does not say what was used"),
        ({"usage": {}}, "does not say what was used"),
        ({"model": None}, "does not name the model"),
        ({"model": "b/other"}, "'b/other'"),
        ({"pricing": {"currency": "pollen"}}, "no prices"),
        ({"pricing": {"promptTextTokens": "0", "completionTextTokens": "0.1"}}, "price 0 for promptTextTokens"),
        ({"pricing": {"promptTextTokens": "-1", "completionTextTokens": "0.1"}}, "'-1'"),
        ({"pricing": {"completionVideoSeconds": "0.1"}}, "no price for"),
        ({"usage": {"completion_tokens": -3}}, "-3"),
        ({"usage": {"completion_widget_tokens": 3}}, "completion_widget_tokens"),
        ({"pricing_adjustments": [{"label": "Search", "price": "1"}]}, "Search"),
    ],
)
def test_a_cost_that_cannot_be_known_is_unknown_and_never_0(options, why):
    """The formula says why."""
    found = cost(**{"usage": USAGE, **options})
    assert (found.pollen, found.source) == (None, "unknown")
    assert why in found.formula


def test_a_client_that_has_read_no_list_says_how_to_read_one():
    """The documented default models are known before, but not their prices."""
    for model in ("a/text", "openai"):
        found = cost_of(CHAT, model, USAGE, {}, Catalogue())
        assert (found.pollen, found.formula) == (None, NO_LIST)


def test_a_free_model_and_a_free_operation_cost_nothing():
    """The list says so of the one, the contract of the other."""
    found = cost(USAGE, pricing={"promptTextTokens": 0, "completionTextTokens": 0})
    assert (found.pollen, found.source) == (0, "computed")
    assert cost_of("get_models", None, None, {}, Catalogue()).pollen == 0


prices = st.decimals(0, 10, places=12, allow_nan=False).map(lambda price: f"{price:f}")
some_counts = st.integers(0, 10**9) | st.floats(0, 10**6, allow_nan=False).map(lambda count: round(count, 3))


@pytest.mark.slow(reason="tries many answers")
@given(
    pricing=st.dictionaries(st.sampled_from(UNITS), prices, min_size=1),
    usage=st.dictionaries(st.sampled_from(UNITS), some_counts),
)
def test_the_sum_of_the_formula_is_the_cost(pricing, usage):
    """It is exact, and 0 only for what the list calls free."""
    found = cost(usage, pricing=pricing)
    if found.source == "unknown":
        assert found.pollen is None
        return
    terms = re.findall(r"([\d.]+) \w+ x ([\d.]+)", found.formula)
    total = sum(Decimal(count) * Decimal(price) for count, price in terms)
    assert found.pollen == float(total)
    assert found.pollen > 0 or not any(map(Decimal, pricing.values()))
    assert nano(found.pollen) >= 0


@pytest.mark.slow(reason="tries many answers")
@given(
    usage=st.dictionaries(
        st.sampled_from([*UNITS, "prompt_tokens", "completion_tokens", "total_tokens", "pollen_cost"])
        | st.text(max_size=9),
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
        max_size=4,
    ),
    pricing=st.dictionaries(
        st.sampled_from(UNITS), st.none() | st.integers() | st.floats() | st.text(max_size=9) | prices, max_size=4
    ),
    header=st.none() | st.text(max_size=9),
)
def test_no_usage_no_price_and_no_header_make_it_fail(usage, pricing, header):
    """A cost is a number that is not negative, or unknown with the reason."""
    found = cost(usage, pricing=pricing, headers={} if header is None else {"x-pollen-cost": header})
    assert found.formula
    assert (found.pollen is None) == (found.source == "unknown")
    assert found.pollen is None or found.pollen >= 0
