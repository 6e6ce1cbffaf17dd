# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..response_model import ResponseModel

if TYPE_CHECKING:
    pass


@_attrs_define(repr=False, getstate_setstate=False)
class ContentBlockDelta(ResponseModel):
    """A piece of one part of an answer; later pieces may leave out what the first contains, or wrap theirs in a
    `delta`.

    Attributes:
        index: Which of the parts it belongs to, from 0.
        type_: What the part is: `text`, `image_url`, `thinking` or another.
        text: The next piece of a text.
        thinking: The next piece of what the model thought.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "index": "index",
        "type": "type_",
        "text": "text",
        "thinking": "thinking",
    }

    index: int | None = None
    """Which of the parts it belongs to, from 0."""
    type_: str | None = None
    """What the part is: `text`, `image_url`, `thinking` or another."""
    text: str | None = None
    """The next piece of a text."""
    thinking: str | None = None
    """The next piece of what the model thought."""
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
        _decoded.index = _pop("index", None)
        _decoded.type_ = _pop("type", None)
        _decoded.text = _pop("text", None)
        _decoded.thinking = _pop("thinking", None)
        _decoded.additional_properties = _remaining
        return _decoded
