# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.listed_key import ListedKey


@_attrs_define
class KeyList(OpenObject):
    """The keys of an account."""

    data: list[ListedKey] | Unset = UNSET
    """The keys, the newest first."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        data: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.data, Unset):
            data = []
            for data_item_data in self.data:
                data_item = data_item_data.to_dict()
                data.append(data_item)
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if data is not UNSET:
            field_dict["data"] = data
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        data_data = _pop("data", UNSET)
        data: list[ListedKey] | Unset = UNSET
        if data_data is not UNSET and data_data is not None:
            data = []
            for data_item_data in data_data:
                data_item = _models.ListedKey.from_dict(data_item_data)
                data.append(data_item)
        _decoded.data = data
        _decoded.additional_properties = _remaining
        return _decoded
