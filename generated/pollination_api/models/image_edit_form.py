# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import types
from ..models.generation_quality import check_generation_quality
from ..models.media_resolution import check_media_resolution
from ..types import UNSET, File, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.generation_quality import GenerationQuality
    from ..models.media_resolution import MediaResolution


@_attrs_define
class ImageEditForm(OpenObject):
    """Images as files, and what to change.

    Attributes:
        prompt: What to change.
        image: The files.
        model: An image or video model by its id, `publisher/model`, or by a short alias.
        size: The width and height, as `1024x1024`.
        quality: How much care is taken.
        resolution: How large an image or video is.
        safe: Which checks the prompt passes first.
    """

    prompt: str
    """What to change."""
    image: list[File]
    """The files."""
    model: str | Unset = UNSET
    """An image or video model by its id, `publisher/model`, or by a short alias."""
    size: str | Unset = UNSET
    """The width and height, as `1024x1024`."""
    quality: GenerationQuality | Unset = UNSET
    """How much care is taken."""
    resolution: MediaResolution | Unset = UNSET
    """How large an image or video is."""
    safe: str | Unset = UNSET
    """Which checks the prompt passes first."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        image = []
        for image_item_data in self.image:
            image_item = image_item_data.to_tuple()
            image.append(image_item)
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["prompt"] = self.prompt
        field_dict["image"] = image
        if self.model is not UNSET:
            field_dict["model"] = self.model
        if self.size is not UNSET:
            field_dict["size"] = self.size
        if self.quality is not UNSET:
            field_dict["quality"] = self.quality
        if self.resolution is not UNSET:
            field_dict["resolution"] = self.resolution
        if self.safe is not UNSET:
            field_dict["safe"] = self.safe
        return field_dict

    def to_multipart(self) -> types.RequestFiles:
        """Return the object as the parts of a multipart body."""
        files: types.RequestFiles = []
        files.append(("prompt", (None, str(self.prompt).encode(), "text/plain")))

        for image_item_part in self.image:
            files.append(("image", image_item_part.to_tuple()))

        if not isinstance(self.model, Unset):
            files.append(("model", (None, str(self.model).encode(), "text/plain")))

        if not isinstance(self.size, Unset):
            files.append(("size", (None, str(self.size).encode(), "text/plain")))

        if not isinstance(self.quality, Unset):
            files.append(("quality", (None, str(self.quality).encode(), "text/plain")))

        if not isinstance(self.resolution, Unset):
            files.append(("resolution", (None, str(self.resolution).encode(), "text/plain")))

        if not isinstance(self.safe, Unset):
            files.append(("safe", (None, str(self.safe).encode(), "text/plain")))

        for name, value in self.additional_properties.items():
            files.append((name, (None, str(value).encode(), "text/plain")))

        return files

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.prompt = _pop("prompt")
        image = []
        for image_item_data in _pop("image"):
            image_item = File(payload=BytesIO(image_item_data))
            image.append(image_item)
        _decoded.image = image
        _decoded.model = _pop("model", UNSET)
        _decoded.size = _pop("size", UNSET)
        quality_data = _pop("quality", UNSET)
        quality: GenerationQuality | Unset = UNSET
        if quality_data is not UNSET and quality_data is not None:
            quality = check_generation_quality(quality_data)
        _decoded.quality = quality
        resolution_data = _pop("resolution", UNSET)
        resolution: MediaResolution | Unset = UNSET
        if resolution_data is not UNSET and resolution_data is not None:
            resolution = check_media_resolution(resolution_data)
        _decoded.resolution = resolution
        _decoded.safe = _pop("safe", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
