# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import OpenObject

if TYPE_CHECKING:
    from ..models.named_json_schema import NamedJsonSchema


@_attrs_define
class JsonSchemaResponseFormat(OpenObject):
    """JSON that fits a schema.

    Attributes:
        type_: Always `json_schema`.
        json_schema: A JSON Schema with a name.
    """

    type_: Literal["json_schema"]
    """Always `json_schema`."""
    json_schema: NamedJsonSchema
    """A JSON Schema with a name."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        json_schema = self.json_schema.to_dict()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["type"] = self.type_
        field_dict["json_schema"] = json_schema
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        type_ = cast(Literal["json_schema"], _pop("type"))
        if type_ != "json_schema":
            raise ValueError(f"type must match const 'json_schema', got '{type_}'")
        _decoded.type_ = type_
        json_schema = _models.NamedJsonSchema.from_dict(_pop("json_schema"))
        _decoded.json_schema = json_schema
        _decoded.additional_properties = _remaining
        return _decoded
