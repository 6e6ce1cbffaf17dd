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
class UploadRequest(OpenObject):
    """A file to store, inside of JSON.

    Attributes:
        data: The file in base64, or as a data URI.
        content_type: Its media type.
        name: Its name.
        tags: At most eight tags; they publish the file.
        id: An id of yours.
    """

    data: str
    """The file in base64, or as a data URI."""
    content_type: str | Unset = UNSET
    """Its media type."""
    name: str | Unset = UNSET
    """Its name."""
    tags: list[str] | Unset = UNSET
    """At most eight tags; they publish the file."""
    id: str | Unset = UNSET
    """An id of yours."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["data"] = self.data
        if self.content_type is not UNSET:
            field_dict["contentType"] = self.content_type
        if self.name is not UNSET:
            field_dict["name"] = self.name
        if self.tags is not UNSET:
            field_dict["tags"] = self.tags
        if self.id is not UNSET:
            field_dict["id"] = self.id
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
                _decoded.data = src_dict["data"]
                _decoded.content_type = src_dict["contentType"]
                _decoded.name = src_dict["name"]
                _decoded.tags = src_dict["tags"]
                _decoded.id = src_dict["id"]
                _decoded.additional_properties = {} if _name is None else {_name: src_dict[_name]}
            except KeyError:
                pass
            else:
                return _decoded
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.data = _pop("data")
        _decoded.content_type = _pop("contentType", UNSET)
        _decoded.name = _pop("name", UNSET)
        _decoded.tags = _pop("tags", UNSET)
        _decoded.id = _pop("id", UNSET)
        _decoded.additional_properties = _remaining
        _other = next(iter(_remaining)) if len(_remaining) == 1 else None
        return _decoded
