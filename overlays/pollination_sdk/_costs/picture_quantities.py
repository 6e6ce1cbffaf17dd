"""What a call for an image, a mesh or a video uses."""

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pollination_sdk._costs import units
from pollination_sdk._costs.learnt import Learnt
from pollination_sdk._costs.prices import PriceList
from pollination_sdk._costs.quantities import Quantities, listed
from pollination_sdk._costs.ranges import ONE, Range, exactly, of_tokens
from pollination_sdk._costs.request import DEFAULT_MEGAPIXELS, Request
from pollination_sdk._costs.tokens import tokens_in

PER_PICTURE = Decimal("0.00015")
"""The least pollen for a whole picture; a price below it is that of a token."""
PER_PIXEL = Decimal("0.000001")
"""The least pollen for a token of a picture; a price below it is that of a pixel."""
MOST_TOKENS = 8500
"""The most tokens of a picture of a million pixels."""
_TOKENS = {"low": 300, "medium": 1100, "high": 4200, "hd": 4200}
"""The likely tokens of a picture of a million pixels by its quality."""
_LIKELY_TOKENS = 1300
_OF_REFERENCE = Range(60, 1100, 6500)
"""Tokens of a reference image."""
_OF_THOUGHT = Range(0, 0, 4000)
"""Tokens of text that a model may write besides a picture."""
_FEW = 64
"""The most units of a picture that is not counted in tokens."""
_VIDEO_TOKENS = 24 * 1e6 / 1024
"""Tokens of a second of video of a million pixels: 24 frames, and 1024 pixels a token."""
_SECONDS = Range(1, 5, 30)
"""The seconds of a video of which neither the call nor the list says the length."""


def picture_quantities(request: Request, prices: PriceList, entry: Mapping[str, Any], learnt: Learnt) -> Quantities:
    """Return the units of a call for an image or a mesh.

    A picture is one unit, or as many as it has millions of pixels, or hundreds to thousands of tokens. The last answers
    of the model tell which; without them, the size of the price does.
    """
    found = Quantities()
    _add_prompt(found, request)
    pictures = exactly(math.ceil(request.positive("n") or 1))
    before = learnt.of(units.IMAGE)
    made = _made(request, prices.base.price(units.IMAGE), entry, before)
    if before is not None:
        found.basis = "learnt"
    elif made.high > _FEW:
        found.basis = "estimated_tokens"
        found.notes.append("the price is that of a token, of which a picture has hundreds to thousands")
    found.add(units.IMAGE, made.times(pictures))
    found.add(units.TEXT, _OF_THOUGHT)
    return found


def video_quantities(request: Request, entry: Mapping[str, Any], learnt: Learnt) -> Quantities:
    """Return the units of a call for a video, with its sound if there is any."""
    found = Quantities()
    _add_prompt(found, request)
    seconds = _seconds(request, entry)
    found.add(units.VIDEO_SECONDS, seconds)
    wanted = request.flag("audio")
    found.add(units.AUDIO_SECONDS, seconds if wanted else Range(0, 0, seconds.high))
    pixels = request.megapixels
    size = Range(0.35, 0.95, 2.2) if pixels is None else Range(pixels * 0.8, pixels, pixels * 1.3)
    before = learnt.of(units.VIDEO)
    tokens = seconds.times(size).times(exactly(_VIDEO_TOKENS))
    found.add(units.VIDEO, tokens if before is None else tokens._replace(likely=min(before.likely, tokens.high)))
    found.add(units.IMAGE, ONE)
    found.add(units.AUDIO, ONE if wanted else Range(0, 0, 1))
    return found


def _made(request: Request, price: Decimal, entry: Mapping[str, Any], before: Range | None) -> Range:
    """Return the units of one picture."""
    asked = request.megapixels
    pixels = asked or DEFAULT_MEGAPIXELS
    flat = entry.get("flat_rate") is True
    if before is not None:
        most = max(before.high, math.ceil(pixels)) if before.high <= _FEW else max(before.high, _most_tokens(pixels))
        return Range(min(before.low, 1) if before.high <= _FEW else min(before.low, 60), before.likely, most)
    if price >= PER_PICTURE or (flat and price >= PER_PIXEL):
        return Range(1, 1, max(1, math.floor(pixels)))
    if flat or price < PER_PIXEL:
        millions = Range(0.2, pixels, 4.3) if asked is None else Range(pixels * 0.8, pixels, pixels * 1.3)
        return millions.times(exactly(1e6))
    likely = _TOKENS.get(request.text("quality"), _LIKELY_TOKENS)
    return Range(60, max(60, round(likely * pixels)), _most_tokens(pixels))


def _most_tokens(pixels: float) -> int:
    return math.ceil(MOST_TOKENS * max(1, pixels))


def _add_prompt(found: Quantities, request: Request) -> None:
    found.add(units.PROMPT_TEXT, of_tokens(tokens_in(request.prompt)).plus(Range(0, 0, 50)))
    images = request.count("image", "reference_images")
    if images or request.call.prepare is not None:
        found.add(units.PROMPT_IMAGE, _OF_REFERENCE.times(Range(images, max(1, images), max(1, images))))
    if videos := request.count("reference_videos"):
        found.add(units.PROMPT_VIDEO, Range(200, 8000, 100_000).times(exactly(videos)))
    if sounds := request.count("reference_audios"):
        found.add(units.PROMPT_AUDIO, Range(5, 1000, 50_000).times(exactly(sounds)))
        found.add(units.PROMPT_AUDIO_SECONDS, Range(1, 30, 600).times(exactly(sounds)))


def _seconds(request: Request, entry: Mapping[str, Any]) -> Range:
    """Return the seconds of a video: those asked for, or the nearest ones that the model makes."""
    given = entry.get("allowed_durations")
    numbers = [item for item in given if isinstance(item, (int, float))] if isinstance(given, list) else []
    allowed = sorted(item for item in numbers if 0 < item < 10**6)
    asked = request.positive("duration", "seconds")
    if asked is None:
        shortest, longest = listed(entry, "min_duration"), listed(entry, "max_duration")
        low = shortest or (allowed[0] if allowed else _SECONDS.low)
        high = longest or (allowed[-1] if allowed else _SECONDS.high)
        likely = listed(entry, "default_duration") or min(max(_SECONDS.likely, low), high)
        return Range(min(low, likely), likely, max(high, likely))
    below = [item for item in allowed if item <= asked] or allowed[:1]
    above = [item for item in allowed if item >= asked] or allowed[-1:]
    near = [*below[-1:], *above[:1], asked]
    return Range(min(near), asked, max(near))
