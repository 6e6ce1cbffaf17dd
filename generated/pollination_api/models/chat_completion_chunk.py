# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..formats import Format, unix_time
from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    from ..models.chunk_choice import ChunkChoice
    from ..models.completion_usage import CompletionUsage
    from ..models.known_user_tier import KnownUserTier


@_attrs_define(repr=False, getstate_setstate=False)
class ChatCompletionChunk(ResponseModel):
    """One piece of an answer.

    Attributes:
        id: The id of the answer.
        choices: What is new; empty in the chunk that tells the usage.
        object_: Always `chat.completion.chunk`.
        created: When it was made; in JSON seconds since 1970.
        model: The model that really answers.
        system_fingerprint: The provider's setup that answers.
        usage: What was counted, in the last chunk only.
        user_tier: The level of the account.
        citations: The URLs of the sources.
        error: What went wrong, where the stream fails half way.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "choices": "choices",
        "object": "object_",
        "created": "created",
        "model": "model",
        "system_fingerprint": "system_fingerprint",
        "usage": "usage",
        "user_tier": "user_tier",
        "citations": "citations",
        "error": "error",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset({"id", "choices"})
    shown_fields: ClassVar[tuple[str, ...]] = ("choices", "usage")
    formats: ClassVar[Mapping[str, Format]] = {"created": unix_time}

    id: str
    """The id of the answer."""
    choices: list[ChunkChoice]
    """What is new; empty in the chunk that tells the usage."""
    object_: str | None = None
    """Always `chat.completion.chunk`."""
    created: datetime.datetime | None = None
    """When it was made; in JSON seconds since 1970."""
    model: str | None = None
    """The model that really answers."""
    system_fingerprint: str | None = None
    """The provider's setup that answers."""
    usage: CompletionUsage | None = None
    """What was counted, in the last chunk only."""
    user_tier: KnownUserTier | str | None = None
    """The level of the account."""
    citations: list[str] = _attrs_field(factory=list)
    """The URLs of the sources."""
    error: Any = None
    """What went wrong, where the stream fails half way."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received; what is missing, or cannot be read, becomes None or empty."""
        _decoded = cls.__new__(cls)
        _unlike: dict[str, Any] = {}
        _decoded._received = tuple(src_dict)
        _decoded._unlike = _unlike
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _value = _pop("id", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.id = _value
        else:
            _decoded.id = ""
            if _value is None:
                _unlike["id"] = None
        _value = _pop("choices", MISSING)
        if _value is not None and _value is not MISSING:
            choices = []
            for choices_item_data in _value:
                choices_item = _models.ChunkChoice.from_dict(choices_item_data)
                choices.append(choices_item)
            _decoded.choices = choices
        else:
            _decoded.choices = []
            if _value is None:
                _unlike["choices"] = None
        _decoded.object_ = _pop("object", None)
        _value = _pop("created", None)
        _decoded.created = unix_time.read(_value)
        if _value is not None:
            _unlike["created"] = _value
        _decoded.model = _pop("model", None)
        _decoded.system_fingerprint = _pop("system_fingerprint", None)
        _value = _pop("usage", None)
        if _value is not None:
            _decoded.usage = _models.CompletionUsage.from_dict(_value)
        else:
            _decoded.usage = None
        _decoded.user_tier = _pop("user_tier", None)
        _value = _pop("citations", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.citations = _value
        else:
            _decoded.citations = []
            if _value is None:
                _unlike["citations"] = None
        _decoded.error = _pop("error", None)
        _decoded.additional_properties = _remaining
        return _decoded
