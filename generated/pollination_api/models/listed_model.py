# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..formats import Format, unix_time
from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    from ..models.model_health import ModelHealth
    from ..models.model_pricing import ModelPricing


@_attrs_define(repr=False, getstate_setstate=False)
class ListedModel(ResponseModel):
    """One entry of the OpenAI-style list.

    Attributes:
        id: The name to pass as `model`.
        object_: Always `model`.
        created: When it was listed; in JSON milliseconds or seconds since 1970.
        owned_by: Who offers it.
        title: Its name for people.
        description: What it is, in a sentence.
        category: What it makes, `text` or `image` for example.
        community: Whether a member of the community runs it.
        aliases: Other names that mean this model.
        input_modalities: What it takes.
        output_modalities: What it gives.
        supported_endpoints: The paths that reach it.
        capabilities: What it can do, `reasoning` for example.
        supported_parameters: The options of chat that it heeds.
        pricing: What it costs.
        tools: Whether it can call tools.
        reasoning: Whether it reasons before it answers.
        context_length: The most tokens that it takes in.
        per_user_rpm: The most requests of one user in a minute.
        agent: Whether it is an agent.
        base_model: The model behind an agent.
        health: How it has done lately.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "object": "object_",
        "created": "created",
        "owned_by": "owned_by",
        "title": "title",
        "description": "description",
        "category": "category",
        "community": "community",
        "aliases": "aliases",
        "input_modalities": "input_modalities",
        "output_modalities": "output_modalities",
        "supported_endpoints": "supported_endpoints",
        "capabilities": "capabilities",
        "supported_parameters": "supported_parameters",
        "pricing": "pricing",
        "tools": "tools",
        "reasoning": "reasoning",
        "context_length": "context_length",
        "per_user_rpm": "per_user_rpm",
        "agent": "agent",
        "base_model": "base_model",
        "health": "health",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset({"id"})
    shown_fields: ClassVar[tuple[str, ...]] = ("id", "category", "aliases")
    formats: ClassVar[Mapping[str, Format]] = {"created": unix_time}

    id: str
    """The name to pass as `model`."""
    object_: str | None = None
    """Always `model`."""
    created: datetime.datetime | None = None
    """When it was listed; in JSON milliseconds or seconds since 1970."""
    owned_by: str | None = None
    """Who offers it."""
    title: str | None = None
    """Its name for people."""
    description: str | None = None
    """What it is, in a sentence."""
    category: str | None = None
    """What it makes, `text` or `image` for example."""
    community: bool | None = None
    """Whether a member of the community runs it."""
    aliases: list[str] = _attrs_field(factory=list)
    """Other names that mean this model."""
    input_modalities: list[str] = _attrs_field(factory=list)
    """What it takes."""
    output_modalities: list[str] = _attrs_field(factory=list)
    """What it gives."""
    supported_endpoints: list[str] = _attrs_field(factory=list)
    """The paths that reach it."""
    capabilities: list[str] = _attrs_field(factory=list)
    """What it can do, `reasoning` for example."""
    supported_parameters: list[str] = _attrs_field(factory=list)
    """The options of chat that it heeds."""
    pricing: ModelPricing | None = None
    """What it costs."""
    tools: bool | None = None
    """Whether it can call tools."""
    reasoning: bool | None = None
    """Whether it reasons before it answers."""
    context_length: int | None = None
    """The most tokens that it takes in."""
    per_user_rpm: int | None = None
    """The most requests of one user in a minute."""
    agent: Any = None
    """Whether it is an agent."""
    base_model: str | None = None
    """The model behind an agent."""
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
        _value = _pop("id", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.id = _value
        else:
            _decoded.id = ""
            if _value is None:
                _unlike["id"] = None
        _decoded.object_ = _pop("object", None)
        _value = _pop("created", None)
        _decoded.created = unix_time.read(_value)
        if _value is not None:
            _unlike["created"] = _value
        _decoded.owned_by = _pop("owned_by", None)
        _decoded.title = _pop("title", None)
        _decoded.description = _pop("description", None)
        _decoded.category = _pop("category", None)
        _decoded.community = _pop("community", None)
        _value = _pop("aliases", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.aliases = _value
        else:
            _decoded.aliases = []
            if _value is None:
                _unlike["aliases"] = None
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
        _value = _pop("supported_endpoints", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.supported_endpoints = _value
        else:
            _decoded.supported_endpoints = []
            if _value is None:
                _unlike["supported_endpoints"] = None
        _value = _pop("capabilities", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.capabilities = _value
        else:
            _decoded.capabilities = []
            if _value is None:
                _unlike["capabilities"] = None
        _value = _pop("supported_parameters", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.supported_parameters = _value
        else:
            _decoded.supported_parameters = []
            if _value is None:
                _unlike["supported_parameters"] = None
        _value = _pop("pricing", None)
        if _value is not None:
            _decoded.pricing = _models.ModelPricing.from_dict(_value)
        else:
            _decoded.pricing = None
        _decoded.tools = _pop("tools", None)
        _decoded.reasoning = _pop("reasoning", None)
        _decoded.context_length = _pop("context_length", None)
        _decoded.per_user_rpm = _pop("per_user_rpm", None)
        _decoded.agent = _pop("agent", None)
        _decoded.base_model = _pop("base_model", None)
        _value = _pop("health", None)
        if _value is not None:
            _decoded.health = _models.ModelHealth.from_dict(_value)
        else:
            _decoded.health = None
        _decoded.additional_properties = _remaining
        return _decoded
