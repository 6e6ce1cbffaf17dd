# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    from ..models.speech_alignment import SpeechAlignment


@_attrs_define(repr=False, getstate_setstate=False)
class TimedSpeech(ResponseModel):
    """Speech with the time of each character.

    Attributes:
        audio_base64: The sound in base64.
        alignment: The times of the text as it was sent.
        normalized_alignment: The times of the text as it is spoken.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "audio_base64": "audio_base64",
        "alignment": "alignment",
        "normalized_alignment": "normalized_alignment",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset({"audio_base64"})

    audio_base64: str
    """The sound in base64."""
    alignment: SpeechAlignment | None = None
    """The times of the text as it was sent."""
    normalized_alignment: SpeechAlignment | None = None
    """The times of the text as it is spoken."""
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
        _value = _pop("audio_base64", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.audio_base64 = _value
        else:
            _decoded.audio_base64 = ""
            if _value is None:
                _unlike["audio_base64"] = None
        _value = _pop("alignment", None)
        if _value is not None:
            _decoded.alignment = _models.SpeechAlignment.from_dict(_value)
        else:
            _decoded.alignment = None
        _value = _pop("normalized_alignment", None)
        if _value is not None:
            _decoded.normalized_alignment = _models.SpeechAlignment.from_dict(_value)
        else:
            _decoded.normalized_alignment = None
        _decoded.additional_properties = _remaining
        return _decoded
