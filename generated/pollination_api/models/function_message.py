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
class FunctionMessage(OpenObject):
    """What a function answered, in the older form.

    Attributes:
        role: Always `function`.
        content: What it answered.
        name: The name of the function.
    """

    role: Literal["function"]
    """Always `function`."""
    content: None | str
    """What it answered."""
    name: str
    """The name of the function."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["role"] = self.role
        field_dict["content"] = self.content
        field_dict["name"] = self.name
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        role = cast(Literal["function"], _pop("role"))
        if role != "function":
            raise ValueError(f"role must match const 'function', got '{role}'")
        _decoded.role = role
        _decoded.content = _pop("content")
        _decoded.name = _pop("name")
        _decoded.additional_properties = _remaining
        return _decoded
