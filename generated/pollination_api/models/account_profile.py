# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..formats import Format, time
from ..response_model import ResponseModel

if TYPE_CHECKING:
    from ..models.known_tier import KnownTier

_NAMES = ("name", "email", "githubUsername", "tier", "createdAt", "nextResetAt", "image", "communityEndpointsAllowed")
_other: tuple[str | None, tuple[str, ...]] = None, _NAMES
"""The name of what else was in the last object, where it was one thing alone, and the names of all that was in it."""


@_attrs_define(repr=False, getstate_setstate=False)
class AccountProfile(ResponseModel):
    """The owner of a key.

    Attributes:
        name: The display name.
        email: The e-mail address.
        github_username: The GitHub name, where one is linked.
        tier: The level that decided the free pollen; tiers are gone.
        created_at: When the account was made, in UTC.
        next_reset_at: When free pollen came next, in UTC.
        image: The address of a picture.
        community_endpoints_allowed: Whether the account may publish models of its own.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "name": "name",
        "email": "email",
        "githubUsername": "github_username",
        "tier": "tier",
        "createdAt": "created_at",
        "nextResetAt": "next_reset_at",
        "image": "image",
        "communityEndpointsAllowed": "community_endpoints_allowed",
    }
    shown_fields: ClassVar[tuple[str, ...]] = ("name", "githubUsername")
    formats: ClassVar[Mapping[str, Format]] = {"createdAt": time, "nextResetAt": time}

    name: str | None = None
    """The display name."""
    email: str | None = None
    """The e-mail address."""
    github_username: str | None = None
    """The GitHub name, where one is linked."""
    tier: KnownTier | str | None = None
    """The level that decided the free pollen; tiers are gone."""
    created_at: datetime.datetime | None = None
    """When the account was made, in UTC."""
    next_reset_at: datetime.datetime | None = None
    """When free pollen came next, in UTC."""
    image: str | None = None
    """The address of a picture."""
    community_endpoints_allowed: bool | None = None
    """Whether the account may publish models of its own."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received; what is missing, or cannot be read, becomes None or empty."""
        global _other
        _decoded = cls.__new__(cls)
        _name, _names = _other  # read once: another thread may change it
        # Mostly an object has all that is known, and else what the one before had: then nothing is left to look for.
        if type(src_dict) is dict and len(src_dict) == len(_names):
            try:
                _decoded.name = src_dict["name"]
                _decoded.email = src_dict["email"]
                _decoded.github_username = src_dict["githubUsername"]
                _decoded.tier = src_dict["tier"]
                _decoded.created_at = time.read(src_dict["createdAt"])
                _decoded.next_reset_at = time.read(src_dict["nextResetAt"])
                _decoded.image = src_dict["image"]
                _decoded.community_endpoints_allowed = src_dict["communityEndpointsAllowed"]
                _decoded.additional_properties = {} if _name is None else {_name: src_dict[_name]}
            except KeyError:
                pass
            else:
                _decoded._received = _names
                _decoded._unlike = {
                    "createdAt": src_dict["createdAt"],
                    "nextResetAt": src_dict["nextResetAt"],
                }
                return _decoded
        _unlike: dict[str, Any] = {}
        _decoded._received = tuple(src_dict)
        _decoded._unlike = _unlike
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.name = _pop("name", None)
        _decoded.email = _pop("email", None)
        _decoded.github_username = _pop("githubUsername", None)
        _decoded.tier = _pop("tier", None)
        _value = _pop("createdAt", None)
        _decoded.created_at = time.read(_value)
        if _value is not None:
            _unlike["createdAt"] = _value
        _value = _pop("nextResetAt", None)
        _decoded.next_reset_at = time.read(_value)
        if _value is not None:
            _unlike["nextResetAt"] = _value
        _decoded.image = _pop("image", None)
        _decoded.community_endpoints_allowed = _pop("communityEndpointsAllowed", None)
        _decoded.additional_properties = _remaining
        if len(_remaining) == 1 and len(_decoded._received) == len(_NAMES) + 1:
            _other = next(iter(_remaining)), (*_NAMES, *_remaining)
        elif not _remaining:
            _other = None, _NAMES
        return _decoded
