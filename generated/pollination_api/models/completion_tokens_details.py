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
class CompletionTokensDetails(OpenObject):
    """What the made tokens were for."""

    accepted_prediction_tokens: int | Unset = UNSET
    """The predicted tokens that were used."""

    audio_tokens: int | Unset = UNSET
    """The tokens of sound."""

    reasoning_tokens: int | Unset = UNSET
    """The tokens of reasoning."""

    rejected_prediction_tokens: int | Unset = UNSET
    """The predicted tokens that were not used."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.accepted_prediction_tokens is not UNSET:
            field_dict["accepted_prediction_tokens"] = self.accepted_prediction_tokens
        if self.audio_tokens is not UNSET:
            field_dict["audio_tokens"] = self.audio_tokens
        if self.reasoning_tokens is not UNSET:
            field_dict["reasoning_tokens"] = self.reasoning_tokens
        if self.rejected_prediction_tokens is not UNSET:
            field_dict["rejected_prediction_tokens"] = self.rejected_prediction_tokens
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.accepted_prediction_tokens = _pop("accepted_prediction_tokens", UNSET)
        _decoded.audio_tokens = _pop("audio_tokens", UNSET)
        _decoded.reasoning_tokens = _pop("reasoning_tokens", UNSET)
        _decoded.rejected_prediction_tokens = _pop("rejected_prediction_tokens", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
