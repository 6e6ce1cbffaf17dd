# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    pass


@_attrs_define
class DeviceCodeRequest(OpenObject):
    """Who asks.

    Attributes:
        client_id: The publishable key of the app.
        scope: The permissions to ask for.
    """

    client_id: str | Unset = UNSET
    """The publishable key of the app."""
    scope: str | Unset = UNSET
    """The permissions to ask for."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.client_id is not UNSET:
            field_dict["client_id"] = self.client_id
        if self.scope is not UNSET:
            field_dict["scope"] = self.scope
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.client_id = _pop("client_id", UNSET)
        _decoded.scope = _pop("scope", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
