# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.json_schema import JsonSchema


@_attrs_define
class FunctionDefinition(OpenObject):
    """What a function is called, does and takes.

    Attributes:
        name: Its name.
        description: What it does.
        parameters: A JSON Schema, passed on as it is.
        strict: Whether the arguments must fit exactly.
    """

    name: str
    """Its name."""
    description: str | Unset = UNSET
    """What it does."""
    parameters: JsonSchema | Unset = UNSET
    """A JSON Schema, passed on as it is."""
    strict: bool | None | Unset = UNSET
    """Whether the arguments must fit exactly."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        parameters: dict[str, Any] | Unset = UNSET
        if not isinstance(self.parameters, Unset):
            parameters = self.parameters.to_dict()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["name"] = self.name
        if self.description is not UNSET:
            field_dict["description"] = self.description
        if parameters is not UNSET:
            field_dict["parameters"] = parameters
        if self.strict is not UNSET:
            field_dict["strict"] = self.strict
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.name = _pop("name")
        _decoded.description = _pop("description", UNSET)
        parameters_data = _pop("parameters", UNSET)
        parameters: JsonSchema | Unset = UNSET
        if parameters_data is not UNSET and parameters_data is not None:
            parameters = _models.JsonSchema.from_dict(parameters_data)
        _decoded.parameters = parameters
        _decoded.strict = _pop("strict", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
