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
class UserInfo(OpenObject):
    """The user of a key, as OpenID has it."""

    sub: str
    """The id of the user."""

    preferred_username: None | str | Unset = UNSET
    """The GitHub name."""

    picture: None | str | Unset = UNSET
    """The address of a picture."""

    name: None | str | Unset = UNSET
    """The display name."""

    email: None | str | Unset = UNSET
    """The e-mail address."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["sub"] = self.sub
        if self.preferred_username is not UNSET:
            field_dict["preferred_username"] = self.preferred_username
        if self.picture is not UNSET:
            field_dict["picture"] = self.picture
        if self.name is not UNSET:
            field_dict["name"] = self.name
        if self.email is not UNSET:
            field_dict["email"] = self.email
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        global _other
        _decoded = cls.__new__(cls)
        _name = _other  # read once: another thread may change it
        # Mostly an object has all that is known, and else what the one before had: then nothing is left to look for.
        if type(src_dict) is dict and len(src_dict) == (5 if _name is None else 6):
            try:
                _decoded.sub = src_dict["sub"]
                _decoded.preferred_username = src_dict["preferred_username"]
                _decoded.picture = src_dict["picture"]
                _decoded.name = src_dict["name"]
                _decoded.email = src_dict["email"]
                _decoded.additional_properties = {} if _name is None else {_name: src_dict[_name]}
            except KeyError:
                pass
            else:
                return _decoded
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.sub = _pop("sub")
        _decoded.preferred_username = _pop("preferred_username", UNSET)
        _decoded.picture = _pop("picture", UNSET)
        _decoded.name = _pop("name", UNSET)
        _decoded.email = _pop("email", UNSET)
        _decoded.additional_properties = _remaining
        _other = next(iter(_remaining)) if len(_remaining) == 1 else None
        return _decoded
