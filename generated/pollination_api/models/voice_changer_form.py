# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import types
from ..models.voice_format import check_voice_format
from ..types import UNSET, File, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.voice_format import VoiceFormat


@_attrs_define
class VoiceChangerForm(OpenObject):
    """A recording and the voice that it gets.

    Attributes:
        file: The bytes of a file.
        model: A model for speech, music, sounds or transcription, by its id or by a short alias.
        voice: The voice, by name or by its id.
        response_format: The forms of a recording.
    """

    file: File
    """The bytes of a file."""
    model: str | Unset = UNSET
    """A model for speech, music, sounds or transcription, by its id or by a short alias."""
    voice: str | Unset = UNSET
    """The voice, by name or by its id."""
    response_format: VoiceFormat | Unset = UNSET
    """The forms of a recording."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        file = self.file.to_tuple()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["file"] = file
        if self.model is not UNSET:
            field_dict["model"] = self.model
        if self.voice is not UNSET:
            field_dict["voice"] = self.voice
        if self.response_format is not UNSET:
            field_dict["response_format"] = self.response_format
        return field_dict

    def to_multipart(self) -> types.RequestFiles:
        """Return the object as the parts of a multipart body."""
        files: types.RequestFiles = []
        files.append(("file", self.file.to_tuple()))

        if not isinstance(self.model, Unset):
            files.append(("model", (None, str(self.model).encode(), "text/plain")))

        if not isinstance(self.voice, Unset):
            files.append(("voice", (None, str(self.voice).encode(), "text/plain")))

        if not isinstance(self.response_format, Unset):
            files.append(("response_format", (None, str(self.response_format).encode(), "text/plain")))

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
        _decoded.voice = _pop("voice", UNSET)
        response_format_data = _pop("response_format", UNSET)
        response_format: VoiceFormat | Unset = UNSET
        if response_format_data is not UNSET and response_format_data is not None:
            response_format = check_voice_format(response_format_data)
        _decoded.response_format = response_format
        _decoded.additional_properties = _remaining
        return _decoded
