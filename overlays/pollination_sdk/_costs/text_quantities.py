"""What a call for text or vectors uses: the tokens of its input, and those that the answer may have."""

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

from pollination_sdk._costs import units
from pollination_sdk._costs.learnt import Learnt
from pollination_sdk._costs.quantities import Quantities, listed
from pollination_sdk._costs.ranges import Range, exactly, of_tokens
from pollination_sdk._costs.recordings import seconds_in
from pollination_sdk._costs.request import Request
from pollination_sdk._costs.tokens import tokens_in

LIKELY_OUTPUT = 300
"""Tokens of an answer of a model of which this client has no answers."""
LARGEST_OUTPUT = 8192
"""The most tokens of an answer if neither the call nor the list limits them."""
LARGEST_INPUT = 128_000
"""The most tokens of media or hidden texts of unknown length, if the list does not say what the model takes."""

_PER_MESSAGE = Range(0, 4, 10)
"""Tokens of the format of a message."""
_PER_SECOND = Range(5, 20, 35)
"""Tokens of a second of sound that is sent."""
_SPOKEN_PER_TOKEN = Range(0, 5, 20)
"""Tokens of sound for a token of text that is spoken."""
_MEDIA = {
    "image_url": (units.PROMPT_IMAGE, Range(60, 800, 5000)),
    "input_image": (units.PROMPT_IMAGE, Range(60, 800, 5000)),
    "image": (units.PROMPT_IMAGE, Range(60, 800, 5000)),
    "video_url": (units.PROMPT_VIDEO, Range(200, 8000, LARGEST_INPUT)),
    "input_audio": (units.PROMPT_AUDIO, Range(5, 1000, LARGEST_INPUT)),
    "file": (units.PROMPT_TEXT, Range(100, 5000, LARGEST_INPUT)),
    "input_file": (units.PROMPT_TEXT, Range(100, 5000, LARGEST_INPUT)),
    "document": (units.PROMPT_TEXT, Range(100, 5000, LARGEST_INPUT)),
}
"""The tokens of a part of a message that is no text."""
_LIMITS = ("max_completion_tokens", "max_tokens", "max_output_tokens")
_LISTED_LIMITS = (*_LIMITS, "max_output_length", "output_token_limit")
_TEXTS = ("messages", "system", "instructions")
_AS_JSON = ("tools", "functions", "response_format", "web_search_options")


def text_quantities(request: Request, entry: Mapping[str, Any], learnt: Learnt) -> Quantities:
    """Return the units of a call for text."""
    found = Quantities("estimated_tokens")
    _add_input(found, request, entry)
    _add_output(found, request, entry, learnt)
    return found


def vector_quantities(request: Request) -> Quantities:
    """Return the units of a call for vectors, which has no output that is billed."""
    found = Quantities("estimated_tokens")
    for unit, tokens in _contents(request.fields.get("input")):
        found.add(unit, tokens)
    return found


def _add_input(found: Quantities, request: Request, entry: Mapping[str, Any]) -> None:
    """Add what is sent; the parts of unknown length have at most as many tokens as the model takes."""
    for name in _TEXTS:
        for unit, tokens in _conversation(request.fields.get(name)):
            found.add(unit, tokens)
    if "messages" not in request.fields:
        for unit, tokens in _conversation(request.fields.get("input") or request.prompt):
            found.add(unit, tokens)
    for name in _AS_JSON:
        if value := request.fields.get(name):
            found.add(units.PROMPT_TEXT, _of_json(value))
    context = listed(entry, "context_length", "context_window")
    if entry.get("agent") is True:
        found.add(units.PROMPT_TEXT, Range(0, 1000, context or LARGEST_INPUT))
        found.notes.append("an agent adds its own instructions, and calls other models")
    for unit in tuple(found.by_unit):
        found.limit(unit, context or math.inf)


def _add_output(found: Quantities, request: Request, entry: Mapping[str, Any], learnt: Learnt) -> None:
    """Add what is answered: at most as much as the call allows, and probably as much as before."""
    before = learnt.of(units.TEXT, units.REASONING)
    limits = [int(limit) for name in _LIMITS if (limit := request.positive(name)) is not None]
    if limits:
        most = min(limits) + int(request.positive("thinking_budget") or 0)
    else:
        most = int(max(listed(entry, *_LISTED_LIMITS) or LARGEST_OUTPUT, before.high if before else 0))
        found.notes.append("max_tokens= lowers the high estimate")
    likely = LIKELY_OUTPUT if before is None else round(before.likely)
    answers = exactly(math.ceil(request.positive("n") or 1))
    output = Range(1, max(1, min(likely, most)), max(1, most)).times(answers)
    found.add(units.TEXT, output)
    if before is not None:
        found.basis = "learnt"
    if "audio" in (request.fields.get("modalities") or ()):
        spoken = learnt.of(units.AUDIO)
        sound = output.times(_SPOKEN_PER_TOKEN)
        found.add(units.AUDIO, sound if spoken is None else sound._replace(likely=min(spoken.likely, sound.high)))
    if "image" in (entry.get("output_modalities") or ()):
        found.add(units.IMAGE, Range(0, 0, 8500).times(answers))


def _conversation(messages: Any) -> Iterator[tuple[str, Range]]:
    """Yield the units of messages, or of one text."""
    for message in messages if isinstance(messages, list) else [{"content": messages}] if messages else ():
        yield units.PROMPT_TEXT, _PER_MESSAGE
        if isinstance(message, Mapping):
            yield from _contents(message.get("content"))
            if rest := {name: value for name, value in message.items() if name not in {"role", "content"}}:
                yield units.PROMPT_TEXT, _of_json(rest)


def _contents(content: Any) -> Iterator[tuple[str, Range]]:
    """Yield the units of a text, or of a list of texts and media."""
    for part in content if isinstance(content, list) else [content]:
        if isinstance(part, Mapping):
            yield _part(part)
        elif isinstance(part, str):
            yield units.PROMPT_TEXT, of_tokens(tokens_in(part))


def _part(part: Mapping[str, Any]) -> tuple[str, Range]:
    kind, text = part.get("type"), part.get("text")
    if isinstance(text, str):
        return units.PROMPT_TEXT, of_tokens(tokens_in(text))
    if not isinstance(kind, str) or kind not in _MEDIA:
        return units.PROMPT_TEXT, _of_json(part)
    unit, tokens = _MEDIA[kind]
    sound = part.get("input_audio")
    data = sound.get("data") if isinstance(sound, Mapping) else None
    seconds = seconds_in(data) if isinstance(data, str) else None
    return unit, tokens if seconds is None else seconds.times(_PER_SECOND).plus(Range(0, 0, 100))


def _of_json(value: Any) -> Range:
    """Return the tokens of a value that the model sees as JSON or something like it."""
    try:
        written = json.dumps(value, ensure_ascii=False, default=str)
    except (ValueError, RecursionError):
        return Range(0, 0, LARGEST_INPUT)
    return of_tokens(tokens_in(written))
