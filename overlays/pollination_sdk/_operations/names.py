"""Short names for the types of common options; loaded for type checkers and `types` alone."""

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
"""What the person says, or the conversation so far; a message that a model returned may stand in it."""
