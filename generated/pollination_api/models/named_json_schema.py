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
class NamedJsonSchema(OpenObject):
    """A JSON Schema with a name.

    Attributes:
        schema: A JSON Schema, passed on as it is.
        description: What it describes.
        name: Its name.
        strict: Whether the answer must fit exactly.
    """

    schema: JsonSchema
    """A JSON Schema, passed on as it is."""
    description: str | Unset = UNSET
    """What it describes."""
    name: str | Unset = UNSET
    """Its name."""
    strict: bool | None | Unset = UNSET
    """Whether the answer must fit exactly."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        schema = self.schema.to_dict()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["schema"] = schema
        if self.description is not UNSET:
            field_dict["description"] = self.description
        if self.name is not UNSET:
            field_dict["name"] = self.name
        if self.strict is not UNSET:
            field_dict["strict"] = self.strict
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        schema = _models.JsonSchema.from_dict(_pop("schema"))
        _decoded.schema = schema
        _decoded.description = _pop("description", UNSET)
        _decoded.name = _pop("name", UNSET)
        _decoded.strict = _pop("strict", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
