# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    pass


@_attrs_define
class ModelPricing(OpenObject):
    """Prices in pollen, one for each unit that the model counts."""

    currency: str | Unset = UNSET
    """Always `pollen`."""

    additional_properties: dict[str, float | str] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        for name, value in self.additional_properties.items():
            field_dict[name] = value

        if self.currency is not UNSET:
            field_dict["currency"] = self.currency
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.currency = _pop("currency", UNSET)
        _decoded.additional_properties = {}
        for name, value in _remaining.items():

            def _decode_additional_property(data: object) -> float | str:
                return cast("float | str", data)

            additional_property = _decode_additional_property(value)

            _decoded.additional_properties[name] = additional_property
        return _decoded
