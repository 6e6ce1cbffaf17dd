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
class PromptTokensDetails(ResponseModel):
    """What the sent tokens were.

    Attributes:
        audio_tokens: The tokens of sound.
        cached_tokens: The tokens that were cached.
        image_tokens: The tokens of images.
        video_tokens: The tokens of video.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "audio_tokens": "audio_tokens",
        "cached_tokens": "cached_tokens",
        "image_tokens": "image_tokens",
        "video_tokens": "video_tokens",
    }

    audio_tokens: int | None = None
    """The tokens of sound."""
    cached_tokens: int | None = None
    """The tokens that were cached."""
    image_tokens: int | None = None
    """The tokens of images."""
    video_tokens: int | None = None
    """The tokens of video."""
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
        _decoded.audio_tokens = _pop("audio_tokens", None)
        _decoded.cached_tokens = _pop("cached_tokens", None)
        _decoded.image_tokens = _pop("image_tokens", None)
        _decoded.video_tokens = _pop("video_tokens", None)
        _decoded.additional_properties = _remaining
        return _decoded
