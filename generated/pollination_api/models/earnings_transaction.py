# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..formats import Format, time
from ..response_model import ResponseModel

if TYPE_CHECKING:
    pass

_NAMES = ("timestamp", "cursor_event_id", "entity_name", "model", "meter_source", "pollen_earned")
_other: tuple[str | None, tuple[str, ...]] = None, _NAMES
"""The name of what else was in the last object, where it was one thing alone, and the names of all that was in it."""


@_attrs_define(repr=False, getstate_setstate=False)
class EarningsTransaction(ResponseModel):
    """What one request has earned.

    Attributes:
        timestamp: When it was made, in UTC.
        cursor_event_id: The id of the row, to read on from.
        entity_name: The app or model.
        model: The model that was used.
        meter_source: Which pollen paid for it.
        pollen_earned: The pollen that was earned.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "timestamp": "timestamp",
        "cursor_event_id": "cursor_event_id",
        "entity_name": "entity_name",
        "model": "model",
        "meter_source": "meter_source",
        "pollen_earned": "pollen_earned",
    }
    formats: ClassVar[Mapping[str, Format]] = {"timestamp": time}

    timestamp: datetime.datetime | None = None
    """When it was made, in UTC."""
    cursor_event_id: str | None = None
    """The id of the row, to read on from."""
    entity_name: str | None = None
    """The app or model."""
    model: str | None = None
    """The model that was used."""
    meter_source: str | None = None
    """Which pollen paid for it."""
    pollen_earned: float | None = None
    """The pollen that was earned."""
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
                _decoded.timestamp = time.read(src_dict["timestamp"])
                _decoded.cursor_event_id = src_dict["cursor_event_id"]
                _decoded.entity_name = src_dict["entity_name"]
                _decoded.model = src_dict["model"]
                _decoded.meter_source = src_dict["meter_source"]
                _decoded.pollen_earned = src_dict["pollen_earned"]
                _decoded.additional_properties = {} if _name is None else {_name: src_dict[_name]}
            except KeyError:
                pass
            else:
                _decoded._received = _names
                _decoded._unlike = {
                    "timestamp": src_dict["timestamp"],
                }
                return _decoded
        _unlike: dict[str, Any] = {}
        _decoded._received = tuple(src_dict)
        _decoded._unlike = _unlike
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _value = _pop("timestamp", None)
        _decoded.timestamp = time.read(_value)
        if _value is not None:
            _unlike["timestamp"] = _value
        _decoded.cursor_event_id = _pop("cursor_event_id", None)
        _decoded.entity_name = _pop("entity_name", None)
        _decoded.model = _pop("model", None)
        _decoded.meter_source = _pop("meter_source", None)
        _decoded.pollen_earned = _pop("pollen_earned", None)
        _decoded.additional_properties = _remaining
        if len(_remaining) == 1 and len(_decoded._received) == len(_NAMES) + 1:
            _other = next(iter(_remaining)), (*_NAMES, *_remaining)
        elif not _remaining:
            _other = None, _NAMES
        return _decoded
