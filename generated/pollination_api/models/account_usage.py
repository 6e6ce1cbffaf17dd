# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.usage_record import UsageRecord


@_attrs_define
class AccountUsage(OpenObject):
    """One page of billed requests."""

    usage: list[UsageRecord]
    """The records, newest first."""

    count: float | Unset = UNSET
    """The number of records in this page."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        usage = []
        for usage_item_data in self.usage:
            usage_item = usage_item_data.to_dict()
            usage.append(usage_item)
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["usage"] = usage
        if self.count is not UNSET:
            field_dict["count"] = self.count
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        usage = []
        for usage_item_data in _pop("usage"):
            usage_item = _models.UsageRecord.from_dict(usage_item_data)
            usage.append(usage_item)
        _decoded.usage = usage
        _decoded.count = _pop("count", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
