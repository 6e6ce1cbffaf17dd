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
class TokenForm(OpenObject):
    """A code to exchange.

    Attributes:
        grant_type: `authorization_code`, or the device grant of RFC 8628.
        code: The code of the browser's sign-in.
        client_id: The publishable key of the app.
        redirect_uri: The address that the code was sent to.
        code_verifier: The secret whose hash started the sign-in.
        device_code: The code of the device.
    """

    grant_type: str
    """`authorization_code`, or the device grant of RFC 8628."""
    code: str | Unset = UNSET
    """The code of the browser's sign-in."""
    client_id: str | Unset = UNSET
    """The publishable key of the app."""
    redirect_uri: str | Unset = UNSET
    """The address that the code was sent to."""
    code_verifier: str | Unset = UNSET
    """The secret whose hash started the sign-in."""
    device_code: str | Unset = UNSET
    """The code of the device."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["grant_type"] = self.grant_type
        if self.code is not UNSET:
            field_dict["code"] = self.code
        if self.client_id is not UNSET:
            field_dict["client_id"] = self.client_id
        if self.redirect_uri is not UNSET:
            field_dict["redirect_uri"] = self.redirect_uri
        if self.code_verifier is not UNSET:
            field_dict["code_verifier"] = self.code_verifier
        if self.device_code is not UNSET:
            field_dict["device_code"] = self.device_code
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
                _decoded.grant_type = src_dict["grant_type"]
                _decoded.code = src_dict["code"]
                _decoded.client_id = src_dict["client_id"]
                _decoded.redirect_uri = src_dict["redirect_uri"]
                _decoded.code_verifier = src_dict["code_verifier"]
                _decoded.device_code = src_dict["device_code"]
                _decoded.additional_properties = {} if _name is None else {_name: src_dict[_name]}
            except KeyError:
                pass
            else:
                return _decoded
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.grant_type = _pop("grant_type")
        _decoded.code = _pop("code", UNSET)
        _decoded.client_id = _pop("client_id", UNSET)
        _decoded.redirect_uri = _pop("redirect_uri", UNSET)
        _decoded.code_verifier = _pop("code_verifier", UNSET)
        _decoded.device_code = _pop("device_code", UNSET)
        _decoded.additional_properties = _remaining
        _other = next(iter(_remaining)) if len(_remaining) == 1 else None
        return _decoded
