# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    pass


@_attrs_define
class GeneratedImage(OpenObject):
    """One image."""

    url: str | Unset = UNSET
    """Where the file is stored."""

    b64_json: str | Unset = UNSET
    """The file in base64."""

    revised_prompt: str | Unset = UNSET
    """The prompt that was used."""

    media_type: str | Unset = UNSET
    """The media type, where it is SVG."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.url is not UNSET:
            field_dict["url"] = self.url
        if self.b64_json is not UNSET:
            field_dict["b64_json"] = self.b64_json
        if self.revised_prompt is not UNSET:
            field_dict["revised_prompt"] = self.revised_prompt
        if self.media_type is not UNSET:
            field_dict["media_type"] = self.media_type
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.url = _pop("url", UNSET)
        _decoded.b64_json = _pop("b64_json", UNSET)
        _decoded.revised_prompt = _pop("revised_prompt", UNSET)
        _decoded.media_type = _pop("media_type", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
