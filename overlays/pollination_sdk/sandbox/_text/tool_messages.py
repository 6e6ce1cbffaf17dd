"""Check that the results of tools in a chat belong to the calls before them, as back ends do."""

from collections.abc import Iterable, Mapping
from typing import Any

from pollination_sdk.sandbox._errors import ServiceError


def check_tool_messages(messages: Iterable[Mapping[str, Any]]) -> None:
    """Refuse a conversation in which a call of a tool is not answered once, in the order of the calls.

    Raises:
        ServiceError: 400; the message names the place, as that of the service does.
    """
    waiting: list[str] = []
    for index, message in enumerate(messages):
        if message.get("role") == "tool":
            _take(f"messages[{index}]", str(message.get("tool_call_id")), waiting)
            continue
        _check_answered(waiting)
        calls = message.get("tool_calls") if message.get("role") == "assistant" else None
        waiting = [str(call.get("id")) for call in calls or ()]
        if len(set(waiting)) < len(waiting):
            raise ServiceError(400, f"Invalid value: messages[{index}].tool_calls has two calls with one id.")
    _check_answered(waiting)


def _take(place: str, answered: str, waiting: list[str]) -> None:
    """Take the answer to the first of the calls that wait for one."""
    if not waiting:
        raise ServiceError(
            400,
            f"Invalid parameter: {place} with role 'tool' must be a response to a preceding message with 'tool_calls'.",
        )
    if waiting.pop(0) != answered:
        raise ServiceError(400, f"Invalid parameter: {place}.tool_call_id {answered!r} is not that of the next call.")


def _check_answered(waiting: list[str]) -> None:
    if waiting:
        raise ServiceError(
            400,
            "An assistant message with 'tool_calls' must be followed by tool messages responding to each "
            f"'tool_call_id'. The following tool_call_ids did not have response messages: {', '.join(waiting)}",
        )
