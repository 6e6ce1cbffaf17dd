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
class SpeechAlignment(ResponseModel):
    """When each character is heard: three lists of one length.

    Attributes:
        characters: The characters.
        character_start_times_seconds: When each starts.
        character_end_times_seconds: When each ends.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "characters": "characters",
        "character_start_times_seconds": "character_start_times_seconds",
        "character_end_times_seconds": "character_end_times_seconds",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset(
        {"characters", "character_start_times_seconds", "character_end_times_seconds"}
    )

    characters: list[str]
    """The characters."""
    character_start_times_seconds: list[float]
    """When each starts."""
    character_end_times_seconds: list[float]
    """When each ends."""
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
        _value = _pop("characters", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.characters = _value
        else:
            _decoded.characters = []
            if _value is None:
                _unlike["characters"] = None
        _value = _pop("character_start_times_seconds", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.character_start_times_seconds = _value
        else:
            _decoded.character_start_times_seconds = []
            if _value is None:
                _unlike["character_start_times_seconds"] = None
        _value = _pop("character_end_times_seconds", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.character_end_times_seconds = _value
        else:
            _decoded.character_end_times_seconds = []
            if _value is None:
                _unlike["character_end_times_seconds"] = None
        _decoded.additional_properties = _remaining
        return _decoded
