# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..formats import Format, time
from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    from ..models.key_permissions import KeyPermissions
    from ..models.known_key_type import KnownKeyType


@_attrs_define(repr=False, getstate_setstate=False)
class AccountKey(ResponseModel):
    """What a key is and may do.

    Attributes:
        valid: Whether the key works.
        type_: The kind of key.
        name: The name given to the key.
        expires_at: When the key ends, null for never; in JSON a text in ISO 8601.
        expires_in: The seconds until the key ends, null for never.
        permissions: What a key may use.
        pollen_budget: The pollen left for this key, null for as much as the wallet holds.
        rate_limit_enabled: Whether the key is held to a rate limit.
        user_id: The id of the account.
        byop_client_key_id: The id of the app that the key was made for.
        quest_pollen_only: Whether the key spends only the pollen of quests.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "valid": "valid",
        "type": "type_",
        "name": "name",
        "expiresAt": "expires_at",
        "expiresIn": "expires_in",
        "permissions": "permissions",
        "pollenBudget": "pollen_budget",
        "rateLimitEnabled": "rate_limit_enabled",
        "userId": "user_id",
        "byopClientKeyId": "byop_client_key_id",
        "questPollenOnly": "quest_pollen_only",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset({"valid"})
    shown_fields: ClassVar[tuple[str, ...]] = ("valid", "type", "name", "permissions", "pollenBudget")
    formats: ClassVar[Mapping[str, Format]] = {"expiresAt": time}

    valid: bool
    """Whether the key works."""
    type_: KnownKeyType | str | None = None
    """The kind of key."""
    name: str | None = None
    """The name given to the key."""
    expires_at: datetime.datetime | None = None
    """When the key ends, null for never; in JSON a text in ISO 8601."""
    expires_in: float | None = None
    """The seconds until the key ends, null for never."""
    permissions: KeyPermissions | Any = None
    """What a key may use."""
    pollen_budget: float | None = None
    """The pollen left for this key, null for as much as the wallet holds."""
    rate_limit_enabled: bool | None = None
    """Whether the key is held to a rate limit."""
    user_id: str | None = None
    """The id of the account."""
    byop_client_key_id: str | None = None
    """The id of the app that the key was made for."""
    quest_pollen_only: bool | None = None
    """Whether the key spends only the pollen of quests."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received; what is missing, or cannot be read, becomes None or empty."""
        _decoded = cls.__new__(cls)
        _unlike: dict[str, Any] = {}
        _decoded._received = tuple(src_dict)
        _decoded._unlike = _unlike
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _value = _pop("valid", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.valid = _value
        else:
            _decoded.valid = False
            if _value is None:
                _unlike["valid"] = None
        _decoded.type_ = _pop("type", None)
        _decoded.name = _pop("name", None)
        _value = _pop("expiresAt", None)
        _decoded.expires_at = time.read(_value)
        if _value is not None:
            _unlike["expiresAt"] = _value
        _decoded.expires_in = _pop("expiresIn", None)
        _value = _pop("permissions", None)
        if _value is not None:
            _decoded.permissions = _models.KeyPermissions.from_dict(_value)
        else:
            _decoded.permissions = None
        _decoded.pollen_budget = _pop("pollenBudget", None)
        _decoded.rate_limit_enabled = _pop("rateLimitEnabled", None)
        _decoded.user_id = _pop("userId", None)
        _decoded.byop_client_key_id = _pop("byopClientKeyId", None)
        _decoded.quest_pollen_only = _pop("questPollenOnly", None)
        _decoded.additional_properties = _remaining
        return _decoded
