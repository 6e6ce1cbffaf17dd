"""Which prices of a model hold for a call: those of the model, or those of a size or a mode."""

import re
from collections.abc import Iterator

import attrs

from pollination_sdk._costs.prices import PriceList, Sheet
from pollination_sdk._costs.request import Request

LONG_CONTEXT = 16_000
"""The fewest tokens of a prompt for which prices of long contexts may hold; the list does not say where they start."""

_LONG = re.compile(r"long", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9.]+")
_SIZE = re.compile(r"\d{3,4}p|\d(\.\d)?k")
_LEVELS = {"low", "medium", "high", "hd", "standard"}
_LEVEL_OPTIONS = ("resolution", "quality", "reasoning_effort")
_SOUND = {"audio", "sound"}
_NO = {"no", "without", "silent", "mute", "muted"}
_FILLERS = {"with", "to", "video", "resolution", "quality", "output", "mode", "generation"}
_IMAGE, _TEXT = {"image", "i2v"}, {"text", "t2v"}


@attrs.frozen
class Choice:
    """The prices that may hold for a call, and the likely ones among them."""

    possible: tuple[Sheet, ...]
    likely: Sheet


def choose(prices: PriceList, request: Request | None, prompt_tokens: float) -> Choice:
    """Return the prices that may hold.

    A variant holds if the call asks for all that its name says, such as `1080p`. A size that the call does not ask for
    does not hold. Any other name may hold.

    Args:
        prices: The prices of the model.
        request: The call; None if it is not known.
        prompt_tokens: The most tokens that the prompt has.
    """
    if not prices.variants:
        return Choice(prices.sheets, prices.base)
    verdicts = [(sheet, _holds(sheet.name, request, prompt_tokens)) for sheet in prices.variants]
    unsure = tuple(sheet for sheet, holds in verdicts if holds is None)
    sure = [sheet for sheet, holds in verdicts if holds]
    likely = max(sure, key=lambda sheet: len(_WORD.findall(sheet.name.lower())), default=prices.base)
    return Choice((likely, *unsure), likely)


def _holds(name: str, request: Request | None, prompt_tokens: float) -> bool | None:
    """Return whether a call asks for what the name of a variant says; None if that is not known."""
    if _LONG.search(name):
        return None if prompt_tokens >= LONG_CONTEXT else False
    if request is None:
        return None
    found = list(_facts(set(_WORD.findall(name.lower())), request))
    if False in found:
        return False
    return None if None in found or not found else True


def _facts(words: set[str], request: Request) -> Iterator[bool | None]:
    """Yield for each word of a name whether the call asks for it."""
    asked = {request.text(name).lower() for name in _LEVEL_OPTIONS} - {""}
    images = request.count("image", "reference_images")
    for word in words - _NO - _FILLERS:
        if word in asked:
            yield True
        elif _SIZE.fullmatch(word):
            sized = request.text("size") or request.positive("width", "height")
            yield None if sized and not request.text("resolution") else False
        elif word in _LEVELS:
            yield False if asked & _LEVELS else None
        elif word in _SOUND:
            yield request.flag("audio") != bool(words & _NO) or (None if not words & _NO else False)
        elif word in _IMAGE:
            yield True if images else (None if request.call.prepare is not None else False)
        elif word in _TEXT:
            yield not images
        else:
            yield None
