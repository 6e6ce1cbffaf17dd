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
    from ..models.file_content_part import FileContentPart
    from ..models.image_content_part import ImageContentPart
    from ..models.other_content_part import OtherContentPart
    from ..models.text_content_part import TextContentPart
    from ..models.video_content_part import VideoContentPart


@_attrs_define
class UserMessage(OpenObject):
    """What the person says.

    Attributes:
        content: Plain text, or at least one part.
        role: Always `user`.
        name: A name for the speaker.
    """

    content: (
        list[
            AudioContentPart
            | FileContentPart
            | ImageContentPart
            | OtherContentPart
            | TextContentPart
            | VideoContentPart
        ]
        | str
    )
    """Plain text, or at least one part."""
    role: Literal["user"]
    """Always `user`."""
    name: str | Unset = UNSET
    """A name for the speaker."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        content: list[dict[str, Any]] | str
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
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["content"] = content
        field_dict["role"] = self.role
        if self.name is not UNSET:
            field_dict["name"] = self.name
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop

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
            | str
        ):
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
                "list[AudioContentPart | FileContentPart | ImageContentPart | OtherContentPart | TextContentPart | VideoContentPart] | str",
                data,
            )

        content = _decode_content(_pop("content"))
        _decoded.content = content
        role = cast(Literal["user"], _pop("role"))
        if role != "user":
            raise ValueError(f"role must match const 'user', got '{role}'")
        _decoded.role = role
        _decoded.name = _pop("name", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
