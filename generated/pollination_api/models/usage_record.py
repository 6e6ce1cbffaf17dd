# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.known_key_type import KnownKeyType
    from ..models.known_meter_source import KnownMeterSource
    from ..models.known_usage_type import KnownUsageType

_other: str | None = None
"""The name of what else was in the last object, where it was one thing alone."""


@_attrs_define
class UsageRecord(OpenObject):
    """One billed request."""

    timestamp: str
    """When it was made, `YYYY-MM-DD HH:mm:ss` in UTC."""

    type_: KnownUsageType | str | Unset = UNSET
    """What was asked for."""

    model: None | str | Unset = UNSET
    """The provider's name of the model."""

    api_key: None | str | Unset = UNSET
    """The name of the key."""

    api_key_type: KnownKeyType | None | str | Unset = UNSET
    """The kind of key."""

    meter_source: KnownMeterSource | None | str | Unset = UNSET
    """Which pollen paid for it."""

    input_text_tokens: float | Unset = UNSET
    """The text tokens sent."""

    input_cached_tokens: float | Unset = UNSET
    """The tokens sent that were cached."""

    input_audio_tokens: float | Unset = UNSET
    """The audio tokens sent."""

    input_image_tokens: float | Unset = UNSET
    """The image tokens sent."""

    output_text_tokens: float | Unset = UNSET
    """The text tokens made."""

    output_reasoning_tokens: float | Unset = UNSET
    """The tokens spent on reasoning."""

    output_audio_tokens: float | Unset = UNSET
    """The audio tokens made."""

    output_image_tokens: float | Unset = UNSET
    """The image tokens made, 1 for each picture."""

    cost_usd: float | Unset = UNSET
    """What it cost, in US dollars."""

    response_time_ms: float | None | Unset = UNSET
    """How long it took, in milliseconds."""

    cursor_event_id: None | str | Unset = UNSET
    """The id of the record, for `before_event_id`."""

    api_key_id: None | str | Unset = UNSET
    """The id of the key."""

    input_audio_seconds: float | None | Unset = UNSET
    """The seconds of sound sent."""

    output_audio_seconds: float | None | Unset = UNSET
    """The seconds of sound made."""

    output_video_seconds: float | None | Unset = UNSET
    """The seconds of video made."""

    input_cache_write_tokens: float | None | Unset = UNSET
    """The tokens put into a cache."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["timestamp"] = self.timestamp
        if self.type_ is not UNSET:
            field_dict["type"] = self.type_
        if self.model is not UNSET:
            field_dict["model"] = self.model
        if self.api_key is not UNSET:
            field_dict["api_key"] = self.api_key
        if self.api_key_type is not UNSET:
            field_dict["api_key_type"] = self.api_key_type
        if self.meter_source is not UNSET:
            field_dict["meter_source"] = self.meter_source
        if self.input_text_tokens is not UNSET:
            field_dict["input_text_tokens"] = self.input_text_tokens
        if self.input_cached_tokens is not UNSET:
            field_dict["input_cached_tokens"] = self.input_cached_tokens
        if self.input_audio_tokens is not UNSET:
            field_dict["input_audio_tokens"] = self.input_audio_tokens
        if self.input_image_tokens is not UNSET:
            field_dict["input_image_tokens"] = self.input_image_tokens
        if self.output_text_tokens is not UNSET:
            field_dict["output_text_tokens"] = self.output_text_tokens
        if self.output_reasoning_tokens is not UNSET:
            field_dict["output_reasoning_tokens"] = self.output_reasoning_tokens
        if self.output_audio_tokens is not UNSET:
            field_dict["output_audio_tokens"] = self.output_audio_tokens
        if self.output_image_tokens is not UNSET:
            field_dict["output_image_tokens"] = self.output_image_tokens
        if self.cost_usd is not UNSET:
            field_dict["cost_usd"] = self.cost_usd
        if self.response_time_ms is not UNSET:
            field_dict["response_time_ms"] = self.response_time_ms
        if self.cursor_event_id is not UNSET:
            field_dict["cursor_event_id"] = self.cursor_event_id
        if self.api_key_id is not UNSET:
            field_dict["api_key_id"] = self.api_key_id
        if self.input_audio_seconds is not UNSET:
            field_dict["input_audio_seconds"] = self.input_audio_seconds
        if self.output_audio_seconds is not UNSET:
            field_dict["output_audio_seconds"] = self.output_audio_seconds
        if self.output_video_seconds is not UNSET:
            field_dict["output_video_seconds"] = self.output_video_seconds
        if self.input_cache_write_tokens is not UNSET:
            field_dict["input_cache_write_tokens"] = self.input_cache_write_tokens
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        global _other
        _decoded = cls.__new__(cls)
        _name = _other  # read once: another thread may change it
        # Mostly an object has all that is known, and else what the one before had: then nothing is left to look for.
        if type(src_dict) is dict and len(src_dict) == (22 if _name is None else 23):
            try:
                _decoded.timestamp = src_dict["timestamp"]
                _decoded.type_ = src_dict["type"]
                _decoded.model = src_dict["model"]
                _decoded.api_key = src_dict["api_key"]
                _decoded.api_key_type = src_dict["api_key_type"]
                _decoded.meter_source = src_dict["meter_source"]
                _decoded.input_text_tokens = src_dict["input_text_tokens"]
                _decoded.input_cached_tokens = src_dict["input_cached_tokens"]
                _decoded.input_audio_tokens = src_dict["input_audio_tokens"]
                _decoded.input_image_tokens = src_dict["input_image_tokens"]
                _decoded.output_text_tokens = src_dict["output_text_tokens"]
                _decoded.output_reasoning_tokens = src_dict["output_reasoning_tokens"]
                _decoded.output_audio_tokens = src_dict["output_audio_tokens"]
                _decoded.output_image_tokens = src_dict["output_image_tokens"]
                _decoded.cost_usd = src_dict["cost_usd"]
                _decoded.response_time_ms = src_dict["response_time_ms"]
                _decoded.cursor_event_id = src_dict["cursor_event_id"]
                _decoded.api_key_id = src_dict["api_key_id"]
                _decoded.input_audio_seconds = src_dict["input_audio_seconds"]
                _decoded.output_audio_seconds = src_dict["output_audio_seconds"]
                _decoded.output_video_seconds = src_dict["output_video_seconds"]
                _decoded.input_cache_write_tokens = src_dict["input_cache_write_tokens"]
                _decoded.additional_properties = {} if _name is None else {_name: src_dict[_name]}
            except KeyError:
                pass
            else:
                return _decoded
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.timestamp = _pop("timestamp")
        _decoded.type_ = _pop("type", UNSET)
        _decoded.model = _pop("model", UNSET)
        _decoded.api_key = _pop("api_key", UNSET)
        _decoded.api_key_type = _pop("api_key_type", UNSET)
        _decoded.meter_source = _pop("meter_source", UNSET)
        _decoded.input_text_tokens = _pop("input_text_tokens", UNSET)
        _decoded.input_cached_tokens = _pop("input_cached_tokens", UNSET)
        _decoded.input_audio_tokens = _pop("input_audio_tokens", UNSET)
        _decoded.input_image_tokens = _pop("input_image_tokens", UNSET)
        _decoded.output_text_tokens = _pop("output_text_tokens", UNSET)
        _decoded.output_reasoning_tokens = _pop("output_reasoning_tokens", UNSET)
        _decoded.output_audio_tokens = _pop("output_audio_tokens", UNSET)
        _decoded.output_image_tokens = _pop("output_image_tokens", UNSET)
        _decoded.cost_usd = _pop("cost_usd", UNSET)
        _decoded.response_time_ms = _pop("response_time_ms", UNSET)
        _decoded.cursor_event_id = _pop("cursor_event_id", UNSET)
        _decoded.api_key_id = _pop("api_key_id", UNSET)
        _decoded.input_audio_seconds = _pop("input_audio_seconds", UNSET)
        _decoded.output_audio_seconds = _pop("output_audio_seconds", UNSET)
        _decoded.output_video_seconds = _pop("output_video_seconds", UNSET)
        _decoded.input_cache_write_tokens = _pop("input_cache_write_tokens", UNSET)
        _decoded.additional_properties = _remaining
        _other = next(iter(_remaining)) if len(_remaining) == 1 else None
        return _decoded
