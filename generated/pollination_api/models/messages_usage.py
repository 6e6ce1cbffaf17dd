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
class MessagesUsage(OpenObject):
    """What was counted, in tokens."""

    input_tokens: int | Unset = UNSET
    """The tokens sent."""

    output_tokens: int | Unset = UNSET
    """The tokens made."""

    cache_read_input_tokens: int | None | Unset = UNSET
    """The tokens read from a cache."""

    cache_creation_input_tokens: int | None | Unset = UNSET
    """The tokens put into a cache."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.input_tokens is not UNSET:
            field_dict["input_tokens"] = self.input_tokens
        if self.output_tokens is not UNSET:
            field_dict["output_tokens"] = self.output_tokens
        if self.cache_read_input_tokens is not UNSET:
            field_dict["cache_read_input_tokens"] = self.cache_read_input_tokens
        if self.cache_creation_input_tokens is not UNSET:
            field_dict["cache_creation_input_tokens"] = self.cache_creation_input_tokens
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.input_tokens = _pop("input_tokens", UNSET)
        _decoded.output_tokens = _pop("output_tokens", UNSET)
        _decoded.cache_read_input_tokens = _pop("cache_read_input_tokens", UNSET)
        _decoded.cache_creation_input_tokens = _pop("cache_creation_input_tokens", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
