"""Scripted replies, which the sandbox gives in place of its echo, and the queue that assigns them to requests."""

import json
import re
import reprlib
import threading
from collections.abc import Callable, Mapping
from typing import Any

import attrs

from pollination_sdk.sandbox._words import prompt_of

When = str | re.Pattern[str] | Callable[[str], bool]
"""The prompts that a reply is for: those with a text or a pattern in them, or those that a function accepts."""
TEXT_PROMPT = "/text/{prompt}"
SHORT = reprlib.Repr()
SHORT.maxstring = 120


@attrs.define(repr=False, eq=False)
class Reply:
    """One scripted reply; `Sandbox.reply` makes and queues it.

    Args:
        text: The text of the reply; None for the call of a tool.
        tool: The name of the tool to call; None for text.
        arguments: The arguments of the call, as JSON text.
        when: The prompts that it is for; None for all.
        times: The number of answers that it is still for.
    """

    text: str | None
    tool: str | None
    arguments: str
    when: When | None
    times: int

    def __repr__(self) -> str:
        given = SHORT.repr(self.text) if self.tool is None else f"tool={self.tool!r}"
        when = "" if self.when is None else f", when={SHORT.repr(self.when)}"
        return f"Reply({given}{when}, times={self.times})"

    def fits(self, chat: Mapping[str, Any], template: str) -> bool:
        """Return True if it can answer a request. `GET /text/{prompt}` takes no tools, so it gets no call of one."""
        if self.tool is not None and template == TEXT_PROMPT:
            return False
        return self.when is None or _accepts(self.when, prompt_of(chat["messages"]))


@attrs.define
class Script:
    """The replies that wait for a request, oldest first. Requests run at the same time, so a lock guards them."""

    waiting: list[Reply] = attrs.field(factory=list)
    _lock: Any = attrs.field(factory=threading.RLock, repr=False, eq=False)  # `when=` may call the sandbox

    def add(self, reply: Reply) -> None:
        """Queue a reply behind the others."""
        with self._lock:
            self.waiting.append(reply)

    def take(self, chat: Mapping[str, Any], template: str) -> Reply | None:
        """Return the oldest reply that fits a request, and remove it after its last use; None if none fits."""
        with self._lock:
            found = next((reply for reply in self.waiting if reply.fits(chat, template)), None)
            if found is not None:
                found.times -= 1
                if found.times == 0:
                    self.waiting.remove(found)
            return found

    def put_back(self, reply: Reply) -> None:
        """Return a reply whose request was refused; it is the next one again."""
        with self._lock:
            reply.times += 1
            if reply not in self.waiting:
                self.waiting.insert(0, reply)

    def clear(self) -> None:
        """Remove all replies."""
        with self._lock:
            self.waiting.clear()


def new_reply(
    text: str | None,
    *,
    tool: str | None = None,
    arguments: Mapping[str, Any] | None = None,
    value: Any = None,
    when: When | None = None,
    times: int = 1,
) -> Reply:
    """Check the arguments of `Sandbox.reply`, where `value` is called `json`.

    Raises:
        TypeError: There is no text, tool or JSON, or more than one of them; or one has a wrong type.
        ValueError: `times` is not a whole number above 0, or what is sent as JSON cannot be.
    """
    if [text, tool, value].count(None) != 2:
        raise TypeError('A reply is one of these: a text, tool="name" with arguments={...}, or json={...}.')
    if arguments is not None and tool is None:
        raise TypeError("arguments= belongs to tool=, the tool that the reply calls.")
    _check_type("A reply", text, str | None, "text; json= takes other values")
    _check_type("tool", tool, str | None, "the name of a tool")
    _check_type("arguments", arguments, Mapping | None, "a mapping of names to values")
    _check_type("when", when, str | re.Pattern | Callable | None, "text, a compiled pattern or a function")
    if isinstance(times, bool) or not isinstance(times, int) or times < 1:
        raise ValueError(f"times must be a whole number above 0, not {times!r}.")
    said = text if value is None else _dumped("json", value)
    return Reply(said, tool, _dumped("arguments", dict(arguments or {})), when, times)


def _check_type(name: str, value: Any, wanted: Any, words: str) -> None:
    if not isinstance(value, wanted):
        raise TypeError(f"{name} takes {words}, not {type(value).__name__}.")


def _dumped(name: str, value: Any) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise ValueError(f"{name}= takes what JSON can say: {error}.") from None


def _accepts(when: When, prompt: str) -> bool:
    if isinstance(when, str):
        return when in prompt
    if isinstance(when, re.Pattern):
        return when.search(prompt) is not None
    return bool(when(prompt))
