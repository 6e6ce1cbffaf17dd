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


@_attrs_define(repr=False, getstate_setstate=False)
class ResponsesEvent(ResponseModel):
    """One event of a streamed answer, by its `type`.

    Attributes:
        type_: The name of the event, such as `response.completed`.
        sequence_number: Its place in the stream.
        response: An object that is passed on as it is.
        delta: The next piece.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "type": "type_",
        "sequence_number": "sequence_number",
        "response": "response",
        "delta": "delta",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset({"type"})

    type_: str
    """The name of the event, such as `response.completed`."""
    sequence_number: int | None = None
    """Its place in the stream."""
    response: AnyObject | None = None
    """An object that is passed on as it is."""
    delta: Any = None
    """The next piece."""
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
        _decoded.sequence_number = _pop("sequence_number", None)
        _value = _pop("response", None)
        if _value is not None:
            _decoded.response = _models.AnyObject.from_dict(_value)
        else:
            _decoded.response = None
        _decoded.delta = _pop("delta", None)
        _decoded.additional_properties = _remaining
        return _decoded
