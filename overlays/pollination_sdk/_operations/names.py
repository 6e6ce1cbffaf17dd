"""What the signatures of the verbs name, and how they are read; nothing of it is loaded to send a call."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from pollination_api import models
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
from pollination_api.types import Unset
from pollination_sdk._engine.call import Call
from pollination_sdk._media.media import Media
from pollination_sdk._operations.chat_completions import StreamedCall
from pollination_sdk._operations.dates import When

__all__ = [
    "Call",
    "ChatMessage",
    "ImageModel",
    "Images",
    "Json",
    "Media",
    "Messages",
    "Seed",
    "StreamedCall",
    "TextModel",
    "Unset",
    "When",
    "signature_of",
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


class _Names(dict[str, Any]):
    """Find what the annotations of a builder name: the types above, typing's own, and the generated models."""

    def __missing__(self, name: str) -> Any:
        if name not in models.__all__:
            raise KeyError(name)
        return getattr(models, name)


def signature_of(builder: Callable[..., Any]) -> inspect.Signature:
    """Return the signature of a builder, with types for annotations instead of their names."""
    hints = inspect.get_annotations(builder, locals=_Names(globals()), eval_str=True)
    told = inspect.signature(builder)
    parameters = [one.replace(annotation=hints[name]) for name, one in told.parameters.items()]
    return told.replace(parameters=parameters, return_annotation=hints["return"])
