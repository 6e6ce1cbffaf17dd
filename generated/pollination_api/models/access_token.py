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
class AccessToken(OpenObject):
    """A key for a user of an app."""

    access_token: str
    """The key, `sk_...`."""

    token_type: str | Unset = UNSET
    """Always `bearer`."""

    expires_in: float | None | Unset = UNSET
    """The seconds until it ends."""

    scope: None | str | Unset = UNSET
    """The permissions that the user gave."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["access_token"] = self.access_token
        if self.token_type is not UNSET:
            field_dict["token_type"] = self.token_type
        if self.expires_in is not UNSET:
            field_dict["expires_in"] = self.expires_in
        if self.scope is not UNSET:
            field_dict["scope"] = self.scope
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.access_token = _pop("access_token")
        _decoded.token_type = _pop("token_type", UNSET)
        _decoded.expires_in = _pop("expires_in", UNSET)
        _decoded.scope = _pop("scope", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
