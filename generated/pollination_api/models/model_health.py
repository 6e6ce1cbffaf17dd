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
class ModelHealth(OpenObject):
    """How a model has done lately."""

    status: None | str | Unset = UNSET
    """The state in a word."""

    success_rate: float | None | Unset = UNSET
    """The share of good answers, null without any request."""

    requests: float | Unset = UNSET
    """How many requests it is drawn from."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.status is not UNSET:
            field_dict["status"] = self.status
        if self.success_rate is not UNSET:
            field_dict["success_rate"] = self.success_rate
        if self.requests is not UNSET:
            field_dict["requests"] = self.requests
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.status = _pop("status", UNSET)
        _decoded.success_rate = _pop("success_rate", UNSET)
        _decoded.requests = _pop("requests", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
