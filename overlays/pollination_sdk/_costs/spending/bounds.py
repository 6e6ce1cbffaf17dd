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
from pollination_sdk._costs.quantities.peaks import UnsteadyError
from pollination_sdk._costs.quantities.text import MOST_PER_MESSAGE
from pollination_sdk._costs.quantities.tokens import CHARACTERS_PER_TOKEN, SHORT, most_tokens_in
from pollination_sdk._costs.ranges import MOST
from pollination_sdk._engine.call import Call, changed

if TYPE_CHECKING:
    from pollination_sdk._costs.quantities.peaks import Peaks
    from pollination_sdk._engine.catalogue import Catalogue

_MOST_KNOWN = 1_000
_IN_PATH = {"get_generate_text_prompt": "/text/", "get_generate_image_prompt": "/image/"}
_IN_BODY = {"post_generate_v1_chat_completions": "messages", "post_v1_images_generations": "prompt"}
"""Where an operation has the text that changes from call to call."""
_LONGEST_OPTIONS = 20_000
"""The most bytes of options that are remembered, such as of tools."""
_WRITTEN = frozenset({"role", "content"})
_TOKENS_PER_MESSAGE = MOST_PER_MESSAGE / MOST
_FREE = frozenset({"seed", "user"})
"""The options that no price depends on."""
_FEW, _EIGHT, _STEPS = 256, 7, 5
"""Few tokens are rounded up within each eight, and more within 16 steps from one power of two to the next."""


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
        """Return the most that a call may cost, in whole 1e-9 pollen; None if only `estimate_of` can tell.

        Each call under a limit comes through here, so this is one function.
        """
        tokens: float
        options: Any
        operation, body = call.operation, call.body
        if call.free or call.prepare is not None or call.form is not None:
            return None
        if body is None:
            start, path, options = _IN_PATH.get(operation, "no path"), call.path, call.params
            if not path.startswith(start):
                return None
            if (tokens := len(path)) > SHORT:
                tokens = most_tokens_in(path[len(start) :].replace("%20", " "))  # other escapes are longer
        else:
            field = _IN_BODY.get(operation)
            if field is None or call.params or type(body) is not dict:
                return None
            options = {**body}
            tokens = _tokens(options.pop(field, None))
            if tokens == math.inf:
                return None
        if "seed" in options or "user" in options:  # a set operation takes longer
            options = {name: value for name, value in options.items() if name not in _FREE}
        try:  # unlike `repr`, it tells all values apart, and refuses those that it does not know
            written = marshal.dumps(options, 2)
        except ValueError:
            return None
        whole = int(tokens) + 1
        rounded = whole | (_EIGHT if whole < _FEW else (1 << whole.bit_length() - _STEPS) - 1)
        bound = self._known.get((operation, written, rounded), -1)
        return self._remembered(call, written, rounded) if bound == -1 else bound

    def _remembered(self, call: Call[Any], written: bytes, tokens: int) -> int | None:
        """Estimate a call, and remember that for those like it, unless they have long options."""
        if len(written) > _LONGEST_OPTIONS:
            return None
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        bound = self._known[call.operation, written, tokens] = self._estimated(_like(call, tokens))
        return bound

    def _estimated(self, call: Call[Any]) -> int | None:
        try:
            high = estimate_of(call, self._catalogue, self._peaks, markups=self.markups).high
        except UnsteadyError:
            return None
        return None if high is None else nano(high)


def _tokens(text: Any) -> float:
    """Return a bound of the tokens of a text or of messages; infinite if they are not of text alone."""
    if type(text) is str:
        return most_tokens_in(text)
    if type(text) is not list or not text:
        return math.inf
    tokens = -_TOKENS_PER_MESSAGE  # the estimate is that of one message
    for message in text:
        if type(message) is not dict or not message.keys() <= _WRITTEN:
            return math.inf
        content = message.get("content")
        if type(content) is not str:
            return math.inf
        length = len(content)
        tokens += (length + 1 if length <= SHORT else most_tokens_in(content)) + _TOKENS_PER_MESSAGE
    return tokens


def _like(call: Call[Any], tokens: int) -> Call[Any]:
    """Return a call with the same options and a text of so many tokens."""
    text = "a" * math.ceil(tokens * CHARACTERS_PER_TOKEN)
    if call.body is None:
        return changed(call, path=_IN_PATH[call.operation] + text)
    field = _IN_BODY[call.operation]
    return changed(call, body={**call.body, field: [{"content": text}] if field == "messages" else text})
