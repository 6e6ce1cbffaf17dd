"""Check the messages of a conversation: their roles, and names of fields that are misspelt.

A message may hold fields that the contract does not describe: they are sent unchanged. So an unknown field is refused
only if it resembles a field that the message lacks.
"""

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
        ArgumentError: A field is misspelt, the role is missing, or the content is neither text nor a list of parts.
        ArgumentValueError: There is no such role.
    """
    role, content = message.get("role"), message.get("content")
    is_plain = len(message) == 2 and role is not None and content is not None  # as most messages are
    if not is_plain and not message.keys() <= FIELDS:
        _check_names(place, message)
    if role not in ROLES:
        known = f"{', '.join(ROLES)} are the roles that there are"
        if role is None:
            raise ArgumentError(f"{place}.role is missing; {known}.")
        raise ArgumentValueError(f"{place}.role is {role!r}; {known}.")
    if type(content) is not str and type(content) is not list and content is not None:
        raise ArgumentError(f"{place}.content takes text or a list of parts, not {kind_of(content)}.")


def _check_names(place: str, message: Mapping[str, Any]) -> None:
    """Refuse an unknown field that resembles a known one which the message lacks."""
    import difflib  # noqa: PLC0415 - few messages have unknown fields

    lacking = sorted(FIELDS - message.keys())
    for name in message.keys() - FIELDS:
        if similar := difflib.get_close_matches(name.lower(), lacking, 1, _SIMILAR):
            raise ArgumentError(f"{place}.{name} is unknown (is {similar[0]!r} meant?).")
