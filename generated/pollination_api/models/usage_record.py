# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..formats import Format, time
from ..response_model import ResponseModel

if TYPE_CHECKING:
    from ..models.known_key_type import KnownKeyType
    from ..models.known_meter_source import KnownMeterSource
    from ..models.known_usage_type import KnownUsageType

_NAMES = (
    "timestamp",
    "type",
    "model",
    "api_key",
    "api_key_type",
    "meter_source",
    "input_text_tokens",
    "input_cached_tokens",
    "input_audio_tokens",
    "input_image_tokens",
    "output_text_tokens",
    "output_reasoning_tokens",
    "output_audio_tokens",
    "output_image_tokens",
    "cost_usd",
    "response_time_ms",
    "cursor_event_id",
    "api_key_id",
    "input_audio_seconds",
    "output_audio_seconds",
    "output_video_seconds",
    "input_cache_write_tokens",
)
_other: tuple[str | None, tuple[str, ...]] = None, _NAMES
"""The name of what else was in the last object, where it was one thing alone, and the names of all that was in it."""


@_attrs_define(repr=False, getstate_setstate=False)
class UsageRecord(ResponseModel):
    """One billed request.

    Attributes:
        timestamp: When it was made; in JSON a text, `YYYY-MM-DD HH:mm:ss` in UTC.
        type_: What was asked for.
        model: The provider's name of the model.
        api_key: The name of the key.
        api_key_type: The kind of key.
        meter_source: Which pollen paid for it.
        input_text_tokens: The text tokens sent.
        input_cached_tokens: The tokens sent that were cached.
        input_audio_tokens: The audio tokens sent.
        input_image_tokens: The image tokens sent.
        output_text_tokens: The text tokens made.
        output_reasoning_tokens: The tokens spent on reasoning.
        output_audio_tokens: The audio tokens made.
        output_image_tokens: The image tokens made, 1 for each picture.
        cost_usd: What it cost, in pollen in spite of the name.
        response_time_ms: How long it took, in milliseconds.
        cursor_event_id: The id of the record, for `before_event_id`.
        api_key_id: The id of the key.
        input_audio_seconds: The seconds of sound sent.
        output_audio_seconds: The seconds of sound made.
        output_video_seconds: The seconds of video made.
        input_cache_write_tokens: The tokens put into a cache.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "timestamp": "timestamp",
        "type": "type_",
        "model": "model",
        "api_key": "api_key",
        "api_key_type": "api_key_type",
        "meter_source": "meter_source",
        "input_text_tokens": "input_text_tokens",
        "input_cached_tokens": "input_cached_tokens",
        "input_audio_tokens": "input_audio_tokens",
        "input_image_tokens": "input_image_tokens",
        "output_text_tokens": "output_text_tokens",
        "output_reasoning_tokens": "output_reasoning_tokens",
        "output_audio_tokens": "output_audio_tokens",
        "output_image_tokens": "output_image_tokens",
        "cost_usd": "cost_usd",
        "response_time_ms": "response_time_ms",
        "cursor_event_id": "cursor_event_id",
        "api_key_id": "api_key_id",
        "input_audio_seconds": "input_audio_seconds",
        "output_audio_seconds": "output_audio_seconds",
        "output_video_seconds": "output_video_seconds",
        "input_cache_write_tokens": "input_cache_write_tokens",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset({"timestamp"})
    shown_fields: ClassVar[tuple[str, ...]] = ("timestamp", "type", "model", "cost_usd")
    formats: ClassVar[Mapping[str, Format]] = {"timestamp": time}

    timestamp: datetime.datetime
    """When it was made; in JSON a text, `YYYY-MM-DD HH:mm:ss` in UTC."""
    type_: KnownUsageType | str | None = None
    """What was asked for."""
    model: str | None = None
    """The provider's name of the model."""
    api_key: str | None = None
    """The name of the key."""
    api_key_type: KnownKeyType | str | None = None
    """The kind of key."""
    meter_source: KnownMeterSource | str | None = None
    """Which pollen paid for it."""
    input_text_tokens: int | None = None
    """The text tokens sent."""
    input_cached_tokens: int | None = None
    """The tokens sent that were cached."""
    input_audio_tokens: int | None = None
    """The audio tokens sent."""
    input_image_tokens: int | None = None
    """The image tokens sent."""
    output_text_tokens: int | None = None
    """The text tokens made."""
    output_reasoning_tokens: int | None = None
    """The tokens spent on reasoning."""
    output_audio_tokens: int | None = None
    """The audio tokens made."""
    output_image_tokens: int | None = None
    """The image tokens made, 1 for each picture."""
    cost_usd: float | None = None
    """What it cost, in pollen in spite of the name."""
    response_time_ms: float | None = None
    """How long it took, in milliseconds."""
    cursor_event_id: str | None = None
    """The id of the record, for `before_event_id`."""
    api_key_id: str | None = None
    """The id of the key."""
    input_audio_seconds: float | None = None
    """The seconds of sound sent."""
    output_audio_seconds: float | None = None
    """The seconds of sound made."""
    output_video_seconds: float | None = None
    """The seconds of video made."""
    input_cache_write_tokens: int | None = None
    """The tokens put into a cache."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @property
    def prompt_text_tokens(self) -> int | None:
        """The same as `input_text_tokens`, by the name that prices have."""
        return self.input_text_tokens

    @property
    def prompt_cached_tokens(self) -> int | None:
        """The same as `input_cached_tokens`, by the name that prices have."""
        return self.input_cached_tokens

    @property
    def prompt_audio_tokens(self) -> int | None:
        """The same as `input_audio_tokens`, by the name that prices have."""
        return self.input_audio_tokens

    @property
    def prompt_image_tokens(self) -> int | None:
        """The same as `input_image_tokens`, by the name that prices have."""
        return self.input_image_tokens

    @property
    def completion_text_tokens(self) -> int | None:
        """The same as `output_text_tokens`, by the name that prices have."""
        return self.output_text_tokens

    @property
    def completion_reasoning_tokens(self) -> int | None:
        """The same as `output_reasoning_tokens`, by the name that prices have."""
        return self.output_reasoning_tokens

    @property
    def completion_audio_tokens(self) -> int | None:
        """The same as `output_audio_tokens`, by the name that prices have."""
        return self.output_audio_tokens

    @property
    def completion_image_tokens(self) -> int | None:
        """The same as `output_image_tokens`, by the name that prices have."""
        return self.output_image_tokens

    @property
    def prompt_audio_seconds(self) -> float | None:
        """The same as `input_audio_seconds`, by the name that prices have."""
        return self.input_audio_seconds

    @property
    def completion_audio_seconds(self) -> float | None:
        """The same as `output_audio_seconds`, by the name that prices have."""
        return self.output_audio_seconds

    @property
    def completion_video_seconds(self) -> float | None:
        """The same as `output_video_seconds`, by the name that prices have."""
        return self.output_video_seconds

    @property
    def prompt_cache_write_tokens(self) -> int | None:
        """The same as `input_cache_write_tokens`, by the name that prices have."""
        return self.input_cache_write_tokens

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received; what is missing, or cannot be read, becomes None or empty."""
        global _other
        _decoded = cls.__new__(cls)
        _name, _names = _other  # read once: another thread may change it
        # Mostly an object has all that is known, and else what the one before had: then nothing is left to look for.
        if type(src_dict) is dict and len(src_dict) == len(_names):
            try:
                _decoded.timestamp = time.read(src_dict["timestamp"])
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
                _decoded._received = _names
                _decoded._unlike = {
                    "timestamp": src_dict["timestamp"],
                }
                return _decoded
        _unlike: dict[str, Any] = {}
        _decoded._received = tuple(src_dict)
        _decoded._unlike = _unlike
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _value = _pop("timestamp", None)
        _decoded.timestamp = time.read(_value)
        if _value is not None:
            _unlike["timestamp"] = _value
        _decoded.type_ = _pop("type", None)
        _decoded.model = _pop("model", None)
        _decoded.api_key = _pop("api_key", None)
        _decoded.api_key_type = _pop("api_key_type", None)
        _decoded.meter_source = _pop("meter_source", None)
        _decoded.input_text_tokens = _pop("input_text_tokens", None)
        _decoded.input_cached_tokens = _pop("input_cached_tokens", None)
        _decoded.input_audio_tokens = _pop("input_audio_tokens", None)
        _decoded.input_image_tokens = _pop("input_image_tokens", None)
        _decoded.output_text_tokens = _pop("output_text_tokens", None)
        _decoded.output_reasoning_tokens = _pop("output_reasoning_tokens", None)
        _decoded.output_audio_tokens = _pop("output_audio_tokens", None)
        _decoded.output_image_tokens = _pop("output_image_tokens", None)
        _decoded.cost_usd = _pop("cost_usd", None)
        _decoded.response_time_ms = _pop("response_time_ms", None)
        _decoded.cursor_event_id = _pop("cursor_event_id", None)
        _decoded.api_key_id = _pop("api_key_id", None)
        _decoded.input_audio_seconds = _pop("input_audio_seconds", None)
        _decoded.output_audio_seconds = _pop("output_audio_seconds", None)
        _decoded.output_video_seconds = _pop("output_video_seconds", None)
        _decoded.input_cache_write_tokens = _pop("input_cache_write_tokens", None)
        _decoded.additional_properties = _remaining
        if len(_remaining) == 1 and len(_decoded._received) == len(_NAMES) + 1:
            _other = next(iter(_remaining)), (*_NAMES, *_remaining)
        elif not _remaining:
            _other = None, _NAMES
        return _decoded
