"""Which prices of a model hold for a call: those of the model, or those of a size or a mode."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pollination_sdk._costs.prices.entry_fields import items_of
from pollination_sdk._costs.prices.request import MEGAPIXELS, Request
from pollination_sdk._costs.prices.sheet import PriceList, Sheet

LONG_CONTEXT = 16_000
"""The tokens from which a prompt may be a long context, where the list does not say."""

_BOUND = re.compile(r"(\d[\d,_]*(?:\.\d+)?)\s*(k|m|thousand|million)?\b")
_FACTORS = {"k": 1000, "thousand": 1000, "m": 10**6, "million": 10**6}
_WORD = re.compile(r"[a-z0-9.]+")
_SIZE = re.compile(r"\d{3,4}p|\d(\.\d)?k")
_LEVELS = {"low", "medium", "high", "hd", "standard", "ultra"}
_LEVEL_OPTIONS = ("resolution", "quality")
_SOUND, _NO = {"audio", "sound"}, {"no", "without", "silent", "mute", "muted"}
_FILLERS = {"with", "to", "video", "resolution", "quality", "output", "mode", "generation"}
_IMAGE, _TEXT = {"image", "images", "i2v", "i2i", "edit", "edits", "reference", "references"}, {"text", "t2v", "t2i"}
_NEARLY = 0.8
"""The part of the pixels of a named size that may count as that size."""
_SEARCHES = ("tools", "web_search_options", "prompt_cache_options")
"""The options that let a model search or keep a prompt."""


class Choice(NamedTuple):
    """The prices that may hold for a call, and the likely ones among them."""

    possible: tuple[Sheet, ...]
    likely: Sheet


def choose(prices: PriceList, request: Request | None, prompt_tokens: float, *, exact: bool = False) -> Choice:
    """Return the prices that may hold.

    A variant holds if the call asks for all that its name says, such as `1080p`. One of a size that the call does not
    ask for does not hold. A variant with any other name may hold.

    Args:
        prices: The prices of the model.
        request: The call; None if it is not known.
        prompt_tokens: The tokens of the prompt.
        exact: Whether they were counted, not estimated.
    """
    if not prices.variants:
        return Choice((prices.base,), prices.base)
    checked = [(sheet, _holds(sheet, prices, request, prompt_tokens, exact=exact)) for sheet in prices.variants]
    unsure = tuple(sheet for sheet, holds in checked if holds is None)
    sure = (sheet for sheet, holds in checked if holds)
    likely = max(sure, key=lambda sheet: len(_WORD.findall(sheet.name.lower())), default=prices.base)
    return Choice((likely, *unsure), likely)


def _holds(
    sheet: Sheet, prices: PriceList, request: Request | None, prompt_tokens: float, *, exact: bool
) -> bool | None:
    """Return whether a call asks for what a variant is; None if that is not known."""
    name = sheet.name.lower()
    if "long" in name:
        return _is_long(f"{name} {sheet.about}".lower(), prompt_tokens, exact=exact)
    if request is None:
        return None
    found = list(_facts(set(_WORD.findall(name)), request, sound=request.sound(prices.names)))
    if False in found:
        return False
    return None if None in found or not found else True


def _is_long(about: str, prompt_tokens: float, *, exact: bool) -> bool | None:
    """Return whether a prompt is a long context; None if it may be."""
    found = [float(re.sub("[,_]", "", text)) * _FACTORS.get(factor, 1) for text, factor in _BOUND.findall(about)]
    bound = next((number for number in found if number >= LONG_CONTEXT), None)
    if prompt_tokens < (bound or LONG_CONTEXT):
        return False
    return True if exact and bound is not None and prompt_tokens > bound else None


def _facts(words: set[str], request: Request, *, sound: bool | None) -> Iterator[bool | None]:
    """Yield for each word of a name whether the call asks for it."""
    asked = {request.text(name).lower() for name in _LEVEL_OPTIONS} - {""}
    images = request.count("image", "reference_images")
    for word in words - _NO - _FILLERS:
        if word in asked:
            yield True
        elif _SIZE.fullmatch(word):
            yield _has_size(word, request)
        elif word in _LEVELS:
            yield False
        elif word in _SOUND:
            yield None if sound is None else sound != bool(words & _NO)
        elif word in _IMAGE:
            yield True if images else (None if request.call.prepare is not None else False)
        elif word in _TEXT:
            yield not images
        else:
            yield None


def _has_size(name: str, request: Request) -> bool | None:
    """Return whether a size holds that the call does not name: not if it asks for no size, or for far fewer pixels."""
    if request.text("resolution") or not (asked := request.megapixels):
        return False
    return False if asked < _NEARLY * MEGAPIXELS.get(name, 0) else None


def extras_may_apply(entry: Mapping[str, Any], request: Request | None) -> bool:
    """Return whether a call may use what is billed besides its units: the model or the call searches, or has tools."""
    if request is None or "web_search" in items_of(entry, "capabilities"):
        return True
    return any(request.fields.get(name) for name in _SEARCHES)
