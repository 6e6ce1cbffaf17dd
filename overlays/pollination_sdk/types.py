"""The public module of all models and type aliases; each is imported at its first use."""

import importlib
from typing import Any

from pollination_api import models

_HOMES = {
    "UNSET": "pollination_api.types",
    "Answer": "pollination_sdk._responses.answer",
    "ChatMessage": "pollination_sdk._operations.names",
    "Messages": "pollination_sdk._operations.names",
    "Unset": "pollination_api.types",
}
__all__ = sorted({*_HOMES, *models.__all__})  # noqa: PLE0605 - `types.pyi` writes them out for type checkers


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = importlib.import_module(_HOMES[name]) if name in _HOMES else models
    value = getattr(home, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
