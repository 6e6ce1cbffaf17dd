# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.audio_format import check_audio_format
from ..types import OpenObject

if TYPE_CHECKING:
    from ..models.audio_format import AudioFormat


@_attrs_define
class AudioInput(OpenObject):
    """Sound, carried in the message.

    Attributes:
        data: The file in base64.
        format_: The forms of a sound file.
    """

    data: str
    """The file in base64."""
    format_: AudioFormat
    """The forms of a sound file."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["data"] = self.data
        field_dict["format"] = self.format_
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.data = _pop("data")
        format_ = check_audio_format(_pop("format"))
        _decoded.format_ = format_
        _decoded.additional_properties = _remaining
        return _decoded
