# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.any_object import AnyObject
    from ..models.generated_image import GeneratedImage


@_attrs_define
class ImageGenerationAnswer(OpenObject):
    """The image that was made."""

    data: list[GeneratedImage]
    """The images; there is one."""

    created: float | Unset = UNSET
    """When it was made, in seconds since 1970."""

    usage: AnyObject | Unset = UNSET
    """An object that is passed on as it is."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        data = []
        for data_item_data in self.data:
            data_item = data_item_data.to_dict()
            data.append(data_item)
        usage: dict[str, Any] | Unset = UNSET
        if not isinstance(self.usage, Unset):
            usage = self.usage.to_dict()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["data"] = data
        if self.created is not UNSET:
            field_dict["created"] = self.created
        if usage is not UNSET:
            field_dict["usage"] = usage
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        data = []
        for data_item_data in _pop("data"):
            data_item = _models.GeneratedImage.from_dict(data_item_data)
            data.append(data_item)
        _decoded.data = data
        _decoded.created = _pop("created", UNSET)
        usage_data = _pop("usage", UNSET)
        usage: AnyObject | Unset = UNSET
        if usage_data is not UNSET and usage_data is not None:
            usage = _models.AnyObject.from_dict(usage_data)
        _decoded.usage = usage
        _decoded.additional_properties = _remaining
        return _decoded
