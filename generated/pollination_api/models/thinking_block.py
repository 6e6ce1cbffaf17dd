# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    pass


@_attrs_define(repr=False, getstate_setstate=False)
class ThinkingBlock(ResponseModel):
    """A part that tells what the model thought.

    Attributes:
        type_: Always `thinking`.
        thinking: The thoughts.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {"type": "type_", "thinking": "thinking"}
    required_fields: ClassVar[frozenset[str]] = frozenset({"type", "thinking"})

    type_: Literal["thinking"]
    """Always `thinking`."""
    thinking: str
    """The thoughts."""
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
        type_ = cast(Literal["thinking"], _pop("type"))
        if type_ != "thinking":
            raise ValueError(f"type must match const 'thinking', got '{type_}'")
        _decoded.type_ = type_
        _value = _pop("thinking", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.thinking = _value
        else:
            _decoded.thinking = ""
            if _value is None:
                _unlike["thinking"] = None
        _decoded.additional_properties = _remaining
        return _decoded
