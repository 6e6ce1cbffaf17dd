# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.voice_format import check_voice_format
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.known_voice import KnownVoice
    from ..models.voice_format import VoiceFormat


@_attrs_define
class TimedSpeechRequest(OpenObject):
    """A text to speak and time.

    Attributes:
        input_: The text to speak.
        model: A model for speech, music, sounds or transcription, by its id or by a short alias.
        voice: The voice, by name or by its id.
        response_format: The forms of a recording.
        seed: The number that fixes the result.
    """

    input_: str
    """The text to speak."""
    model: str | Unset = UNSET
    """A model for speech, music, sounds or transcription, by its id or by a short alias."""
    voice: KnownVoice | str | Unset = UNSET
    """The voice, by name or by its id."""
    response_format: VoiceFormat | Unset = UNSET
    """The forms of a recording."""
    seed: int | Unset = UNSET
    """The number that fixes the result."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

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
        if self.seed is not UNSET:
            field_dict["seed"] = self.seed
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.input_ = _pop("input")
        _decoded.model = _pop("model", UNSET)
        _decoded.voice = _pop("voice", UNSET)
        response_format_data = _pop("response_format", UNSET)
        response_format: VoiceFormat | Unset = UNSET
        if response_format_data is not UNSET and response_format_data is not None:
            response_format = check_voice_format(response_format_data)
        _decoded.response_format = response_format
        _decoded.seed = _pop("seed", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
