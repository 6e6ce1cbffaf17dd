# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    pass


@_attrs_define
class AudioTranscriptionsAnswer:
    """Audio transcriptions answer."""

    text: str | Unset = UNSET
    """Text."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.text is not UNSET:
            field_dict["text"] = self.text
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.text = _pop("text", UNSET)
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
