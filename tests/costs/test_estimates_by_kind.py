"""What a call of each kind is estimated to cost, from a list of prices and without any request."""

import base64

import attrs
import pytest
from tests.costs.priced import NO_APP, PLAIN, catalogue_of, entry, estimate, history_of, recording
from tests.examples import each

from pollination_sdk import _operations as made
from pollination_sdk._costs.estimate import estimate_of
from pollination_sdk._costs.quantities.history import History
from pollination_sdk._engine.catalogue import Catalogue

ENGLISH = "The quick brown fox jumps over the lazy dog, and nobody in the whole village sees it. " * 5
"""About 100 tokens by today's tokenisers."""
IMAGE, VIDEO, AUDIO = (
    {"category": "image", "name": "a/image"},
    {"category": "video", "name": "a/video"},
    {"category": "audio", "name": "a/audio"},
)


def cents(value):
    """Round as far as floats are not exact."""
    return None if value is None else round(value, 12)


def bounds(found):
    """Return the three amounts of an estimate."""
    return tuple(cents(value) for value in (found.low, found.likely, found.high))


def known(found):
    """Return the amount of an estimate that has only one."""
    assert found.basis == "price_list", found
    low, likely, high = bounds(found)
    assert low == likely == high, found
    return likely


def chat(*args, **options):
    """Build a chat with the model of the list."""
    return made.chat(*args, model="a/text", **options)


def test_the_tokens_of_a_text_are_estimated_within_30_percent():
    """The input is priced as 0.7 to 1.3 of the likely tokens, and the output as at most `max_tokens`."""
    found = estimate(chat(ENGLISH, max_tokens=1), entry())
    tokens = (found.likely - 0.000004) / 0.000001
    assert 90 < tokens < 130
    assert found.basis == "estimated_tokens"
    assert found.low / 0.000001 == pytest.approx(0.7 * tokens, rel=0.1)
    assert (found.high - 0.000004) / 0.000001 == pytest.approx(1.3 * tokens, rel=0.1)


@each(
    "call",
    [
        made.text(ENGLISH, model="a/text", max_tokens=1),
        made.text(ENGLISH + "\n", model="a/text", max_tokens=1),
        chat(ENGLISH, max_tokens=1),
        chat([{"role": "user", "content": [{"type": "text", "text": ENGLISH}]}], max_tokens=1),
        chat([{"role": "system", "content": ENGLISH[:200]}, {"role": "user", "content": ENGLISH[200:]}], max_tokens=1),
    ],
)
def test_a_text_costs_about_the_same_by_each_way(call):
    """The prompt is found in the path, the query and the body."""
    assert estimate(call, entry()).likely == pytest.approx(0.00011, rel=0.2)


def test_the_output_is_likely_300_tokens_and_at_most_8192():
    """So it is without `max_tokens`, without earlier answers, and without a limit in the list."""
    found = estimate(made.text("hi", model="a/text"), entry())
    assert found.likely == pytest.approx(300 * 0.000004, rel=0.02)
    assert found.high == pytest.approx(8192 * 0.000004, rel=0.02)
    assert "max_tokens=" in found.note


@pytest.mark.parametrize("name", ["max_completion_tokens", "max_output_tokens", "max_tokens"])
def test_the_list_says_how_many_tokens_an_answer_has_at_most(name):
    """The high estimate has them."""
    found = estimate(made.text("hi", model="a/text"), entry(**{name: 20_000}))
    assert found.high == pytest.approx(20_000 * 0.000004, rel=0.01)


@pytest.mark.parametrize("options", [{"max_tokens": 40}, {"max_completion_tokens": 40}, {"max_tokens": 40, "n": 1}])
def test_the_call_says_how_many_tokens_the_answer_has_at_most(options):
    """Neither the likely nor the high estimate is above them."""
    extra = {"n": options.pop("n")} if "n" in options else None
    found = estimate(chat("hi", **options, extra=extra), entry())
    assert found.high <= 40 * 0.000004 + 20 * 0.000001


def test_n_answers_cost_n_times_as_much():
    """The output is multiplied, the input is not."""
    one, three = (estimate(chat("hi", max_tokens=100, extra={"n": n}), entry()) for n in (1, 3))
    assert three.high - one.high == pytest.approx(200 * 0.000004)


def test_the_output_is_that_of_the_last_answers_of_the_model():
    """The likely estimate has their mean, the high one no less than their most."""
    history = history_of("a/text", *({"prompt_text_tokens": 5, "completion_text_tokens": n} for n in (40, 60, 9000)))
    found = estimate(made.text("hi", model="a/text"), entry(), history=history)
    assert found.basis == "learnt"
    assert found.likely == pytest.approx(9100 / 3 * 0.000004, rel=0.01)
    assert found.high >= 9000 * 0.000004


def test_what_an_alias_has_used_teaches_about_the_model():
    """An id and its aliases are one model."""
    history = history_of("text", {"completion_text_tokens": 50})
    assert estimate(made.text("hi", model="a/text"), entry(), history=history).basis == "learnt"


def test_reasoning_is_a_part_of_the_output():
    """It is learnt with it, and the high estimate has its price where that is higher."""
    pricing = {**PLAIN, "completionReasoningTokens": "0.00001"}
    history = history_of("a/text", {"completion_text_tokens": 50, "completion_reasoning_tokens": 150})
    found = estimate(chat("hi", max_tokens=500), entry(pricing=pricing), history=history)
    assert found.likely == pytest.approx(200 * 0.000004, rel=0.05)
    assert found.high == pytest.approx(500 * 0.00001, rel=0.05)


def test_the_low_estimate_has_the_price_of_cached_tokens():
    """The prompt may be cached, and it may be put into the cache for more."""
    pricing = {**PLAIN, "promptCachedTokens": "0.0000001", "promptCacheWriteTokens": "0.00000125"}
    cached, plain = (estimate(chat(ENGLISH, max_tokens=1), entry(pricing=each)) for each in (pricing, PLAIN))
    assert cached.low == pytest.approx(plain.low / 10)
    assert cached.likely == plain.likely
    assert cached.high > plain.high


TOOLS = [{"type": "function", "function": {"name": "weather", "description": ENGLISH, "parameters": {}}}]
PICTURE = {"type": "image_url", "image_url": {"url": "https://a.example/b.png"}}
SOUND = {"type": "input_audio", "input_audio": {"data": base64.b64encode(recording(10)).decode(), "format": "wav"}}


@pytest.mark.parametrize(
    ("unit", "options", "likely"),
    [
        ("promptTextTokens", {"tools": TOOLS}, 150),
        ("promptImageTokens", {"part": PICTURE}, 800),
        ("promptAudioTokens", {"part": SOUND}, 200),
    ],
)
def test_tools_and_media_are_a_part_of_the_prompt(unit, options, likely):
    """They are priced by the price of their unit, within wide bounds."""
    content = [{"type": "text", "text": "hi"}, options.pop("part", {"type": "text", "text": "you"})]
    call = chat([{"role": "user", "content": content}], max_tokens=1, **options)
    found = estimate(call, entry(pricing={**PLAIN, unit: "0.001"}))
    assert found.likely == pytest.approx(likely * 0.001, rel=0.3)
    assert found.low <= found.likely / 3
    assert found.high >= 1.3 * found.likely


def test_media_of_unknown_length_have_at_most_what_the_model_takes_in():
    """The high estimate has the context of the list."""
    part = {"type": "video_url", "video_url": {"url": "https://a.example/b.mp4"}}
    call = chat([{"role": "user", "content": [part]}], max_tokens=1)
    assert estimate(call, entry(context_length=50_000)).high == pytest.approx(0.05, rel=0.01)


def test_spoken_output_has_the_price_of_sound():
    """A chat that asks for sound is billed for both."""
    pricing = {**PLAIN, "completionAudioTokens": "0.0001"}
    spoken = chat("hi", max_tokens=50, modalities=["text", "audio"], audio={"voice": "alloy", "format": "mp3"})
    found, written = (estimate(call, entry(pricing=pricing)) for call in (spoken, chat("hi", max_tokens=50)))
    assert found.likely > 0.005
    assert found.high >= 50 * 0.0001
    assert written.high < 0.001


def test_an_agent_may_send_whatever_it_likes():
    """Its own instructions are unknown, so the high estimate has all that it takes in."""
    found = estimate(chat("hi", max_tokens=1), entry(agent=True, context_length=100_000))
    assert found.high >= 0.1
    assert "agent" in found.note


@pytest.mark.parametrize("price", ["0.0002", "0.03", 0.5])
def test_an_image_with_a_price_of_its_own_costs_that_price(price):
    """By either route, and as an edit."""
    listing = entry(pricing={"completionImageTokens": price}, **IMAGE)
    for call in (
        made.image("a fox", model="a/image"),
        made.image("a fox\n100 %", model="a/image").prepare.call(),
        made.edit_image("a hat", image="https://a.example/b.png", model="a/image").prepare.call(),
    ):
        assert known(estimate(call, listing)) == float(price)


def test_an_image_that_is_priced_by_token_costs_hundreds_to_thousands_of_them():
    """A list with such a price reads like 0.03 for an image, which costs 0.256 with 11,400 tokens."""
    pricing = {"promptTextTokens": "0.00000375", "promptImageTokens": "0.000006", "completionImageTokens": "0.0000225"}
    listing = entry(pricing=pricing, **IMAGE)
    found = estimate(made.image("a fox", model="a/image"), listing)
    assert found.low < 0.02 < found.likely < 11_400 * 0.0000225 < found.high
    assert found.basis == "estimated_tokens"
    larger = estimate(made.image("a fox", model="a/image", width=2048, height=2048), listing)
    assert larger.likely == pytest.approx(4 * found.likely, rel=0.1)
    plainer = estimate(made.image("a fox", model="a/image", quality="low"), listing)
    assert plainer.likely < found.likely / 3
    finer = estimate(made.image("a fox", model="a/image", quality="high"), listing)
    assert finer.high > 2 * found.high


def test_a_model_that_prices_the_prompt_too_counts_tokens_at_higher_prices():
    """The dearest tokens cost as much as the cheapest images."""
    pricing = {"promptTextTokens": "0.000002", "completionImageTokens": "0.0002"}
    assert estimate(made.image("a fox", model="a/image"), entry(pricing=pricing, **IMAGE)).likely > 0.2


@pytest.mark.parametrize(("units", "likely"), [((8533, 8533), 0.256), ((1, 1), 0.00003)])
def test_the_last_images_tell_whether_the_price_is_that_of_a_token(units, likely):
    """What the history says goes before the size of the price."""
    listing = entry(pricing={"completionImageTokens": "0.00003"}, **IMAGE)
    history = history_of("a/image", *({"completion_image_tokens": count} for count in units))
    found = estimate(made.image("a fox", model="a/image"), listing, history=history)
    assert found.basis == "learnt"
    assert found.likely == pytest.approx(likely, rel=0.01)


def test_a_flat_rate_is_the_price_of_an_image_however_low_it_is():
    """The list says so, whatever the price looks like."""
    listing = entry(pricing={"completionImageTokens": "0.00005"}, flat_rate=True, **IMAGE)
    assert known(estimate(made.image("a fox", model="a/image"), listing)) == 0.00005


def test_an_image_may_be_priced_by_the_pixel_or_by_a_million_of_them():
    """The high estimate has all of them, the likely one has one unit where the price is that of an image."""
    pixel = entry(pricing={"completionImageTokens": "0.00000003"}, flat_rate=True, **IMAGE)
    call = made.image("a fox", model="a/image", width=2000, height=1000)
    assert estimate(call, pixel).likely == pytest.approx(0.06)
    million = entry(pricing={"completionImageTokens": "0.03"}, flat_rate=True, **IMAGE)
    assert bounds(estimate(call, million)) == (0.03, 0.03, 0.06)


def test_reference_images_have_a_price_of_their_own():
    """They are counted in tokens, or each as one."""
    call = made.image("a hat", model="a/image", image=["https://a.example/b.png", "https://a.example/c.png"])
    each = entry(pricing={"completionImageTokens": "0.02", "promptImageTokens": "0.002"}, **IMAGE)
    assert estimate(call, each).likely == pytest.approx(0.024)
    tokens = entry(pricing={"completionImageTokens": "0.02", "promptImageTokens": "0.00001"}, **IMAGE)
    assert estimate(call, tokens).likely == pytest.approx(0.02 + 2200 * 0.00001)


@each(
    ("options", "pricing", "amounts"),
    [
        ({"duration": 6}, {"completionVideoSeconds": "0.05"}, (0.3, 0.3, 0.3)),
        ({}, {"completionVideoSeconds": "0.05"}, (0.1, 0.2, 0.4)),
        ({"duration": 5}, {"completionVideoSeconds": "0.05"}, (0.2, 0.25, 0.3)),
        (
            {"duration": 6, "audio": True},
            {"completionVideoSeconds": "0.05", "completionAudioSeconds": "0.01"},
            (0.36, 0.36, 0.36),
        ),
        (
            {"duration": 6},
            {"completionVideoSeconds": "0.05", "completionAudioSeconds": "0.01"},
            (0.3, 0.3, 0.36),
        ),
        ({"duration": 6}, {"completionImageTokens": "0.4"}, (0.4, 0.4, 0.4)),
    ],
)
def test_a_video_costs_its_seconds_and_those_of_its_sound(options, pricing, amounts):
    """The seconds are those asked for, the nearest that the model makes, or all that it makes."""
    durations = {"min_duration": 2, "max_duration": 8, "default_duration": 4, "allowed_durations": [2, 4, 6, 8]}
    listing = entry(pricing=pricing, **durations, **VIDEO)
    assert bounds(estimate(made.video("a fox", model="a/video", **options), listing)) == amounts
    assert bounds(estimate(made.image("a fox", model="a/video", **options), listing)) == amounts


def test_a_video_may_be_priced_by_token():
    """A second of 720p has 24 frames, and a token for 1024 pixels."""
    listing = entry(pricing={"completionVideoTokens": "0.000002"}, **VIDEO)
    found = estimate(made.video("a fox", model="a/video", duration=5, resolution="720p"), listing)
    assert found.basis == "estimated_tokens"
    assert found.low < 5 * 1280 * 720 * 24 / 1024 * 0.000002 < found.high
    assert found.high < 2 * found.low


def test_a_mesh_costs_its_price():
    """It is counted as an image."""
    listing = entry("a/mesh", "3d", {"completionImageTokens": "0.4"})
    assert known(estimate(made.mesh("a fox", model="a/mesh"), listing)) == 0.4


SPOKEN = "Good morning, dear listeners."


@pytest.mark.parametrize("method", [made.speech, made.stream_speech, made.speech_with_timestamps])
def test_speech_by_the_character_costs_its_characters(method):
    """In all three forms."""
    built = method(SPOKEN, model="a/audio")
    call = getattr(built, "call", built)
    listing = entry(pricing={"completionAudioTokens": "0.0001"}, voices=["alloy"], **AUDIO)
    assert known(estimate(call, listing)) == pytest.approx(len(SPOKEN) * 0.0001)


@each(
    ("pricing", "options", "likely", "basis"),
    [
        ({"completionAudioSeconds": "0.01"}, {"duration": 12}, 0.12, "price_list"),
        ({"completionAudioSeconds": "0.01"}, {"seconds": 12}, 0.12, "price_list"),
        ({"completionAudioSeconds": "0.01"}, {}, 0.3, "price_list"),
        ({"completionAudioTokens": "0.08"}, {}, 0.08, "price_list"),
        ({"promptTextTokens": "0.000001", "completionAudioTokens": "0.00001"}, {}, 0.0075, "estimated_tokens"),
    ],
)
def test_music_costs_its_seconds_its_tokens_or_its_price(pricing, options, likely, basis):
    """The list says by its units which."""
    found = estimate(made.speech(SPOKEN, model="a/audio", **options), entry(pricing=pricing, **AUDIO))
    assert found.likely == pytest.approx(likely, rel=0.05)
    assert found.basis == basis


def test_a_reference_for_music_may_have_a_price_of_its_own():
    """It is that of the piece, and what is made has its own."""
    pricing = {"completionAudioTokens": "0.0376", "promptAudioTokens": "0.0041"}
    listing = entry(pricing=pricing, flat_rate=True, **AUDIO)
    call = made.speech(SPOKEN, model="a/audio", reference_audio="https://a.example/b.mp3")
    assert bounds(estimate(call, listing)) == (0.0376, 0.0417, 0.0417)


@pytest.mark.parametrize("method", [made.transcribe, made.change_voice, made.isolate_voice])
@pytest.mark.parametrize("unit", ["promptAudioSeconds", "completionAudioSeconds"])
def test_a_recording_costs_its_seconds(method, unit):
    """They are read from the header of the file; the service may round them."""
    listing = entry(pricing={unit: "0.001"}, **AUDIO)
    found = estimate(method(recording(30), model="a/audio"), listing)
    assert cents(found.likely) == 0.03
    assert 0.028 <= found.low <= 0.03 <= found.high <= 0.032


def test_a_recording_whose_header_does_not_tell_its_length_is_estimated_by_its_size():
    """The note says so."""
    listing = entry(pricing={"promptAudioSeconds": "0.001"}, **AUDIO)
    found = estimate(made.transcribe(b"\x1aE\xdf\xa3\x87B\x82\x84webm" + bytes(16_000 * 60), model="a/audio"), listing)
    assert found.low < 0.06 < found.high
    assert "size" in found.note


def test_a_recording_that_is_not_at_hand_is_unknown():
    """A call without a file that can be read has no length."""
    call = attrs.evolve(made.transcribe(recording(3), model="a/audio"), form={"model": "a/audio"})
    found = estimate(call, entry(pricing={"promptAudioSeconds": "0.001"}, **AUDIO))
    assert (found.likely, found.basis) == (None, "unknown")


def test_vectors_cost_the_tokens_of_all_texts():
    """Also of more texts than one request takes; nothing is billed for the vectors."""
    listing = entry("a/vectors", "embedding", {"promptTextTokens": "0.000001"})
    one, many = (estimate(made.embed([ENGLISH] * count, model="a/vectors"), listing) for count in (1, 40))
    assert one.likely == pytest.approx(0.00011, rel=0.2)
    assert many.likely == pytest.approx(40 * one.likely, rel=0.05)


@pytest.mark.parametrize("call", [made.models(), made.balance(), made.usage(), made.key()])
def test_what_is_free_costs_nothing(call):
    """The price list is not needed for it."""
    found = estimate_of(call, Catalogue(), History())
    assert (bounds(found), found.basis) == ((0, 0, 0), "price_list")


def test_a_model_that_the_list_calls_free_costs_nothing():
    """All of its prices are 0."""
    listing = entry(pricing={"promptTextTokens": 0, "completionTextTokens": "0"})
    assert bounds(estimate(chat("hi"), listing)) == (0, 0, 0)


@each(
    ("pricing", "note"),
    [
        ({"currency": "pollen"}, "no prices"),
        ({"promptWidgets": "0.1"}, "no prices"),
        ({"promptTextTokens": "-0.1", "completionTextTokens": "0.1"}, "'-0.1'"),
        ({"promptTextTokens": "free", "completionTextTokens": "0.1"}, "'free'"),
        ({"promptTextTokens": "0", "completionTextTokens": "0.1"}, "price 0 for promptTextTokens"),
        ({"completionVideoSeconds": "0.1"}, "completionVideoSeconds"),
        (None, "no prices"),
    ],
)
def test_what_cannot_be_priced_is_unknown_and_never_0(pricing, note):
    """The note says why."""
    found = estimate(chat("hi"), entry(pricing=pricing))
    assert (bounds(found), found.basis) == ((None, None, None), "unknown")
    assert note in found.note


def test_a_model_that_no_list_has_is_unknown():
    """So is everything before a list was read."""
    assert "a/text" in estimate(chat("hi"), entry("a/other")).note
    found = estimate_of(chat("hi"), Catalogue(), History())
    assert (found.likely, found.basis, found.priced_at) == (None, "unknown", None)


def test_a_wrong_price_of_a_unit_that_the_call_does_not_use_is_no_matter():
    """The other prices are right."""
    pricing = {**PLAIN, "completionVideoSeconds": "-1"}
    assert estimate(chat("hi"), entry(pricing=pricing)).basis == "estimated_tokens"


def test_the_high_estimate_has_the_markup_that_an_app_may_add():
    """Without anything known of the key it is a quarter; for a key of no app there is none."""
    listing = catalogue_of(entry(pricing={"completionImageTokens": "0.1"}, **IMAGE))
    call = made.image("a fox", model="a/image")
    assert bounds(estimate_of(call, listing, History())) == (0.1, 0.1, 0.125)
    assert bounds(estimate_of(call, listing, History(), markups=NO_APP)) == (0.1, 0.1, 0.1)
    assert bounds(estimate_of(call, listing, History(), markups=(1.25, 1.25))) == (0.125, 0.125, 0.125)


def test_the_documented_model_is_estimated_where_the_call_names_none():
    """An alias is enough for the list to know it."""
    listing = entry("openai/gpt-5.4-nano", aliases=["openai"])
    found = estimate(made.text("hi"), listing)
    assert found.basis == "estimated_tokens"
    assert found.priced_at is not None


def test_a_model_that_the_service_chooses_costs_what_one_of_its_kind_costs():
    """The note says that the model is not known."""
    listings = [
        entry(f"a/mesh-{price}", "3d", {"completionImageTokens": price}, supported_endpoints=["/3d/{prompt}"])
        for price in ("0.1", "0.2", "0.4")
    ]
    found = estimate(made.mesh("a fox"), *listings, entry("a/other", "3d", supported_endpoints=["/other"]))
    assert bounds(found) == (0.1, 0.2, 0.4)
    assert "model=" in found.note


def test_searches_and_the_like_are_in_the_high_estimate():
    """The list names them besides the units. They count for models and calls that search."""
    searches = [{"name": "search", "label": "Search", "kind": "search", "price": "14", "quantity": 1000}]
    listing = entry(pricing_adjustments=searches, capabilities=["web_search"])
    found, plain = (estimate(chat("hi", max_tokens=1), each) for each in (listing, entry()))
    assert found.high - plain.high == pytest.approx(10 * 0.014)
    assert "Search" in found.note
    silent = estimate(chat("hi", max_tokens=1), entry(pricing_adjustments=searches))
    assert silent.high == plain.high
