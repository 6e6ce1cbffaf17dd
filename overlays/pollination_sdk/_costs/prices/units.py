"""The units that the service counts, by the names of its price list, read from any spelling."""

import functools
import re
from collections.abc import Iterable, Mapping
from decimal import Context, Decimal
from typing import Any

import attrs

PROMPT_TEXT = "promptTextTokens"
PROMPT_CACHED = "promptCachedTokens"
PROMPT_CACHE_WRITE = "promptCacheWriteTokens"
PROMPT_AUDIO = "promptAudioTokens"
PROMPT_AUDIO_SECONDS = "promptAudioSeconds"
PROMPT_IMAGE = "promptImageTokens"
PROMPT_VIDEO = "promptVideoTokens"
TEXT = "completionTextTokens"
REASONING = "completionReasoningTokens"
AUDIO = "completionAudioTokens"
AUDIO_SECONDS = "completionAudioSeconds"
IMAGE = "completionImageTokens"
VIDEO = "completionVideoTokens"
VIDEO_SECONDS = "completionVideoSeconds"

OF_TEXT = (PROMPT_TEXT, TEXT)
"""The units that a model for text bills in any case."""
PROMPT_PARTS = (PROMPT_CACHED, PROMPT_CACHE_WRITE, PROMPT_AUDIO, PROMPT_IMAGE, PROMPT_VIDEO)
"""The tokens that `prompt_tokens` of a chat contains besides those of uncached text."""
COMPLETION_PARTS = (AUDIO, REASONING, IMAGE, VIDEO)
"""The tokens that `completion_tokens` of a chat contains besides those of text."""
PROMPT_TOKENS = frozenset({PROMPT_TEXT, *PROMPT_PARTS})
"""The tokens that a model takes in."""
UNITS = (*PROMPT_PARTS, *COMPLETION_PARTS, PROMPT_TEXT, PROMPT_AUDIO_SECONDS, TEXT, AUDIO_SECONDS, VIDEO_SECONDS)

EXACT = Context(prec=60, traps=[])
"""The arithmetic of prices: no sum and no product of them is rounded."""
_ZERO = Decimal(0)
LARGEST_COUNT = 10**15
"""A larger count is an error of the service."""
_LONGEST_NUMBER, _SMALLEST_EXPONENT = 64, -40
"""The most characters and the smallest power of ten of a number that can be meant."""
_PROMPT_TOTAL, _COMPLETION_TOTAL, _TOTAL = "prompttokens", "completiontokens", "totaltokens"
_TOTALS = frozenset({_PROMPT_TOTAL, _COMPLETION_TOTAL, _TOTAL})
_SIDES = (("input", "prompt"), ("output", "completion"))
_BY_NAME = {
    **{unit.lower(): unit for unit in UNITS},
    "promptcachereadtokens": PROMPT_CACHED,
    "promptcachedinputtokens": PROMPT_CACHED,
    "promptcachereadinputtokens": PROMPT_CACHED,
    "promptcachecreationtokens": PROMPT_CACHE_WRITE,
    "cachedinputtokens": PROMPT_CACHED,
    "cachereadinputtokens": PROMPT_CACHED,
    "cachecreationinputtokens": PROMPT_CACHE_WRITE,
    "reasoningtokens": REASONING,
    "seconds": PROMPT_AUDIO_SECONDS,
    "characters": AUDIO,
    "images": IMAGE,
}
"""The unit of each other name, in lower case without separators."""
_COUNTED = re.compile(r"(prompt|completion)\w+(tokens|seconds|characters|images)")
_UNKNOWN = "unknown"
_LIKE_UNIT = re.compile(
    r"(per)?((prompt|completion)\w*)?(token|character|second|minute|image|video|pixel|request|call)s?"
)
_WITHIN_TEXT = {"completionacceptedpredictiontokens", "completionrejectedpredictiontokens"}
"""Tokens of a completion that the price list does not tell from those of text."""


@attrs.frozen
class Counts:
    """What an answer has used.

    Args:
        by_unit: How many of each unit, without zeros.
        problem: Why the counts cannot be right; empty if they can.
    """

    by_unit: Mapping[str, Decimal]
    problem: str = ""


def _folded(name: str) -> str:
    """Return a name in lower case without separators, with the sides of a call named as in the price list."""
    folded = re.sub(r"[^a-z0-9]", "", name.lower())
    for other, side in _SIDES:
        if folded.startswith(other):
            return side + folded.removeprefix(other)
    return folded


def unit_of(name: str) -> str | None:
    """Return the unit that a name means in any spelling; None if it means none."""
    return _BY_NAME.get(_folded(name))


def is_like_unit(name: str) -> bool:
    """Return whether a name is that of something to count, known or not."""
    return _LIKE_UNIT.fullmatch(_folded(name)) is not None


def number(value: Any) -> Decimal | None:
    """Return a number, or text that is one, exactly as it is written; None for anything else."""
    if type(value) is int:
        return Decimal(value) if abs(value) <= LARGEST_COUNT else None
    if not isinstance(value, (float, str)):
        return None
    text = value if isinstance(value, str) else repr(value)
    found = EXACT.create_decimal(text.strip() if len(text) <= _LONGEST_NUMBER else "NaN")
    if not found.is_finite() or (found and found.adjusted() < _SMALLEST_EXPONENT):
        return None
    return found or Decimal(0)


def counts_in(usage: Mapping[Any, Any] | None, made: str = TEXT) -> Counts:
    """Return the units in the usage of an answer, each token once.

    `x-usage-*` headers count each token in one unit. `prompt_tokens` and `completion_tokens` of a chat contain their
    details, except for providers that count the details besides: there `total_tokens` is larger than the two.

    Args:
        usage: The counts by name, as `Answer.usage` has them.
        made: The unit of completion tokens that are in no other.
    """
    found: dict[str, Decimal] = {}
    for name, value in _flat(usage) if usage else ():
        key = _counted_as(name)
        if key is None:
            continue
        count = number(value)
        if count is None or not 0 <= count <= LARGEST_COUNT:
            return Counts({}, f"the answer counts {str(value)[:40]!r} for {name}")
        if count:
            if key == _UNKNOWN:
                return Counts({}, f"no price list has the unit {name[:60]}")
            found[key] = max(count, found[key]) if key in found else count
    return Counts(_separated(found, made))


def whole_counts(usage: Mapping[str, Any], *, has_totals: bool) -> dict[str, int] | None:
    """Return what `counts_in` returns for plain usage, faster; None for any other.

    Plain are whole numbers of different units, and totals that are the sum of their parts.

    Args:
        usage: The counts by name.
        has_totals: Whether totals of tokens are those of text; else usage with totals is not plain.
    """
    found: dict[str, int] = {}
    for name, count in usage.items():
        if type(count) is not int or not 0 <= count <= LARGEST_COUNT:
            return None
        unit = _counted_as(name)
        if unit is None or not count:
            continue
        if unit == _UNKNOWN or unit in found:
            return None
        found[unit] = count
    if _TOTALS.isdisjoint(found):
        return found
    return _without_totals(found) if has_totals else None


@functools.lru_cache(maxsize=64)
def distinct_units(names: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the units that the names of a usage count; None if one counts a total, nothing, or a unit once more."""
    units = [unit for unit in map(_counted_as, names) if unit is not None and unit != _UNKNOWN]
    return tuple(units) if _TOTALS.isdisjoint(units) and len({*units}) == len(names) else None


def _without_totals(found: dict[str, int]) -> dict[str, int] | None:
    """Replace the totals of a chat by the tokens of text in them; see `_separated`."""
    sides = found.pop(_PROMPT_TOTAL, 0), found.pop(_COMPLETION_TOTAL, 0)
    if found.pop(_TOTAL, 0) > sum(sides) or PROMPT_TEXT in found or TEXT in found:
        return None
    for side, text, parts in zip(sides, (PROMPT_TEXT, TEXT), (PROMPT_PARTS, COMPLETION_PARTS), strict=True):
        rest = side
        for part in parts:
            if part in found:
                rest -= found[part]
        if rest < 0:
            return None
        if rest:
            found[text] = rest
    return found


@functools.lru_cache(maxsize=512)
def _counted_as(name: str) -> str | None:
    """Return the unit or the total that a name of a usage counts; None if it counts none of what is billed."""
    folded = _folded(name)
    if folded in _BY_NAME or folded in _TOTALS:
        return _BY_NAME.get(folded, folded)
    return _UNKNOWN if _COUNTED.fullmatch(folded) and folded not in _WITHIN_TEXT else None


def _flat(usage: Mapping[Any, Any]) -> list[tuple[str, Any]]:
    """Return the counts by name, those in `prompt_tokens_details` and the like with the name of their side."""
    found: list[tuple[str, Any]] = []
    for name, value in usage.items():
        if isinstance(value, dict):
            side = str(name).partition("_")[0]
            found += ((f"{side}_{part}", count) for part, count in value.items() if count is not None)
        elif value is not None and isinstance(name, str):
            found.append((name, value))
    return found


def _separated(found: dict[str, Decimal], made: str) -> dict[str, Decimal]:
    """Replace the totals of a chat by the tokens of text in them."""
    prompt, completion = found.pop(_PROMPT_TOTAL, None), found.pop(_COMPLETION_TOTAL, None)
    total = found.pop(_TOTAL, None)
    if prompt is None and completion is None:
        if total is not None and not found:
            found[PROMPT_TEXT] = total
        return found
    sides = EXACT.add(prompt or _ZERO, completion or _ZERO)
    beyond = EXACT.subtract(total or _ZERO, sides)
    besides = _parts_besides(found, beyond) if beyond > 0 else ()
    for side, rest, parts in ((prompt, PROMPT_TEXT, PROMPT_PARTS), (completion, made, COMPLETION_PARTS)):
        if side is not None:
            _separate(found, side, rest, parts, inside=parts not in besides)
    return found


def _parts_besides(found: Mapping[str, Decimal], beyond: Decimal) -> list[tuple[str, ...]]:
    """Return the sides whose details are counted besides their totals.

    Args:
        found: The counts.
        beyond: By how much the total of an answer is larger than its two parts.
    """
    sums = {parts: _sum(found, parts) for parts in (PROMPT_PARTS, COMPLETION_PARTS)}
    if beyond == EXACT.add(sums[PROMPT_PARTS], sums[COMPLETION_PARTS]):
        return [PROMPT_PARTS, COMPLETION_PARTS]
    if beyond in {found.get(REASONING), sums[COMPLETION_PARTS]}:
        return [COMPLETION_PARTS]
    return [PROMPT_PARTS] if beyond == sums[PROMPT_PARTS] else []


def _separate(found: dict[str, Decimal], side: Decimal, made: str, parts: tuple[str, ...], *, inside: bool) -> None:
    """Set the tokens of one side that are in no detail; details inside it never sum up to more than it has."""
    rest = side
    for part in parts if inside else ():
        if part in found:
            found[part] = min(found[part], rest)
            rest = EXACT.subtract(rest, found[part])
    found[made] = EXACT.add(rest, found.get(made, _ZERO)) if made in parts else rest
    for part in (made, *parts):
        if part in found and not found[part]:
            del found[part]


def _sum(found: Mapping[str, Decimal], units: Iterable[str]) -> Decimal:
    return functools.reduce(EXACT.add, (found[unit] for unit in units if unit in found), _ZERO)
