"""What a call for text or vectors uses: the tokens of its input, and those that the answer may have."""

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

from pollination_sdk._costs.prices import units
from pollination_sdk._costs.prices.entry_fields import items_of, listed
from pollination_sdk._costs.prices.request import Request
from pollination_sdk._costs.quantities.by_unit import Quantities
from pollination_sdk._costs.quantities.learnt import Learnt
from pollination_sdk._costs.quantities.recordings import seconds_in
from pollination_sdk._costs.quantities.tokens import tokens_in
from pollination_sdk._costs.ranges import Range, exactly, of_tokens, up_to

LIKELY_OUTPUT = 300
"""Tokens of an answer of a model of which this client has no answers."""
LARGEST_OUTPUT = 8192
"""The most tokens of an answer if neither the call nor the list limits them."""
LARGEST_INPUT = 128_000
"""The most tokens of media or hidden texts of unknown length, if the list does not say what the model takes."""

_PER_MESSAGE, MOST_PER_MESSAGE = 4, 12
"""The likely and the most tokens of the format of a message."""
_PER_SECOND = Range(5, 20, 35)
"""Tokens of a second of sound that is sent."""
_SPOKEN_PER_TOKEN = Range(0, 5, 20)
"""Tokens of sound for a token of text that is spoken."""
_MADE_IMAGE = up_to(10_000)
"""Tokens of an image in the answer of a model that can make some."""
_IMAGE, _FILE = Range(0, 800, 5000), Range(0, 5000, LARGEST_INPUT)
_MEDIA = {
    "image_url": (units.PROMPT_IMAGE, _IMAGE),
    "input_image": (units.PROMPT_IMAGE, _IMAGE),
    "image": (units.PROMPT_IMAGE, _IMAGE),
    "video_url": (units.PROMPT_VIDEO, _FILE),
    "input_audio": (units.PROMPT_AUDIO, _FILE),
    "file": (units.PROMPT_TEXT, _FILE),
    "input_file": (units.PROMPT_TEXT, _FILE),
    "document": (units.PROMPT_TEXT, _FILE),
}
"""The tokens of a part of a message that is no text."""
_LIMITS = ("max_completion_tokens", "max_tokens", "max_output_tokens")
_LISTED_LIMITS = (*_LIMITS, "max_output_length", "output_token_limit")
_CONVERSATIONS = ("messages", "system", "instructions")
_AS_JSON = ("tools", "functions", "response_format")


class _Input:
    """What a call sends to a model, found part by part."""

    def __init__(self) -> None:
        self.tokens: float = 0
        """The likely tokens of its texts."""
        self.added: float = 0
        """The likely tokens of what may be counted in another way, such as tools."""
        self.messages = 0
        self.media: list[tuple[str, Range]] = []

    def add_conversation(self, messages: Any) -> None:
        """Add messages, or one text."""
        if isinstance(messages, str):
            self.messages += 1
            self.tokens += tokens_in(messages)
            return
        for message in messages if isinstance(messages, list) else ():
            self.messages += 1
            if isinstance(message, Mapping):
                self.add_content(message.get("content"))
                self.add_json({name: value for name, value in message.items() if name not in {"role", "content"}})
            else:
                self.add_content(message)

    def add_content(self, content: Any) -> None:
        """Add a text, or a list of texts and media."""
        for part in content if isinstance(content, list) else (content,):
            if isinstance(part, str):
                self.tokens += tokens_in(part)
            elif isinstance(part, Mapping):
                self._add_part(part)

    def add_json(self, value: Any) -> None:
        """Add what a model sees as JSON, or in a form like it."""
        if value:
            try:
                self.added += tokens_in(json.dumps(value, ensure_ascii=False, default=str))
            except (ValueError, RecursionError):
                self.media.append((units.PROMPT_TEXT, up_to(LARGEST_INPUT)))

    def _add_part(self, part: Mapping[str, Any]) -> None:
        kind, text = part.get("type"), part.get("text")
        if isinstance(text, str):
            self.tokens += tokens_in(text)
        elif isinstance(kind, str) and kind in _MEDIA:
            unit, tokens = _MEDIA[kind]
            self.media.append((unit, _heard(part) or tokens))
        else:
            self.add_json(part)

    def quantities(self) -> Iterator[tuple[str, Range]]:
        """Yield the units of all that was added."""
        formats = Range(0, _PER_MESSAGE * self.messages, MOST_PER_MESSAGE * self.messages)
        yield units.PROMPT_TEXT, of_tokens(self.tokens).plus(formats)
        if self.added:
            yield units.PROMPT_TEXT, of_tokens(self.added)._replace(low=0)
        yield from self.media


def text_quantities(request: Request, entry: Mapping[str, Any], learnt: Learnt) -> Quantities:
    """Return the units of a call for text."""
    found, sent, fields = Quantities("estimated_tokens"), _Input(), request.fields
    found.needed = units.OF_TEXT
    for name in _CONVERSATIONS:
        if name in fields:
            sent.add_conversation(fields[name])
    if "messages" not in fields:
        sent.add_conversation(fields.get("input") or request.prompt)
    for name in _AS_JSON:
        if name in fields:
            sent.add_json(fields[name])
    _add_input(found, sent, entry)
    _add_output(found, request, entry, learnt)
    return found


def vector_quantities(request: Request) -> Quantities:
    """Return the units of a call for vectors, which has no output that is billed."""
    found, sent = Quantities("estimated_tokens"), _Input()
    texts = request.fields.get("input")
    sent.add_content(texts)
    sent.messages = len(texts) if isinstance(texts, list) else 1
    for unit, tokens in sent.quantities():
        found.add(unit, tokens)
    return found


def _add_input(found: Quantities, sent: _Input, entry: Mapping[str, Any]) -> None:
    """Add what is sent. No part of it has more tokens than the model takes; an agent adds what it knows and finds."""
    context = listed(entry, "context_length", "context_window")
    for unit, tokens in sent.quantities():
        found.add(unit, tokens.at_most(context or math.inf))
    if entry.get("agent") is True:
        found.add(units.PROMPT_TEXT, Range(0, 1000, context or LARGEST_INPUT))
        found.notes.append("an agent adds its own instructions, and calls other models")


def _add_output(found: Quantities, request: Request, entry: Mapping[str, Any], learnt: Learnt) -> None:
    """Add what is answered: at most as much as the call allows, and probably as much as before."""
    before = learnt.of(units.TEXT, units.REASONING)
    limits = [int(limit) for name in _LIMITS if (limit := request.positive(name)) is not None]
    if limits:
        most = max(1, *limits) + int(request.positive("thinking_budget") or 0)
    else:
        most = int(max(listed(entry, *_LISTED_LIMITS) or LARGEST_OUTPUT, 0 if before is None else before.high))
        found.notes.append("max_tokens= lowers the high estimate")
    if before is not None:
        found.basis = "learnt"
    likely = min(LIKELY_OUTPUT if before is None else max(1, round(before.likely)), most)
    found.notes.insert(0, f"likely is an answer of {likely} tokens, high one of {most}")
    answers = math.ceil(request.positive("n") or 1)
    output = Range(0, likely * answers, most * answers)
    found.add(units.TEXT, output)
    if "audio" in items_of(request.fields, "modalities"):
        found.add(units.AUDIO, output.times(_SPOKEN_PER_TOKEN).likely_as(learnt.of(units.AUDIO)))
    if "image" in items_of(entry, "output_modalities"):
        found.add(units.IMAGE, _MADE_IMAGE.times(exactly(answers)).likely_as(learnt.of(units.IMAGE)))


def _heard(part: Mapping[str, Any]) -> Range | None:
    """Return the tokens of the sound in a part; None if it has none."""
    sound = part.get("input_audio")
    data = sound.get("data") if isinstance(sound, Mapping) else None
    seconds = seconds_in(data) if isinstance(data, str) else None
    return None if seconds is None else seconds.times(_PER_SECOND).plus(up_to(100))
