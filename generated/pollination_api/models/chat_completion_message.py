# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.audio_answer import AudioAnswer
    from ..models.function_call import FunctionCall
    from ..models.image_content_part import ImageContentPart
    from ..models.other_content_part import OtherContentPart
    from ..models.redacted_thinking_block import RedactedThinkingBlock
    from ..models.text_content_part import TextContentPart
    from ..models.thinking_block import ThinkingBlock
    from ..models.tool_call import ToolCall


@_attrs_define
class ChatCompletionMessage(OpenObject):
    """What the model says."""

    content: None | str | Unset = UNSET
    """The text, null where a call says it all."""

    tool_calls: list[ToolCall] | None | Unset = UNSET
    """The tools that it calls."""

    role: str | Unset = UNSET
    """Always `assistant`."""

    function_call: FunctionCall | None | Unset = UNSET
    """The function that it calls, in the older form."""

    content_blocks: (
        list[ImageContentPart | OtherContentPart | RedactedThinkingBlock | TextContentPart | ThinkingBlock]
        | None
        | Unset
    ) = UNSET
    """The parts of the answer, where it is more than text."""

    audio: AudioAnswer | None | Unset = UNSET
    """The spoken answer."""

    reasoning_content: None | str | Unset = UNSET
    """What the model thought before it answered."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        tool_calls: list[dict[str, Any]] | None | Unset
        if isinstance(self.tool_calls, list):
            tool_calls = []
            for tool_calls_list_item_data in self.tool_calls:
                tool_calls_list_item = tool_calls_list_item_data.to_dict()
                tool_calls.append(tool_calls_list_item)
        else:
            tool_calls = self.tool_calls
        function_call: dict[str, Any] | None | Unset
        if isinstance(self.function_call, _models.FunctionCall):
            function_call = self.function_call.to_dict()
        else:
            function_call = self.function_call
        content_blocks: list[dict[str, Any]] | None | Unset
        if isinstance(self.content_blocks, list):
            content_blocks = []
            for content_blocks_list_item_data in self.content_blocks:
                content_blocks_list_item: dict[str, Any]
                if isinstance(content_blocks_list_item_data, _models.TextContentPart):
                    content_blocks_list_item = content_blocks_list_item_data.to_dict()
                elif isinstance(content_blocks_list_item_data, _models.ImageContentPart):
                    content_blocks_list_item = content_blocks_list_item_data.to_dict()
                elif isinstance(content_blocks_list_item_data, _models.ThinkingBlock):
                    content_blocks_list_item = content_blocks_list_item_data.to_dict()
                elif isinstance(content_blocks_list_item_data, _models.RedactedThinkingBlock):
                    content_blocks_list_item = content_blocks_list_item_data.to_dict()
                else:
                    content_blocks_list_item = content_blocks_list_item_data.to_dict()
                content_blocks.append(content_blocks_list_item)
        else:
            content_blocks = self.content_blocks
        audio: dict[str, Any] | None | Unset
        if isinstance(self.audio, _models.AudioAnswer):
            audio = self.audio.to_dict()
        else:
            audio = self.audio
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.content is not UNSET:
            field_dict["content"] = self.content
        if tool_calls is not UNSET:
            field_dict["tool_calls"] = tool_calls
        if self.role is not UNSET:
            field_dict["role"] = self.role
        if function_call is not UNSET:
            field_dict["function_call"] = function_call
        if content_blocks is not UNSET:
            field_dict["content_blocks"] = content_blocks
        if audio is not UNSET:
            field_dict["audio"] = audio
        if self.reasoning_content is not UNSET:
            field_dict["reasoning_content"] = self.reasoning_content
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.content = _pop("content", UNSET)

        def _decode_tool_calls(data: object) -> list[ToolCall] | None | Unset:
            if data is None or isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError
                tool_calls_list = []
                for tool_calls_list_item_data in data:
                    tool_calls_list_item = _models.ToolCall.from_dict(tool_calls_list_item_data)
                    tool_calls_list.append(tool_calls_list_item)
                return tool_calls_list
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("list[ToolCall] | None | Unset", data)

        tool_calls = _decode_tool_calls(_pop("tool_calls", UNSET))
        _decoded.tool_calls = tool_calls
        _decoded.role = _pop("role", UNSET)

        def _decode_function_call(data: object) -> FunctionCall | None | Unset:
            if data is None or isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError
                function_call_function_call = _models.FunctionCall.from_dict(data)
                return function_call_function_call
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("FunctionCall | None | Unset", data)

        function_call = _decode_function_call(_pop("function_call", UNSET))
        _decoded.function_call = function_call

        def _decode_content_blocks(
            data: object,
        ) -> (
            list[ImageContentPart | OtherContentPart | RedactedThinkingBlock | TextContentPart | ThinkingBlock]
            | None
            | Unset
        ):
            if data is None or isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError
                content_blocks_list = []
                for content_blocks_list_item_data in data:

                    def _decode_content_blocks_list_item(
                        data: object,
                    ) -> ImageContentPart | OtherContentPart | RedactedThinkingBlock | TextContentPart | ThinkingBlock:
                        try:
                            if not isinstance(data, dict):
                                raise TypeError
                            content_blocks_list_item_text_content_part = _models.TextContentPart.from_dict(data)
                            return content_blocks_list_item_text_content_part
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        try:
                            if not isinstance(data, dict):
                                raise TypeError
                            content_blocks_list_item_image_content_part = _models.ImageContentPart.from_dict(data)
                            return content_blocks_list_item_image_content_part
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        try:
                            if not isinstance(data, dict):
                                raise TypeError
                            content_blocks_list_item_thinking_block = _models.ThinkingBlock.from_dict(data)
                            return content_blocks_list_item_thinking_block
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        try:
                            if not isinstance(data, dict):
                                raise TypeError
                            content_blocks_list_item_redacted_thinking_block = _models.RedactedThinkingBlock.from_dict(
                                data
                            )
                            return content_blocks_list_item_redacted_thinking_block
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        if not isinstance(data, dict):
                            raise TypeError("content_blocks_list_item: no kind of it looks like this")
                        content_blocks_list_item_other_content_part = _models.OtherContentPart.from_dict(data)
                        return content_blocks_list_item_other_content_part

                    content_blocks_list_item = _decode_content_blocks_list_item(content_blocks_list_item_data)
                    content_blocks_list.append(content_blocks_list_item)
                return content_blocks_list
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                "list[ImageContentPart | OtherContentPart | RedactedThinkingBlock | TextContentPart | ThinkingBlock] | None | Unset",
                data,
            )

        content_blocks = _decode_content_blocks(_pop("content_blocks", UNSET))
        _decoded.content_blocks = content_blocks

        def _decode_audio(data: object) -> AudioAnswer | None | Unset:
            if data is None or isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError
                audio_audio_answer = _models.AudioAnswer.from_dict(data)
                return audio_audio_answer
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("AudioAnswer | None | Unset", data)

        audio = _decode_audio(_pop("audio", UNSET))
        _decoded.audio = audio
        _decoded.reasoning_content = _pop("reasoning_content", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
