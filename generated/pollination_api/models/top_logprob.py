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
class TopLogprob(OpenObject):
    """A token that might have stood there."""

    token: str | Unset = UNSET
    """The token."""

    logprob: float | Unset = UNSET
    """The natural logarithm of its probability."""

    bytes_: list[int] | None | Unset = UNSET
    """Its bytes in UTF-8."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.token is not UNSET:
            field_dict["token"] = self.token
        if self.logprob is not UNSET:
            field_dict["logprob"] = self.logprob
        if self.bytes_ is not UNSET:
            field_dict["bytes"] = self.bytes_
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
        _decoded.additional_properties = _remaining
        return _decoded
