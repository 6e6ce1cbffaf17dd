# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..formats import Format, date
from ..response_model import ResponseModel

if TYPE_CHECKING:
    pass

_NAMES = (
    "date",
    "entity_id",
    "entity_name",
    "source",
    "requests",
    "paid_requests",
    "tier_requests",
    "baseline_price",
    "pollen_earned",
    "paid_earned",
    "tier_earned",
    "cost_usd",
    "reward_rate",
)
_other: tuple[str | None, tuple[str, ...]] = None, _NAMES
"""The name of what else was in the last object, where it was one thing alone, and the names of all that was in it."""


@_attrs_define(repr=False, getstate_setstate=False)
class EarningsRow(ResponseModel):
    """What one app or model has earned.

    Attributes:
        date: The day in UTC; in JSON a text, `YYYY-MM-DD`.
        entity_id: The id of the app or model.
        entity_name: Its name.
        source: `byop_markup` for an app, `community_model` for a model.
        requests: The number of requests.
        paid_requests: Those of paid pollen.
        tier_requests: Those of quest pollen.
        baseline_price: What the requests cost without a markup.
        pollen_earned: The pollen that was earned.
        paid_earned: That of paid pollen.
        tier_earned: That of quest pollen.
        cost_usd: What the requests cost.
        reward_rate: The share that is earned.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "date": "date",
        "entity_id": "entity_id",
        "entity_name": "entity_name",
        "source": "source",
        "requests": "requests",
        "paid_requests": "paid_requests",
        "tier_requests": "tier_requests",
        "baseline_price": "baseline_price",
        "pollen_earned": "pollen_earned",
        "paid_earned": "paid_earned",
        "tier_earned": "tier_earned",
        "cost_usd": "cost_usd",
        "reward_rate": "reward_rate",
    }
    formats: ClassVar[Mapping[str, Format]] = {"date": date}

    date: datetime.date | None = None
    """The day in UTC; in JSON a text, `YYYY-MM-DD`."""
    entity_id: str | None = None
    """The id of the app or model."""
    entity_name: str | None = None
    """Its name."""
    source: str | None = None
    """`byop_markup` for an app, `community_model` for a model."""
    requests: int | None = None
    """The number of requests."""
    paid_requests: int | None = None
    """Those of paid pollen."""
    tier_requests: int | None = None
    """Those of quest pollen."""
    baseline_price: float | None = None
    """What the requests cost without a markup."""
    pollen_earned: float | None = None
    """The pollen that was earned."""
    paid_earned: float | None = None
    """That of paid pollen."""
    tier_earned: float | None = None
    """That of quest pollen."""
    cost_usd: float | None = None
    """What the requests cost."""
    reward_rate: float | None = None
    """The share that is earned."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received; what is missing, or cannot be read, becomes None or empty."""
        global _other
        _decoded = cls.__new__(cls)
        _name, _names = _other  # read once: another thread may change it
        # Mostly an object has all that is known, and else what the one before had: then nothing is left to look for.
        if type(src_dict) is dict and len(src_dict) == len(_names):
            try:
                _decoded.date = date.read(src_dict["date"])
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
                _decoded._received = _names
                _decoded._unlike = {
                    "date": src_dict["date"],
                }
                return _decoded
        _unlike: dict[str, Any] = {}
        _decoded._received = tuple(src_dict)
        _decoded._unlike = _unlike
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _value = _pop("date", None)
        _decoded.date = date.read(_value)
        if _value is not None:
            _unlike["date"] = _value
        _decoded.entity_id = _pop("entity_id", None)
        _decoded.entity_name = _pop("entity_name", None)
        _decoded.source = _pop("source", None)
        _decoded.requests = _pop("requests", None)
        _decoded.paid_requests = _pop("paid_requests", None)
        _decoded.tier_requests = _pop("tier_requests", None)
        _decoded.baseline_price = _pop("baseline_price", None)
        _decoded.pollen_earned = _pop("pollen_earned", None)
        _decoded.paid_earned = _pop("paid_earned", None)
        _decoded.tier_earned = _pop("tier_earned", None)
        _decoded.cost_usd = _pop("cost_usd", None)
        _decoded.reward_rate = _pop("reward_rate", None)
        _decoded.additional_properties = _remaining
        if len(_remaining) == 1 and len(_decoded._received) == len(_NAMES) + 1:
            _other = next(iter(_remaining)), (*_NAMES, *_remaining)
        elif not _remaining:
            _other = None, _NAMES
        return _decoded
