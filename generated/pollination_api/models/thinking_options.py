# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.thinking_mode import check_thinking_mode
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.thinking_mode import ThinkingMode


@_attrs_define
class ThinkingOptions(OpenObject):
    """Whether and how long a model thinks first.

    Attributes:
        type_: Whether a model thinks first.
        budget_tokens: The most tokens to think with.
    """

    type_: ThinkingMode | Unset = UNSET
    """Whether a model thinks first."""
    budget_tokens: int | Unset = UNSET
    """The most tokens to think with."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.type_ is not UNSET:
            field_dict["type"] = self.type_
        if self.budget_tokens is not UNSET:
            field_dict["budget_tokens"] = self.budget_tokens
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        type__data = _pop("type", UNSET)
        type_: ThinkingMode | Unset = UNSET
        if type__data is not UNSET and type__data is not None:
            type_ = check_thinking_mode(type__data)
        _decoded.type_ = type_
        _decoded.budget_tokens = _pop("budget_tokens", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
