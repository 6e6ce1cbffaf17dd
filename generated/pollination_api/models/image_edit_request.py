# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..models.generation_quality import check_generation_quality
from ..models.media_resolution import check_media_resolution
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.edited_image import EditedImage
    from ..models.generation_quality import GenerationQuality
    from ..models.media_resolution import MediaResolution


@_attrs_define
class ImageEditRequest(OpenObject):
    """Images and what to change.

    Attributes:
        prompt: What to change.
        image: The URL of the image, or a list of URLs.
        model: An image or video model by its id, `publisher/model`, or by a short alias.
        size: The width and height, as `1024x1024`.
        quality: How much care is taken.
        seed: The number that fixes the result.
        resolution: How large an image or video is.
        safe: True or false, or the names of checks separated by commas.
    """

    prompt: str
    """What to change."""
    image: list[EditedImage] | str
    """The URL of the image, or a list of URLs."""
    model: str | Unset = UNSET
    """An image or video model by its id, `publisher/model`, or by a short alias."""
    size: str | Unset = UNSET
    """The width and height, as `1024x1024`."""
    quality: GenerationQuality | Unset = UNSET
    """How much care is taken."""
    seed: int | Unset = UNSET
    """The number that fixes the result."""
    resolution: MediaResolution | Unset = UNSET
    """How large an image or video is."""
    safe: bool | str | Unset = UNSET
    """True or false, or the names of checks separated by commas."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        image: list[dict[str, Any]] | str
        if isinstance(self.image, list):
            image = []
            for image_list_item_data in self.image:
                image_list_item = image_list_item_data.to_dict()
                image.append(image_list_item)
        else:
            image = self.image
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
        if self.seed is not UNSET:
            field_dict["seed"] = self.seed
        if self.resolution is not UNSET:
            field_dict["resolution"] = self.resolution
        if self.safe is not UNSET:
            field_dict["safe"] = self.safe
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.prompt = _pop("prompt")

        def _decode_image(data: object) -> list[EditedImage] | str:
            try:
                if not isinstance(data, list):
                    raise TypeError
                image_list = []
                for image_list_item_data in data:
                    image_list_item = _models.EditedImage.from_dict(image_list_item_data)
                    image_list.append(image_list_item)
                return image_list
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("list[EditedImage] | str", data)

        image = _decode_image(_pop("image"))
        _decoded.image = image
        _decoded.model = _pop("model", UNSET)
        _decoded.size = _pop("size", UNSET)
        quality_data = _pop("quality", UNSET)
        quality: GenerationQuality | Unset = UNSET
        if quality_data is not UNSET and quality_data is not None:
            quality = check_generation_quality(quality_data)
        _decoded.quality = quality
        _decoded.seed = _pop("seed", UNSET)
        resolution_data = _pop("resolution", UNSET)
        resolution: MediaResolution | Unset = UNSET
        if resolution_data is not UNSET and resolution_data is not None:
            resolution = check_media_resolution(resolution_data)
        _decoded.resolution = resolution
        _decoded.safe = _pop("safe", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
