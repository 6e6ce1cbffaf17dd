"""Find the prompt of a conversation."""

from typing import Any


def prompt_of(messages: list[dict[str, Any]]) -> str:
    """Return what the echo repeats of a conversation: the text of its last message."""
    return text_of(messages[-1].get("content")) if messages else ""


def text_of(content: Any) -> str:
    """Return the text of a message's content, which is text or a list of parts."""
    if isinstance(content, str):
        return content
    parts = content or []
    return "\n".join(part["text"] for part in parts if isinstance(part.get("text"), str))
