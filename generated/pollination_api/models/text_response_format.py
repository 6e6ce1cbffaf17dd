# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import OpenObject

if TYPE_CHECKING:
    pass


@_attrs_define
class TextResponseFormat(OpenObject):
    """Any text.

    Attributes:
        type_: Always `text`.
    """

    type_: Literal["text"]
    """Always `text`."""
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
        type_ = cast(Literal["text"], _pop("type"))
        if type_ != "text":
            raise ValueError(f"type must match const 'text', got '{type_}'")
        _decoded.type_ = type_
        _decoded.additional_properties = _remaining
        return _decoded
