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
class CompletionTokensDetails(ResponseModel):
    """What the made tokens were for.

    Attributes:
        accepted_prediction_tokens: The predicted tokens that were used.
        audio_tokens: The tokens of sound.
        reasoning_tokens: The tokens of reasoning.
        rejected_prediction_tokens: The predicted tokens that were not used.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "accepted_prediction_tokens": "accepted_prediction_tokens",
        "audio_tokens": "audio_tokens",
        "reasoning_tokens": "reasoning_tokens",
        "rejected_prediction_tokens": "rejected_prediction_tokens",
    }

    accepted_prediction_tokens: int | None = None
    """The predicted tokens that were used."""
    audio_tokens: int | None = None
    """The tokens of sound."""
    reasoning_tokens: int | None = None
    """The tokens of reasoning."""
    rejected_prediction_tokens: int | None = None
    """The predicted tokens that were not used."""
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
        _decoded.accepted_prediction_tokens = _pop("accepted_prediction_tokens", None)
        _decoded.audio_tokens = _pop("audio_tokens", None)
        _decoded.reasoning_tokens = _pop("reasoning_tokens", None)
        _decoded.rejected_prediction_tokens = _pop("rejected_prediction_tokens", None)
        _decoded.additional_properties = _remaining
        return _decoded
