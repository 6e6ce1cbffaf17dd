# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.any_object import AnyObject


@_attrs_define
class ResponsesRequest(OpenObject):
    """A stateless request in the form of OpenAI's Responses.

    Attributes:
        input_: The text, or the items of the conversation.
        model: A text model by its id, `publisher/model`, or by a short alias.
        instructions: The instruction that sets the model's role.
        stream: Whether the answer is sent as events.
        store: Always false; nothing is stored.
        max_output_tokens: The most tokens to make.
        temperature: How freely the model chooses, 0 to 2.
        top_p: The share of likely tokens to choose from, 0 to 1.
        tools: The items of a conversation, or tools.
        tool_choice: Whether it must call a tool, and which.
        parallel_tool_calls: Whether it may call several tools at once.
        reasoning: An object that is passed on as it is.
        text: An object that is passed on as it is.
        safe: True or false, or the names of checks separated by commas.
    """

    input_: list[AnyObject] | str
    """The text, or the items of the conversation."""
    model: str | Unset = UNSET
    """A text model by its id, `publisher/model`, or by a short alias."""
    instructions: None | str | Unset = UNSET
    """The instruction that sets the model's role."""
    stream: bool | Unset = UNSET
    """Whether the answer is sent as events."""
    store: bool | Unset = UNSET
    """Always false; nothing is stored."""
    max_output_tokens: int | None | Unset = UNSET
    """The most tokens to make."""
    temperature: float | None | Unset = UNSET
    """How freely the model chooses, 0 to 2."""
    top_p: float | None | Unset = UNSET
    """The share of likely tokens to choose from, 0 to 1."""
    tools: list[AnyObject] | Unset = UNSET
    """The items of a conversation, or tools."""
    tool_choice: Any | Unset = UNSET
    """Whether it must call a tool, and which."""
    parallel_tool_calls: bool | Unset = UNSET
    """Whether it may call several tools at once."""
    reasoning: AnyObject | Unset = UNSET
    """An object that is passed on as it is."""
    text: AnyObject | Unset = UNSET
    """An object that is passed on as it is."""
    safe: bool | str | Unset = UNSET
    """True or false, or the names of checks separated by commas."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        input_: list[dict[str, Any]] | str
        if isinstance(self.input_, list):
            input_ = []
            for pages_item_data in self.input_:
                pages_item = pages_item_data.to_dict()
                input_.append(pages_item)
        else:
            input_ = self.input_
        tools: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.tools, Unset):
            tools = []
            for pages_item_data in self.tools:
                pages_item = pages_item_data.to_dict()
                tools.append(pages_item)
        reasoning: dict[str, Any] | Unset = UNSET
        if not isinstance(self.reasoning, Unset):
            reasoning = self.reasoning.to_dict()
        text: dict[str, Any] | Unset = UNSET
        if not isinstance(self.text, Unset):
            text = self.text.to_dict()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["input"] = input_
        if self.model is not UNSET:
            field_dict["model"] = self.model
        if self.instructions is not UNSET:
            field_dict["instructions"] = self.instructions
        if self.stream is not UNSET:
            field_dict["stream"] = self.stream
        if self.store is not UNSET:
            field_dict["store"] = self.store
        if self.max_output_tokens is not UNSET:
            field_dict["max_output_tokens"] = self.max_output_tokens
        if self.temperature is not UNSET:
            field_dict["temperature"] = self.temperature
        if self.top_p is not UNSET:
            field_dict["top_p"] = self.top_p
        if tools is not UNSET:
            field_dict["tools"] = tools
        if self.tool_choice is not UNSET:
            field_dict["tool_choice"] = self.tool_choice
        if self.parallel_tool_calls is not UNSET:
            field_dict["parallel_tool_calls"] = self.parallel_tool_calls
        if reasoning is not UNSET:
            field_dict["reasoning"] = reasoning
        if text is not UNSET:
            field_dict["text"] = text
        if self.safe is not UNSET:
            field_dict["safe"] = self.safe
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop

        def _decode_input_(data: object) -> list[AnyObject] | str:
            try:
                if not isinstance(data, list):
                    raise TypeError
                input_list = []
                for pages_item_data in data:
                    pages_item = _models.AnyObject.from_dict(pages_item_data)
                    input_list.append(pages_item)
                return input_list
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("list[AnyObject] | str", data)

        input_ = _decode_input_(_pop("input"))
        _decoded.input_ = input_
        _decoded.model = _pop("model", UNSET)
        _decoded.instructions = _pop("instructions", UNSET)
        _decoded.stream = _pop("stream", UNSET)
        _decoded.store = _pop("store", UNSET)
        _decoded.max_output_tokens = _pop("max_output_tokens", UNSET)
        _decoded.temperature = _pop("temperature", UNSET)
        _decoded.top_p = _pop("top_p", UNSET)
        tools_data = _pop("tools", UNSET)
        tools: list[AnyObject] | Unset = UNSET
        if tools_data is not UNSET and tools_data is not None:
            tools = []
            for pages_item_data in tools_data:
                pages_item = _models.AnyObject.from_dict(pages_item_data)
                tools.append(pages_item)
        _decoded.tools = tools
        _decoded.tool_choice = _pop("tool_choice", UNSET)
        _decoded.parallel_tool_calls = _pop("parallel_tool_calls", UNSET)
        reasoning_data = _pop("reasoning", UNSET)
        reasoning: AnyObject | Unset = UNSET
        if reasoning_data is not UNSET and reasoning_data is not None:
            reasoning = _models.AnyObject.from_dict(reasoning_data)
        _decoded.reasoning = reasoning
        text_data = _pop("text", UNSET)
        text: AnyObject | Unset = UNSET
        if text_data is not UNSET and text_data is not None:
            text = _models.AnyObject.from_dict(text_data)
        _decoded.text = text
        _decoded.safe = _pop("safe", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
