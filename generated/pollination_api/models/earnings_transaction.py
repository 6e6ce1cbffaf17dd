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
class EarningsTransaction(OpenObject):
    """What one request has earned."""

    timestamp: str | Unset = UNSET
    """When it was made, in UTC."""

    cursor_event_id: None | str | Unset = UNSET
    """The id of the row, to read on from."""

    entity_name: None | str | Unset = UNSET
    """The app or model."""

    model: None | str | Unset = UNSET
    """The model that was used."""

    meter_source: None | str | Unset = UNSET
    """Which pollen paid for it."""

    pollen_earned: float | Unset = UNSET
    """The pollen that was earned."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.timestamp is not UNSET:
            field_dict["timestamp"] = self.timestamp
        if self.cursor_event_id is not UNSET:
            field_dict["cursor_event_id"] = self.cursor_event_id
        if self.entity_name is not UNSET:
            field_dict["entity_name"] = self.entity_name
        if self.model is not UNSET:
            field_dict["model"] = self.model
        if self.meter_source is not UNSET:
            field_dict["meter_source"] = self.meter_source
        if self.pollen_earned is not UNSET:
            field_dict["pollen_earned"] = self.pollen_earned
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        global _other
        _decoded = cls.__new__(cls)
        _name = _other  # read once: another thread may change it
        # Mostly an object has all that is known, and else what the one before had: then nothing is left to look for.
        if type(src_dict) is dict and len(src_dict) == (6 if _name is None else 7):
            try:
                _decoded.timestamp = src_dict["timestamp"]
                _decoded.cursor_event_id = src_dict["cursor_event_id"]
                _decoded.entity_name = src_dict["entity_name"]
                _decoded.model = src_dict["model"]
                _decoded.meter_source = src_dict["meter_source"]
                _decoded.pollen_earned = src_dict["pollen_earned"]
                _decoded.additional_properties = {} if _name is None else {_name: src_dict[_name]}
            except KeyError:
                pass
            else:
                return _decoded
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.timestamp = _pop("timestamp", UNSET)
        _decoded.cursor_event_id = _pop("cursor_event_id", UNSET)
        _decoded.entity_name = _pop("entity_name", UNSET)
        _decoded.model = _pop("model", UNSET)
        _decoded.meter_source = _pop("meter_source", UNSET)
        _decoded.pollen_earned = _pop("pollen_earned", UNSET)
        _decoded.additional_properties = _remaining
        _other = next(iter(_remaining)) if len(_remaining) == 1 else None
        return _decoded
