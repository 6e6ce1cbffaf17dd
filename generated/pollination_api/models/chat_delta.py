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
    from ..models.content_block_delta import ContentBlockDelta
    from ..models.function_call_delta import FunctionCallDelta
    from ..models.tool_call_delta import ToolCallDelta


@_attrs_define(repr=False, getstate_setstate=False)
class ChatDelta(ResponseModel):
    """A piece of what the model says.

    Attributes:
        role: Who speaks, in the first piece.
        content: The next piece of text.
        content_blocks: The next pieces of the parts, where the answer is more than text.
        reasoning_content: The next piece of what the model thinks.
        tool_calls: The next pieces of the tools that it calls.
        function_call: The next piece of the function that it calls, in the older form.
        audio: The next piece of the spoken answer.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "role": "role",
        "content": "content",
        "content_blocks": "content_blocks",
        "reasoning_content": "reasoning_content",
        "tool_calls": "tool_calls",
        "function_call": "function_call",
        "audio": "audio",
    }

    role: str | None = None
    """Who speaks, in the first piece."""
    content: str | None = None
    """The next piece of text."""
    content_blocks: list[ContentBlockDelta] = _attrs_field(factory=list)
    """The next pieces of the parts, where the answer is more than text."""
    reasoning_content: str | None = None
    """The next piece of what the model thinks."""
    tool_calls: list[ToolCallDelta] = _attrs_field(factory=list)
    """The next pieces of the tools that it calls."""
    function_call: FunctionCallDelta | None = None
    """The next piece of the function that it calls, in the older form."""
    audio: AudioAnswer | None = None
    """The next piece of the spoken answer."""
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
        _decoded.role = _pop("role", None)
        _decoded.content = _pop("content", None)
        _value = _pop("content_blocks", MISSING)
        if _value is not None and _value is not MISSING:
            content_blocks = []
            for content_blocks_item_data in _value:
                content_blocks_item = _models.ContentBlockDelta.from_dict(content_blocks_item_data)
                content_blocks.append(content_blocks_item)
            _decoded.content_blocks = content_blocks
        else:
            _decoded.content_blocks = []
            if _value is None:
                _unlike["content_blocks"] = None
        _decoded.reasoning_content = _pop("reasoning_content", None)
        _value = _pop("tool_calls", MISSING)
        if _value is not None and _value is not MISSING:
            tool_calls = []
            for tool_calls_item_data in _value:
                tool_calls_item = _models.ToolCallDelta.from_dict(tool_calls_item_data)
                tool_calls.append(tool_calls_item)
            _decoded.tool_calls = tool_calls
        else:
            _decoded.tool_calls = []
            if _value is None:
                _unlike["tool_calls"] = None
        _value = _pop("function_call", None)
        if _value is not None:
            _decoded.function_call = _models.FunctionCallDelta.from_dict(_value)
        else:
            _decoded.function_call = None
        _value = _pop("audio", None)
        if _value is not None:
            _decoded.audio = _models.AudioAnswer.from_dict(_value)
        else:
            _decoded.audio = None
        _decoded.additional_properties = _remaining
        return _decoded
