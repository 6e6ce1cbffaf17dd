"""Aliases for the types of common options; imported only by type checkers and `types`."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pollination_api.models import (
    AssistantMessage,
    ChatCompletionMessage,
    DeveloperMessage,
    FunctionMessage,
    KnownImageModel,
    KnownTextModel,
    SystemMessage,
    ToolMessage,
    UserMessage,
)

__all__ = [
    "ChatMessage",
    "ImageModel",
    "Images",
    "Json",
    "Messages",
    "Seed",
    "TextModel",
]

Json = Mapping[str, Any]
TextModel = KnownTextModel | str
ImageModel = KnownImageModel | str
Images = str | Sequence[str] | None
Seed = int | Literal["random"] | None
ChatMessage = (
    SystemMessage
    | DeveloperMessage
    | UserMessage
    | AssistantMessage
    | ToolMessage
    | FunctionMessage
    | ChatCompletionMessage
)
Messages = str | Sequence[Json | ChatMessage]
"""The user's text, or the conversation so far, which may contain messages that a model returned."""
