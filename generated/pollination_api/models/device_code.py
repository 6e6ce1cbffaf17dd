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
class DeviceCode(OpenObject):
    """The codes of a device's sign-in."""

    device_code: str
    """The code to ask with."""

    user_code: str
    """The code to show, such as `ABCD-1234`."""

    verification_uri: str
    """Where the user enters it."""

    verification_uri_complete: str | Unset = UNSET
    """The same, with the code in it."""

    expires_in: float | Unset = UNSET
    """The seconds until both end."""

    interval: float | Unset = UNSET
    """The seconds between two questions."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["device_code"] = self.device_code
        field_dict["user_code"] = self.user_code
        field_dict["verification_uri"] = self.verification_uri
        if self.verification_uri_complete is not UNSET:
            field_dict["verification_uri_complete"] = self.verification_uri_complete
        if self.expires_in is not UNSET:
            field_dict["expires_in"] = self.expires_in
        if self.interval is not UNSET:
            field_dict["interval"] = self.interval
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
                _decoded.device_code = src_dict["device_code"]
                _decoded.user_code = src_dict["user_code"]
                _decoded.verification_uri = src_dict["verification_uri"]
                _decoded.verification_uri_complete = src_dict["verification_uri_complete"]
                _decoded.expires_in = src_dict["expires_in"]
                _decoded.interval = src_dict["interval"]
                _decoded.additional_properties = {} if _name is None else {_name: src_dict[_name]}
            except KeyError:
                pass
            else:
                return _decoded
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.device_code = _pop("device_code")
        _decoded.user_code = _pop("user_code")
        _decoded.verification_uri = _pop("verification_uri")
        _decoded.verification_uri_complete = _pop("verification_uri_complete", UNSET)
        _decoded.expires_in = _pop("expires_in", UNSET)
        _decoded.interval = _pop("interval", UNSET)
        _decoded.additional_properties = _remaining
        _other = next(iter(_remaining)) if len(_remaining) == 1 else None
        return _decoded
