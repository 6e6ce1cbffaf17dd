"""The models of what is sent and received, under their public home; each is loaded when first asked for."""

import importlib
from typing import TYPE_CHECKING, Any

from pollination_api import models

if TYPE_CHECKING:
    from pollination_api.models import *  # noqa: F403 - the generated package says what its models are
    from pollination_api.types import UNSET, Unset
    from pollination_sdk._operations.names import ChatMessage, Messages
    from pollination_sdk._responses.answer import Answer

__all__ = ["UNSET", "Answer", "ChatMessage", "Messages", "Unset"]
__all__ += models.__all__

_HOMES = {
    "UNSET": "pollination_api.types",
    "Answer": "pollination_sdk._responses.answer",
    "ChatMessage": "pollination_sdk._operations.names",
    "Messages": "pollination_sdk._operations.names",
    "Unset": "pollination_api.types",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = importlib.import_module(_HOMES[name]) if name in _HOMES else models
    value = getattr(home, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
