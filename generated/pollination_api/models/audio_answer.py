# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..formats import Format, unix_time
from ..response_model import ResponseModel

if TYPE_CHECKING:
    pass


@_attrs_define(repr=False, getstate_setstate=False)
class AudioAnswer(ResponseModel):
    """A spoken answer.

    Attributes:
        transcript: What is said.
        data: The file in base64.
        id: The id of the sound.
        expires_at: Until when it can be referred to; in JSON seconds since 1970.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "transcript": "transcript",
        "data": "data",
        "id": "id",
        "expires_at": "expires_at",
    }
    formats: ClassVar[Mapping[str, Format]] = {"expires_at": unix_time}

    transcript: str | None = None
    """What is said."""
    data: str | None = None
    """The file in base64."""
    id: str | None = None
    """The id of the sound."""
    expires_at: datetime.datetime | None = None
    """Until when it can be referred to; in JSON seconds since 1970."""
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
        _decoded.transcript = _pop("transcript", None)
        _decoded.data = _pop("data", None)
        _decoded.id = _pop("id", None)
        _value = _pop("expires_at", None)
        _decoded.expires_at = unix_time.read(_value)
        if _value is not None:
            _unlike["expires_at"] = _value
        _decoded.additional_properties = _remaining
        return _decoded
