# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.top_logprob import TopLogprob


@_attrs_define
class TokenLogprob(OpenObject):
    """One token and the ones that might have stood there."""

    token: str | Unset = UNSET
    """The token."""

    logprob: float | Unset = UNSET
    """The natural logarithm of its probability."""

    bytes_: list[int] | None | Unset = UNSET
    """Its bytes in UTF-8."""

    top_logprobs: list[TopLogprob] | Unset = UNSET
    """The likeliest tokens at this place."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        top_logprobs: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.top_logprobs, Unset):
            top_logprobs = []
            for top_logprobs_item_data in self.top_logprobs:
                top_logprobs_item = top_logprobs_item_data.to_dict()
                top_logprobs.append(top_logprobs_item)
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.token is not UNSET:
            field_dict["token"] = self.token
        if self.logprob is not UNSET:
            field_dict["logprob"] = self.logprob
        if self.bytes_ is not UNSET:
            field_dict["bytes"] = self.bytes_
        if top_logprobs is not UNSET:
            field_dict["top_logprobs"] = top_logprobs
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.token = _pop("token", UNSET)
        _decoded.logprob = _pop("logprob", UNSET)
        _decoded.bytes_ = _pop("bytes", UNSET)
        top_logprobs_data = _pop("top_logprobs", UNSET)
        top_logprobs: list[TopLogprob] | Unset = UNSET
        if top_logprobs_data is not UNSET and top_logprobs_data is not None:
            top_logprobs = []
            for top_logprobs_item_data in top_logprobs_data:
                top_logprobs_item = _models.TopLogprob.from_dict(top_logprobs_item_data)
                top_logprobs.append(top_logprobs_item)
        _decoded.top_logprobs = top_logprobs
        _decoded.additional_properties = _remaining
        return _decoded
