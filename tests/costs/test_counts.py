"""The usage of an answer becomes units, each token once, whichever way the provider counts."""

from hypothesis import given
from hypothesis import strategies as st
from tests.examples import each

from pollination_sdk._costs.prices.units import UNITS, counts_in


def counts(usage):
    """Return the counts of a usage as plain numbers."""
    found = counts_in(usage)
    assert not found.problem
    return {unit: float(count) for unit, count in found.by_unit.items()}


@each(
    ("usage", "expected"),
    [
        # headers: each token in one unit
        (
            {"prompt_text_tokens": 7, "prompt_cached_tokens": 3, "completion_text_tokens": 5},
            {"promptTextTokens": 7, "promptCachedTokens": 3, "completionTextTokens": 5},
        ),
        ({"completion_video_seconds": 4.5}, {"completionVideoSeconds": 4.5}),
        # a chat: the details are inside
        (
            {
                "prompt_tokens": 100,
                "completion_tokens": 50,
                "total_tokens": 150,
                "prompt_cached_tokens": 30,
                "prompt_audio_tokens": 10,
                "completion_reasoning_tokens": 20,
                "completion_audio_tokens": 5,
            },
            {
                "promptTextTokens": 60,
                "promptCachedTokens": 30,
                "promptAudioTokens": 10,
                "completionTextTokens": 25,
                "completionReasoningTokens": 20,
                "completionAudioTokens": 5,
            },
        ),
        # a chat of a provider that counts reasoning besides
        (
            {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 35, "completion_reasoning_tokens": 20},
            {"promptTextTokens": 10, "completionTextTokens": 5, "completionReasoningTokens": 20},
        ),
        # a chat of a provider that counts all details besides
        (
            {
                "prompt_tokens": 10,
                "completion_tokens": 5,
                "total_tokens": 42,
                "prompt_cached_tokens": 7,
                "completion_reasoning_tokens": 20,
            },
            {
                "promptTextTokens": 10,
                "promptCachedTokens": 7,
                "completionTextTokens": 5,
                "completionReasoningTokens": 20,
            },
        ),
        # details as the body has them
        (
            {"prompt_tokens": 9, "prompt_tokens_details": {"cached_tokens": 4, "audio_tokens": None}},
            {"promptTextTokens": 5, "promptCachedTokens": 4},
        ),
        # details that are larger than the total they belong to
        ({"prompt_tokens": 10, "prompt_cached_tokens": 30}, {"promptCachedTokens": 10}),
        # parts of a completion that no list prices
        (
            {"completion_tokens": 9, "completion_accepted_prediction_tokens": 4},
            {"completionTextTokens": 9},
        ),
        # vectors, sound, and the names of other interfaces
        ({"prompt_tokens": 8, "total_tokens": 8}, {"promptTextTokens": 8}),
        ({"total_tokens": 8}, {"promptTextTokens": 8}),
        ({"seconds": 12.25}, {"promptAudioSeconds": 12.25}),
        ({"characters": 90}, {"completionAudioTokens": 90}),
        ({"input_tokens": 3, "output_tokens": 4}, {"promptTextTokens": 3, "completionTextTokens": 4}),
        ({"prompt_text_tokens": 0, "pollen_cost": 0.1, "latency": 3}, {}),
        ({}, {}),
        (None, {}),
    ],
)
def test_each_token_is_counted_once(usage, expected):
    """Totals contain their details, or do not: `total_tokens` tells."""
    assert counts(usage) == expected


def test_the_output_tokens_of_an_image_are_those_of_the_image():
    """The body of an image answer calls them output tokens."""
    found = counts_in({"input_tokens": 3, "output_tokens": 1290}, "completionImageTokens")
    assert {unit: int(count) for unit, count in found.by_unit.items()} == {
        "promptTextTokens": 3,
        "completionImageTokens": 1290,
    }


@each(
    ("usage", "words"),
    [
        ({"prompt_tokens": -1}, "prompt_tokens"),
        ({"prompt_tokens": float("nan")}, "nan"),
        ({"completion_image_tokens": 10**16}, "completion_image_tokens"),
        ({"completion_text_tokens": "many"}, "many"),
        ({"completion_widget_tokens": 3}, "completion_widget_tokens"),
    ],
)
def test_counts_that_cannot_be_right_are_a_problem_and_not_0(usage, words):
    """A count that is negative, no number, or of an unknown unit says why nothing is counted."""
    found = counts_in(usage)
    assert words in found.problem
    assert not found.by_unit


@given(
    st.dictionaries(
        st.sampled_from(UNITS) | st.text(max_size=12) | st.sampled_from(["prompt_tokens", "completion_tokens"]),
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6) | st.lists(st.integers()),
    )
)
def test_no_usage_makes_reading_fail(usage):
    """Whatever JSON the service sends as usage, reading it raises nothing."""
    assert all(count > 0 for count in counts_in(usage).by_unit.values())
