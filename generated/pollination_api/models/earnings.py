# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    from ..models.earnings_row import EarningsRow


@_attrs_define(repr=False, getstate_setstate=False)
class Earnings(ResponseModel):
    """What was earned.

    Attributes:
        daily: The rows by day.
        per_entity: The rows by app or model.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {"daily": "daily", "perEntity": "per_entity"}

    daily: list[EarningsRow] = _attrs_field(factory=list)
    """The rows by day."""
    per_entity: list[EarningsRow] = _attrs_field(factory=list)
    """The rows by app or model."""
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
        _value = _pop("daily", MISSING)
        if _value is not None and _value is not MISSING:
            daily = []
            for daily_item_data in _value:
                daily_item = _models.EarningsRow.from_dict(daily_item_data)
                daily.append(daily_item)
            _decoded.daily = daily
        else:
            _decoded.daily = []
            if _value is None:
                _unlike["daily"] = None
        _value = _pop("perEntity", MISSING)
        if _value is not None and _value is not MISSING:
            per_entity = []
            for per_entity_item_data in _value:
                per_entity_item = _models.EarningsRow.from_dict(per_entity_item_data)
                per_entity.append(per_entity_item)
            _decoded.per_entity = per_entity
        else:
            _decoded.per_entity = []
            if _value is None:
                _unlike["perEntity"] = None
        _decoded.additional_properties = _remaining
        return _decoded
