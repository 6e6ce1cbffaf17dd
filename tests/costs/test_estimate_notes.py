"""The note of an estimate says what it depends on, or why there is none."""

import pytest
from tests.costs.priced import PLAIN, entry, estimate, history_of

from pollination_sdk import _operations as made


@pytest.mark.parametrize("options", [{}, {"audio": False}])
def test_a_model_that_is_silent_unless_asked_costs_no_sound(options):
    """`veo` makes sound only where it is asked for, in units of its own or as a variant."""
    video = {"category": "video", "aliases": ["veo"]}
    seconds = {"completionVideoSeconds": "0.05", "completionAudioSeconds": "0.02"}
    call = made.video("a fox", model="veo", duration=4, **options)
    assert estimate(call, entry("google/veo-3.1-fast", pricing=seconds, **video)).high == pytest.approx(0.2)
    variant = [{"name": "with_audio", "pricing": {"completionVideoSeconds": "0.07"}}]
    by_mode = entry(
        "google/veo-3.1-fast", pricing={"completionVideoSeconds": "0.05"}, pricing_variants=variant, **video
    )
    assert estimate(call, by_mode).high == pytest.approx(0.2)
    loud = made.video("a fox", model="veo", duration=4, audio=True)
    assert estimate(loud, entry("google/veo-3.1-fast", pricing=seconds, **video)).low == pytest.approx(0.28)


@pytest.mark.parametrize("lacking", ["promptTextTokens", "completionTextTokens"])
def test_a_text_whose_price_lacks_a_side_is_unknown(lacking):
    """The list has forgotten the price: the rest alone would be a plausible small cost."""
    pricing = {unit: price for unit, price in PLAIN.items() if unit != lacking}
    found = estimate(made.chat("hi", model="a/text"), entry(pricing=pricing))
    assert (found.low, found.likely, found.high, found.basis) == (None, None, None, "unknown")
    assert found.note.startswith(f"the list has no price for {lacking}, only for ")


@pytest.mark.parametrize(
    ("options", "usages", "words"),
    [
        ({}, [], "likely is an answer of 300 tokens, high one of 8192"),
        ({"max_tokens": 60}, [], "likely is an answer of 60 tokens, high one of 60"),
        ({"max_tokens": 60}, [{"completion_tokens": 20}], "likely is an answer of 20 tokens, high one of 60"),
    ],
)
def test_the_length_of_the_answer_is_told(options, usages, words):
    """It is the assumption that decides what a text costs."""
    call = made.chat("hi", model="a/text", **options)
    assert words in estimate(call, entry(), history=history_of("a/text", *usages)).note


@pytest.mark.parametrize(
    ("method", "name", "words"),
    [
        (made.chat, "a/txet", ": is 'a/text' meant?"),
        (made.chat, "txt", ": is 'text' meant?"),
        (made.image, "a/txet", ": image_models() shows what there is"),
        (made.chat, "sk_abcdefghijklmnopqrstuvwx", ": text_models() shows what there is"),
    ],
)
def test_the_nearest_model_is_named(method, name, words):
    """A name that no list has leads to the nearest of the kind, if one is near; a key in its place is not shown."""
    note = estimate(method("hi", model=name), entry()).note
    assert note.startswith("no list that was read has the model ")
    assert note.endswith(words)
    assert "sk_abc" not in note


def test_a_price_too_small_to_count_is_called_so():
    """The units that a call uses are known then."""
    found = estimate(
        made.chat("hi", model="a/text"), entry(pricing=dict.fromkeys(PLAIN, "1e-30") | {"currency": "pollen"})
    )
    assert found.basis == "unknown"
    assert found.note == "the list has too small a price for completionTextTokens, promptTextTokens"
