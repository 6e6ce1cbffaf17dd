"""The text of a chat message, in each form that models give it."""

from typing import Any


def text_in(content: Any) -> str:
    """Return the text of a `content` field, which may be a list of parts; empty if there is none."""
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        return ""
    texts = [part.get("text") if isinstance(part, dict) else part for part in content]
    return "".join(text for text in texts if isinstance(text, str))


def text_of_message(message: Any) -> str:
    """Return the text of a chat message, from `content` or its parts; empty if there is none."""
    if not isinstance(message, dict):
        return ""
    if isinstance(content := message.get("content"), str):
        return content
    blocks = message.get("content_blocks")
    return text_in(content or (blocks if isinstance(blocks, list) else None))
