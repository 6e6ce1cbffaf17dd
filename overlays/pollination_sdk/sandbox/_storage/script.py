"""Scripted replies, which the sandbox gives in place of its echo, and the queue that assigns them to requests."""

import json
import re
import reprlib
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from pollination_sdk.sandbox._requests.prompts import prompt_of

When = str | re.Pattern[str] | Callable[[str], bool]
"""The prompts that a reply is for: those with a text or a pattern in them, or those that a function accepts."""
TEXT_PROMPT = "/text/{prompt}"
MESSAGES = "/v1/messages"
TOOL_FIELDS = ("name", "arguments")
SHORT = reprlib.Repr()
SHORT.maxstring = 120


@attrs.frozen
class ToolCall:
    """The call of a tool in a scripted reply.

    Args:
        name: The name of the tool.
        arguments: The arguments of the call, as JSON text; a test may have scripted text that is no JSON.
    """

    name: str
    arguments: str

    def allowed_by(self, chat: Mapping[str, Any]) -> bool:
        """Return True if a chat offers the tool and lets the model call it, in the current or the older form."""
        functions = [tool.get("function") or {} for tool in chat.get("tools") or []]
        functions += chat.get("functions") or []
        if self.name not in (function.get("name") for function in functions):
            return False
        choice = chat.get("tool_choice") or chat.get("function_call") or "auto"
        if isinstance(choice, str):
            return choice != "none"
        return bool((choice.get("function") or choice).get("name") == self.name)

    def has_object(self) -> bool:
        """Return True if the arguments are a JSON object."""
        try:
            return isinstance(json.loads(self.arguments), dict)
        except (ValueError, RecursionError):
            return False


@attrs.define(repr=False, eq=False)
class Reply:
    """One scripted reply; `Sandbox.reply` makes and queues it.

    Args:
        text: The text of the reply; None for calls of tools alone.
        tools: The calls of tools; none for text alone.
        when: The prompts that it is for; None for all.
        times: The number of answers that it is still for.
    """

    text: str | None
    tools: tuple[ToolCall, ...]
    when: When | None
    times: int

    def __repr__(self) -> str:
        said = [] if self.text is None else [SHORT.repr(self.text)]
        names = [call.name for call in self.tools]
        said += [f"tool={names[0]!r}"] if len(names) == 1 else [f"tools={SHORT.repr(names)}"] if names else []
        said += [] if self.when is None else [f"when={SHORT.repr(self.when)}"]
        return f"Reply({', '.join(said)}, times={self.times})"

    def fits(self, chat: Mapping[str, Any], template: str) -> bool:
        """Return True if it can answer a request: one of its prompts, which offers and allows all tools that it calls.

        `GET /text/{prompt}` takes no tools. `/v1/messages` answers with the arguments as an object, not as text.
        """
        if self.tools and template == TEXT_PROMPT:
            return False
        if not all(call.allowed_by(chat) and (template != MESSAGES or call.has_object()) for call in self.tools):
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
    arguments: Mapping[str, Any] | str | None = None,
    tools: Iterable[Mapping[str, Any]] | None = None,
    value: Any = None,
    when: When | None = None,
    times: int = 1,
) -> Reply:
    """Check the arguments of `Sandbox.reply`, where `value` is called `json`.

    Raises:
        TypeError: There is no text, tool or JSON; or both text and JSON, or both `tool` and `tools`; or one has a wrong
            type.
        ValueError: `times` is not a whole number above 0, a field of a tool is unknown, or what is sent as JSON cannot
            be.
    """
    if (text is None and value is None and tool is None and not tools) or None not in (text, value):
        raise TypeError('A reply is a text or json={...}, or tool="name" with arguments={...}, or a text with a tool.')
    if tool is not None and tools is not None:
        raise TypeError("A reply takes tool= for one call, or tools= for several; not both.")
    if arguments is not None and tool is None:
        raise TypeError("arguments= belongs to tool=, the tool that the reply calls.")
    _check_type("A reply", text, str | None, "text; json= takes other values")
    _check_type("when", when, str | re.Pattern | Callable | None, "text, a compiled pattern or a function")
    if isinstance(times, bool) or not isinstance(times, int) or times < 1:
        raise ValueError(f"times must be a whole number above 0, not {times!r}.")
    calls = _calls(tools) if tool is None else (_call(tool, arguments),)
    return Reply(text if value is None else _dumped("json", value), calls, when, times)


def _calls(tools: Any) -> tuple[ToolCall, ...]:
    _check_type("tools", tools, list | tuple | None, 'a list such as [{"name": "get_weather", "arguments": {}}]')
    calls = []
    for tool in tools or ():
        _check_type("tools", tool, Mapping, 'objects such as {"name": "get_weather", "arguments": {}}')
        for field in tool:
            if field not in TOOL_FIELDS:
                raise ValueError(f"A call in tools= has no {field!r}; it has {' and '.join(TOOL_FIELDS)}.")
        calls.append(_call(tool.get("name"), tool.get("arguments")))
    return tuple(calls)


def _call(name: Any, arguments: Any) -> ToolCall:
    _check_type("tool", name, str, "the name of a tool")
    _check_type("arguments", arguments, Mapping | str | None, "a mapping of names to values, or text to send as it is")
    if isinstance(arguments, str):
        return ToolCall(name, arguments)
    return ToolCall(name, _dumped("arguments", dict(arguments or {})))


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
