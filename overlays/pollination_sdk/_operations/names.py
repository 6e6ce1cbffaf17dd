"""Aliases for the types of common options; imported only by type checkers and `types`."""

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, Protocol

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
    JsonObjectResponseFormat,
    JsonSchemaResponseFormat,
    SystemMessage,
    TextResponseFormat,
    ToolMessage,
    UserMessage,
)
from pollination_sdk._media.media import Media

__all__ = [
    "Attachment",
    "AudioModel",
    "BinaryFile",
    "ChatMessage",
    "Conversation",
    "EmbeddingInput",
    "EmbeddingModel",
    "File",
    "ImageFile",
    "ImageFiles",
    "ImageModel",
    "Images",
    "Json",
    "MeshModel",
    "Message",
    "Messages",
    "ModelKind",
    "References",
    "ResponseFormat",
    "Safety",
    "SafetyCheck",
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
SafetyCheck = Literal["privacy", "secrets", "sexual", "violence", "shield", "nsfw"]
"""The safety checks that are known; `nsfw` stands for `sexual` and `violence`."""
Safety = bool | str | Sequence[SafetyCheck | str]
"""True, the names of checks in a list, or their names in one text, separated by commas."""
Images = str | Sequence[str] | None
ResponseFormat = (
    TextResponseFormat | JsonSchemaResponseFormat | JsonObjectResponseFormat | Json | Literal["json_object", "text"]
)
"""The format of a chat's answer: its name, or a dict or model with the schema."""
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
Message = Json | ChatMessage
"""A message: a dict, a model, or a message that a model returned."""
Messages = list[Message]
"""The memory of a conversation: a list to append dicts, models and returned messages to."""
Conversation = str | Sequence[Message]
"""What the methods take: the user's text, or a conversation of messages."""


class BinaryFile(Protocol):
    """An open file whose `read` returns bytes."""

    def read(self) -> bytes:
        """Return the rest of the file."""
        ...


File = os.PathLike[str] | bytes | bytearray | memoryview | BinaryFile | Media
"""A file: a path object, bytes, an open file or a `Media`; text is none."""
Attachment = os.PathLike[str] | bytes | bytearray | memoryview | BinaryFile | Media | str
"""A file to send with a message: a path object, bytes, an open file or a `Media`; text is a URL or a data URI."""
EmbeddingInput = str | Json | Iterable[Json | Attachment]
"""What `embed` takes: a text, several texts, or parts of a message and files."""
References = Attachment | Sequence[Attachment] | None
"""One reference or several, each a URL or a file."""
ImageFile = Attachment
"""An image to send: a path object, bytes, an open file or a `Media`; text is a URL or a data URI."""
ImageFiles = ImageFile | Sequence[ImageFile]
"""One image to send, or several."""
