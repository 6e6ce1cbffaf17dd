# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    pass

_other: str | None = None
"""The name of what else was in the last object, where it was one thing alone."""


@_attrs_define
class EarningsRow(OpenObject):
    """What one app or model has earned."""

    date: None | str | Unset = UNSET
    """The day, `YYYY-MM-DD` in UTC."""

    entity_id: None | str | Unset = UNSET
    """The id of the app or model."""

    entity_name: None | str | Unset = UNSET
    """Its name."""

    source: None | str | Unset = UNSET
    """`byop_markup` for an app, `community_model` for a model."""

    requests: float | Unset = UNSET
    """The number of requests."""

    paid_requests: float | Unset = UNSET
    """Those of paid pollen."""

    tier_requests: float | Unset = UNSET
    """Those of quest pollen."""

    baseline_price: float | Unset = UNSET
    """What the requests cost without a markup."""

    pollen_earned: float | Unset = UNSET
    """The pollen that was earned."""

    paid_earned: float | Unset = UNSET
    """That of paid pollen."""

    tier_earned: float | Unset = UNSET
    """That of quest pollen."""

    cost_usd: float | Unset = UNSET
    """What the requests cost."""

    reward_rate: float | None | Unset = UNSET
    """The share that is earned."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.date is not UNSET:
            field_dict["date"] = self.date
        if self.entity_id is not UNSET:
            field_dict["entity_id"] = self.entity_id
        if self.entity_name is not UNSET:
            field_dict["entity_name"] = self.entity_name
        if self.source is not UNSET:
            field_dict["source"] = self.source
        if self.requests is not UNSET:
            field_dict["requests"] = self.requests
        if self.paid_requests is not UNSET:
            field_dict["paid_requests"] = self.paid_requests
        if self.tier_requests is not UNSET:
            field_dict["tier_requests"] = self.tier_requests
        if self.baseline_price is not UNSET:
            field_dict["baseline_price"] = self.baseline_price
        if self.pollen_earned is not UNSET:
            field_dict["pollen_earned"] = self.pollen_earned
        if self.paid_earned is not UNSET:
            field_dict["paid_earned"] = self.paid_earned
        if self.tier_earned is not UNSET:
            field_dict["tier_earned"] = self.tier_earned
        if self.cost_usd is not UNSET:
            field_dict["cost_usd"] = self.cost_usd
        if self.reward_rate is not UNSET:
            field_dict["reward_rate"] = self.reward_rate
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        global _other
        _decoded = cls.__new__(cls)
        _name = _other  # read once: another thread may change it
        # Mostly an object has all that is known, and else what the one before had: then nothing is left to look for.
        if type(src_dict) is dict and len(src_dict) == (13 if _name is None else 14):
            try:
                _decoded.date = src_dict["date"]
                _decoded.entity_id = src_dict["entity_id"]
                _decoded.entity_name = src_dict["entity_name"]
                _decoded.source = src_dict["source"]
                _decoded.requests = src_dict["requests"]
                _decoded.paid_requests = src_dict["paid_requests"]
                _decoded.tier_requests = src_dict["tier_requests"]
                _decoded.baseline_price = src_dict["baseline_price"]
                _decoded.pollen_earned = src_dict["pollen_earned"]
                _decoded.paid_earned = src_dict["paid_earned"]
                _decoded.tier_earned = src_dict["tier_earned"]
                _decoded.cost_usd = src_dict["cost_usd"]
                _decoded.reward_rate = src_dict["reward_rate"]
                _decoded.additional_properties = {} if _name is None else {_name: src_dict[_name]}
            except KeyError:
                pass
            else:
                return _decoded
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.date = _pop("date", UNSET)
        _decoded.entity_id = _pop("entity_id", UNSET)
        _decoded.entity_name = _pop("entity_name", UNSET)
        _decoded.source = _pop("source", UNSET)
        _decoded.requests = _pop("requests", UNSET)
        _decoded.paid_requests = _pop("paid_requests", UNSET)
        _decoded.tier_requests = _pop("tier_requests", UNSET)
        _decoded.baseline_price = _pop("baseline_price", UNSET)
        _decoded.pollen_earned = _pop("pollen_earned", UNSET)
        _decoded.paid_earned = _pop("paid_earned", UNSET)
        _decoded.tier_earned = _pop("tier_earned", UNSET)
        _decoded.cost_usd = _pop("cost_usd", UNSET)
        _decoded.reward_rate = _pop("reward_rate", UNSET)
        _decoded.additional_properties = _remaining
        _other = next(iter(_remaining)) if len(_remaining) == 1 else None
        return _decoded
