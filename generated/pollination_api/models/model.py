# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.model_health import ModelHealth
    from ..models.model_pricing import ModelPricing


@_attrs_define
class Model(OpenObject):
    """One model, what it takes and gives, and what it costs."""

    name: str
    """The name to pass as `model`."""

    aliases: list[str] | Unset = UNSET
    """Other names that mean this model."""

    pricing: ModelPricing | Unset = UNSET
    """Prices in pollen, one for each unit that the model counts."""

    description: str | Unset = UNSET
    """What it is, in a sentence."""

    input_modalities: list[str] | Unset = UNSET
    """What it takes, `text` or `image` for example."""

    output_modalities: list[str] | Unset = UNSET
    """What it gives, `text` or `video` for example."""

    tools: bool | Unset = UNSET
    """Whether it can call tools."""

    reasoning: bool | Unset = UNSET
    """Whether it reasons before it answers."""

    context_window: float | Unset = UNSET
    """The most tokens that it takes in."""

    voices: list[str] | Unset = UNSET
    """The voices that it speaks with."""

    is_specialized: bool | Unset = UNSET
    """Whether it is made for one purpose."""

    paid_only: bool | Unset = UNSET
    """Whether free pollen does not pay for it."""

    title: None | str | Unset = UNSET
    """Its name for people."""

    publisher: None | str | Unset = UNSET
    """Who made the model."""

    category: None | str | Unset = UNSET
    """What it makes, `text` or `image` for example."""

    brand_url: None | str | Unset = UNSET
    """The address of a logo."""

    community: bool | None | Unset = UNSET
    """Whether a member of the community runs it."""

    capabilities: list[str] | None | Unset = UNSET
    """What it can do, `reasoning` for example."""

    supported_endpoints: list[str] | None | Unset = UNSET
    """The paths that reach it."""

    supported_parameters: list[str] | None | Unset = UNSET
    """The options of chat that it heeds."""

    context_length: float | None | Unset = UNSET
    """The most tokens that it takes in."""

    resolutions: Any | Unset = UNSET
    """The sizes that it makes."""

    pricing_variants: Any | Unset = UNSET
    """What it costs by size or mode."""

    video_capabilities: Any | Unset = UNSET
    """What it can do with frames and references."""

    max_reference_images: float | None | Unset = UNSET
    """The most reference images."""

    max_reference_videos: float | None | Unset = UNSET
    """The most reference videos."""

    per_user_rpm: float | None | Unset = UNSET
    """The most requests of one user in a minute."""

    alpha: bool | None | Unset = UNSET
    """Whether it is new and may change."""

    flat_rate: Any | Unset = UNSET
    """Whether each request costs the same."""

    added_date: None | str | Unset = UNSET
    """The day it was added."""

    pending_change: Any | Unset = UNSET
    """What will change soon."""

    required_safety: Any | Unset = UNSET
    """The checks that each request passes."""

    health: ModelHealth | None | Unset = UNSET
    """How it has done lately."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        pricing: dict[str, Any] | Unset = UNSET
        if not isinstance(self.pricing, Unset):
            pricing = self.pricing.to_dict()
        health: dict[str, Any] | None | Unset
        if isinstance(self.health, _models.ModelHealth):
            health = self.health.to_dict()
        else:
            health = self.health
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["name"] = self.name
        if self.aliases is not UNSET:
            field_dict["aliases"] = self.aliases
        if pricing is not UNSET:
            field_dict["pricing"] = pricing
        if self.description is not UNSET:
            field_dict["description"] = self.description
        if self.input_modalities is not UNSET:
            field_dict["input_modalities"] = self.input_modalities
        if self.output_modalities is not UNSET:
            field_dict["output_modalities"] = self.output_modalities
        if self.tools is not UNSET:
            field_dict["tools"] = self.tools
        if self.reasoning is not UNSET:
            field_dict["reasoning"] = self.reasoning
        if self.context_window is not UNSET:
            field_dict["context_window"] = self.context_window
        if self.voices is not UNSET:
            field_dict["voices"] = self.voices
        if self.is_specialized is not UNSET:
            field_dict["is_specialized"] = self.is_specialized
        if self.paid_only is not UNSET:
            field_dict["paid_only"] = self.paid_only
        if self.title is not UNSET:
            field_dict["title"] = self.title
        if self.publisher is not UNSET:
            field_dict["publisher"] = self.publisher
        if self.category is not UNSET:
            field_dict["category"] = self.category
        if self.brand_url is not UNSET:
            field_dict["brand_url"] = self.brand_url
        if self.community is not UNSET:
            field_dict["community"] = self.community
        if self.capabilities is not UNSET:
            field_dict["capabilities"] = self.capabilities
        if self.supported_endpoints is not UNSET:
            field_dict["supported_endpoints"] = self.supported_endpoints
        if self.supported_parameters is not UNSET:
            field_dict["supported_parameters"] = self.supported_parameters
        if self.context_length is not UNSET:
            field_dict["context_length"] = self.context_length
        if self.resolutions is not UNSET:
            field_dict["resolutions"] = self.resolutions
        if self.pricing_variants is not UNSET:
            field_dict["pricing_variants"] = self.pricing_variants
        if self.video_capabilities is not UNSET:
            field_dict["video_capabilities"] = self.video_capabilities
        if self.max_reference_images is not UNSET:
            field_dict["max_reference_images"] = self.max_reference_images
        if self.max_reference_videos is not UNSET:
            field_dict["max_reference_videos"] = self.max_reference_videos
        if self.per_user_rpm is not UNSET:
            field_dict["per_user_rpm"] = self.per_user_rpm
        if self.alpha is not UNSET:
            field_dict["alpha"] = self.alpha
        if self.flat_rate is not UNSET:
            field_dict["flat_rate"] = self.flat_rate
        if self.added_date is not UNSET:
            field_dict["added_date"] = self.added_date
        if self.pending_change is not UNSET:
            field_dict["pending_change"] = self.pending_change
        if self.required_safety is not UNSET:
            field_dict["required_safety"] = self.required_safety
        if health is not UNSET:
            field_dict["health"] = health
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.name = _pop("name")
        _decoded.aliases = _pop("aliases", UNSET)
        pricing_data = _pop("pricing", UNSET)
        pricing: ModelPricing | Unset = UNSET
        if pricing_data is not UNSET and pricing_data is not None:
            pricing = _models.ModelPricing.from_dict(pricing_data)
        _decoded.pricing = pricing
        _decoded.description = _pop("description", UNSET)
        _decoded.input_modalities = _pop("input_modalities", UNSET)
        _decoded.output_modalities = _pop("output_modalities", UNSET)
        _decoded.tools = _pop("tools", UNSET)
        _decoded.reasoning = _pop("reasoning", UNSET)
        _decoded.context_window = _pop("context_window", UNSET)
        _decoded.voices = _pop("voices", UNSET)
        _decoded.is_specialized = _pop("is_specialized", UNSET)
        _decoded.paid_only = _pop("paid_only", UNSET)
        _decoded.title = _pop("title", UNSET)
        _decoded.publisher = _pop("publisher", UNSET)
        _decoded.category = _pop("category", UNSET)
        _decoded.brand_url = _pop("brand_url", UNSET)
        _decoded.community = _pop("community", UNSET)
        _decoded.capabilities = _pop("capabilities", UNSET)
        _decoded.supported_endpoints = _pop("supported_endpoints", UNSET)
        _decoded.supported_parameters = _pop("supported_parameters", UNSET)
        _decoded.context_length = _pop("context_length", UNSET)
        _decoded.resolutions = _pop("resolutions", UNSET)
        _decoded.pricing_variants = _pop("pricing_variants", UNSET)
        _decoded.video_capabilities = _pop("video_capabilities", UNSET)
        _decoded.max_reference_images = _pop("max_reference_images", UNSET)
        _decoded.max_reference_videos = _pop("max_reference_videos", UNSET)
        _decoded.per_user_rpm = _pop("per_user_rpm", UNSET)
        _decoded.alpha = _pop("alpha", UNSET)
        _decoded.flat_rate = _pop("flat_rate", UNSET)
        _decoded.added_date = _pop("added_date", UNSET)
        _decoded.pending_change = _pop("pending_change", UNSET)
        _decoded.required_safety = _pop("required_safety", UNSET)

        def _decode_health(data: object) -> ModelHealth | None | Unset:
            if data is None or isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError
                health_model_health = _models.ModelHealth.from_dict(data)
                return health_model_health
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("ModelHealth | None | Unset", data)

        health = _decode_health(_pop("health", UNSET))
        _decoded.health = health
        _decoded.additional_properties = _remaining
        return _decoded
