# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..formats import Format, number
from ..response_model import ResponseModel

if TYPE_CHECKING:
    pass

_NAMES = (
    "currency",
    "promptTextTokens",
    "promptCachedTokens",
    "promptCacheWriteTokens",
    "promptAudioTokens",
    "promptImageTokens",
    "promptAudioSeconds",
    "completionTextTokens",
    "completionReasoningTokens",
    "completionAudioTokens",
    "completionImageTokens",
    "completionVideoTokens",
    "completionAudioSeconds",
    "completionVideoSeconds",
)
_other: tuple[str | None, tuple[str, ...]] = None, _NAMES
"""The name of what else was in the last object, where it was one thing alone, and the names of all that was in it."""


@_attrs_define(repr=False, getstate_setstate=False)
class ModelPricing(ResponseModel):
    """Prices in pollen, one for each unit that the model counts.

    Attributes:
        currency: Always `pollen`.
        prompt_text_tokens: The pollen for a text token sent.
        prompt_cached_tokens: The pollen for a sent token that was cached.
        prompt_cache_write_tokens: The pollen for a token put into a cache.
        prompt_audio_tokens: The pollen for an audio token sent.
        prompt_image_tokens: The pollen for an image token sent.
        prompt_audio_seconds: The pollen for a second of sound sent.
        completion_text_tokens: The pollen for a text token made.
        completion_reasoning_tokens: The pollen for a token spent on reasoning.
        completion_audio_tokens: The pollen for an audio token made.
        completion_image_tokens: The pollen for an image token made, 1 for each picture.
        completion_video_tokens: The pollen for a video token made.
        completion_audio_seconds: The pollen for a second of sound made.
        completion_video_seconds: The pollen for a second of video made.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "currency": "currency",
        "promptTextTokens": "prompt_text_tokens",
        "promptCachedTokens": "prompt_cached_tokens",
        "promptCacheWriteTokens": "prompt_cache_write_tokens",
        "promptAudioTokens": "prompt_audio_tokens",
        "promptImageTokens": "prompt_image_tokens",
        "promptAudioSeconds": "prompt_audio_seconds",
        "completionTextTokens": "completion_text_tokens",
        "completionReasoningTokens": "completion_reasoning_tokens",
        "completionAudioTokens": "completion_audio_tokens",
        "completionImageTokens": "completion_image_tokens",
        "completionVideoTokens": "completion_video_tokens",
        "completionAudioSeconds": "completion_audio_seconds",
        "completionVideoSeconds": "completion_video_seconds",
    }
    formats: ClassVar[Mapping[str, Format]] = {
        "promptTextTokens": number,
        "promptCachedTokens": number,
        "promptCacheWriteTokens": number,
        "promptAudioTokens": number,
        "promptImageTokens": number,
        "promptAudioSeconds": number,
        "completionTextTokens": number,
        "completionReasoningTokens": number,
        "completionAudioTokens": number,
        "completionImageTokens": number,
        "completionVideoTokens": number,
        "completionAudioSeconds": number,
        "completionVideoSeconds": number,
    }

    currency: str | None = None
    """Always `pollen`."""
    prompt_text_tokens: float | None = None
    """The pollen for a text token sent."""
    prompt_cached_tokens: float | None = None
    """The pollen for a sent token that was cached."""
    prompt_cache_write_tokens: float | None = None
    """The pollen for a token put into a cache."""
    prompt_audio_tokens: float | None = None
    """The pollen for an audio token sent."""
    prompt_image_tokens: float | None = None
    """The pollen for an image token sent."""
    prompt_audio_seconds: float | None = None
    """The pollen for a second of sound sent."""
    completion_text_tokens: float | None = None
    """The pollen for a text token made."""
    completion_reasoning_tokens: float | None = None
    """The pollen for a token spent on reasoning."""
    completion_audio_tokens: float | None = None
    """The pollen for an audio token made."""
    completion_image_tokens: float | None = None
    """The pollen for an image token made, 1 for each picture."""
    completion_video_tokens: float | None = None
    """The pollen for a video token made."""
    completion_audio_seconds: float | None = None
    """The pollen for a second of sound made."""
    completion_video_seconds: float | None = None
    """The pollen for a second of video made."""
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
                _decoded.currency = src_dict["currency"]
                _decoded.prompt_text_tokens = number.read(src_dict["promptTextTokens"])
                _decoded.prompt_cached_tokens = number.read(src_dict["promptCachedTokens"])
                _decoded.prompt_cache_write_tokens = number.read(src_dict["promptCacheWriteTokens"])
                _decoded.prompt_audio_tokens = number.read(src_dict["promptAudioTokens"])
                _decoded.prompt_image_tokens = number.read(src_dict["promptImageTokens"])
                _decoded.prompt_audio_seconds = number.read(src_dict["promptAudioSeconds"])
                _decoded.completion_text_tokens = number.read(src_dict["completionTextTokens"])
                _decoded.completion_reasoning_tokens = number.read(src_dict["completionReasoningTokens"])
                _decoded.completion_audio_tokens = number.read(src_dict["completionAudioTokens"])
                _decoded.completion_image_tokens = number.read(src_dict["completionImageTokens"])
                _decoded.completion_video_tokens = number.read(src_dict["completionVideoTokens"])
                _decoded.completion_audio_seconds = number.read(src_dict["completionAudioSeconds"])
                _decoded.completion_video_seconds = number.read(src_dict["completionVideoSeconds"])
                _decoded.additional_properties = {} if _name is None else {_name: src_dict[_name]}
            except KeyError:
                pass
            else:
                _decoded._received = _names
                _decoded._unlike = {
                    "promptTextTokens": src_dict["promptTextTokens"],
                    "promptCachedTokens": src_dict["promptCachedTokens"],
                    "promptCacheWriteTokens": src_dict["promptCacheWriteTokens"],
                    "promptAudioTokens": src_dict["promptAudioTokens"],
                    "promptImageTokens": src_dict["promptImageTokens"],
                    "promptAudioSeconds": src_dict["promptAudioSeconds"],
                    "completionTextTokens": src_dict["completionTextTokens"],
                    "completionReasoningTokens": src_dict["completionReasoningTokens"],
                    "completionAudioTokens": src_dict["completionAudioTokens"],
                    "completionImageTokens": src_dict["completionImageTokens"],
                    "completionVideoTokens": src_dict["completionVideoTokens"],
                    "completionAudioSeconds": src_dict["completionAudioSeconds"],
                    "completionVideoSeconds": src_dict["completionVideoSeconds"],
                }
                return _decoded
        _unlike: dict[str, Any] = {}
        _decoded._received = tuple(src_dict)
        _decoded._unlike = _unlike
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.currency = _pop("currency", None)
        _value = _pop("promptTextTokens", None)
        _decoded.prompt_text_tokens = number.read(_value)
        if _value is not None:
            _unlike["promptTextTokens"] = _value
        _value = _pop("promptCachedTokens", None)
        _decoded.prompt_cached_tokens = number.read(_value)
        if _value is not None:
            _unlike["promptCachedTokens"] = _value
        _value = _pop("promptCacheWriteTokens", None)
        _decoded.prompt_cache_write_tokens = number.read(_value)
        if _value is not None:
            _unlike["promptCacheWriteTokens"] = _value
        _value = _pop("promptAudioTokens", None)
        _decoded.prompt_audio_tokens = number.read(_value)
        if _value is not None:
            _unlike["promptAudioTokens"] = _value
        _value = _pop("promptImageTokens", None)
        _decoded.prompt_image_tokens = number.read(_value)
        if _value is not None:
            _unlike["promptImageTokens"] = _value
        _value = _pop("promptAudioSeconds", None)
        _decoded.prompt_audio_seconds = number.read(_value)
        if _value is not None:
            _unlike["promptAudioSeconds"] = _value
        _value = _pop("completionTextTokens", None)
        _decoded.completion_text_tokens = number.read(_value)
        if _value is not None:
            _unlike["completionTextTokens"] = _value
        _value = _pop("completionReasoningTokens", None)
        _decoded.completion_reasoning_tokens = number.read(_value)
        if _value is not None:
            _unlike["completionReasoningTokens"] = _value
        _value = _pop("completionAudioTokens", None)
        _decoded.completion_audio_tokens = number.read(_value)
        if _value is not None:
            _unlike["completionAudioTokens"] = _value
        _value = _pop("completionImageTokens", None)
        _decoded.completion_image_tokens = number.read(_value)
        if _value is not None:
            _unlike["completionImageTokens"] = _value
        _value = _pop("completionVideoTokens", None)
        _decoded.completion_video_tokens = number.read(_value)
        if _value is not None:
            _unlike["completionVideoTokens"] = _value
        _value = _pop("completionAudioSeconds", None)
        _decoded.completion_audio_seconds = number.read(_value)
        if _value is not None:
            _unlike["completionAudioSeconds"] = _value
        _value = _pop("completionVideoSeconds", None)
        _decoded.completion_video_seconds = number.read(_value)
        if _value is not None:
            _unlike["completionVideoSeconds"] = _value
        _decoded.additional_properties = _remaining
        if len(_remaining) == 1 and len(_decoded._received) == len(_NAMES) + 1:
            _other = next(iter(_remaining)), (*_NAMES, *_remaining)
        elif not _remaining:
            _other = None, _NAMES
        return _decoded
