# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.known_tier import KnownTier


@_attrs_define
class AccountProfile(OpenObject):
    """The owner of a key."""

    name: None | str | Unset = UNSET
    """The display name."""

    email: None | str | Unset = UNSET
    """The e-mail address."""

    github_username: None | str | Unset = UNSET
    """The GitHub name, where one is linked."""

    tier: KnownTier | str | Unset = UNSET
    """The level that decided the free pollen; tiers are gone."""

    created_at: datetime.datetime | None | Unset = UNSET
    """When the account was made, in UTC."""

    next_reset_at: datetime.datetime | None | Unset = UNSET
    """When free pollen came next, in UTC."""

    image: None | str | Unset = UNSET
    """The address of a picture."""

    community_endpoints_allowed: bool | None | Unset = UNSET
    """Whether the account may publish models of its own."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        created_at: None | str | Unset
        if isinstance(self.created_at, datetime.datetime):
            created_at = self.created_at.isoformat()
        else:
            created_at = self.created_at
        next_reset_at: None | str | Unset
        if isinstance(self.next_reset_at, datetime.datetime):
            next_reset_at = self.next_reset_at.isoformat()
        else:
            next_reset_at = self.next_reset_at
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.name is not UNSET:
            field_dict["name"] = self.name
        if self.email is not UNSET:
            field_dict["email"] = self.email
        if self.github_username is not UNSET:
            field_dict["githubUsername"] = self.github_username
        if self.tier is not UNSET:
            field_dict["tier"] = self.tier
        if created_at is not UNSET:
            field_dict["createdAt"] = created_at
        if next_reset_at is not UNSET:
            field_dict["nextResetAt"] = next_reset_at
        if self.image is not UNSET:
            field_dict["image"] = self.image
        if self.community_endpoints_allowed is not UNSET:
            field_dict["communityEndpointsAllowed"] = self.community_endpoints_allowed
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.name = _pop("name", UNSET)
        _decoded.email = _pop("email", UNSET)
        _decoded.github_username = _pop("githubUsername", UNSET)
        _decoded.tier = _pop("tier", UNSET)

        def _decode_created_at(data: object) -> datetime.datetime | None | Unset:
            if data is None or isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError
                created_at_datetimeproperty = datetime.datetime.fromisoformat(data)
                return created_at_datetimeproperty
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("datetime.datetime | None | Unset", data)

        created_at = _decode_created_at(_pop("createdAt", UNSET))
        _decoded.created_at = created_at

        def _decode_next_reset_at(data: object) -> datetime.datetime | None | Unset:
            if data is None or isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError
                next_reset_at_datetimeproperty = datetime.datetime.fromisoformat(data)
                return next_reset_at_datetimeproperty
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("datetime.datetime | None | Unset", data)

        next_reset_at = _decode_next_reset_at(_pop("nextResetAt", UNSET))
        _decoded.next_reset_at = next_reset_at
        _decoded.image = _pop("image", UNSET)
        _decoded.community_endpoints_allowed = _pop("communityEndpointsAllowed", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
