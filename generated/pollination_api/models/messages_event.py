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
class MessagesEvent(OpenObject):
    """One event of a streamed answer, by its `type`."""

    type_: str
    """The name of the event, such as `message_stop`."""

    index: int | Unset = UNSET
    """Which block it belongs to."""

    message: AnyObject | Unset = UNSET
    """An object that is passed on as it is."""

    delta: AnyObject | Unset = UNSET
    """An object that is passed on as it is."""

    usage: MessagesUsage | Unset = UNSET
    """What was counted, in tokens."""

    error: AnyObject | Unset = UNSET
    """An object that is passed on as it is."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        message: dict[str, Any] | Unset = UNSET
        if not isinstance(self.message, Unset):
            message = self.message.to_dict()
        delta: dict[str, Any] | Unset = UNSET
        if not isinstance(self.delta, Unset):
            delta = self.delta.to_dict()
        usage: dict[str, Any] | Unset = UNSET
        if not isinstance(self.usage, Unset):
            usage = self.usage.to_dict()
        error: dict[str, Any] | Unset = UNSET
        if not isinstance(self.error, Unset):
            error = self.error.to_dict()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["type"] = self.type_
        if self.index is not UNSET:
            field_dict["index"] = self.index
        if message is not UNSET:
            field_dict["message"] = message
        if delta is not UNSET:
            field_dict["delta"] = delta
        if usage is not UNSET:
            field_dict["usage"] = usage
        if error is not UNSET:
            field_dict["error"] = error
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.type_ = _pop("type")
        _decoded.index = _pop("index", UNSET)
        message_data = _pop("message", UNSET)
        message: AnyObject | Unset = UNSET
        if message_data is not UNSET and message_data is not None:
            message = _models.AnyObject.from_dict(message_data)
        _decoded.message = message
        delta_data = _pop("delta", UNSET)
        delta: AnyObject | Unset = UNSET
        if delta_data is not UNSET and delta_data is not None:
            delta = _models.AnyObject.from_dict(delta_data)
        _decoded.delta = delta
        usage_data = _pop("usage", UNSET)
        usage: MessagesUsage | Unset = UNSET
        if usage_data is not UNSET and usage_data is not None:
            usage = _models.MessagesUsage.from_dict(usage_data)
        _decoded.usage = usage
        error_data = _pop("error", UNSET)
        error: AnyObject | Unset = UNSET
        if error_data is not UNSET and error_data is not None:
            error = _models.AnyObject.from_dict(error_data)
        _decoded.error = error
        _decoded.additional_properties = _remaining
        return _decoded
