# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import OpenObject

if TYPE_CHECKING:
    from ..models.function_name import FunctionName


@_attrs_define
class NamedToolChoice(OpenObject):
    """The one tool that must be called.

    Attributes:
        type_: Always `function`.
        function: The name of a function.
    """

    type_: Literal["function"]
    """Always `function`."""
    function: FunctionName
    """The name of a function."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        function = self.function.to_dict()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["type"] = self.type_
        field_dict["function"] = function
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        type_ = cast(Literal["function"], _pop("type"))
        if type_ != "function":
            raise ValueError(f"type must match const 'function', got '{type_}'")
        _decoded.type_ = type_
        function = _models.FunctionName.from_dict(_pop("function"))
        _decoded.function = function
        _decoded.additional_properties = _remaining
        return _decoded
