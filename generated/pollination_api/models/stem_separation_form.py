# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import types
from ..models.stem_variation import check_stem_variation
from ..types import UNSET, File, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.stem_variation import StemVariation


@_attrs_define
class StemSeparationForm(OpenObject):
    """Music to split.

    Attributes:
        file: The bytes of a file.
        stem_variation_id: Two or six parts.
        model: A model for speech, music, sounds or transcription, by its id or by a short alias.
    """

    file: File
    """The bytes of a file."""
    stem_variation_id: StemVariation | Unset = UNSET
    """Two or six parts."""
    model: str | Unset = UNSET
    """A model for speech, music, sounds or transcription, by its id or by a short alias."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        file = self.file.to_tuple()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["file"] = file
        if self.stem_variation_id is not UNSET:
            field_dict["stem_variation_id"] = self.stem_variation_id
        if self.model is not UNSET:
            field_dict["model"] = self.model
        return field_dict

    def to_multipart(self) -> types.RequestFiles:
        """Return the object as the parts of a multipart body."""
        files: types.RequestFiles = []
        files.append(("file", self.file.to_tuple()))

        if not isinstance(self.stem_variation_id, Unset):
            files.append(("stem_variation_id", (None, str(self.stem_variation_id).encode(), "text/plain")))

        if not isinstance(self.model, Unset):
            files.append(("model", (None, str(self.model).encode(), "text/plain")))

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
        stem_variation_id_data = _pop("stem_variation_id", UNSET)
        stem_variation_id: StemVariation | Unset = UNSET
        if stem_variation_id_data is not UNSET and stem_variation_id_data is not None:
            stem_variation_id = check_stem_variation(stem_variation_id_data)
        _decoded.stem_variation_id = stem_variation_id
        _decoded.model = _pop("model", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
