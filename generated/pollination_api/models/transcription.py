# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    from ..models.any_object import AnyObject
    from ..models.transcription_segment import TranscriptionSegment


@_attrs_define(repr=False, getstate_setstate=False)
class Transcription(ResponseModel):
    """What was said.

    Attributes:
        text: The text.
        language: The language that is spoken, in `verbose_json` and `diarized_json`.
        duration: The length of the recording in seconds, in `verbose_json` and `diarized_json`.
        segments: The parts of the text in order, in `verbose_json` and `diarized_json`.
        usage: An object that is passed on as it is.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "text": "text",
        "language": "language",
        "duration": "duration",
        "segments": "segments",
        "usage": "usage",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset({"text"})

    text: str
    """The text."""
    language: str | None = None
    """The language that is spoken, in `verbose_json` and `diarized_json`."""
    duration: float | None = None
    """The length of the recording in seconds, in `verbose_json` and `diarized_json`."""
    segments: list[TranscriptionSegment] = _attrs_field(factory=list)
    """The parts of the text in order, in `verbose_json` and `diarized_json`."""
    usage: AnyObject | None = None
    """An object that is passed on as it is."""
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
        _value = _pop("text", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.text = _value
        else:
            _decoded.text = ""
            if _value is None:
                _unlike["text"] = None
        _decoded.language = _pop("language", None)
        _decoded.duration = _pop("duration", None)
        _value = _pop("segments", MISSING)
        if _value is not None and _value is not MISSING:
            segments = []
            for segments_item_data in _value:
                segments_item = _models.TranscriptionSegment.from_dict(segments_item_data)
                segments.append(segments_item)
            _decoded.segments = segments
        else:
            _decoded.segments = []
            if _value is None:
                _unlike["segments"] = None
        _value = _pop("usage", None)
        if _value is not None:
            _decoded.usage = _models.AnyObject.from_dict(_value)
        else:
            _decoded.usage = None
        _decoded.additional_properties = _remaining
        return _decoded
