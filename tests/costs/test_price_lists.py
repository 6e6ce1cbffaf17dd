"""Prices are read in every spelling, exactly; what cannot be right is known as such, and never as 0."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.costs.priced import entry, estimate
from tests.examples import each

from pollination_sdk import _operations as made
from pollination_sdk._costs.prices.sheet import prices_of
from pollination_sdk._costs.prices.units import UNITS, unit_of

PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(UNITS)
INNER = PLAIN | st.lists(PLAIN, max_size=3) | st.dictionaries(st.text(max_size=8), PLAIN, max_size=3)
JSON = INNER | st.lists(INNER, max_size=3) | st.dictionaries(st.text(max_size=8), INNER, max_size=3)
"""Three levels deep: to draw from `st.recursive` takes twice as long."""
FIELDS = ["pricing", "pricing_variants", "pricing_adjustments", "flat_rate", "aliases", "category", "id", "name"]


@each(
    ("name", "unit"),
    [
        ("promptTextTokens", "promptTextTokens"),
        ("prompt_text_tokens", "promptTextTokens"),
        ("x_prompt", None),
        ("prompt-cached-tokens", "promptCachedTokens"),
        ("input_text_tokens", "promptTextTokens"),
        ("output_text_tokens", "completionTextTokens"),
        ("input_cache_write_tokens", "promptCacheWriteTokens"),
        ("cache_read_input_tokens", "promptCachedTokens"),
        ("completionVideoSeconds", "completionVideoSeconds"),
        ("output_video_seconds", "completionVideoSeconds"),
        ("Completion_Image_Tokens", "completionImageTokens"),
        ("currency", None),
    ],
)
def test_a_unit_is_known_in_every_spelling(name, unit):
    """Camel case, snake case, and the names of usage rows are one unit."""
    assert unit_of(name) == unit


@each(
    ("field", "value", "price"),
    [
        ("promptTextTokens", "0.00000015", "0.00000015"),
        ("promptTextTokens", 0.00000015, "0.00000015"),
        ("prompt_text_tokens", "1.5e-7", "0.00000015"),
        ("promptTextTokens", " 2 ", "2"),
        ("promptTextTokens", 2, "2"),
        ("promptTextTokensPerMillion", "0.15", "0.00000015"),
        ("prompt_text_tokens_per_1m", 0.15, "0.00000015"),
    ],
)
def test_a_price_is_read_exactly(field, value, price):
    """Texts, numbers, and prices of a million are one price, without rounding."""
    prices = prices_of(entry(pricing={field: value, "currency": "pollen"}))
    assert prices.base.price("promptTextTokens") == Decimal(price)


@each(
    "value",
    [-1, "-0.1", "free", "", True, [], {}, "nan", "inf", "1e-999", "1e9999999", float("nan"), 10**400, "1" * 99],
)
def test_a_price_that_cannot_be_right_is_wrong_and_not_free(value):
    """It is a problem only for calls that use its unit."""
    prices = prices_of(entry(pricing={"promptTextTokens": value, "completionTextTokens": "0.1"}))
    assert "promptTextTokens" in prices.base.problem(["promptTextTokens"])
    assert not prices.base.problem(["completionTextTokens"])
    assert not prices.free


@each("pricing", [None, "0.1", [], {}, {"currency": "pollen"}, {"perWidget": "1"}, {"currency": 3}])
def test_a_list_without_known_units_says_so(pricing):
    """Nothing is priced by it, and nothing is free."""
    assert prices_of(entry(pricing=pricing)).problem


def test_prices_in_another_currency_are_no_pollen():
    """They are not counted as pollen."""
    assert "'EUR'" in prices_of(entry(pricing={"currency": "EUR", "promptTextTokens": "1"})).problem


def test_a_model_is_free_only_if_the_list_says_so_of_every_unit():
    """A price that is left out does not make a model free."""
    assert prices_of(entry(pricing={"promptTextTokens": "0", "completionTextTokens": 0})).free
    assert not prices_of(entry(pricing={"promptTextTokens": "0", "completionTextTokens": "0.1"})).free
    assert not prices_of(entry(pricing={"currency": "pollen"})).free


@pytest.mark.parametrize(
    "variants",
    [
        [{"name": "4k", "label": "4K", "pricing": {"completionImageTokens": "0.3"}}],
        {"4k": {"pricing": {"completionImageTokens": "0.3"}}},
        {"4k": {"completion_image_tokens": 0.3}},
    ],
)
def test_a_variant_has_the_prices_of_the_model_for_the_units_that_it_leaves_out(variants):
    """Variants are lists of objects, or objects by name."""
    pricing = {"promptTextTokens": "0.001", "completionImageTokens": "0.1"}
    (variant,) = prices_of(entry(pricing=pricing, pricing_variants=variants)).variants
    assert (variant.name, variant.prices) == (
        "4k",
        {"promptTextTokens": Decimal("0.001"), "completionImageTokens": Decimal("0.3")},
    )


@each(
    ("unit", "priced_as"),
    [
        ("promptCachedTokens", "promptTextTokens"),
        ("promptCacheWriteTokens", "promptTextTokens"),
        ("promptImageTokens", "promptTextTokens"),
        ("completionReasoningTokens", "completionTextTokens"),
        ("completionAudioTokens", None),
        ("completionVideoSeconds", None),
    ],
)
def test_a_unit_without_a_price_of_its_own_costs_what_a_token_of_text_costs(unit, priced_as):
    """This holds for tokens only, not for sound and images that are made."""
    sheet = prices_of(entry()).base
    assert sheet.unit_for(unit) == priced_as


@pytest.mark.slow(reason="tries many prices")
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, JSON)))
def test_no_entry_of_a_list_makes_reading_fail(found):
    """Whatever JSON the service sends as an entry, reading it raises nothing."""
    prices = prices_of(found)
    assert all(price >= 0 for sheet in (prices.base, *prices.variants) for price in sheet.prices.values())


@pytest.mark.slow(reason="tries many prices")
@given(st.dictionaries(st.sampled_from(UNITS), INNER, max_size=4))
def test_each_price_of_a_known_unit_is_read_or_wrong(pricing):
    """No price is dropped silently."""
    sheet = prices_of(entry(pricing=pricing)).base
    given_units = {unit for unit, value in pricing.items() if value is not None}
    assert set(sheet.prices) | set(sheet.wrong) == given_units


@each("field", ["completionHologramTokens", "output_hologram_seconds", "request", "per_request", "video"])
@each("base", ["0", "0.01"])
def test_a_unit_that_nobody_knows_makes_all_unknown(field, base):
    """Neither is a model free whose known units are, nor does it cost the known part alone."""
    pricing = {"currency": "pollen", "promptTextTokens": base, "completionTextTokens": base}
    found = estimate(made.text("hi", model="a/text"), entry(pricing={**pricing, field: "5"}))
    assert (found.high, found.basis) == (None, "unknown")
    assert field in found.note
    variant = {"name": "rich", "pricing": {field: 5}}
    found = estimate(made.text("hi", model="a/text"), entry(pricing=pricing, pricing_variants=[variant]))
    assert found.basis == "unknown"
    assert estimate(made.text("hi", model="a/text"), entry(pricing={**pricing, field: "0"})).high is not None


@each("field", ["version", "max_tokens", "min_prompt_tokens", "discount", "tier"])
def test_other_fields_of_a_price_list_do_no_harm(field):
    """What does not read as a unit is no price."""
    pricing = {"currency": "pollen", "promptTextTokens": "0.01", "completionTextTokens": "0.01", field: 5}
    assert estimate(made.text("hi", model="a/text"), entry(pricing=pricing)).high is not None
