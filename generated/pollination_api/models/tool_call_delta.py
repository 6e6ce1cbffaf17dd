# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.function_call import FunctionCall


@_attrs_define
class ToolCallDelta(OpenObject):
    """A piece of a tool call."""

    index: int | Unset = UNSET
    """Which of the calls it belongs to, from 0."""

    id: None | str | Unset = UNSET
    """The id of the call, in its first piece."""

    type_: None | str | Unset = UNSET
    """Always `function`."""

    function: FunctionCall | Unset = UNSET
    """A function and its arguments, whole or a piece of them."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        function: dict[str, Any] | Unset = UNSET
        if not isinstance(self.function, Unset):
            function = self.function.to_dict()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.index is not UNSET:
            field_dict["index"] = self.index
        if self.id is not UNSET:
            field_dict["id"] = self.id
        if self.type_ is not UNSET:
            field_dict["type"] = self.type_
        if function is not UNSET:
            field_dict["function"] = function
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.index = _pop("index", UNSET)
        _decoded.id = _pop("id", UNSET)
        _decoded.type_ = _pop("type", UNSET)
        function_data = _pop("function", UNSET)
        function: FunctionCall | Unset = UNSET
        if function_data is not UNSET and function_data is not None:
            function = _models.FunctionCall.from_dict(function_data)
        _decoded.function = function
        _decoded.additional_properties = _remaining
        return _decoded
