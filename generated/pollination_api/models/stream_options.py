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
class StreamOptions(OpenObject):
    """What a stream tells besides the chunks.

    Attributes:
        include_usage: Whether the last chunk tells the usage; the service always sends one.
    """

    include_usage: bool | Unset = UNSET
    """Whether the last chunk tells the usage; the service always sends one."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.include_usage is not UNSET:
            field_dict["include_usage"] = self.include_usage
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.include_usage = _pop("include_usage", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
