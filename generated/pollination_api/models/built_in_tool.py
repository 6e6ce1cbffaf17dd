# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.built_in_tool_type import check_built_in_tool_type
from ..types import OpenObject

if TYPE_CHECKING:
    from ..models.built_in_tool_type import BuiltInToolType


@_attrs_define
class BuiltInTool(OpenObject):
    """A tool that the model brings with it.

    Attributes:
        type_: The tools that models bring with them.
    """

    type_: BuiltInToolType
    """The tools that models bring with them."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["type"] = self.type_
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        type_ = check_built_in_tool_type(_pop("type"))
        _decoded.type_ = type_
        _decoded.additional_properties = _remaining
        return _decoded
