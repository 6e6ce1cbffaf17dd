# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.key_permissions import KeyPermissions


@_attrs_define
class ListedKey(OpenObject):
    """One key, without its secret."""

    id: str
    """The id."""

    name: None | str | Unset = UNSET
    """The name."""

    start: None | str | Unset = UNSET
    """The first characters of the key."""

    created_at: None | str | Unset = UNSET
    """When it was made, in ISO 8601."""

    last_request: None | str | Unset = UNSET
    """When it was used last, in ISO 8601."""

    expires_at: None | str | Unset = UNSET
    """When it ends, in ISO 8601, null for never."""

    permissions: KeyPermissions | None | Unset = UNSET
    """What it may do."""

    pollen_balance: float | None | Unset = UNSET
    """The pollen left for it, null for no limit."""

    quest_pollen_only: bool | None | Unset = UNSET
    """Whether it spends only the pollen of quests."""

    byop_client_key_id: None | str | Unset = UNSET
    """The app that it was made for."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        permissions: dict[str, Any] | None | Unset
        if isinstance(self.permissions, _models.KeyPermissions):
            permissions = self.permissions.to_dict()
        else:
            permissions = self.permissions
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["id"] = self.id
        if self.name is not UNSET:
            field_dict["name"] = self.name
        if self.start is not UNSET:
            field_dict["start"] = self.start
        if self.created_at is not UNSET:
            field_dict["createdAt"] = self.created_at
        if self.last_request is not UNSET:
            field_dict["lastRequest"] = self.last_request
        if self.expires_at is not UNSET:
            field_dict["expiresAt"] = self.expires_at
        if permissions is not UNSET:
            field_dict["permissions"] = permissions
        if self.pollen_balance is not UNSET:
            field_dict["pollenBalance"] = self.pollen_balance
        if self.quest_pollen_only is not UNSET:
            field_dict["questPollenOnly"] = self.quest_pollen_only
        if self.byop_client_key_id is not UNSET:
            field_dict["byopClientKeyId"] = self.byop_client_key_id
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.id = _pop("id")
        _decoded.name = _pop("name", UNSET)
        _decoded.start = _pop("start", UNSET)
        _decoded.created_at = _pop("createdAt", UNSET)
        _decoded.last_request = _pop("lastRequest", UNSET)
        _decoded.expires_at = _pop("expiresAt", UNSET)

        def _decode_permissions(data: object) -> KeyPermissions | None | Unset:
            if data is None or isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError
                permissions_key_permissions = _models.KeyPermissions.from_dict(data)
                return permissions_key_permissions
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("KeyPermissions | None | Unset", data)

        permissions = _decode_permissions(_pop("permissions", UNSET))
        _decoded.permissions = permissions
        _decoded.pollen_balance = _pop("pollenBalance", UNSET)
        _decoded.quest_pollen_only = _pop("questPollenOnly", UNSET)
        _decoded.byop_client_key_id = _pop("byopClientKeyId", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
