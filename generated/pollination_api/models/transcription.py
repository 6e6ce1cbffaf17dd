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
class Transcription(OpenObject):
    """What was said."""

    text: str
    """The text."""

    segments: list[AnyObject] | Unset = UNSET
    """The items of a conversation, or tools."""

    usage: AnyObject | Unset = UNSET
    """An object that is passed on as it is."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        segments: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.segments, Unset):
            segments = []
            for segments_item_data in self.segments:
                segments_item = segments_item_data.to_dict()
                segments.append(segments_item)
        usage: dict[str, Any] | Unset = UNSET
        if not isinstance(self.usage, Unset):
            usage = self.usage.to_dict()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["text"] = self.text
        if segments is not UNSET:
            field_dict["segments"] = segments
        if usage is not UNSET:
            field_dict["usage"] = usage
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.text = _pop("text")
        segments_data = _pop("segments", UNSET)
        segments: list[AnyObject] | Unset = UNSET
        if segments_data is not UNSET and segments_data is not None:
            segments = []
            for segments_item_data in segments_data:
                segments_item = _models.AnyObject.from_dict(segments_item_data)
                segments.append(segments_item)
        _decoded.segments = segments
        usage_data = _pop("usage", UNSET)
        usage: AnyObject | Unset = UNSET
        if usage_data is not UNSET and usage_data is not None:
            usage = _models.AnyObject.from_dict(usage_data)
        _decoded.usage = usage
        _decoded.additional_properties = _remaining
        return _decoded
