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
class MessagesEvent(ResponseModel):
    """One event of a streamed answer, by its `type`.

    Attributes:
        type_: The name of the event, such as `message_stop`.
        index: Which block it belongs to.
        message: An object that is passed on as it is.
        delta: An object that is passed on as it is.
        usage: What was counted, in tokens.
        error: An object that is passed on as it is.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "type": "type_",
        "index": "index",
        "message": "message",
        "delta": "delta",
        "usage": "usage",
        "error": "error",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset({"type"})

    type_: str
    """The name of the event, such as `message_stop`."""
    index: int | None = None
    """Which block it belongs to."""
    message: AnyObject | None = None
    """An object that is passed on as it is."""
    delta: AnyObject | None = None
    """An object that is passed on as it is."""
    usage: MessagesUsage | None = None
    """What was counted, in tokens."""
    error: AnyObject | None = None
    """An object that is passed on as it is."""
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
        _value = _pop("type", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.type_ = _value
        else:
            _decoded.type_ = ""
            if _value is None:
                _unlike["type"] = None
        _decoded.index = _pop("index", None)
        _value = _pop("message", None)
        if _value is not None:
            _decoded.message = _models.AnyObject.from_dict(_value)
        else:
            _decoded.message = None
        _value = _pop("delta", None)
        if _value is not None:
            _decoded.delta = _models.AnyObject.from_dict(_value)
        else:
            _decoded.delta = None
        _value = _pop("usage", None)
        if _value is not None:
            _decoded.usage = _models.MessagesUsage.from_dict(_value)
        else:
            _decoded.usage = None
        _value = _pop("error", None)
        if _value is not None:
            _decoded.error = _models.AnyObject.from_dict(_value)
        else:
            _decoded.error = None
        _decoded.additional_properties = _remaining
        return _decoded
