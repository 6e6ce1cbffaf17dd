# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    pass

_NAMES = ("sub", "preferred_username", "picture", "name", "email")
_other: tuple[str | None, tuple[str, ...]] = None, _NAMES
"""The name of what else was in the last object, where it was one thing alone, and the names of all that was in it."""


@_attrs_define(repr=False, getstate_setstate=False)
class UserInfo(ResponseModel):
    """The user of a key, as OpenID has it.

    Attributes:
        sub: The id of the user.
        preferred_username: The GitHub name.
        picture: The address of a picture.
        name: The display name.
        email: The e-mail address.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "sub": "sub",
        "preferred_username": "preferred_username",
        "picture": "picture",
        "name": "name",
        "email": "email",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset({"sub"})

    sub: str
    """The id of the user."""
    preferred_username: str | None = None
    """The GitHub name."""
    picture: str | None = None
    """The address of a picture."""
    name: str | None = None
    """The display name."""
    email: str | None = None
    """The e-mail address."""
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
                _decoded.sub = src_dict["sub"]
                _decoded.preferred_username = src_dict["preferred_username"]
                _decoded.picture = src_dict["picture"]
                _decoded.name = src_dict["name"]
                _decoded.email = src_dict["email"]
                _decoded.additional_properties = {} if _name is None else {_name: src_dict[_name]}
            except KeyError:
                pass
            else:
                _decoded._received = _names
                _decoded._unlike = {}
                return _decoded
        _unlike: dict[str, Any] = {}
        _decoded._received = tuple(src_dict)
        _decoded._unlike = _unlike
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _value = _pop("sub", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.sub = _value
        else:
            _decoded.sub = ""
            if _value is None:
                _unlike["sub"] = None
        _decoded.preferred_username = _pop("preferred_username", None)
        _decoded.picture = _pop("picture", None)
        _decoded.name = _pop("name", None)
        _decoded.email = _pop("email", None)
        _decoded.additional_properties = _remaining
        if len(_remaining) == 1 and len(_decoded._received) == len(_NAMES) + 1:
            _other = next(iter(_remaining)), (*_NAMES, *_remaining)
        elif not _remaining:
            _other = None, _NAMES
        return _decoded
