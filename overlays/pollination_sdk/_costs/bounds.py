"""Bound what a call may cost, by remembered estimates of calls like it: a call looks up what `estimate_of` computes.

Two calls are alike if they have the same options and, rounded up, as many tokens of text. The estimate is that of a
call with the most text among them, and with the most that the answers of the model have used. So it is not below that
of any of them.
"""

from __future__ import annotations

import marshal
import math
from typing import TYPE_CHECKING, Any

from pollination_sdk._costs.amounts import nano
from pollination_sdk._costs.estimate import estimate_of
from pollination_sdk._costs.peaks import UnsteadyError
from pollination_sdk._costs.ranges import MOST
from pollination_sdk._costs.text_quantities import MOST_PER_MESSAGE
from pollination_sdk._costs.tokens import CHARACTERS_PER_TOKEN, most_tokens_in
from pollination_sdk._engine.call import Call, changed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pollination_sdk._costs.history import History
    from pollination_sdk._engine.catalogue import Catalogue

_MOST_KNOWN = 1_000
_IN_PATH = {"get_generate_text_prompt": "/text/", "get_generate_image_prompt": "/image/"}
_IN_BODY = {"post_generate_v1_chat_completions": "messages", "post_v1_images_generations": "prompt"}
"""Where an operation has the text that changes from call to call."""
_WITHOUT_PRICE = frozenset({"seed", "user"})
"""The options that no price depends on."""
_LONGEST_OPTIONS = 20_000
"""The most bytes of options that are remembered, such as of tools."""
_WRITTEN = frozenset({"role", "content"})
_TOKENS_PER_MESSAGE = MOST_PER_MESSAGE / MOST
_LEAST_STEP, _STEPS = 3, 5
"""Tokens are rounded up to eights, and above 256 to 16 steps from one power of two to the next."""


class Bounds:
    """What calls may cost at most. Prices and answers that may raise it make it forget what it knows."""

    def __init__(self) -> None:
        self._known: tuple[object, int, dict[Any, int | None]] = (None, 0, {})

    def of(self, call: Call[Any], catalogue: Catalogue, history: History, markups: tuple[float, float]) -> int | None:
        """Return the most that a call may cost, in whole 1e-9 pollen; None if only `estimate_of` can tell.

        Args:
            call: The call.
            catalogue: The models with their prices.
            history: What earlier answers have used.
            markups: The least and the most factor that the key's app may add.
        """
        tokens = _tokens(call)
        options = None if tokens is None else _options(call)
        if tokens is None or options is None:
            return None
        peaks = history.peaks
        table, version, known = self._known
        if table is not catalogue.table or version != peaks.version or len(known) > _MOST_KNOWN:
            known = {}
            self._known = (catalogue.table, peaks.version, known)
        key = (call.operation, options, tokens, markups[1])
        if key not in known:
            try:
                high = estimate_of(_like(call, tokens), catalogue, peaks, markups=markups).high
            except UnsteadyError:
                high = None
            known[key] = None if high is None else nano(high)
        return known[key]


def _tokens(call: Call[Any]) -> int | None:
    """Return a bound of the tokens of the text of a call; None if that is not all of its text."""
    if call.prepare is not None or call.form is not None:
        return None
    body = call.body
    if body is None:
        start = _IN_PATH.get(call.operation)
        if start is None or not call.path.startswith(start):
            return None
        tokens = most_tokens_in(call.path[len(start) :].replace("%20", " "))  # other escapes are longer than their text
    elif (field := _IN_BODY.get(call.operation)) is None or call.params:
        return None
    else:
        text = body.get(field)
        tokens = _tokens_of(text) if field == "messages" else most_tokens_in(text) if type(text) is str else math.inf
    return None if tokens == math.inf else _rounded(tokens)


def _tokens_of(messages: Any) -> float:
    """Return a bound of the tokens of a conversation; infinite if it is not of texts alone."""
    if type(messages) is not list or not messages:
        return math.inf
    tokens = (len(messages) - 1) * _TOKENS_PER_MESSAGE
    for message in messages:
        content = message.get("content") if type(message) is dict and message.keys() <= _WRITTEN else None
        if type(content) is not str:
            return math.inf
        tokens += most_tokens_in(content)
    return tokens


def _rounded(tokens: float) -> int:
    """Round up, so that few numbers are to be remembered."""
    whole = int(tokens) + 1
    step = max(_LEAST_STEP, whole.bit_length() - _STEPS)
    return -(-whole >> step) << step


def _options(call: Call[Any]) -> bytes | None:
    """Return the options of a call that prices may depend on; None if they are no plain values, or long."""
    fields: Mapping[str, Any] = call.params if call.body is None else call.body
    text = None if call.body is None else _IN_BODY.get(call.operation)
    try:  # unlike `repr`, it tells all values apart, and refuses those that it does not know
        found = marshal.dumps([item for item in fields.items() if item[0] not in _WITHOUT_PRICE and item[0] != text], 2)
    except ValueError:
        return None
    return found if len(found) <= _LONGEST_OPTIONS else None


def _like(call: Call[Any], tokens: int) -> Call[Any]:
    """Return a call with the same options and a text of so many tokens."""
    text = "a" * math.ceil(tokens * CHARACTERS_PER_TOKEN)
    if call.body is None:
        return changed(call, path=_IN_PATH[call.operation] + text)
    field = _IN_BODY[call.operation]
    return changed(call, body={**call.body, field: [{"content": text}] if field == "messages" else text})
