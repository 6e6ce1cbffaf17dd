# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..formats import Format, time
from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    pass

_NAMES = ("key", "id", "name", "type", "expiresAt")
_other: tuple[str | None, tuple[str, ...]] = None, _NAMES
"""The name of what else was in the last object, where it was one thing alone, and the names of all that was in it."""


@_attrs_define(repr=False, getstate_setstate=False)
class CreatedKey(ResponseModel):
    """A new key.

    Attributes:
        key: The whole key, shown only here.
        id: Its id.
        name: Its name.
        type_: Its kind.
        expires_at: When it ends, null for never; in JSON a text in ISO 8601.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "key": "key",
        "id": "id",
        "name": "name",
        "type": "type_",
        "expiresAt": "expires_at",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset({"key", "id"})
    shown_fields: ClassVar[tuple[str, ...]] = ("id", "name", "type")
    formats: ClassVar[Mapping[str, Format]] = {"expiresAt": time}

    key: str
    """The whole key, shown only here."""
    id: str
    """Its id."""
    name: str | None = None
    """Its name."""
    type_: str | None = None
    """Its kind."""
    expires_at: datetime.datetime | None = None
    """When it ends, null for never; in JSON a text in ISO 8601."""
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
                _decoded.key = src_dict["key"]
                _decoded.id = src_dict["id"]
                _decoded.name = src_dict["name"]
                _decoded.type_ = src_dict["type"]
                _decoded.expires_at = time.read(src_dict["expiresAt"])
                _decoded.additional_properties = {} if _name is None else {_name: src_dict[_name]}
            except KeyError:
                pass
            else:
                _decoded._received = _names
                _decoded._unlike = {
                    "expiresAt": src_dict["expiresAt"],
                }
                return _decoded
        _unlike: dict[str, Any] = {}
        _decoded._received = tuple(src_dict)
        _decoded._unlike = _unlike
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _value = _pop("key", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.key = _value
        else:
            _decoded.key = ""
            if _value is None:
                _unlike["key"] = None
        _value = _pop("id", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.id = _value
        else:
            _decoded.id = ""
            if _value is None:
                _unlike["id"] = None
        _decoded.name = _pop("name", None)
        _decoded.type_ = _pop("type", None)
        _value = _pop("expiresAt", None)
        _decoded.expires_at = time.read(_value)
        if _value is not None:
            _unlike["expiresAt"] = _value
        _decoded.additional_properties = _remaining
        if len(_remaining) == 1 and len(_decoded._received) == len(_NAMES) + 1:
            _other = next(iter(_remaining)), (*_NAMES, *_remaining)
        elif not _remaining:
            _other = None, _NAMES
        return _decoded
