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
    from ..models.known_meter_source import KnownMeterSource

_NAMES = ("date", "model", "meter_source", "requests", "cost_usd", "api_key_id", "api_key")
_other: tuple[str | None, tuple[str, ...]] = None, _NAMES
"""The name of what else was in the last object, where it was one thing alone, and the names of all that was in it."""


@_attrs_define(repr=False, getstate_setstate=False)
class DailyUsageRecord(ResponseModel):
    """What one model cost on one day.

    Attributes:
        date: The day in UTC; in JSON a text, `YYYY-MM-DD`.
        model: The public name of the model.
        meter_source: Which pollen paid for it.
        requests: The number of requests.
        cost_usd: What they cost, in pollen in spite of the name.
        api_key_id: The id of the key.
        api_key: The name of the key.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "date": "date",
        "model": "model",
        "meter_source": "meter_source",
        "requests": "requests",
        "cost_usd": "cost_usd",
        "api_key_id": "api_key_id",
        "api_key": "api_key",
    }
    shown_fields: ClassVar[tuple[str, ...]] = ("date", "model", "requests", "cost_usd")
    formats: ClassVar[Mapping[str, Format]] = {"date": date}

    date: datetime.date | None = None
    """The day in UTC; in JSON a text, `YYYY-MM-DD`."""
    model: str | None = None
    """The public name of the model."""
    meter_source: KnownMeterSource | str | None = None
    """Which pollen paid for it."""
    requests: int | None = None
    """The number of requests."""
    cost_usd: float | None = None
    """What they cost, in pollen in spite of the name."""
    api_key_id: str | None = None
    """The id of the key."""
    api_key: str | None = None
    """The name of the key."""
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
        _decoded.model = _pop("model", None)
        _decoded.meter_source = _pop("meter_source", None)
        _decoded.requests = _pop("requests", None)
        _decoded.cost_usd = _pop("cost_usd", None)
        _decoded.api_key_id = _pop("api_key_id", None)
        _decoded.api_key = _pop("api_key", None)
        _decoded.additional_properties = _remaining
        if len(_remaining) == 1 and len(_decoded._received) == len(_NAMES) + 1:
            _other = next(iter(_remaining)), (*_NAMES, *_remaining)
        elif not _remaining:
            _other = None, _NAMES
        return _decoded
