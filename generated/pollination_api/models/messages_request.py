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
    from ..models.messages_message import MessagesMessage


@_attrs_define
class MessagesRequest(OpenObject):
    """A request in the form of Anthropic's Messages.

    Attributes:
        model: A text model by its id, `publisher/model`, or by a short alias.
        max_tokens: The most tokens to make.
        messages: The conversation so far, oldest first.
        system: The instruction that sets the model's role.
        stream: Whether the answer is sent as events.
        stop_sequences: The texts at which to stop.
        temperature: How freely the model chooses.
        top_p: The share of likely tokens to choose from, 0 to 1.
        tools: The items of a conversation, or tools.
        tool_choice: An object that is passed on as it is.
        thinking: An object that is passed on as it is.
        output_config: An object that is passed on as it is.
        safe: True or false, or the names of checks separated by commas.
    """

    model: str
    """A text model by its id, `publisher/model`, or by a short alias."""
    max_tokens: int
    """The most tokens to make."""
    messages: list[MessagesMessage]
    """The conversation so far, oldest first."""
    system: list[AnyObject] | str | Unset = UNSET
    """The instruction that sets the model's role."""
    stream: bool | Unset = UNSET
    """Whether the answer is sent as events."""
    stop_sequences: list[str] | Unset = UNSET
    """The texts at which to stop."""
    temperature: float | Unset = UNSET
    """How freely the model chooses."""
    top_p: float | Unset = UNSET
    """The share of likely tokens to choose from, 0 to 1."""
    tools: list[AnyObject] | Unset = UNSET
    """The items of a conversation, or tools."""
    tool_choice: AnyObject | Unset = UNSET
    """An object that is passed on as it is."""
    thinking: AnyObject | Unset = UNSET
    """An object that is passed on as it is."""
    output_config: AnyObject | Unset = UNSET
    """An object that is passed on as it is."""
    safe: bool | str | Unset = UNSET
    """True or false, or the names of checks separated by commas."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        messages = []
        for messages_item_data in self.messages:
            messages_item = messages_item_data.to_dict()
            messages.append(messages_item)
        system: list[dict[str, Any]] | str | Unset
        if isinstance(self.system, list):
            system = []
            for pages_item_data in self.system:
                pages_item = pages_item_data.to_dict()
                system.append(pages_item)
        else:
            system = self.system
        tools: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.tools, Unset):
            tools = []
            for pages_item_data in self.tools:
                pages_item = pages_item_data.to_dict()
                tools.append(pages_item)
        tool_choice: dict[str, Any] | Unset = UNSET
        if not isinstance(self.tool_choice, Unset):
            tool_choice = self.tool_choice.to_dict()
        thinking: dict[str, Any] | Unset = UNSET
        if not isinstance(self.thinking, Unset):
            thinking = self.thinking.to_dict()
        output_config: dict[str, Any] | Unset = UNSET
        if not isinstance(self.output_config, Unset):
            output_config = self.output_config.to_dict()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["model"] = self.model
        field_dict["max_tokens"] = self.max_tokens
        field_dict["messages"] = messages
        if system is not UNSET:
            field_dict["system"] = system
        if self.stream is not UNSET:
            field_dict["stream"] = self.stream
        if self.stop_sequences is not UNSET:
            field_dict["stop_sequences"] = self.stop_sequences
        if self.temperature is not UNSET:
            field_dict["temperature"] = self.temperature
        if self.top_p is not UNSET:
            field_dict["top_p"] = self.top_p
        if tools is not UNSET:
            field_dict["tools"] = tools
        if tool_choice is not UNSET:
            field_dict["tool_choice"] = tool_choice
        if thinking is not UNSET:
            field_dict["thinking"] = thinking
        if output_config is not UNSET:
            field_dict["output_config"] = output_config
        if self.safe is not UNSET:
            field_dict["safe"] = self.safe
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.model = _pop("model")
        _decoded.max_tokens = _pop("max_tokens")
        messages = []
        for messages_item_data in _pop("messages"):
            messages_item = _models.MessagesMessage.from_dict(messages_item_data)
            messages.append(messages_item)
        _decoded.messages = messages

        def _decode_system(data: object) -> list[AnyObject] | str | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError
                system_list = []
                for pages_item_data in data:
                    pages_item = _models.AnyObject.from_dict(pages_item_data)
                    system_list.append(pages_item)
                return system_list
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("list[AnyObject] | str | Unset", data)

        system = _decode_system(_pop("system", UNSET))
        _decoded.system = system
        _decoded.stream = _pop("stream", UNSET)
        _decoded.stop_sequences = _pop("stop_sequences", UNSET)
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
        tool_choice_data = _pop("tool_choice", UNSET)
        tool_choice: AnyObject | Unset = UNSET
        if tool_choice_data is not UNSET and tool_choice_data is not None:
            tool_choice = _models.AnyObject.from_dict(tool_choice_data)
        _decoded.tool_choice = tool_choice
        thinking_data = _pop("thinking", UNSET)
        thinking: AnyObject | Unset = UNSET
        if thinking_data is not UNSET and thinking_data is not None:
            thinking = _models.AnyObject.from_dict(thinking_data)
        _decoded.thinking = thinking
        output_config_data = _pop("output_config", UNSET)
        output_config: AnyObject | Unset = UNSET
        if output_config_data is not UNSET and output_config_data is not None:
            output_config = _models.AnyObject.from_dict(output_config_data)
        _decoded.output_config = output_config
        _decoded.safe = _pop("safe", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
