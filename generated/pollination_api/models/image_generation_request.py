# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.generation_quality import check_generation_quality
from ..models.image_answer_form import check_image_answer_form
from ..models.media_resolution import check_media_resolution
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.generation_quality import GenerationQuality
    from ..models.image_answer_form import ImageAnswerForm
    from ..models.media_resolution import MediaResolution


@_attrs_define
class ImageGenerationRequest(OpenObject):
    """An image to make.

    Attributes:
        prompt: What to show.
        model: An image or video model by its id, `publisher/model`, or by a short alias.
        n: Always 1.
        size: The width and height, as `1024x1024`.
        quality: How much care is taken.
        response_format: How an image comes back.
        user: A name of yours for the end user.
        image: The URL of a reference image, or several.
        safe: True or false, or the names of checks separated by commas.
        seed: The number that fixes the result; drawn by the service when left out.
        resolution: How large an image or video is.
        transparent: Whether the background is transparent.
        guidance_scale: How closely the image follows the prompt.
        duration: For video models: the length in seconds.
        aspect_ratio: For video models: the shape.
        audio: For video models: whether there is sound.
    """

    prompt: str
    """What to show."""
    model: str | Unset = UNSET
    """An image or video model by its id, `publisher/model`, or by a short alias."""
    n: int | Unset = UNSET
    """Always 1."""
    size: str | Unset = UNSET
    """The width and height, as `1024x1024`."""
    quality: GenerationQuality | Unset = UNSET
    """How much care is taken."""
    response_format: ImageAnswerForm | Unset = UNSET
    """How an image comes back."""
    user: str | Unset = UNSET
    """A name of yours for the end user."""
    image: list[str] | str | Unset = UNSET
    """The URL of a reference image, or several."""
    safe: bool | str | Unset = UNSET
    """True or false, or the names of checks separated by commas."""
    seed: int | Unset = UNSET
    """The number that fixes the result; drawn by the service when left out."""
    resolution: MediaResolution | Unset = UNSET
    """How large an image or video is."""
    transparent: bool | Unset = UNSET
    """Whether the background is transparent."""
    guidance_scale: float | Unset = UNSET
    """How closely the image follows the prompt."""
    duration: int | Unset = UNSET
    """For video models: the length in seconds."""
    aspect_ratio: str | Unset = UNSET
    """For video models: the shape."""
    audio: bool | Unset = UNSET
    """For video models: whether there is sound."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["prompt"] = self.prompt
        if self.model is not UNSET:
            field_dict["model"] = self.model
        if self.n is not UNSET:
            field_dict["n"] = self.n
        if self.size is not UNSET:
            field_dict["size"] = self.size
        if self.quality is not UNSET:
            field_dict["quality"] = self.quality
        if self.response_format is not UNSET:
            field_dict["response_format"] = self.response_format
        if self.user is not UNSET:
            field_dict["user"] = self.user
        if self.image is not UNSET:
            field_dict["image"] = self.image
        if self.safe is not UNSET:
            field_dict["safe"] = self.safe
        if self.seed is not UNSET:
            field_dict["seed"] = self.seed
        if self.resolution is not UNSET:
            field_dict["resolution"] = self.resolution
        if self.transparent is not UNSET:
            field_dict["transparent"] = self.transparent
        if self.guidance_scale is not UNSET:
            field_dict["guidance_scale"] = self.guidance_scale
        if self.duration is not UNSET:
            field_dict["duration"] = self.duration
        if self.aspect_ratio is not UNSET:
            field_dict["aspectRatio"] = self.aspect_ratio
        if self.audio is not UNSET:
            field_dict["audio"] = self.audio
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.prompt = _pop("prompt")
        _decoded.model = _pop("model", UNSET)
        _decoded.n = _pop("n", UNSET)
        _decoded.size = _pop("size", UNSET)
        quality_data = _pop("quality", UNSET)
        quality: GenerationQuality | Unset = UNSET
        if quality_data is not UNSET and quality_data is not None:
            quality = check_generation_quality(quality_data)
        _decoded.quality = quality
        response_format_data = _pop("response_format", UNSET)
        response_format: ImageAnswerForm | Unset = UNSET
        if response_format_data is not UNSET and response_format_data is not None:
            response_format = check_image_answer_form(response_format_data)
        _decoded.response_format = response_format
        _decoded.user = _pop("user", UNSET)
        _decoded.image = _pop("image", UNSET)
        _decoded.safe = _pop("safe", UNSET)
        _decoded.seed = _pop("seed", UNSET)
        resolution_data = _pop("resolution", UNSET)
        resolution: MediaResolution | Unset = UNSET
        if resolution_data is not UNSET and resolution_data is not None:
            resolution = check_media_resolution(resolution_data)
        _decoded.resolution = resolution
        _decoded.transparent = _pop("transparent", UNSET)
        _decoded.guidance_scale = _pop("guidance_scale", UNSET)
        _decoded.duration = _pop("duration", UNSET)
        _decoded.aspect_ratio = _pop("aspectRatio", UNSET)
        _decoded.audio = _pop("audio", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
