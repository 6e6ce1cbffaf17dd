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


@_attrs_define
class OcrAnswer(OpenObject):
    """What a document says."""

    pages: list[AnyObject]
    """The items of a conversation, or tools."""

    model: str | Unset = UNSET
    """The model that read it."""

    usage_info: AnyObject | Unset = UNSET
    """An object that is passed on as it is."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        pages = []
        for segments_item_data in self.pages:
            segments_item = segments_item_data.to_dict()
            pages.append(segments_item)
        usage_info: dict[str, Any] | Unset = UNSET
        if not isinstance(self.usage_info, Unset):
            usage_info = self.usage_info.to_dict()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["pages"] = pages
        if self.model is not UNSET:
            field_dict["model"] = self.model
        if usage_info is not UNSET:
            field_dict["usage_info"] = usage_info
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        pages = []
        for segments_item_data in _pop("pages"):
            segments_item = _models.AnyObject.from_dict(segments_item_data)
            pages.append(segments_item)
        _decoded.pages = pages
        _decoded.model = _pop("model", UNSET)
        usage_info_data = _pop("usage_info", UNSET)
        usage_info: AnyObject | Unset = UNSET
        if usage_info_data is not UNSET and usage_info_data is not None:
            usage_info = _models.AnyObject.from_dict(usage_info_data)
        _decoded.usage_info = usage_info
        _decoded.additional_properties = _remaining
        return _decoded
