# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.content_filter_severity import ContentFilterSeverity


@_attrs_define
class ContentFilterVerdict(OpenObject):
    """How severe a finding is."""

    filtered: bool | Unset = UNSET
    """Whether it was withheld."""

    severity: ContentFilterSeverity | str | Unset = UNSET
    """How severe it is."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.filtered is not UNSET:
            field_dict["filtered"] = self.filtered
        if self.severity is not UNSET:
            field_dict["severity"] = self.severity
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.filtered = _pop("filtered", UNSET)
        _decoded.severity = _pop("severity", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
