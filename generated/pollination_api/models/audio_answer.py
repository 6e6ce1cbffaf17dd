# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    pass


@_attrs_define
class AudioAnswer(OpenObject):
    """A spoken answer."""

    transcript: str | Unset = UNSET
    """What is said."""

    data: str | Unset = UNSET
    """The file in base64."""

    id: str | Unset = UNSET
    """The id of the sound."""

    expires_at: int | Unset = UNSET
    """Until when it can be referred to, in seconds since 1970."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.transcript is not UNSET:
            field_dict["transcript"] = self.transcript
        if self.data is not UNSET:
            field_dict["data"] = self.data
        if self.id is not UNSET:
            field_dict["id"] = self.id
        if self.expires_at is not UNSET:
            field_dict["expires_at"] = self.expires_at
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.transcript = _pop("transcript", UNSET)
        _decoded.data = _pop("data", UNSET)
        _decoded.id = _pop("id", UNSET)
        _decoded.expires_at = _pop("expires_at", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
