# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..formats import Format, date
from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    from ..models.model_health import ModelHealth
    from ..models.model_pricing import ModelPricing


@_attrs_define(repr=False, getstate_setstate=False)
class Model(ResponseModel):
    """One model, what it takes and gives, and what it costs.

    Attributes:
        name: The name to pass as `model`.
        aliases: Other names that mean this model.
        pricing: Prices in pollen, one for each unit that the model counts.
        description: What it is, in a sentence.
        input_modalities: What it takes, `text` or `image` for example.
        output_modalities: What it gives, `text` or `video` for example.
        tools: Whether it can call tools.
        reasoning: Whether it reasons before it answers.
        context_window: The most tokens that it takes in.
        voices: The voices that it speaks with.
        is_specialized: Whether it is made for one purpose.
        paid_only: Whether free pollen does not pay for it.
        title: Its name for people.
        publisher: Who made the model.
        category: What it makes, `text` or `image` for example.
        brand_url: The address of a logo.
        community: Whether a member of the community runs it.
        capabilities: What it can do, `reasoning` for example.
        supported_endpoints: The paths that reach it.
        supported_parameters: The options of chat that it heeds.
        context_length: The most tokens that it takes in.
        resolutions: The sizes that it makes.
        pricing_variants: What it costs by size or mode.
        video_capabilities: What it can do with frames and references.
        min_duration: The shortest video in seconds.
        max_duration: The longest video in seconds.
        default_duration: The seconds of a video whose length is not asked for.
        allowed_durations: The seconds that a video may have, where not all are allowed.
        max_reference_images: The most reference images.
        max_reference_videos: The most reference videos.
        per_user_rpm: The most requests of one user in a minute.
        agent: Whether it is an agent.
        base_model: The model behind an agent.
        alpha: Whether it is new and may change.
        flat_rate: Whether each request costs the same.
        added_date: The day it was added.
        pending_change: What will change soon.
        required_safety: The checks that each request passes.
        health: How it has done lately.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "name": "name",
        "aliases": "aliases",
        "pricing": "pricing",
        "description": "description",
        "input_modalities": "input_modalities",
        "output_modalities": "output_modalities",
        "tools": "tools",
        "reasoning": "reasoning",
        "context_window": "context_window",
        "voices": "voices",
        "is_specialized": "is_specialized",
        "paid_only": "paid_only",
        "title": "title",
        "publisher": "publisher",
        "category": "category",
        "brand_url": "brand_url",
        "community": "community",
        "capabilities": "capabilities",
        "supported_endpoints": "supported_endpoints",
        "supported_parameters": "supported_parameters",
        "context_length": "context_length",
        "resolutions": "resolutions",
        "pricing_variants": "pricing_variants",
        "video_capabilities": "video_capabilities",
        "min_duration": "min_duration",
        "max_duration": "max_duration",
        "default_duration": "default_duration",
        "allowed_durations": "allowed_durations",
        "max_reference_images": "max_reference_images",
        "max_reference_videos": "max_reference_videos",
        "per_user_rpm": "per_user_rpm",
        "agent": "agent",
        "base_model": "base_model",
        "alpha": "alpha",
        "flat_rate": "flat_rate",
        "added_date": "added_date",
        "pending_change": "pending_change",
        "required_safety": "required_safety",
        "health": "health",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset({"name"})
    shown_fields: ClassVar[tuple[str, ...]] = ("name", "aliases", "paid_only", "category")
    formats: ClassVar[Mapping[str, Format]] = {"added_date": date}

    name: str
    """The name to pass as `model`."""
    aliases: list[str] = _attrs_field(factory=list)
    """Other names that mean this model."""
    pricing: ModelPricing | Any = None
    """Prices in pollen, one for each unit that the model counts."""
    description: str | None = None
    """What it is, in a sentence."""
    input_modalities: list[str] = _attrs_field(factory=list)
    """What it takes, `text` or `image` for example."""
    output_modalities: list[str] = _attrs_field(factory=list)
    """What it gives, `text` or `video` for example."""
    tools: bool | None = None
    """Whether it can call tools."""
    reasoning: bool | None = None
    """Whether it reasons before it answers."""
    context_window: int | None = None
    """The most tokens that it takes in."""
    voices: list[str] = _attrs_field(factory=list)
    """The voices that it speaks with."""
    is_specialized: bool | None = None
    """Whether it is made for one purpose."""
    paid_only: bool | None = None
    """Whether free pollen does not pay for it."""
    title: str | None = None
    """Its name for people."""
    publisher: str | None = None
    """Who made the model."""
    category: str | None = None
    """What it makes, `text` or `image` for example."""
    brand_url: str | None = None
    """The address of a logo."""
    community: bool | None = None
    """Whether a member of the community runs it."""
    capabilities: list[str] = _attrs_field(factory=list)
    """What it can do, `reasoning` for example."""
    supported_endpoints: list[str] = _attrs_field(factory=list)
    """The paths that reach it."""
    supported_parameters: list[str] = _attrs_field(factory=list)
    """The options of chat that it heeds."""
    context_length: int | None = None
    """The most tokens that it takes in."""
    resolutions: Any = None
    """The sizes that it makes."""
    pricing_variants: Any = None
    """What it costs by size or mode."""
    video_capabilities: Any = None
    """What it can do with frames and references."""
    min_duration: float | None = None
    """The shortest video in seconds."""
    max_duration: float | None = None
    """The longest video in seconds."""
    default_duration: float | None = None
    """The seconds of a video whose length is not asked for."""
    allowed_durations: list[float] = _attrs_field(factory=list)
    """The seconds that a video may have, where not all are allowed."""
    max_reference_images: int | None = None
    """The most reference images."""
    max_reference_videos: int | None = None
    """The most reference videos."""
    per_user_rpm: int | None = None
    """The most requests of one user in a minute."""
    agent: Any = None
    """Whether it is an agent."""
    base_model: str | None = None
    """The model behind an agent."""
    alpha: bool | None = None
    """Whether it is new and may change."""
    flat_rate: Any = None
    """Whether each request costs the same."""
    added_date: datetime.date | None = None
    """The day it was added."""
    pending_change: Any = None
    """What will change soon."""
    required_safety: Any = None
    """The checks that each request passes."""
    health: ModelHealth | None = None
    """How it has done lately."""
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
        _value = _pop("name", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.name = _value
        else:
            _decoded.name = ""
            if _value is None:
                _unlike["name"] = None
        _value = _pop("aliases", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.aliases = _value
        else:
            _decoded.aliases = []
            if _value is None:
                _unlike["aliases"] = None
        _value = _pop("pricing", None)
        if _value is not None:
            _decoded.pricing = _models.ModelPricing.from_dict(_value)
        else:
            _decoded.pricing = None
        _decoded.description = _pop("description", None)
        _value = _pop("input_modalities", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.input_modalities = _value
        else:
            _decoded.input_modalities = []
            if _value is None:
                _unlike["input_modalities"] = None
        _value = _pop("output_modalities", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.output_modalities = _value
        else:
            _decoded.output_modalities = []
            if _value is None:
                _unlike["output_modalities"] = None
        _decoded.tools = _pop("tools", None)
        _decoded.reasoning = _pop("reasoning", None)
        _decoded.context_window = _pop("context_window", None)
        _value = _pop("voices", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.voices = _value
        else:
            _decoded.voices = []
            if _value is None:
                _unlike["voices"] = None
        _decoded.is_specialized = _pop("is_specialized", None)
        _decoded.paid_only = _pop("paid_only", None)
        _decoded.title = _pop("title", None)
        _decoded.publisher = _pop("publisher", None)
        _decoded.category = _pop("category", None)
        _decoded.brand_url = _pop("brand_url", None)
        _decoded.community = _pop("community", None)
        _value = _pop("capabilities", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.capabilities = _value
        else:
            _decoded.capabilities = []
            if _value is None:
                _unlike["capabilities"] = None
        _value = _pop("supported_endpoints", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.supported_endpoints = _value
        else:
            _decoded.supported_endpoints = []
            if _value is None:
                _unlike["supported_endpoints"] = None
        _value = _pop("supported_parameters", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.supported_parameters = _value
        else:
            _decoded.supported_parameters = []
            if _value is None:
                _unlike["supported_parameters"] = None
        _decoded.context_length = _pop("context_length", None)
        _decoded.resolutions = _pop("resolutions", None)
        _decoded.pricing_variants = _pop("pricing_variants", None)
        _decoded.video_capabilities = _pop("video_capabilities", None)
        _decoded.min_duration = _pop("min_duration", None)
        _decoded.max_duration = _pop("max_duration", None)
        _decoded.default_duration = _pop("default_duration", None)
        _value = _pop("allowed_durations", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.allowed_durations = _value
        else:
            _decoded.allowed_durations = []
            if _value is None:
                _unlike["allowed_durations"] = None
        _decoded.max_reference_images = _pop("max_reference_images", None)
        _decoded.max_reference_videos = _pop("max_reference_videos", None)
        _decoded.per_user_rpm = _pop("per_user_rpm", None)
        _decoded.agent = _pop("agent", None)
        _decoded.base_model = _pop("base_model", None)
        _decoded.alpha = _pop("alpha", None)
        _decoded.flat_rate = _pop("flat_rate", None)
        _value = _pop("added_date", None)
        _decoded.added_date = date.read(_value)
        if _value is not None:
            _unlike["added_date"] = _value
        _decoded.pending_change = _pop("pending_change", None)
        _decoded.required_safety = _pop("required_safety", None)
        _value = _pop("health", None)
        if _value is not None:
            _decoded.health = _models.ModelHealth.from_dict(_value)
        else:
            _decoded.health = None
        _decoded.additional_properties = _remaining
        return _decoded
