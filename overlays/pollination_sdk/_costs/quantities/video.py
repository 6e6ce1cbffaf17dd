"""What a call for a video uses."""

from collections.abc import Mapping
from typing import Any

from pollination_sdk._costs.prices import units
from pollination_sdk._costs.prices.entry_fields import items_of, listed
from pollination_sdk._costs.prices.request import Request
from pollination_sdk._costs.prices.sheet import PriceList
from pollination_sdk._costs.quantities.by_unit import Quantities
from pollination_sdk._costs.quantities.image import add_prompt
from pollination_sdk._costs.quantities.learnt import Learnt
from pollination_sdk._costs.ranges import ONE, Range, exactly, up_to

TOKENS_PER_SECOND = 24 * 10**6 / 1024
"""Tokens of a second of video of a million pixels: 24 frames, and a token for 1024 pixels."""
UNKNOWN_SECONDS = Range(1, 5, 30)
"""The seconds of a video of which neither the call nor the list says the length."""

_MEGAPIXELS = Range(0.35, 0.92, 2.2)
"""Those of 480p, 720p and 1080p. Few models take another size than a resolution."""
_VIDEO = Range(0, 8000, 100_000)
"""Tokens of a reference video."""
_SOUND, _SOUND_SECONDS = Range(0, 1000, 50_000), Range(0, 30, 600)
"""Tokens and seconds of a reference sound."""


def video_quantities(request: Request, prices: PriceList, entry: Mapping[str, Any], learnt: Learnt) -> Quantities:
    """Return the units of a call for a video, which has its sound in units of its own where the list prices it."""
    found = Quantities()
    add_prompt(found, request, prices)
    _add_references(found, request)
    seconds = _seconds(request, entry)
    found.add(units.VIDEO_SECONDS, seconds)
    found.add(units.IMAGE, ONE)
    sound = request.sound(prices.names)
    if sound is not False:
        found.add(units.AUDIO_SECONDS, seconds if sound else up_to(seconds.high))
        found.add(units.AUDIO, ONE if sound else up_to(1))
    if units.VIDEO in prices.units:
        before = learnt.of(units.VIDEO)
        tokens = seconds.times(_megapixels(request)).times(exactly(TOKENS_PER_SECOND))
        found.add(units.VIDEO, tokens.likely_as(before))
        found.basis = "estimated_tokens" if before is None else "learnt"
    return found


def _megapixels(request: Request) -> Range:
    asked = request.megapixels
    if asked is None:
        return _MEGAPIXELS
    if request.text("resolution"):
        return Range(asked * 0.8, asked, asked * 1.3)
    return Range(min(asked, _MEGAPIXELS.low), asked, max(asked * 1.3, _MEGAPIXELS.high))


def _add_references(found: Quantities, request: Request) -> None:
    if videos := request.count("reference_videos"):
        found.add(units.PROMPT_VIDEO, _VIDEO.times(exactly(videos)))
    if sounds := request.count("reference_audios"):
        found.add(units.PROMPT_AUDIO, _SOUND.times(exactly(sounds)))
        found.add(units.PROMPT_AUDIO_SECONDS, _SOUND_SECONDS.times(exactly(sounds)))


def _seconds(request: Request, entry: Mapping[str, Any]) -> Range:
    """Return the seconds of a video: those asked for and the nearest that the model makes, else all that it makes."""
    asked, allowed = request.positive("duration", "seconds"), _allowed(entry)
    if asked is not None:
        below = [item for item in allowed if item <= asked] or allowed[:1]
        above = [item for item in allowed if item >= asked] or allowed[-1:]
        near = (asked, *below[-1:], *above[:1])
        return Range(min(near), asked, max(near))
    shortest = listed(entry, "min_duration") or min(allowed, default=UNKNOWN_SECONDS.low)
    longest = listed(entry, "max_duration") or max(allowed, default=UNKNOWN_SECONDS.high)
    likely = listed(entry, "default_duration") or min(max(UNKNOWN_SECONDS.likely, shortest), longest)
    return Range(min(shortest, likely), likely, max(longest, likely))


def _allowed(entry: Mapping[str, Any]) -> list[float]:
    numbers = [item for item in items_of(entry, "allowed_durations") if isinstance(item, (int, float))]
    return sorted(item for item in numbers if 0 < item < 10**6)
