"""Names that shells complete and that messages suggest: of models, voices and operations. No request is sent."""

from __future__ import annotations

import difflib
import typing
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_TYPES = {
    "text": "KnownTextModel",
    "image": "KnownImageModel",
    "video": "KnownVideoModel",
    "audio": "KnownAudioModel",
    "embedding": "KnownEmbeddingModel",
}


class Operation(NamedTuple):
    """An operation of the service."""

    name: str
    request: str
    """Its method and path, such as `GET /account/key`."""
    summary: str


def models(kind: str) -> tuple[str, ...]:
    """Return the models of a kind that were known when the contract was written. There are others."""
    from pollination_sdk import types  # noqa: PLC0415 - only for completion

    return typing.get_args(getattr(types, _TYPES[kind]))


def voices() -> tuple[str, ...]:
    """Return the voices that were known when the contract was written. There are others."""
    from pollination_sdk import types  # noqa: PLC0415 - as above

    return typing.get_args(types.KnownVoice)


def operations() -> Iterator[Operation]:
    """Yield the operations of the contract."""
    from pollination_api import contract  # noqa: PLC0415 - large, and few commands need it

    paths: dict[str, dict[str, Any]] = contract.load()["paths"]
    for path, methods in paths.items():
        for method, value in methods.items():
            if isinstance(value, dict) and "operationId" in value:
                yield Operation(value["operationId"], f"{method.upper()} {path}", value.get("summary", ""))


def operation_names() -> list[str]:
    """Return the names of the operations."""
    return [one.name for one in operations()]


def nearest(name: str, known: Collection[str]) -> str:
    """Return a hint with the most similar name, such as ` (is image meant?)`; empty if none is similar."""
    near = difflib.get_close_matches(name, known, n=1)
    return f" (is {near[0]} meant?)" if near else ""
