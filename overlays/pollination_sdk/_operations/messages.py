"""Check the messages of a conversation: their roles, their content, and names of fields that are misspelt.

A message may hold fields that the contract does not describe: they are sent unchanged. So an unknown field is refused
only if it resembles a field that the message lacks, or stands where other services have the text.
"""

import functools
from collections.abc import Mapping
from typing import Any

from pollination_sdk._operations.refusal import kind_of
from pollination_sdk.errors import ArgumentError, ArgumentValueError

CHAT = "post_generate_v1_chat_completions"
"""The operation that takes messages with these roles."""
ROLES = ("system", "developer", "user", "assistant", "tool", "function")
"""The roles of the contract."""
FIELDS = frozenset({"role", "content", "name", "tool_calls", "tool_call_id", "function_call", "cache_control"})
"""The fields of messages in the contract."""
_OF_MODELS = frozenset({"tool_calls", "function_call"})
"""The fields that only messages of a model have."""
_OF_TOOLS = frozenset({"tool_call_id"})
"""The field that only messages of a tool have."""
_SPEAKERS = ("user", "assistant", "system", "developer")
"""The roles of messages that need no more than a content."""
_MAY_BE_SILENT = {"assistant", "tool", "function"}
"""The roles of messages whose content may be null."""
_ANSWERS = {
    "tool": ("tool_call_id", "give the id of the call that it answers"),
    "function": ("name", "give the name of the function"),
}
"""The field that a message with an answer needs, and the advice, by the role."""
_OTHER_ROLES = {"model": "assistant", "bot": "assistant", "ai": "assistant", "human": "user", "tool_result": "tool"}
"""The roles of other services."""
_OTHER_CONTENTS = ("text", "message", "parts", "value", "body", "prompt")
"""The fields of other services that hold the content."""
_SIMILAR = 0.8
"""The least similarity of a misspelt name, from 0 to 1."""


def check_messages(messages: Any) -> None:
    """Check those messages of a conversation that are objects; see `check_message`."""
    for index, message in enumerate(messages):
        if isinstance(message, Mapping):
            check_message(f"messages[{index}]", message)


def check_message(place: str, message: Mapping[str, Any]) -> None:
    """Check one message.

    Args:
        place: The place of the message, such as `messages[0]`, for error messages.
        message: The message as it is sent.

    Raises:
        ArgumentError: A field is misspelt or missing, or the content is neither text nor a list of parts.
        ArgumentValueError: There is no such role.
    """
    role = message.get("role")
    if len(message) == 2 and type(message.get("content")) is str and role in _SPEAKERS:  # as most messages are
        return
    if not message.keys() <= FIELDS:
        _check_names(place, message)
    if role not in ROLES:
        raise _wrong_role(place, role)
    _check_content(f"{place}.content", message)
    if role in _ANSWERS:  # a known role is hashable
        name, advice = _ANSWERS[role]
        if message.get(name) is None:
            raise ArgumentError(f"{place}.{name} is missing; {advice}.")
    _check_calls(f"{place}.tool_calls", message.get("tool_calls"))


def _check_names(place: str, message: Mapping[str, Any]) -> None:
    """Refuse an answer in place of its message, and an unknown field in place of a known one that is lacking."""
    if "role" not in message and (answer := _answer_in(message)):
        raise ArgumentError(f"{place} is {answer}.")
    is_silent = message.keys().isdisjoint({"content", *_OF_MODELS})
    if is_silent and (name := next((name for name in _OTHER_CONTENTS if name in message), None)):
        raise ArgumentError(f"{place}.{name} is unknown; what is said belongs into 'content'.")
    is_answer = message.get("role") in ("tool", "function")
    lacking = frozenset(FIELDS - message.keys() - (_OF_MODELS if is_answer else _OF_TOOLS))
    for name in message.keys() - FIELDS:
        if similar := _similar(name, lacking):
            raise ArgumentError(f"{place}.{name} is unknown (is {similar!r} meant?).")


@functools.lru_cache(maxsize=256)  # a conversation has the same unknown fields in each answer of a model
def _similar(name: str, lacking: frozenset[str]) -> str | None:
    """Return the field that is meant by an unknown name; None if no name is similar."""
    import difflib  # noqa: PLC0415 - few messages have unknown fields

    return next(iter(difflib.get_close_matches(name.lower(), sorted(lacking), 1, _SIMILAR)), None)


def _answer_in(fields: Mapping[str, Any]) -> str | None:
    """Return what is wrong with an answer that was given in place of its message; None for another object."""
    if "choices" in fields:
        return "a whole answer; give answer.choices[0].message"
    if "message" in fields and ("finish_reason" in fields or "index" in fields):
        return "a choice of an answer; give choice.message"
    return None


def _wrong_role(place: str, role: Any) -> ArgumentError:
    known = f"{', '.join(ROLES)} are the roles that there are"
    if role is None:
        return ArgumentError(f"{place}.role is missing; {known}.")
    name = str(role).strip().lower()
    meant = name if name in ROLES else _OTHER_ROLES.get(name)
    hint = f" Is {meant!r} meant?" if meant else ""
    return ArgumentValueError(f"{place}.role is {role!r}; {known}.{hint}")


def _check_content(place: str, message: Mapping[str, Any]) -> None:
    role, content = message["role"], message.get("content")
    if type(content) is str:
        return
    if content is None:
        if role not in _MAY_BE_SILENT or (role in _ANSWERS and "content" not in message):
            raise ArgumentError(f"{place} is missing; give text or a list of parts.")
        return
    if type(content) is not list:
        raise ArgumentError(f"{place} takes text or a list of parts, not {_described(content)}.")
    from pollination_sdk._operations.content_parts import check_parts  # noqa: PLC0415 - most messages are plain text

    check_parts(place, content)


def _described(content: Any) -> str:
    """Name a content of the wrong type; of an object say also where it belongs."""
    if not isinstance(content, Mapping):
        return kind_of(content)
    if answer := _answer_in(content):
        return f"{answer} in place of this message, or its text here"
    if "role" in content:
        return "a message; put it into the list of messages by itself"
    return "one part; put it into a list" if "type" in content else "dict"


def _check_calls(place: str, calls: Any) -> None:
    """Refuse calls of tools without their function, or with arguments that are no text."""
    for index, call in enumerate(calls if isinstance(calls, list) else ()):
        function = call.get("function") if isinstance(call, Mapping) else None
        if not isinstance(function, Mapping):
            advice = "give the message as the model returned it"
            raise ArgumentError(f"{place}[{index}].function is missing; {advice}.")
        if isinstance(function.get("arguments"), Mapping):
            raise ArgumentError(
                f"{place}[{index}].function.arguments takes JSON text, not dict; json.dumps() makes it."
            )
