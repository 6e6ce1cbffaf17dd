# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    pass

_other: str | None = None
"""The name of what else was in the last object, where it was one thing alone."""


@_attrs_define
class FileReference(OpenObject):
    """A file, carried or pointed at.

    Attributes:
        file_data: The file in base64.
        file_id: The id of a file sent before.
        file_name: Its name.
        file_url: Its URL.
        mime_type: Its media type.
    """

    file_data: str | Unset = UNSET
    """The file in base64."""
    file_id: str | Unset = UNSET
    """The id of a file sent before."""
    file_name: str | Unset = UNSET
    """Its name."""
    file_url: str | Unset = UNSET
    """Its URL."""
    mime_type: str | Unset = UNSET
    """Its media type."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.file_data is not UNSET:
            field_dict["file_data"] = self.file_data
        if self.file_id is not UNSET:
            field_dict["file_id"] = self.file_id
        if self.file_name is not UNSET:
            field_dict["file_name"] = self.file_name
        if self.file_url is not UNSET:
            field_dict["file_url"] = self.file_url
        if self.mime_type is not UNSET:
            field_dict["mime_type"] = self.mime_type
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        global _other
        _decoded = cls.__new__(cls)
        _name = _other  # read once: another thread may change it
        # Mostly an object has all that is known, and else what the one before had: then nothing is left to look for.
        if type(src_dict) is dict and len(src_dict) == (5 if _name is None else 6):
            try:
                _decoded.file_data = src_dict["file_data"]
                _decoded.file_id = src_dict["file_id"]
                _decoded.file_name = src_dict["file_name"]
                _decoded.file_url = src_dict["file_url"]
                _decoded.mime_type = src_dict["mime_type"]
                _decoded.additional_properties = {} if _name is None else {_name: src_dict[_name]}
            except KeyError:
                pass
            else:
                return _decoded
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.file_data = _pop("file_data", UNSET)
        _decoded.file_id = _pop("file_id", UNSET)
        _decoded.file_name = _pop("file_name", UNSET)
        _decoded.file_url = _pop("file_url", UNSET)
        _decoded.mime_type = _pop("mime_type", UNSET)
        _decoded.additional_properties = _remaining
        _other = next(iter(_remaining)) if len(_remaining) == 1 else None
        return _decoded
