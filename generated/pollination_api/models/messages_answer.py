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
    from ..models.messages_usage import MessagesUsage


@_attrs_define
class MessagesAnswer(OpenObject):
    """An answer in the form of Anthropic's Messages."""

    content: list[AnyObject]
    """The items of a conversation, or tools."""

    id: str | Unset = UNSET
    """The id of the answer."""

    type_: str | Unset = UNSET
    """Always `message`."""

    role: str | Unset = UNSET
    """Always `assistant`."""

    model: str | Unset = UNSET
    """The model that answered."""

    stop_reason: None | str | Unset = UNSET
    """Why the model stopped."""

    stop_sequence: None | str | Unset = UNSET
    """The text that stopped it."""

    usage: MessagesUsage | Unset = UNSET
    """What was counted, in tokens."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        content = []
        for segments_item_data in self.content:
            segments_item = segments_item_data.to_dict()
            content.append(segments_item)
        usage: dict[str, Any] | Unset = UNSET
        if not isinstance(self.usage, Unset):
            usage = self.usage.to_dict()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["content"] = content
        if self.id is not UNSET:
            field_dict["id"] = self.id
        if self.type_ is not UNSET:
            field_dict["type"] = self.type_
        if self.role is not UNSET:
            field_dict["role"] = self.role
        if self.model is not UNSET:
            field_dict["model"] = self.model
        if self.stop_reason is not UNSET:
            field_dict["stop_reason"] = self.stop_reason
        if self.stop_sequence is not UNSET:
            field_dict["stop_sequence"] = self.stop_sequence
        if usage is not UNSET:
            field_dict["usage"] = usage
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        content = []
        for segments_item_data in _pop("content"):
            segments_item = _models.AnyObject.from_dict(segments_item_data)
            content.append(segments_item)
        _decoded.content = content
        _decoded.id = _pop("id", UNSET)
        _decoded.type_ = _pop("type", UNSET)
        _decoded.role = _pop("role", UNSET)
        _decoded.model = _pop("model", UNSET)
        _decoded.stop_reason = _pop("stop_reason", UNSET)
        _decoded.stop_sequence = _pop("stop_sequence", UNSET)
        usage_data = _pop("usage", UNSET)
        usage: MessagesUsage | Unset = UNSET
        if usage_data is not UNSET and usage_data is not None:
            usage = _models.MessagesUsage.from_dict(usage_data)
        _decoded.usage = usage
        _decoded.additional_properties = _remaining
        return _decoded
