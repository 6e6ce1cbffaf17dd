# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    from ..models.audio_answer import AudioAnswer
    from ..models.function_call import FunctionCall
    from ..models.image_content_part import ImageContentPart
    from ..models.other_content_part import OtherContentPart
    from ..models.redacted_thinking_block import RedactedThinkingBlock
    from ..models.text_content_part import TextContentPart
    from ..models.thinking_block import ThinkingBlock
    from ..models.tool_call import ToolCall


@_attrs_define(repr=False, getstate_setstate=False)
class ChatCompletionMessage(ResponseModel):
    """What the model says.

    Attributes:
        content: The text, null where a call says it all.
        tool_calls: The tools that it calls.
        role: Always `assistant`.
        function_call: The function that it calls, in the older form.
        content_blocks: The parts of the answer, where it is more than text.
        audio: The spoken answer.
        reasoning_content: What the model thought before it answered.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "content": "content",
        "tool_calls": "tool_calls",
        "role": "role",
        "function_call": "function_call",
        "content_blocks": "content_blocks",
        "audio": "audio",
        "reasoning_content": "reasoning_content",
    }

    content: str | None = None
    """The text, null where a call says it all."""
    tool_calls: list[ToolCall] = _attrs_field(factory=list)
    """The tools that it calls."""
    role: str | None = None
    """Always `assistant`."""
    function_call: FunctionCall | None = None
    """The function that it calls, in the older form."""
    content_blocks: list[
        ImageContentPart | OtherContentPart | RedactedThinkingBlock | TextContentPart | ThinkingBlock
    ] = _attrs_field(factory=list)
    """The parts of the answer, where it is more than text."""
    audio: AudioAnswer | None = None
    """The spoken answer."""
    reasoning_content: str | None = None
    """What the model thought before it answered."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received; what is missing, or cannot be read, becomes None or empty."""
        _decoded = cls.__new__(cls)
        _unlike: dict[str, Any] = {}
        _decoded._received = tuple(src_dict)
        _decoded._unlike = _unlike
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.content = _pop("content", None)
        _value = _pop("tool_calls", MISSING)
        if _value is not None and _value is not MISSING:
            tool_calls = []
            for tool_calls_item_data in _value:
                tool_calls_item = _models.ToolCall.from_dict(tool_calls_item_data)
                tool_calls.append(tool_calls_item)
            _decoded.tool_calls = tool_calls
        else:
            _decoded.tool_calls = []
            if _value is None:
                _unlike["tool_calls"] = None
        _decoded.role = _pop("role", None)
        _value = _pop("function_call", None)
        if _value is not None:
            _decoded.function_call = _models.FunctionCall.from_dict(_value)
        else:
            _decoded.function_call = None
        _value = _pop("content_blocks", MISSING)
        if _value is not None and _value is not MISSING:
            content_blocks = []
            for content_blocks_item_data in _value:

                def _decode_content_blocks_item(
                    data: object,
                ) -> ImageContentPart | OtherContentPart | RedactedThinkingBlock | TextContentPart | ThinkingBlock:
                    try:
                        if not (isinstance(data, dict) and _models.TextContentPart.required_fields <= data.keys()):
                            raise TypeError
                        content_blocks_item_text_content_part = _models.TextContentPart.from_dict(data)
                        return content_blocks_item_text_content_part
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    try:
                        if not (isinstance(data, dict) and _models.ImageContentPart.required_fields <= data.keys()):
                            raise TypeError
                        content_blocks_item_image_content_part = _models.ImageContentPart.from_dict(data)
                        return content_blocks_item_image_content_part
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    try:
                        if not (isinstance(data, dict) and _models.ThinkingBlock.required_fields <= data.keys()):
                            raise TypeError
                        content_blocks_item_thinking_block = _models.ThinkingBlock.from_dict(data)
                        return content_blocks_item_thinking_block
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    try:
                        if not (
                            isinstance(data, dict) and _models.RedactedThinkingBlock.required_fields <= data.keys()
                        ):
                            raise TypeError
                        content_blocks_item_redacted_thinking_block = _models.RedactedThinkingBlock.from_dict(data)
                        return content_blocks_item_redacted_thinking_block
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    if not isinstance(data, dict):
                        raise TypeError("content_blocks_item: no kind of it looks like this")
                    content_blocks_item_other_content_part = _models.OtherContentPart.from_dict(data)
                    return content_blocks_item_other_content_part

                content_blocks_item = _decode_content_blocks_item(content_blocks_item_data)
                content_blocks.append(content_blocks_item)
            _decoded.content_blocks = content_blocks
        else:
            _decoded.content_blocks = []
            if _value is None:
                _unlike["content_blocks"] = None
        _value = _pop("audio", None)
        if _value is not None:
            _decoded.audio = _models.AudioAnswer.from_dict(_value)
        else:
            _decoded.audio = None
        _decoded.reasoning_content = _pop("reasoning_content", None)
        _decoded.additional_properties = _remaining
        return _decoded
