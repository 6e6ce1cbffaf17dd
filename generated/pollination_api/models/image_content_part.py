# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import OpenObject

if TYPE_CHECKING:
    from ..models.image_reference import ImageReference


@_attrs_define
class ImageContentPart(OpenObject):
    """A part that is a picture."""

    type_: Literal["image_url"]
    """Always `image_url`."""

    image_url: ImageReference
    """Where a picture is."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        image_url = self.image_url.to_dict()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["type"] = self.type_
        field_dict["image_url"] = image_url
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        type_ = cast(Literal["image_url"], _pop("type"))
        if type_ != "image_url":
            raise ValueError(f"type must match const 'image_url', got '{type_}'")
        _decoded.type_ = type_
        image_url = _models.ImageReference.from_dict(_pop("image_url"))
        _decoded.image_url = image_url
        _decoded.additional_properties = _remaining
        return _decoded
