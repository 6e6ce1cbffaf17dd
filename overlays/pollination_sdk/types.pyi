from pollination_api import models
from pollination_api.known_ids import (
    KnownAudioModel,
    KnownEmbeddingModel,
    KnownImageModel,
    KnownMeshModel,
    KnownTextModel,
    KnownVideoModel,
)
from pollination_api.models import *  # noqa: F403 - the generated package names its models in its own `__all__`
from pollination_api.types import UNSET, Unset
from pollination_sdk._operations.names import (
    Attachment,
    AudioModel,
    ChatMessage,
    Conversation,
    EmbeddingModel,
    ImageModel,
    MeshModel,
    Message,
    Messages,
    TextModel,
    VideoModel,
)
from pollination_sdk._responses.answer import Answer

__all__ = [
    "UNSET",
    "Answer",
    "Attachment",
    "AudioModel",
    "ChatMessage",
    "Conversation",
    "EmbeddingModel",
    "ImageModel",
    "KnownAudioModel",
    "KnownEmbeddingModel",
    "KnownImageModel",
    "KnownMeshModel",
    "KnownTextModel",
    "KnownVideoModel",
    "MeshModel",
    "Message",
    "Messages",
    "TextModel",
    "Unset",
    "VideoModel",
]
__all__ += models.__all__
