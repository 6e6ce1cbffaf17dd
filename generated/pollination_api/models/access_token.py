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
class AccessToken(ResponseModel):
    """A key for a user of an app.

    Attributes:
        access_token: The key, `sk_...`.
        token_type: Always `bearer`.
        expires_in: The seconds until it ends.
        scope: The permissions that the user gave.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "access_token": "access_token",
        "token_type": "token_type",
        "expires_in": "expires_in",
        "scope": "scope",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset({"access_token"})
    shown_fields: ClassVar[tuple[str, ...]] = ("token_type", "expires_in", "scope")

    access_token: str
    """The key, `sk_...`."""
    token_type: str | None = None
    """Always `bearer`."""
    expires_in: float | None = None
    """The seconds until it ends."""
    scope: str | None = None
    """The permissions that the user gave."""
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
        _value = _pop("access_token", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.access_token = _value
        else:
            _decoded.access_token = ""
            if _value is None:
                _unlike["access_token"] = None
        _decoded.token_type = _pop("token_type", None)
        _decoded.expires_in = _pop("expires_in", None)
        _decoded.scope = _pop("scope", None)
        _decoded.additional_properties = _remaining
        return _decoded
