# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.known_meter_source import KnownMeterSource

_other: str | None = None
"""The name of what else was in the last object, where it was one thing alone."""


@_attrs_define
class DailyUsageRecord(OpenObject):
    """What one model cost on one day."""

    date: str | Unset = UNSET
    """The day, `YYYY-MM-DD` in UTC."""

    model: None | str | Unset = UNSET
    """The public name of the model."""

    meter_source: KnownMeterSource | None | str | Unset = UNSET
    """Which pollen paid for it."""

    requests: float | Unset = UNSET
    """The number of requests."""

    cost_usd: float | Unset = UNSET
    """What they cost, in US dollars."""

    api_key_id: None | str | Unset = UNSET
    """The id of the key."""

    api_key: None | str | Unset = UNSET
    """The name of the key."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.date is not UNSET:
            field_dict["date"] = self.date
        if self.model is not UNSET:
            field_dict["model"] = self.model
        if self.meter_source is not UNSET:
            field_dict["meter_source"] = self.meter_source
        if self.requests is not UNSET:
            field_dict["requests"] = self.requests
        if self.cost_usd is not UNSET:
            field_dict["cost_usd"] = self.cost_usd
        if self.api_key_id is not UNSET:
            field_dict["api_key_id"] = self.api_key_id
        if self.api_key is not UNSET:
            field_dict["api_key"] = self.api_key
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        global _other
        _decoded = cls.__new__(cls)
        _name = _other  # read once: another thread may change it
        # Mostly an object has all that is known, and else what the one before had: then nothing is left to look for.
        if type(src_dict) is dict and len(src_dict) == (7 if _name is None else 8):
            try:
                _decoded.date = src_dict["date"]
                _decoded.model = src_dict["model"]
                _decoded.meter_source = src_dict["meter_source"]
                _decoded.requests = src_dict["requests"]
                _decoded.cost_usd = src_dict["cost_usd"]
                _decoded.api_key_id = src_dict["api_key_id"]
                _decoded.api_key = src_dict["api_key"]
                _decoded.additional_properties = {} if _name is None else {_name: src_dict[_name]}
            except KeyError:
                pass
            else:
                return _decoded
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.date = _pop("date", UNSET)
        _decoded.model = _pop("model", UNSET)
        _decoded.meter_source = _pop("meter_source", UNSET)
        _decoded.requests = _pop("requests", UNSET)
        _decoded.cost_usd = _pop("cost_usd", UNSET)
        _decoded.api_key_id = _pop("api_key_id", UNSET)
        _decoded.api_key = _pop("api_key", UNSET)
        _decoded.additional_properties = _remaining
        _other = next(iter(_remaining)) if len(_remaining) == 1 else None
        return _decoded
