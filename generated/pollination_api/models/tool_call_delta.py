# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    from ..models.function_call_delta import FunctionCallDelta


@_attrs_define(repr=False, getstate_setstate=False)
class ToolCallDelta(ResponseModel):
    """A piece of a tool call.

    Attributes:
        index: Which of the calls it belongs to, from 0.
        id: The id of the call, in its first piece.
        type_: Always `function`.
        function: A piece of a function and its arguments.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "index": "index",
        "id": "id",
        "type": "type_",
        "function": "function",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset({"index"})

    index: int
    """Which of the calls it belongs to, from 0."""
    id: str | None = None
    """The id of the call, in its first piece."""
    type_: str | None = None
    """Always `function`."""
    function: FunctionCallDelta | None = None
    """A piece of a function and its arguments."""
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
        _value = _pop("index", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.index = _value
        else:
            _decoded.index = 0
            if _value is None:
                _unlike["index"] = None
        _decoded.id = _pop("id", None)
        _decoded.type_ = _pop("type", None)
        _value = _pop("function", None)
        if _value is not None:
            _decoded.function = _models.FunctionCallDelta.from_dict(_value)
        else:
            _decoded.function = None
        _decoded.additional_properties = _remaining
        return _decoded
