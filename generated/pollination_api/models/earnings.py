# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.earnings_row import EarningsRow


@_attrs_define
class Earnings(OpenObject):
    """What was earned."""

    daily: list[EarningsRow] | Unset = UNSET
    """The rows by day."""

    per_entity: list[EarningsRow] | Unset = UNSET
    """The rows by app or model."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        daily: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.daily, Unset):
            daily = []
            for daily_item_data in self.daily:
                daily_item = daily_item_data.to_dict()
                daily.append(daily_item)
        per_entity: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.per_entity, Unset):
            per_entity = []
            for per_entity_item_data in self.per_entity:
                per_entity_item = per_entity_item_data.to_dict()
                per_entity.append(per_entity_item)
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if daily is not UNSET:
            field_dict["daily"] = daily
        if per_entity is not UNSET:
            field_dict["perEntity"] = per_entity
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        daily_data = _pop("daily", UNSET)
        daily: list[EarningsRow] | Unset = UNSET
        if daily_data is not UNSET and daily_data is not None:
            daily = []
            for daily_item_data in daily_data:
                daily_item = _models.EarningsRow.from_dict(daily_item_data)
                daily.append(daily_item)
        _decoded.daily = daily
        per_entity_data = _pop("perEntity", UNSET)
        per_entity: list[EarningsRow] | Unset = UNSET
        if per_entity_data is not UNSET and per_entity_data is not None:
            per_entity = []
            for per_entity_item_data in per_entity_data:
                per_entity_item = _models.EarningsRow.from_dict(per_entity_item_data)
                per_entity.append(per_entity_item)
        _decoded.per_entity = per_entity
        _decoded.additional_properties = _remaining
        return _decoded
