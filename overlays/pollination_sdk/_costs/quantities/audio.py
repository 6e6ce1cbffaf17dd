"""What a call for speech, music or a transcription uses."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pollination_sdk._costs.prices import units
from pollination_sdk._costs.prices.entry_fields import listed
from pollination_sdk._costs.prices.request import Request
from pollination_sdk._costs.prices.sheet import PriceList
from pollination_sdk._costs.quantities.by_unit import Quantities
from pollination_sdk._costs.quantities.learnt import Learnt
from pollination_sdk._costs.quantities.recordings import seconds_of
from pollination_sdk._costs.quantities.tokens import tokens_in
from pollination_sdk._costs.ranges import ONE, Range, exactly, of_tokens, up_to

PER_PIECE = Decimal("0.001")
"""The least pollen for a whole piece of sound; a price below it is that of a character or a token."""
MUSIC = Range(0.5, 30, 380)
"""The seconds of music of which neither the call nor the list says the length."""

_PER_CHARACTER = Range(0.03, 0.07, 0.25)
"""Seconds of a character that is spoken."""
_SHORTENED = 25
"""Seconds; a model may end a longer speech early."""
_MADE_TOKENS = Range(10, 25, 50)
"""Tokens of a second of sound that a model makes."""
_HEARD_TOKENS = Range(5, 12, 50)
"""Tokens of a second of sound that a model hears."""
_WRITTEN_TOKENS = Range(0, 3.5, 12)
"""Tokens of text in a second of speech."""
_REFERENCE = Range(0, 20, 600)
"""The seconds of a reference recording."""


def speech_quantities(request: Request, prices: PriceList, entry: Mapping[str, Any], learnt: Learnt) -> Quantities:
    """Return the units of speech, music or an effect.

    A model bills by the character, by the second, by the token, or by the piece. One that prices the tokens of the
    text too bills by the token.
    """
    found = Quantities()
    text = request.prompt
    found.add(units.PROMPT_TEXT, of_tokens(tokens_in(text)))
    found.add(units.PROMPT_TEXT, of_tokens(tokens_in(request.text("instructions")))._replace(low=0))
    if request.count("reference_audio", "conditioning_ref") or request.call.prepare is not None:
        found.add(units.PROMPT_AUDIO_SECONDS, _REFERENCE)
        piece = prices.base.price(units.PROMPT_AUDIO) >= PER_PIECE
        found.add(units.PROMPT_AUDIO, Range(0, 1, 1) if piece else _REFERENCE.times(_MADE_TOKENS))
    seconds = _seconds(request, entry, len(text))
    found.add(units.AUDIO_SECONDS, seconds)
    if entry.get("flat_rate") is True or prices.base.price(units.AUDIO) >= PER_PIECE:
        found.add(units.AUDIO, ONE)
    elif units.PROMPT_TEXT in prices.units:
        before = learnt.of(units.AUDIO)
        found.basis = "estimated_tokens" if before is None else "learnt"
        found.add(units.AUDIO, seconds.times(_MADE_TOKENS).likely_as(before))
    else:
        found.add(units.AUDIO, Range(len(text), len(text), len(text.encode(errors="replace"))))
    return found


def recording_quantities(request: Request, prices: PriceList) -> Quantities | None:
    """Return the units of a call that sends a recording; None if nothing tells how long it is."""
    content = request.file("file") or request.file("audio")
    if not content:
        return None
    found = Quantities()
    length = seconds_of(content)
    if length.low < length.high:
        found.notes.append("the header of the file does not tell its length: it was estimated from the size")
    seconds = Range(max(0, length.low * 0.98 - 0.5), length.likely, length.high * 1.02 + 1)
    found.add(units.PROMPT_AUDIO_SECONDS, seconds)
    found.add(units.AUDIO_SECONDS, seconds)
    if units.PROMPT_AUDIO_SECONDS not in prices.units:
        found.add(units.PROMPT_AUDIO, seconds.times(_HEARD_TOKENS))
    found.add(units.PROMPT_TEXT, of_tokens(tokens_in(request.text("prompt"))).plus(up_to(50)))
    found.add(units.TEXT, seconds.times(_WRITTEN_TOKENS))
    whole = prices.base.price(units.AUDIO) >= PER_PIECE
    found.add(units.AUDIO, ONE if whole else seconds.times(_MADE_TOKENS))
    if not prices.units & {units.PROMPT_AUDIO_SECONDS, units.AUDIO_SECONDS}:
        found.basis = "estimated_tokens"
    return found


def _seconds(request: Request, entry: Mapping[str, Any], characters: int) -> Range:
    """Return the seconds of what is heard: those asked for, or as many as the text takes to speak."""
    asked = request.positive("duration", "seconds")
    if asked is not None:
        return exactly(asked)
    spoken = exactly(characters).times(_PER_CHARACTER).plus(Range(0, 0.5, 3))
    spoken = spoken._replace(low=min(spoken.low, _SHORTENED))
    if entry.get("voices"):
        return spoken
    most = max(listed(entry, "max_duration") or MUSIC.high, spoken.high)
    likely = listed(entry, "default_duration") or MUSIC.likely
    return Range(min(MUSIC.low, spoken.low), min(likely, most), most)
