# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.speech_alignment import SpeechAlignment


@_attrs_define
class TimedSpeech(OpenObject):
    """Speech with the time of each character."""

    audio_base64: str
    """The sound in base64."""

    alignment: None | SpeechAlignment | Unset = UNSET
    """The times of the text as it was sent."""

    normalized_alignment: None | SpeechAlignment | Unset = UNSET
    """The times of the text as it is spoken."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        alignment: dict[str, Any] | None | Unset
        if isinstance(self.alignment, _models.SpeechAlignment):
            alignment = self.alignment.to_dict()
        else:
            alignment = self.alignment
        normalized_alignment: dict[str, Any] | None | Unset
        if isinstance(self.normalized_alignment, _models.SpeechAlignment):
            normalized_alignment = self.normalized_alignment.to_dict()
        else:
            normalized_alignment = self.normalized_alignment
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["audio_base64"] = self.audio_base64
        if alignment is not UNSET:
            field_dict["alignment"] = alignment
        if normalized_alignment is not UNSET:
            field_dict["normalized_alignment"] = normalized_alignment
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.audio_base64 = _pop("audio_base64")

        def _decode_alignment(data: object) -> None | SpeechAlignment | Unset:
            if data is None or isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError
                alignment_speech_alignment = _models.SpeechAlignment.from_dict(data)
                return alignment_speech_alignment
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("None | SpeechAlignment | Unset", data)

        alignment = _decode_alignment(_pop("alignment", UNSET))
        _decoded.alignment = alignment

        def _decode_normalized_alignment(data: object) -> None | SpeechAlignment | Unset:
            if data is None or isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError
                normalized_alignment_speech_alignment = _models.SpeechAlignment.from_dict(data)
                return normalized_alignment_speech_alignment
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("None | SpeechAlignment | Unset", data)

        normalized_alignment = _decode_normalized_alignment(_pop("normalized_alignment", UNSET))
        _decoded.normalized_alignment = normalized_alignment
        _decoded.additional_properties = _remaining
        return _decoded
