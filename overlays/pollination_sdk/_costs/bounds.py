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
    from pollination_sdk._costs.peaks import Peaks
    from pollination_sdk._engine.catalogue import Catalogue

_MOST_KNOWN = 1_000
_IN_PATH = {"get_generate_text_prompt": "/text/", "get_generate_image_prompt": "/image/"}
_IN_BODY = {"post_generate_v1_chat_completions": "messages", "post_v1_images_generations": "prompt"}
"""Where an operation has the text that changes from call to call."""
_LONGEST_OPTIONS = 20_000
"""The most bytes of options that are remembered, such as of tools."""
_WRITTEN = frozenset({"role", "content"})
_TOKENS_PER_MESSAGE = MOST_PER_MESSAGE / MOST
_LEAST_STEP, _STEPS = 3, 5
"""Tokens are rounded up to eights, and above 256 to 16 steps from one power of two to the next."""


class Bounds:
    """What calls may cost at most, until prices change or answers have used more.

    Args:
        catalogue: The models with their prices.
        peaks: The most that earlier answers have used.
        markups: The least and the most factor that the key's app may add.
    """

    def __init__(self, catalogue: Catalogue, peaks: Peaks, markups: tuple[float, float]) -> None:
        self._catalogue, self._peaks, self.markups = catalogue, peaks, markups
        self._known: dict[Any, int | None] = {}

    def of(self, call: Call[Any]) -> int | None:
        """Return the most that a call may cost, in whole 1e-9 pollen; None if only `estimate_of` can tell."""
        field = _IN_BODY.get(call.operation, "")
        tokens = _tokens(call, field)
        options = None if tokens == math.inf else _options(call, field)
        if options is None:
            return None
        rounded, known = _rounded(tokens), self._known
        key = (call.operation, options, rounded)
        if (bound := known.get(key, -1)) == -1:
            if len(known) > _MOST_KNOWN:
                known.clear()
            bound = known[key] = self._estimated(_like(call, rounded))
        return bound

    def _estimated(self, call: Call[Any]) -> int | None:
        try:
            high = estimate_of(call, self._catalogue, self._peaks, markups=self.markups).high
        except UnsteadyError:
            return None
        return None if high is None else nano(high)


def _tokens(call: Call[Any], field: str) -> float:
    """Return a bound of the tokens of the text of a call; infinite if that is not all of its text."""
    body = call.body
    if call.prepare is not None or call.form is not None:
        return math.inf
    if body is None:
        start = _IN_PATH.get(call.operation, "no path")
        if not call.path.startswith(start):
            return math.inf
        return most_tokens_in(call.path[len(start) :].replace("%20", " "))  # other escapes are longer than their text
    if not field or call.params:
        return math.inf
    text = body.get(field)
    if field == "messages":
        messages = text if type(text) is list and text else [None]
        return sum(map(_tokens_in_message, messages)) - _TOKENS_PER_MESSAGE  # the estimate is that of one message
    return most_tokens_in(text) if type(text) is str else math.inf


def _tokens_in_message(message: Any) -> float:
    """Return a bound of the tokens of a message; infinite if it is not of text alone."""
    if type(message) is dict and message.keys() <= _WRITTEN and type(text := message.get("content")) is str:
        return most_tokens_in(text) + _TOKENS_PER_MESSAGE
    return math.inf


def _rounded(tokens: float) -> int:
    """Round up, so that few numbers are to be remembered."""
    whole = int(tokens) + 1
    step = max(_LEAST_STEP, whole.bit_length() - _STEPS)
    return -(-whole >> step) << step


def _options(call: Call[Any], field: str) -> bytes | None:
    """Return the options of a call that prices may depend on; None if they are no plain values, or long."""
    body = call.body
    options = dict(call.params if body is None else body)
    options.pop(field, None)
    options.pop("seed", None)  # no price depends on it
    options.pop("user", None)
    try:  # unlike `repr`, it tells all values apart, and refuses those that it does not know
        found = marshal.dumps(options, 2)
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
