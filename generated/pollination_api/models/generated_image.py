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
class GeneratedImage(ResponseModel):
    """One image.

    Attributes:
        url: Where the file is stored.
        b64_json: The file in base64.
        revised_prompt: The prompt that was used.
        media_type: The media type, where it is SVG.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "url": "url",
        "b64_json": "b64_json",
        "revised_prompt": "revised_prompt",
        "media_type": "media_type",
    }

    url: str | None = None
    """Where the file is stored."""
    b64_json: str | None = None
    """The file in base64."""
    revised_prompt: str | None = None
    """The prompt that was used."""
    media_type: str | None = None
    """The media type, where it is SVG."""
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
        _decoded.url = _pop("url", None)
        _decoded.b64_json = _pop("b64_json", None)
        _decoded.revised_prompt = _pop("revised_prompt", None)
        _decoded.media_type = _pop("media_type", None)
        _decoded.additional_properties = _remaining
        return _decoded
