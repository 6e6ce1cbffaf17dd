# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.key_permissions import KeyPermissions
    from ..models.known_key_type import KnownKeyType


@_attrs_define
class AccountKey(OpenObject):
    """What a key is and may do."""

    valid: bool
    """Whether the key works."""

    type_: KnownKeyType | str | Unset = UNSET
    """The kind of key."""

    name: None | str | Unset = UNSET
    """The name given to the key."""

    expires_at: None | str | Unset = UNSET
    """When the key ends, in ISO 8601, null for never."""

    expires_in: float | None | Unset = UNSET
    """The seconds until the key ends, null for never."""

    permissions: KeyPermissions | Unset = UNSET
    """What a key may use."""

    pollen_budget: float | None | Unset = UNSET
    """The pollen left for this key, null for as much as the wallet holds."""

    rate_limit_enabled: bool | Unset = UNSET
    """Whether the key is held to a rate limit."""

    user_id: None | str | Unset = UNSET
    """The id of the account."""

    byop_client_key_id: None | str | Unset = UNSET
    """The id of the app that the key was made for."""

    quest_pollen_only: bool | None | Unset = UNSET
    """Whether the key spends only the pollen of quests."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        permissions: dict[str, Any] | Unset = UNSET
        if not isinstance(self.permissions, Unset):
            permissions = self.permissions.to_dict()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["valid"] = self.valid
        if self.type_ is not UNSET:
            field_dict["type"] = self.type_
        if self.name is not UNSET:
            field_dict["name"] = self.name
        if self.expires_at is not UNSET:
            field_dict["expiresAt"] = self.expires_at
        if self.expires_in is not UNSET:
            field_dict["expiresIn"] = self.expires_in
        if permissions is not UNSET:
            field_dict["permissions"] = permissions
        if self.pollen_budget is not UNSET:
            field_dict["pollenBudget"] = self.pollen_budget
        if self.rate_limit_enabled is not UNSET:
            field_dict["rateLimitEnabled"] = self.rate_limit_enabled
        if self.user_id is not UNSET:
            field_dict["userId"] = self.user_id
        if self.byop_client_key_id is not UNSET:
            field_dict["byopClientKeyId"] = self.byop_client_key_id
        if self.quest_pollen_only is not UNSET:
            field_dict["questPollenOnly"] = self.quest_pollen_only
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.valid = _pop("valid")
        _decoded.type_ = _pop("type", UNSET)
        _decoded.name = _pop("name", UNSET)
        _decoded.expires_at = _pop("expiresAt", UNSET)
        _decoded.expires_in = _pop("expiresIn", UNSET)
        permissions_data = _pop("permissions", UNSET)
        permissions: KeyPermissions | Unset = UNSET
        if permissions_data is not UNSET and permissions_data is not None:
            permissions = _models.KeyPermissions.from_dict(permissions_data)
        _decoded.permissions = permissions
        _decoded.pollen_budget = _pop("pollenBudget", UNSET)
        _decoded.rate_limit_enabled = _pop("rateLimitEnabled", UNSET)
        _decoded.user_id = _pop("userId", UNSET)
        _decoded.byop_client_key_id = _pop("byopClientKeyId", UNSET)
        _decoded.quest_pollen_only = _pop("questPollenOnly", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
