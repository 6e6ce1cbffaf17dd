# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    from ..models.cache_control import CacheControl


@_attrs_define(repr=False, getstate_setstate=False)
class TextContentPart(ResponseModel):
    """A part that is text.

    Attributes:
        type_: Always `text`.
        text: The text.
        cache_control: How the provider may cache a message.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {"type": "type_", "text": "text", "cache_control": "cache_control"}
    required_fields: ClassVar[frozenset[str]] = frozenset({"type", "text"})

    type_: Literal["text"]
    """Always `text`."""
    text: str
    """The text."""
    cache_control: CacheControl | None = None
    """How the provider may cache a message."""
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
        type_ = cast(Literal["text"], _pop("type"))
        if type_ != "text":
            raise ValueError(f"type must match const 'text', got '{type_}'")
        _decoded.type_ = type_
        _value = _pop("text", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.text = _value
        else:
            _decoded.text = ""
            if _value is None:
                _unlike["text"] = None
        _value = _pop("cache_control", None)
        if _value is not None:
            _decoded.cache_control = _models.CacheControl.from_dict(_value)
        else:
            _decoded.cache_control = None
        _decoded.additional_properties = _remaining
        return _decoded
