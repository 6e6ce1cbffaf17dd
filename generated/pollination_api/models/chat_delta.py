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
    from ..models.content_block_delta import ContentBlockDelta
    from ..models.function_call import FunctionCall
    from ..models.tool_call_delta import ToolCallDelta


@_attrs_define
class ChatDelta(OpenObject):
    """A piece of what the model says."""

    role: None | str | Unset = UNSET
    """Who speaks, in the first piece."""

    content: None | str | Unset = UNSET
    """The next piece of text."""

    content_blocks: list[ContentBlockDelta] | None | Unset = UNSET
    """The next pieces of the parts, where the answer is more than text."""

    reasoning_content: None | str | Unset = UNSET
    """The next piece of what the model thinks."""

    tool_calls: list[ToolCallDelta] | None | Unset = UNSET
    """The next pieces of the tools that it calls."""

    function_call: FunctionCall | None | Unset = UNSET
    """The next piece of the function that it calls, in the older form."""

    audio: AudioAnswer | None | Unset = UNSET
    """The next piece of the spoken answer."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        content_blocks: list[dict[str, Any]] | None | Unset
        if isinstance(self.content_blocks, list):
            content_blocks = []
            for content_blocks_list_item_data in self.content_blocks:
                content_blocks_list_item = content_blocks_list_item_data.to_dict()
                content_blocks.append(content_blocks_list_item)
        else:
            content_blocks = self.content_blocks
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
        audio: dict[str, Any] | None | Unset
        if isinstance(self.audio, _models.AudioAnswer):
            audio = self.audio.to_dict()
        else:
            audio = self.audio
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.role is not UNSET:
            field_dict["role"] = self.role
        if self.content is not UNSET:
            field_dict["content"] = self.content
        if content_blocks is not UNSET:
            field_dict["content_blocks"] = content_blocks
        if self.reasoning_content is not UNSET:
            field_dict["reasoning_content"] = self.reasoning_content
        if tool_calls is not UNSET:
            field_dict["tool_calls"] = tool_calls
        if function_call is not UNSET:
            field_dict["function_call"] = function_call
        if audio is not UNSET:
            field_dict["audio"] = audio
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.role = _pop("role", UNSET)
        _decoded.content = _pop("content", UNSET)

        def _decode_content_blocks(data: object) -> list[ContentBlockDelta] | None | Unset:
            if data is None or isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError
                content_blocks_list = []
                for content_blocks_list_item_data in data:
                    content_blocks_list_item = _models.ContentBlockDelta.from_dict(content_blocks_list_item_data)
                    content_blocks_list.append(content_blocks_list_item)
                return content_blocks_list
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("list[ContentBlockDelta] | None | Unset", data)

        content_blocks = _decode_content_blocks(_pop("content_blocks", UNSET))
        _decoded.content_blocks = content_blocks
        _decoded.reasoning_content = _pop("reasoning_content", UNSET)

        def _decode_tool_calls(data: object) -> list[ToolCallDelta] | None | Unset:
            if data is None or isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError
                tool_calls_list = []
                for tool_calls_list_item_data in data:
                    tool_calls_list_item = _models.ToolCallDelta.from_dict(tool_calls_list_item_data)
                    tool_calls_list.append(tool_calls_list_item)
                return tool_calls_list
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("list[ToolCallDelta] | None | Unset", data)

        tool_calls = _decode_tool_calls(_pop("tool_calls", UNSET))
        _decoded.tool_calls = tool_calls

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
        _decoded.additional_properties = _remaining
        return _decoded
