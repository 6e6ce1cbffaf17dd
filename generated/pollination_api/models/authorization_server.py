# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    pass

_other: str | None = None
"""The name of what else was in the last object, where it was one thing alone."""


@_attrs_define
class AuthorizationServer(OpenObject):
    """The addresses of a sign-in server, as RFC 8414 has them."""

    issuer: str
    """The server."""

    authorization_endpoint: str | Unset = UNSET
    """Where the user agrees."""

    token_endpoint: str | Unset = UNSET
    """Where a code becomes a key."""

    device_authorization_endpoint: str | Unset = UNSET
    """Where a device starts."""

    userinfo_endpoint: str | Unset = UNSET
    """Where the user of a key is shown."""

    scopes_supported: list[str] | Unset = UNSET
    """The permissions that can be asked for."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["issuer"] = self.issuer
        if self.authorization_endpoint is not UNSET:
            field_dict["authorization_endpoint"] = self.authorization_endpoint
        if self.token_endpoint is not UNSET:
            field_dict["token_endpoint"] = self.token_endpoint
        if self.device_authorization_endpoint is not UNSET:
            field_dict["device_authorization_endpoint"] = self.device_authorization_endpoint
        if self.userinfo_endpoint is not UNSET:
            field_dict["userinfo_endpoint"] = self.userinfo_endpoint
        if self.scopes_supported is not UNSET:
            field_dict["scopes_supported"] = self.scopes_supported
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        global _other
        _decoded = cls.__new__(cls)
        _name = _other  # read once: another thread may change it
        # Mostly an object has all that is known, and else what the one before had: then nothing is left to look for.
        if type(src_dict) is dict and len(src_dict) == (6 if _name is None else 7):
            try:
                _decoded.issuer = src_dict["issuer"]
                _decoded.authorization_endpoint = src_dict["authorization_endpoint"]
                _decoded.token_endpoint = src_dict["token_endpoint"]
                _decoded.device_authorization_endpoint = src_dict["device_authorization_endpoint"]
                _decoded.userinfo_endpoint = src_dict["userinfo_endpoint"]
                _decoded.scopes_supported = src_dict["scopes_supported"]
                _decoded.additional_properties = {} if _name is None else {_name: src_dict[_name]}
            except KeyError:
                pass
            else:
                return _decoded
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.issuer = _pop("issuer")
        _decoded.authorization_endpoint = _pop("authorization_endpoint", UNSET)
        _decoded.token_endpoint = _pop("token_endpoint", UNSET)
        _decoded.device_authorization_endpoint = _pop("device_authorization_endpoint", UNSET)
        _decoded.userinfo_endpoint = _pop("userinfo_endpoint", UNSET)
        _decoded.scopes_supported = _pop("scopes_supported", UNSET)
        _decoded.additional_properties = _remaining
        _other = next(iter(_remaining)) if len(_remaining) == 1 else None
        return _decoded
