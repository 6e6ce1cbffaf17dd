"""Which prices hold where a model has several: by resolution, by sound, by references, and by length of the prompt."""

from tests.costs.priced import catalogue_of, entry, estimate
from tests.examples import each

from pollination_sdk import _operations as made
from pollination_sdk._costs.cost import cost_of


def variants(unit="completionVideoSeconds", **prices):
    """Describe variants as the list does."""
    return [
        {"name": name, "label": name, "description": name, "pricing": {"currency": "pollen", unit: price}}
        for name, price in prices.items()
    ]


def video(**options):
    """Build a call for a video of one second."""
    return made.video("a fox", model="a/video", duration=1, **options)


def listing(**prices):
    """Describe a model that makes videos at 1 pollen a second, or at the price of a variant."""
    pricing = {"completionVideoSeconds": "1"}
    return entry("a/video", "video", pricing, pricing_variants=variants(**prices))


@each(
    ("prices", "options", "amounts"),
    [
        ({"1080p": "2", "4k": "9"}, {}, (1, 1, 1)),
        ({"1080p": "2", "4k": "9"}, {"resolution": "1080p"}, (2, 2, 2)),
        ({"1080p": "2", "4k": "9"}, {"resolution": "720p"}, (1, 1, 1)),
        ({"1080p": "2", "4k": "9"}, {"width": 1920, "height": 1080}, (1, 1, 2)),
        ({"1080p": "2", "4k": "9"}, {"width": 640, "height": 480}, (1, 1, 1)),
        ({"with_audio": "3"}, {"audio": True}, (3, 3, 3)),
        ({"with_audio": "3"}, {}, (1, 1, 3)),
        ({"no_audio": "0.5"}, {"audio": True}, (1, 1, 1)),
        ({"1080p_audio": "4", "1080p": "2"}, {"resolution": "1080p", "audio": True}, (4, 4, 4)),
        ({"image_to_video": "3"}, {}, (1, 1, 1)),
        ({"image_to_video": "3"}, {"image": "https://a.example/b.png"}, (3, 3, 3)),
        ({"turbo": "0.5", "deluxe": "7"}, {}, (0.5, 1, 7)),
    ],
)
def test_a_variant_holds_if_the_call_asks_for_all_that_its_name_says(prices, options, amounts):
    """A size that is not asked for does not hold; a name that says nothing may hold."""
    found = estimate(video(**options), listing(**prices))
    assert (found.low, found.likely, found.high) == amounts


def test_a_long_context_holds_for_long_prompts_only():
    """The list says from how many tokens on."""
    pricing = {"promptTextTokens": "0.000001", "completionTextTokens": "0.000001"}
    longer = variants("promptTextTokens", long_context="0.000002")
    longer[0]["description"] = "Applies to prompts of more than 272,000 tokens."
    model = entry(pricing=pricing, pricing_variants=longer)
    short, long = (
        estimate(made.chat("word " * words, model="a/text", max_tokens=1), model) for words in (100_000, 300_000)
    )
    assert short.high < 0.000001 * 1.4 * 120_000
    assert long.high > 0.000002 * 300_000

    def cost(tokens):
        return cost_of("post_x", "a/text", {"prompt_text_tokens": tokens}, {}, catalogue_of(model)).pollen

    assert (cost(272_000 - 1), cost(272_000), cost(272_000 + 1)) == (0.271999, None, 0.544002)


@each(
    ("options", "pollen"),
    [
        (None, None),
        ({}, 5),
        ({"resolution": "1080p"}, 10),
        ({"width": 1920, "height": 1080}, None),
        ({"width": 640}, 5),
    ],
)
def test_a_cost_is_computed_if_the_call_tells_which_prices_hold(options, pollen):
    """Otherwise it is unknown, and the formula has all that it may be."""
    call = None if options is None else video(**options)
    usage = {"completion_video_seconds": 5}
    cost = cost_of("get_video_by_prompt", "a/video", usage, {}, catalogue_of(listing(**{"1080p": "2"})), call=call)
    assert cost.pollen == pollen
    assert "5 completionVideoSeconds x" in cost.formula
    assert (cost.source == "unknown") == (pollen is None) == (" or " in cost.formula)


def test_variants_that_make_no_difference_for_what_was_used_do_not_matter():
    """The cost is computed without the call."""
    cost = cost_of("get_video_by_prompt", "a/video", {"completion_video_seconds": 5}, {}, catalogue_of(listing(hd="1")))
    assert (cost.pollen, cost.source) == (5, "computed")
