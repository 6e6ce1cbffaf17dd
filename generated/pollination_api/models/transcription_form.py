# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import types
from ..models.transcription_format import check_transcription_format
from ..types import UNSET, File, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.transcription_format import TranscriptionFormat


@_attrs_define
class TranscriptionForm(OpenObject):
    """A recording to write down.

    Attributes:
        file: The bytes of a file.
        model: A model for speech, music, sounds or transcription, by its id or by a short alias.
        language: The language, as ISO 639-1 has it.
        prompt: A text that guides the style.
        response_format: The forms of a transcription.
        speakers_expected: How many people speak.
        temperature: How freely the model chooses, 0 to 1.
    """

    file: File
    """The bytes of a file."""
    model: str | Unset = UNSET
    """A model for speech, music, sounds or transcription, by its id or by a short alias."""
    language: str | Unset = UNSET
    """The language, as ISO 639-1 has it."""
    prompt: str | Unset = UNSET
    """A text that guides the style."""
    response_format: TranscriptionFormat | Unset = UNSET
    """The forms of a transcription."""
    speakers_expected: int | Unset = UNSET
    """How many people speak."""
    temperature: float | Unset = UNSET
    """How freely the model chooses, 0 to 1."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

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
        if self.speakers_expected is not UNSET:
            field_dict["speakers_expected"] = self.speakers_expected
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

        if not isinstance(self.speakers_expected, Unset):
            files.append(("speakers_expected", (None, str(self.speakers_expected).encode(), "text/plain")))

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
        response_format: TranscriptionFormat | Unset = UNSET
        if response_format_data is not UNSET and response_format_data is not None:
            response_format = check_transcription_format(response_format_data)
        _decoded.response_format = response_format
        _decoded.speakers_expected = _pop("speakers_expected", UNSET)
        _decoded.temperature = _pop("temperature", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
