"""The public module of all models and type aliases; each is imported at its first use."""

import importlib
from typing import Any

from pollination_api import models

_HOMES = {
    "pollination_api.known_ids": (
        "KnownAudioModel",
        "KnownEmbeddingModel",
        "KnownImageModel",
        "KnownMeshModel",
        "KnownTextModel",
        "KnownVideoModel",
    ),
    "pollination_api.types": ("UNSET", "Unset"),
    "pollination_sdk._costs.reconciliation": ("Compared",),
    "pollination_sdk._costs.recorded_call": ("RecordedCall",),
    "pollination_sdk._media.shapes": ("BoundingBox",),
    "pollination_sdk._operations.names": (
        "Attachment",
        "AudioModel",
        "ChatMessage",
        "Conversation",
        "EmbeddingInput",
        "EmbeddingModel",
        "ImageModel",
        "MeshModel",
        "Message",
        "Messages",
        "TextModel",
        "VideoModel",
    ),
    "pollination_sdk._responses.answer": ("Answer",),
    "pollination_sdk._responses.chat_completion": ("ChatCompletion",),
    "pollination_sdk._responses.embeddings": ("Embeddings",),
    "pollination_sdk._responses.timed_speech": ("TimedSpeech",),
    "pollination_sdk._typed.tools.run": ("CallEvent", "CompletedCall", "ResultEvent", "ToolEvent", "TurnEvent"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}
__all__ = sorted({*_HOME_OF, *models.__all__})  # noqa: PLE0605 - `types.pyi`, generated, lists them for type checkers


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = importlib.import_module(_HOME_OF[name]) if name in _HOME_OF else models
    value = getattr(home, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
