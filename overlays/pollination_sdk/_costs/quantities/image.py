"""What a call for an image or a mesh uses."""

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pollination_sdk._costs.prices import units
from pollination_sdk._costs.prices.request import Request
from pollination_sdk._costs.prices.sheet import PriceList
from pollination_sdk._costs.quantities.by_unit import Quantities
from pollination_sdk._costs.quantities.learnt import Learnt
from pollination_sdk._costs.quantities.tokens import tokens_in
from pollination_sdk._costs.ranges import Range, exactly, of_tokens, up_to

PER_IMAGE = Decimal("0.00015")
"""The least pollen for a whole image; a price below it is that of a token."""
PER_IMAGE_BESIDE_TEXT = Decimal("0.001")
"""The same for a model that prices the tokens of the prompt too, as those that count tokens do."""
PER_TOKEN = Decimal("0.000001")
"""The least pollen for a token of an image; a price below it is that of a pixel."""
MOST_TOKENS = 16_000
"""The most tokens of an image of a million pixels or fewer. There is a model that takes 11,400 in medium quality."""
MOST_TOKENS_HIGH = 46_000
"""The same in high quality."""
DEFAULT_MEGAPIXELS = 1.048576
"""1024 x 1024 pixels."""

_LIKELY_TOKENS = {"low": 300, "medium": 1100, "high": 4200, "hd": 4200}
"""The tokens of an image of a million pixels by its quality."""
_HIGH = {"high", "hd"}
_LIKELY = 1300
"""The same without a quality."""
_LEAST_TOKENS = 60
_MOST_UNITS = 64
"""The most units of an image that is not counted in tokens."""
_REFERENCE = Range(0, 1100, 6500)
"""Tokens of a reference image."""
_WHOLE_REFERENCE = Range(0, 1, 4)
"""The units of a reference image that is not counted in tokens."""
_TEXT = up_to(4000)
"""Tokens of text that a model may write besides an image."""
_PIXELS = Range(0.2, DEFAULT_MEGAPIXELS, 4.3)
"""The millions of pixels of an image of which the call does not say the size."""


def image_quantities(request: Request, prices: PriceList, entry: Mapping[str, Any], learnt: Learnt) -> Quantities:
    """Return the units of a call for an image or a mesh.

    An image is one unit, or as many as it has millions of pixels, or hundreds to thousands of tokens. The last answers
    of the model tell which; without them, the size of the price does.
    """
    found = Quantities()
    add_prompt(found, request, prices)
    before, price = learnt.of(units.IMAGE), prices.base.price(units.IMAGE)
    if before is not None:
        found.basis, made = "learnt", _learnt(request, before)
    elif _is_whole(price, prices, entry):
        made = Range(1, 1, max(1, math.floor(_megapixels(request))))
    elif price < PER_TOKEN:
        made = _pixels(request).times(exactly(10**6))
    else:
        found.basis, made = "estimated_tokens", _tokens(request)
        found.notes.append("the price is that of a token, of which an image has hundreds to thousands")
    found.add(units.IMAGE, made.times(exactly(math.ceil(request.positive("n") or 1))))
    found.add(units.TEXT, _TEXT)
    return found


def add_prompt(found: Quantities, request: Request, prices: PriceList) -> None:
    """Add the units of the prompt and of the reference images of a call for an image or a video."""
    found.add(units.PROMPT_TEXT, of_tokens(tokens_in(request.prompt)).plus(up_to(50)))
    images = request.count("image", "reference_images")
    if images or request.call.prepare is not None:
        whole = prices.base.price(units.PROMPT_IMAGE) >= PER_IMAGE
        each = _WHOLE_REFERENCE if whole else _REFERENCE
        found.add(units.PROMPT_IMAGE, each.times(Range(images, images, max(1, images))))


def _is_whole(price: Decimal, prices: PriceList, entry: Mapping[str, Any]) -> bool:
    """Return whether a price is that of an image, not of a token or a pixel."""
    if entry.get("flat_rate") is True:
        return price >= PER_TOKEN
    return price >= (PER_IMAGE_BESIDE_TEXT if units.PROMPT_TEXT in prices.units else PER_IMAGE)


def _megapixels(request: Request) -> float:
    return request.megapixels or DEFAULT_MEGAPIXELS


def _pixels(request: Request) -> Range:
    asked = request.megapixels
    return _PIXELS if asked is None else Range(asked * 0.8, asked, asked * 1.3)


def _tokens(request: Request) -> Range:
    """Return the tokens of an image by its size and quality."""
    pixels = _megapixels(request)
    likely = _LIKELY_TOKENS.get(request.text("quality"), _LIKELY) * pixels
    return Range(_LEAST_TOKENS, max(_LEAST_TOKENS, round(likely)), _most_tokens(request))


def _learnt(request: Request, before: Range) -> Range:
    """Return the units of an image as those of the last ones of the model, whose sizes may have been others."""
    pixels = _megapixels(request)
    if before.high <= _MOST_UNITS:
        return Range(min(1, before.low), before.likely, max(before.high, math.floor(pixels)))
    return Range(min(_LEAST_TOKENS, before.low), before.likely, max(before.high, _most_tokens(request)))


def _most_tokens(request: Request) -> int:
    most = MOST_TOKENS_HIGH if request.text("quality") in _HIGH else MOST_TOKENS
    return math.ceil(most * max(1, _megapixels(request)))
