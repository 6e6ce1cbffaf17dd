"""Whatever the service lists and the caller asks for: an estimate is ordered, never 0 for unknown, and never fails."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.costs.priced import NO_APP, catalogue_of, entry, history_of, recording

from pollination_sdk import _operations as made
from pollination_sdk._costs.estimate import estimate_of
from pollination_sdk._costs.prices.units import UNITS
from pollination_sdk._costs.quantities.tokens import tokens_in

pytestmark = pytest.mark.slow(reason="tries many prices")

WAV = recording(2)
CALLS = [
    made.text("hi there", model="a/model"),
    made.chat("hi there", model="a/model"),
    made.image("a fox", model="a/model"),
    made.edit_image("a hat", image="https://a.example/b.png", model="a/model").prepare.call(),
    made.video("a fox", model="a/model", duration=3, audio=True),
    made.mesh("a fox", model="a/model"),
    made.speech("hi there", model="a/model"),
    made.speech_with_timestamps("hi there", model="a/model"),
    made.transcribe(WAV, model="a/model"),
    made.change_voice(WAV, model="a/model"),
    made.isolate_voice(b"\x1aE\xdf\xa3\x87B\x82\x84webm" + bytes(5000), model="a/model"),
    made.embed(["hi", "there"], model="a/model"),
    made.image("a fox"),
    made.speech("hi there"),
]
KINDS = ["text", "image", "video", "audio", "embedding", "3d"]
right = st.integers(0, 5 * 10**9).map(lambda nanos: f"{nanos * 1e-9:.9f}")
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6)
JSON = (
    PLAIN
    | st.lists(PLAIN, max_size=3)
    | st.dictionaries(st.text(max_size=6), PLAIN | st.lists(PLAIN, max_size=3), max_size=3)
)
"""Two levels deep: to draw from `st.recursive` takes twice as long."""
MORE = [
    *("flat_rate", "agent", "voices", "capabilities", "output_modalities", "pricing_variants", "pricing_adjustments"),
    *("max_tokens", "context_length", "min_duration", "max_duration", "default_duration", "allowed_durations"),
]
OPTIONS = [
    *("messages", "input", "system", "tools", "modalities", "n", "max_tokens", "quality", "size", "width", "image"),
    *("resolution", "duration", "audio", "file", "reference_audios", "response_format", "thinking_budget"),
]


def check(found):
    """Check what holds for each estimate."""
    if found.basis == "unknown":
        assert (found.low, found.likely, found.high) == (None, None, None)
        assert found.note
    else:
        assert 0 <= found.low <= found.likely <= found.high


@given(
    call=st.sampled_from(CALLS),
    category=st.sampled_from(KINDS),
    pricing=st.dictionaries(st.sampled_from(UNITS), right, min_size=1, max_size=6),
    markups=st.sampled_from([NO_APP, (1.0, 1.25), (1.25, 1.25)]),
    usages=st.lists(st.dictionaries(st.sampled_from(UNITS), st.integers(1, 10**6), max_size=4), max_size=3),
)
def test_estimates_are_ordered_and_0_is_never_unknown(call, category, pricing, markups, usages):
    """A likely estimate of 0 is that of a model that the list calls free."""
    known = catalogue_of(entry("a/model", category, pricing))
    found = estimate_of(call, known, history_of("a/model", *usages), markups=markups)
    check(found)
    assert found.likely != 0 or not any(map(float, pricing.values()))


@given(
    call=st.sampled_from(CALLS),
    category=st.sampled_from(KINDS) | JSON,
    pricing=st.dictionaries(st.sampled_from(UNITS), right | JSON, max_size=4) | JSON,
    more=st.dictionaries(st.sampled_from(MORE), JSON, max_size=4),
    usage=st.dictionaries(st.sampled_from(UNITS), JSON, max_size=4),
)
def test_no_entry_of_a_list_makes_an_estimate_fail(call, category, pricing, more, usage):
    """Whatever JSON the service sends."""
    known = catalogue_of(entry("a/model", category, pricing, **more))
    check(estimate_of(call, known, history_of("a/model", usage)))


@given(
    call=st.sampled_from(CALLS),
    options=st.dictionaries(st.sampled_from(OPTIONS), JSON, max_size=4),
    kind=st.sampled_from(KINDS),
)
def test_no_option_makes_an_estimate_fail(call, options, kind):
    """Whatever `extra=` and `call` send."""
    known = catalogue_of(entry("a/model", kind, dict.fromkeys(UNITS, "0.001")))
    for place in ("params", "body"):
        fields = {**(getattr(call, place) or {}), "model": "a/model", **options}
        check(estimate_of(attrs.evolve(call, **{place: fields}), known, history_of("a/model")))


@given(st.text(max_size=200), st.text(max_size=200))
def test_tokens_grow_with_the_text(text, more):
    """A longer text has no fewer tokens, up to a rounding; each script has some."""
    assert tokens_in(text + "." + more) >= tokens_in(text) - 1
    assert tokens_in(text) <= len(text)
