# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    pass

_NAMES = ("device_code", "user_code", "verification_uri", "verification_uri_complete", "expires_in", "interval")
_other: tuple[str | None, tuple[str, ...]] = None, _NAMES
"""The name of what else was in the last object, where it was one thing alone, and the names of all that was in it."""


@_attrs_define(repr=False, getstate_setstate=False)
class DeviceCode(ResponseModel):
    """The codes of a device's sign-in.

    Attributes:
        device_code: The code to ask with.
        user_code: The code to show, such as `ABCD-1234`.
        verification_uri: Where the user enters it.
        verification_uri_complete: The same, with the code in it.
        expires_in: The seconds until both end.
        interval: The seconds between two questions.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "device_code": "device_code",
        "user_code": "user_code",
        "verification_uri": "verification_uri",
        "verification_uri_complete": "verification_uri_complete",
        "expires_in": "expires_in",
        "interval": "interval",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset({"device_code", "user_code", "verification_uri"})
    shown_fields: ClassVar[tuple[str, ...]] = ("user_code", "verification_uri", "expires_in")

    device_code: str
    """The code to ask with."""
    user_code: str
    """The code to show, such as `ABCD-1234`."""
    verification_uri: str
    """Where the user enters it."""
    verification_uri_complete: str | None = None
    """The same, with the code in it."""
    expires_in: float | None = None
    """The seconds until both end."""
    interval: float | None = None
    """The seconds between two questions."""
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
                _decoded._received = _names
                _decoded._unlike = {}
                return _decoded
        _unlike: dict[str, Any] = {}
        _decoded._received = tuple(src_dict)
        _decoded._unlike = _unlike
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _value = _pop("device_code", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.device_code = _value
        else:
            _decoded.device_code = ""
            if _value is None:
                _unlike["device_code"] = None
        _value = _pop("user_code", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.user_code = _value
        else:
            _decoded.user_code = ""
            if _value is None:
                _unlike["user_code"] = None
        _value = _pop("verification_uri", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.verification_uri = _value
        else:
            _decoded.verification_uri = ""
            if _value is None:
                _unlike["verification_uri"] = None
        _decoded.verification_uri_complete = _pop("verification_uri_complete", None)
        _decoded.expires_in = _pop("expires_in", None)
        _decoded.interval = _pop("interval", None)
        _decoded.additional_properties = _remaining
        if len(_remaining) == 1 and len(_decoded._received) == len(_NAMES) + 1:
            _other = next(iter(_remaining)), (*_NAMES, *_remaining)
        elif not _remaining:
            _other = None, _NAMES
        return _decoded
