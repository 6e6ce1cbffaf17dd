"""Read the conversations of `/v1/responses` and `/v1/messages`, whose items the contract leaves open."""

from collections.abc import Iterable
from typing import Any

from pollination_sdk.sandbox._requests.json_text import write_json


def text_of_parts(content: Any) -> str:
    """Return the text of a message's content, which is text, a list of parts, or anything else without text."""
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else []
    texts = (part.get("text") for part in parts if isinstance(part, dict))
    return "\n".join(text for text in texts if isinstance(text, str))


def chat_tool(name: str, parameters: Any) -> dict[str, Any]:
    """Return a tool in the format of a chat."""
    return {"type": "function", "function": {"name": name, "parameters": parameters}}


def chat_choice(name: str) -> dict[str, Any]:
    """Return the choice of one tool in the format of a chat."""
    return {"type": "function", "function": {"name": name}}


def to_named_frames(events: Iterable[dict[str, Any]]) -> bytes:
    """Encode events as an event stream in which each event has its type as its name."""
    return b"".join(b"event: %s\ndata: %s\n\n" % (event["type"].encode(), write_json(event)) for event in events)
