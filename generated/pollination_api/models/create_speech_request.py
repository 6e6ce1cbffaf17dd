# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.audio_response_format import check_audio_response_format
from ..models.other_audio_voice import check_other_audio_voice
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.audio_response_format import AudioResponseFormat
    from ..models.other_audio_voice import OtherAudioVoice


@_attrs_define
class CreateSpeechRequest:
    """Create speech request."""

    input_: str
    """The text to generate audio for."""

    model: str | Unset = UNSET
    """Model."""

    voice: OtherAudioVoice | Unset = UNSET
    """Audio voice."""

    response_format: AudioResponseFormat | Unset = UNSET
    """Audio response format."""

    speed: float | Unset = UNSET
    """The speed of the generated audio."""

    duration: float | Unset = UNSET
    """Music duration in seconds, 3-300 (elevenmusic only)."""

    instrumental: bool | Unset = UNSET
    """If true, guarantees instrumental output (elevenmusic only)."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["input"] = self.input_
        if self.model is not UNSET:
            field_dict["model"] = self.model
        if self.voice is not UNSET:
            field_dict["voice"] = self.voice
        if self.response_format is not UNSET:
            field_dict["response_format"] = self.response_format
        if self.speed is not UNSET:
            field_dict["speed"] = self.speed
        if self.duration is not UNSET:
            field_dict["duration"] = self.duration
        if self.instrumental is not UNSET:
            field_dict["instrumental"] = self.instrumental
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.input_ = _pop("input")
        _decoded.model = _pop("model", UNSET)
        voice_data = _pop("voice", UNSET)
        voice: OtherAudioVoice | Unset = UNSET
        if voice_data is not UNSET and voice_data is not None:
            voice = check_other_audio_voice(voice_data)
        _decoded.voice = voice
        response_format_data = _pop("response_format", UNSET)
        response_format: AudioResponseFormat | Unset = UNSET
        if response_format_data is not UNSET and response_format_data is not None:
            response_format = check_audio_response_format(response_format_data)
        _decoded.response_format = response_format
        _decoded.speed = _pop("speed", UNSET)
        _decoded.duration = _pop("duration", UNSET)
        _decoded.instrumental = _pop("instrumental", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded

    @property
    def additional_keys(self) -> list[str]:
        """Return the names of what else is in the object."""
        return list(self.additional_properties)

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
