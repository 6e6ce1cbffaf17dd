# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    pass


@_attrs_define
class PromptTokensDetails(OpenObject):
    """What the sent tokens were."""

    audio_tokens: int | Unset = UNSET
    """The tokens of sound."""

    cached_tokens: int | Unset = UNSET
    """The tokens that were cached."""

    image_tokens: int | None | Unset = UNSET
    """The tokens of images."""

    video_tokens: int | None | Unset = UNSET
    """The tokens of video."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.audio_tokens is not UNSET:
            field_dict["audio_tokens"] = self.audio_tokens
        if self.cached_tokens is not UNSET:
            field_dict["cached_tokens"] = self.cached_tokens
        if self.image_tokens is not UNSET:
            field_dict["image_tokens"] = self.image_tokens
        if self.video_tokens is not UNSET:
            field_dict["video_tokens"] = self.video_tokens
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.audio_tokens = _pop("audio_tokens", UNSET)
        _decoded.cached_tokens = _pop("cached_tokens", UNSET)
        _decoded.image_tokens = _pop("image_tokens", UNSET)
        _decoded.video_tokens = _pop("video_tokens", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
