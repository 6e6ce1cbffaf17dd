# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.audio_input import AudioInput
    from ..models.cache_control import CacheControl


@_attrs_define
class AudioContentPart(OpenObject):
    """A part that is sound.

    Attributes:
        type_: Always `input_audio`.
        input_audio: Sound, carried in the message.
        cache_control: How the provider may cache a message.
    """

    type_: Literal["input_audio"]
    """Always `input_audio`."""
    input_audio: AudioInput
    """Sound, carried in the message."""
    cache_control: CacheControl | Unset = UNSET
    """How the provider may cache a message."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        input_audio = self.input_audio.to_dict()
        cache_control: dict[str, Any] | Unset = UNSET
        if not isinstance(self.cache_control, Unset):
            cache_control = self.cache_control.to_dict()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["type"] = self.type_
        field_dict["input_audio"] = input_audio
        if cache_control is not UNSET:
            field_dict["cache_control"] = cache_control
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        type_ = cast(Literal["input_audio"], _pop("type"))
        if type_ != "input_audio":
            raise ValueError(f"type must match const 'input_audio', got '{type_}'")
        _decoded.type_ = type_
        input_audio = _models.AudioInput.from_dict(_pop("input_audio"))
        _decoded.input_audio = input_audio
        cache_control_data = _pop("cache_control", UNSET)
        cache_control: CacheControl | Unset = UNSET
        if cache_control_data is not UNSET and cache_control_data is not None:
            cache_control = _models.CacheControl.from_dict(cache_control_data)
        _decoded.cache_control = cache_control
        _decoded.additional_properties = _remaining
        return _decoded
