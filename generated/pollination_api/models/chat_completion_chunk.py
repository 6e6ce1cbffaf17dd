# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.chunk_choice import ChunkChoice
    from ..models.completion_usage import CompletionUsage
    from ..models.known_user_tier import KnownUserTier


@_attrs_define
class ChatCompletionChunk(OpenObject):
    """One piece of an answer."""

    id: str | Unset = UNSET
    """The id of the answer."""

    object_: str | Unset = UNSET
    """Always `chat.completion.chunk`."""

    created: int | Unset = UNSET
    """When it was made, in seconds since 1970."""

    model: str | Unset = UNSET
    """The model that really answers."""

    system_fingerprint: None | str | Unset = UNSET
    """The provider's setup that answers."""

    choices: list[ChunkChoice] | Unset = UNSET
    """What is new; empty in the chunk that tells the usage."""

    usage: CompletionUsage | None | Unset = UNSET
    """What was counted, in the last chunk only."""

    user_tier: KnownUserTier | str | Unset = UNSET
    """The level of the account."""

    citations: list[str] | Unset = UNSET
    """The URLs of the sources."""

    error: Any | Unset = UNSET
    """What went wrong, where the stream fails half way."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        choices: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.choices, Unset):
            choices = []
            for choices_item_data in self.choices:
                choices_item = choices_item_data.to_dict()
                choices.append(choices_item)
        usage: dict[str, Any] | None | Unset
        if isinstance(self.usage, _models.CompletionUsage):
            usage = self.usage.to_dict()
        else:
            usage = self.usage
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.id is not UNSET:
            field_dict["id"] = self.id
        if self.object_ is not UNSET:
            field_dict["object"] = self.object_
        if self.created is not UNSET:
            field_dict["created"] = self.created
        if self.model is not UNSET:
            field_dict["model"] = self.model
        if self.system_fingerprint is not UNSET:
            field_dict["system_fingerprint"] = self.system_fingerprint
        if choices is not UNSET:
            field_dict["choices"] = choices
        if usage is not UNSET:
            field_dict["usage"] = usage
        if self.user_tier is not UNSET:
            field_dict["user_tier"] = self.user_tier
        if self.citations is not UNSET:
            field_dict["citations"] = self.citations
        if self.error is not UNSET:
            field_dict["error"] = self.error
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.id = _pop("id", UNSET)
        _decoded.object_ = _pop("object", UNSET)
        _decoded.created = _pop("created", UNSET)
        _decoded.model = _pop("model", UNSET)
        _decoded.system_fingerprint = _pop("system_fingerprint", UNSET)
        choices_data = _pop("choices", UNSET)
        choices: list[ChunkChoice] | Unset = UNSET
        if choices_data is not UNSET and choices_data is not None:
            choices = []
            for choices_item_data in choices_data:
                choices_item = _models.ChunkChoice.from_dict(choices_item_data)
                choices.append(choices_item)
        _decoded.choices = choices

        def _decode_usage(data: object) -> CompletionUsage | None | Unset:
            if data is None or isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError
                usage_completion_usage = _models.CompletionUsage.from_dict(data)
                return usage_completion_usage
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("CompletionUsage | None | Unset", data)

        usage = _decode_usage(_pop("usage", UNSET))
        _decoded.usage = usage
        _decoded.user_tier = _pop("user_tier", UNSET)
        _decoded.citations = _pop("citations", UNSET)
        _decoded.error = _pop("error", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
