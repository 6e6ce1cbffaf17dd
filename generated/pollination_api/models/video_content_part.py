# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import OpenObject

if TYPE_CHECKING:
    from ..models.video_reference import VideoReference


@_attrs_define
class VideoContentPart(OpenObject):
    """A part that is a video.

    Attributes:
        type_: Always `video_url`.
        video_url: Where a video is.
    """

    type_: Literal["video_url"]
    """Always `video_url`."""
    video_url: VideoReference
    """Where a video is."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        video_url = self.video_url.to_dict()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["type"] = self.type_
        field_dict["video_url"] = video_url
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        type_ = cast(Literal["video_url"], _pop("type"))
        if type_ != "video_url":
            raise ValueError(f"type must match const 'video_url', got '{type_}'")
        _decoded.type_ = type_
        video_url = _models.VideoReference.from_dict(_pop("video_url"))
        _decoded.video_url = video_url
        _decoded.additional_properties = _remaining
        return _decoded
