"""Aliases for the types of common options; imported only by type checkers and `types`."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pollination_api.known_ids import (
    KnownAudioModel,
    KnownEmbeddingModel,
    KnownImageModel,
    KnownMeshModel,
    KnownTextModel,
    KnownVideoModel,
)
from pollination_api.models import (
    AssistantMessage,
    ChatCompletionMessage,
    DeveloperMessage,
    FunctionMessage,
    SystemMessage,
    ToolMessage,
    UserMessage,
)

__all__ = [
    "AudioModel",
    "ChatMessage",
    "EmbeddingModel",
    "ImageModel",
    "Images",
    "Json",
    "MeshModel",
    "Messages",
    "ModelKind",
    "Safety",
    "Seed",
    "TextModel",
    "VideoModel",
]

Json = Mapping[str, Any]
TextModel = KnownTextModel | str
ImageModel = KnownImageModel | str
VideoModel = KnownVideoModel | str
AudioModel = KnownAudioModel | str
EmbeddingModel = KnownEmbeddingModel | str
MeshModel = KnownMeshModel | str
ModelKind = Literal["text", "image", "video", "audio", "3d", "embedding", "realtime"]
Safety = bool | str
"""True, or the names of checks separated by commas."""
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
