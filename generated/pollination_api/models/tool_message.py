# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.audio_content_part import AudioContentPart
    from ..models.cache_control import CacheControl
    from ..models.file_content_part import FileContentPart
    from ..models.image_content_part import ImageContentPart
    from ..models.other_content_part import OtherContentPart
    from ..models.text_content_part import TextContentPart
    from ..models.video_content_part import VideoContentPart


@_attrs_define
class ToolMessage(OpenObject):
    """What a tool answered.

    Attributes:
        role: Always `tool`.
        content: What is said, null where a call says it all.
        tool_call_id: The id of the call that it answers.
        cache_control: How the provider may cache a message.
    """

    role: Literal["tool"]
    """Always `tool`."""
    content: (
        list[
            AudioContentPart
            | FileContentPart
            | ImageContentPart
            | OtherContentPart
            | TextContentPart
            | VideoContentPart
        ]
        | None
        | str
    )
    """What is said, null where a call says it all."""
    tool_call_id: str
    """The id of the call that it answers."""
    cache_control: CacheControl | Unset = UNSET
    """How the provider may cache a message."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        content: list[dict[str, Any]] | None | str
        if isinstance(self.content, list):
            content = []
            for content_list_item_data in self.content:
                content_list_item: dict[str, Any]
                if isinstance(content_list_item_data, _models.TextContentPart):
                    content_list_item = content_list_item_data.to_dict()
                elif isinstance(content_list_item_data, _models.ImageContentPart):
                    content_list_item = content_list_item_data.to_dict()
                elif isinstance(content_list_item_data, _models.VideoContentPart):
                    content_list_item = content_list_item_data.to_dict()
                elif isinstance(content_list_item_data, _models.AudioContentPart):
                    content_list_item = content_list_item_data.to_dict()
                elif isinstance(content_list_item_data, _models.FileContentPart):
                    content_list_item = content_list_item_data.to_dict()
                else:
                    content_list_item = content_list_item_data.to_dict()
                content.append(content_list_item)
        else:
            content = self.content
        cache_control: dict[str, Any] | Unset = UNSET
        if not isinstance(self.cache_control, Unset):
            cache_control = self.cache_control.to_dict()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["role"] = self.role
        field_dict["content"] = content
        field_dict["tool_call_id"] = self.tool_call_id
        if cache_control is not UNSET:
            field_dict["cache_control"] = cache_control
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        role = cast(Literal["tool"], _pop("role"))
        if role != "tool":
            raise ValueError(f"role must match const 'tool', got '{role}'")
        _decoded.role = role

        def _decode_content(
            data: object,
        ) -> (
            list[
                AudioContentPart
                | FileContentPart
                | ImageContentPart
                | OtherContentPart
                | TextContentPart
                | VideoContentPart
            ]
            | None
            | str
        ):
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError
                content_list = []
                for content_list_item_data in data:

                    def _decode_content_list_item(
                        data: object,
                    ) -> (
                        AudioContentPart
                        | FileContentPart
                        | ImageContentPart
                        | OtherContentPart
                        | TextContentPart
                        | VideoContentPart
                    ):
                        try:
                            if not (isinstance(data, dict) and _models.TextContentPart.required_fields <= data.keys()):
                                raise TypeError
                            content_list_item_text_content_part = _models.TextContentPart.from_dict(data)
                            return content_list_item_text_content_part
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        try:
                            if not (isinstance(data, dict) and _models.ImageContentPart.required_fields <= data.keys()):
                                raise TypeError
                            content_list_item_image_content_part = _models.ImageContentPart.from_dict(data)
                            return content_list_item_image_content_part
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        try:
                            if not isinstance(data, dict):
                                raise TypeError
                            content_list_item_video_content_part = _models.VideoContentPart.from_dict(data)
                            return content_list_item_video_content_part
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        try:
                            if not isinstance(data, dict):
                                raise TypeError
                            content_list_item_audio_content_part = _models.AudioContentPart.from_dict(data)
                            return content_list_item_audio_content_part
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        try:
                            if not isinstance(data, dict):
                                raise TypeError
                            content_list_item_file_content_part = _models.FileContentPart.from_dict(data)
                            return content_list_item_file_content_part
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        if not isinstance(data, dict):
                            raise TypeError("content_list_item: no kind of it looks like this")
                        content_list_item_other_content_part = _models.OtherContentPart.from_dict(data)
                        return content_list_item_other_content_part

                    content_list_item = _decode_content_list_item(content_list_item_data)
                    content_list.append(content_list_item)
                return content_list
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                "list[AudioContentPart | FileContentPart | ImageContentPart | OtherContentPart | TextContentPart | VideoContentPart] | None | str",
                data,
            )

        content = _decode_content(_pop("content"))
        _decoded.content = content
        _decoded.tool_call_id = _pop("tool_call_id")
        cache_control_data = _pop("cache_control", UNSET)
        cache_control: CacheControl | Unset = UNSET
        if cache_control_data is not UNSET and cache_control_data is not None:
            cache_control = _models.CacheControl.from_dict(cache_control_data)
        _decoded.cache_control = cache_control
        _decoded.additional_properties = _remaining
        return _decoded
