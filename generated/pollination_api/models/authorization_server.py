# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    pass


@_attrs_define(repr=False, getstate_setstate=False)
class AuthorizationServer(ResponseModel):
    """The addresses of a sign-in server, as RFC 8414 has them.

    Attributes:
        issuer: The server.
        authorization_endpoint: Where the user agrees.
        token_endpoint: Where a code becomes a key.
        device_authorization_endpoint: Where a device starts.
        userinfo_endpoint: Where the user of a key is shown.
        scopes_supported: The permissions that can be asked for.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "issuer": "issuer",
        "authorization_endpoint": "authorization_endpoint",
        "token_endpoint": "token_endpoint",
        "device_authorization_endpoint": "device_authorization_endpoint",
        "userinfo_endpoint": "userinfo_endpoint",
        "scopes_supported": "scopes_supported",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset({"issuer"})

    issuer: str
    """The server."""
    authorization_endpoint: str | None = None
    """Where the user agrees."""
    token_endpoint: str | None = None
    """Where a code becomes a key."""
    device_authorization_endpoint: str | None = None
    """Where a device starts."""
    userinfo_endpoint: str | None = None
    """Where the user of a key is shown."""
    scopes_supported: list[str] = _attrs_field(factory=list)
    """The permissions that can be asked for."""
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
        _value = _pop("issuer", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.issuer = _value
        else:
            _decoded.issuer = ""
            if _value is None:
                _unlike["issuer"] = None
        _decoded.authorization_endpoint = _pop("authorization_endpoint", None)
        _decoded.token_endpoint = _pop("token_endpoint", None)
        _decoded.device_authorization_endpoint = _pop("device_authorization_endpoint", None)
        _decoded.userinfo_endpoint = _pop("userinfo_endpoint", None)
        _value = _pop("scopes_supported", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.scopes_supported = _value
        else:
            _decoded.scopes_supported = []
            if _value is None:
                _unlike["scopes_supported"] = None
        _decoded.additional_properties = _remaining
        return _decoded
