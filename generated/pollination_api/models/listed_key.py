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


@_attrs_define(repr=False, getstate_setstate=False)
class ListedKey(ResponseModel):
    """One key, without its secret.

    Attributes:
        id: The id.
        name: The name.
        start: The first characters of the key.
        created_at: When it was made; in JSON a text in ISO 8601.
        last_request: When it was used last; in JSON a text in ISO 8601.
        expires_at: When it ends, null for never; in JSON a text in ISO 8601.
        permissions: What it may do.
        pollen_balance: The pollen left for it, null for no limit.
        quest_pollen_only: Whether it spends only the pollen of quests.
        byop_client_key_id: The app that it was made for.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "name": "name",
        "start": "start",
        "createdAt": "created_at",
        "lastRequest": "last_request",
        "expiresAt": "expires_at",
        "permissions": "permissions",
        "pollenBalance": "pollen_balance",
        "questPollenOnly": "quest_pollen_only",
        "byopClientKeyId": "byop_client_key_id",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset({"id"})
    formats: ClassVar[Mapping[str, Format]] = {"createdAt": time, "lastRequest": time, "expiresAt": time}

    id: str
    """The id."""
    name: str | None = None
    """The name."""
    start: str | None = None
    """The first characters of the key."""
    created_at: datetime.datetime | None = None
    """When it was made; in JSON a text in ISO 8601."""
    last_request: datetime.datetime | None = None
    """When it was used last; in JSON a text in ISO 8601."""
    expires_at: datetime.datetime | None = None
    """When it ends, null for never; in JSON a text in ISO 8601."""
    permissions: KeyPermissions | None = None
    """What it may do."""
    pollen_balance: float | None = None
    """The pollen left for it, null for no limit."""
    quest_pollen_only: bool | None = None
    """Whether it spends only the pollen of quests."""
    byop_client_key_id: str | None = None
    """The app that it was made for."""
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
        _value = _pop("id", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.id = _value
        else:
            _decoded.id = ""
            if _value is None:
                _unlike["id"] = None
        _decoded.name = _pop("name", None)
        _decoded.start = _pop("start", None)
        _value = _pop("createdAt", None)
        _decoded.created_at = time.read(_value)
        if _value is not None:
            _unlike["createdAt"] = _value
        _value = _pop("lastRequest", None)
        _decoded.last_request = time.read(_value)
        if _value is not None:
            _unlike["lastRequest"] = _value
        _value = _pop("expiresAt", None)
        _decoded.expires_at = time.read(_value)
        if _value is not None:
            _unlike["expiresAt"] = _value
        _value = _pop("permissions", None)
        if _value is not None:
            _decoded.permissions = _models.KeyPermissions.from_dict(_value)
        else:
            _decoded.permissions = None
        _decoded.pollen_balance = _pop("pollenBalance", None)
        _decoded.quest_pollen_only = _pop("questPollenOnly", None)
        _decoded.byop_client_key_id = _pop("byopClientKeyId", None)
        _decoded.additional_properties = _remaining
        return _decoded
