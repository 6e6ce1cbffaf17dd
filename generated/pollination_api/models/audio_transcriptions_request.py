# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import types
from ..models.audio_transcriptions_request_response_format import check_audio_transcriptions_request_response_format
from ..types import UNSET, File, Unset

if TYPE_CHECKING:
    from ..models.audio_transcriptions_request_response_format import AudioTranscriptionsRequestResponseFormat


@_attrs_define
class AudioTranscriptionsRequest:
    """Audio transcriptions request."""

    file: File
    """The audio file to transcribe."""

    model: str | Unset = UNSET
    """The model to use."""

    language: str | Unset = UNSET
    """Language of the audio in ISO-639-1 format (e.g. `en`, `fr`)."""

    prompt: str | Unset = UNSET
    """Optional text to guide the model's style or continue a previous segment."""

    response_format: AudioTranscriptionsRequestResponseFormat | Unset = UNSET
    """Audio transcriptions request response format."""

    temperature: float | Unset = UNSET
    """Sampling temperature between 0 and 1."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        file = self.file.to_tuple()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["file"] = file
        if self.model is not UNSET:
            field_dict["model"] = self.model
        if self.language is not UNSET:
            field_dict["language"] = self.language
        if self.prompt is not UNSET:
            field_dict["prompt"] = self.prompt
        if self.response_format is not UNSET:
            field_dict["response_format"] = self.response_format
        if self.temperature is not UNSET:
            field_dict["temperature"] = self.temperature
        return field_dict

    def to_multipart(self) -> types.RequestFiles:
        """Return the object as the parts of a multipart body."""
        files: types.RequestFiles = []
        files.append(("file", self.file.to_tuple()))

        if not isinstance(self.model, Unset):
            files.append(("model", (None, str(self.model).encode(), "text/plain")))

        if not isinstance(self.language, Unset):
            files.append(("language", (None, str(self.language).encode(), "text/plain")))

        if not isinstance(self.prompt, Unset):
            files.append(("prompt", (None, str(self.prompt).encode(), "text/plain")))

        if not isinstance(self.response_format, Unset):
            files.append(("response_format", (None, str(self.response_format).encode(), "text/plain")))

        if not isinstance(self.temperature, Unset):
            files.append(("temperature", (None, str(self.temperature).encode(), "text/plain")))

        for name, value in self.additional_properties.items():
            files.append((name, (None, str(value).encode(), "text/plain")))

        return files

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        file = File(payload=BytesIO(_pop("file")))
        _decoded.file = file
        _decoded.model = _pop("model", UNSET)
        _decoded.language = _pop("language", UNSET)
        _decoded.prompt = _pop("prompt", UNSET)
        response_format_data = _pop("response_format", UNSET)
        response_format: AudioTranscriptionsRequestResponseFormat | Unset = UNSET
        if response_format_data is not UNSET and response_format_data is not None:
            response_format = check_audio_transcriptions_request_response_format(response_format_data)
        _decoded.response_format = response_format
        _decoded.temperature = _pop("temperature", UNSET)
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
