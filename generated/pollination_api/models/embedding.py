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
class Embedding(OpenObject):
    """One vector."""

    embedding: list[float] | str
    """The numbers, or their bytes in base64."""

    object_: str | Unset = UNSET
    """Always `embedding`."""

    index: int | Unset = UNSET
    """Its place among the inputs."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["embedding"] = self.embedding
        if self.object_ is not UNSET:
            field_dict["object"] = self.object_
        if self.index is not UNSET:
            field_dict["index"] = self.index
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.embedding = _pop("embedding")
        _decoded.object_ = _pop("object", UNSET)
        _decoded.index = _pop("index", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
