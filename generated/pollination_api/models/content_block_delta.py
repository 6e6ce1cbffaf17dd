# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    pass


@_attrs_define
class ContentBlockDelta(OpenObject):
    """A piece of one part of an answer; later pieces may leave out what the first contains, or wrap theirs in a
    `delta`."""

    index: int | Unset = UNSET
    """Which of the parts it belongs to, from 0."""

    type_: None | str | Unset = UNSET
    """What the part is: `text`, `image_url`, `thinking` or another."""

    text: None | str | Unset = UNSET
    """The next piece of a text."""

    thinking: None | str | Unset = UNSET
    """The next piece of what the model thought."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.index is not UNSET:
            field_dict["index"] = self.index
        if self.type_ is not UNSET:
            field_dict["type"] = self.type_
        if self.text is not UNSET:
            field_dict["text"] = self.text
        if self.thinking is not UNSET:
            field_dict["thinking"] = self.thinking
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.index = _pop("index", UNSET)
        _decoded.type_ = _pop("type", UNSET)
        _decoded.text = _pop("text", UNSET)
        _decoded.thinking = _pop("thinking", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
