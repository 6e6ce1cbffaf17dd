# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..response_model import ResponseModel

if TYPE_CHECKING:
    pass


@_attrs_define(repr=False, getstate_setstate=False)
class TranscriptionSegment(ResponseModel):
    """A part of a transcription.

    Attributes:
        start: When it starts in seconds.
        end: When it ends in seconds.
        text: What is said.
        speaker: Who says it, in `diarized_json`.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "start": "start",
        "end": "end",
        "text": "text",
        "speaker": "speaker",
    }

    start: float | None = None
    """When it starts in seconds."""
    end: float | None = None
    """When it ends in seconds."""
    text: str | None = None
    """What is said."""
    speaker: str | None = None
    """Who says it, in `diarized_json`."""
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
        _decoded.start = _pop("start", None)
        _decoded.end = _pop("end", None)
        _decoded.text = _pop("text", None)
        _decoded.speaker = _pop("speaker", None)
        _decoded.additional_properties = _remaining
        return _decoded
