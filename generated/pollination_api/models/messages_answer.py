# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    from ..models.any_object import AnyObject
    from ..models.messages_usage import MessagesUsage


@_attrs_define(repr=False, getstate_setstate=False)
class MessagesAnswer(ResponseModel):
    """An answer in the form of Anthropic's Messages.

    Attributes:
        id: The id of the answer.
        content: The items of a conversation, or tools.
        type_: Always `message`.
        role: Always `assistant`.
        model: The model that answered.
        stop_reason: Why the model stopped.
        stop_sequence: The text that stopped it.
        usage: What was counted, in tokens.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "content": "content",
        "type": "type_",
        "role": "role",
        "model": "model",
        "stop_reason": "stop_reason",
        "stop_sequence": "stop_sequence",
        "usage": "usage",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset({"id", "content"})

    id: str
    """The id of the answer."""
    content: list[AnyObject]
    """The items of a conversation, or tools."""
    type_: str | None = None
    """Always `message`."""
    role: str | None = None
    """Always `assistant`."""
    model: str | None = None
    """The model that answered."""
    stop_reason: str | None = None
    """Why the model stopped."""
    stop_sequence: str | None = None
    """The text that stopped it."""
    usage: MessagesUsage | None = None
    """What was counted, in tokens."""
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
        _value = _pop("id", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.id = _value
        else:
            _decoded.id = ""
            if _value is None:
                _unlike["id"] = None
        _value = _pop("content", MISSING)
        if _value is not None and _value is not MISSING:
            content = []
            for pages_item_data in _value:
                pages_item = _models.AnyObject.from_dict(pages_item_data)
                content.append(pages_item)
            _decoded.content = content
        else:
            _decoded.content = []
            if _value is None:
                _unlike["content"] = None
        _decoded.type_ = _pop("type", None)
        _decoded.role = _pop("role", None)
        _decoded.model = _pop("model", None)
        _decoded.stop_reason = _pop("stop_reason", None)
        _decoded.stop_sequence = _pop("stop_sequence", None)
        _value = _pop("usage", None)
        if _value is not None:
            _decoded.usage = _models.MessagesUsage.from_dict(_value)
        else:
            _decoded.usage = None
        _decoded.additional_properties = _remaining
        return _decoded
