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
class ListedModel(OpenObject):
    """One entry of the OpenAI-style list."""

    id: str
    """The name to pass as `model`."""

    object_: str | Unset = UNSET
    """Always `model`."""

    created: float | Unset = UNSET
    """When it was listed, in milliseconds or seconds since 1970."""

    owned_by: None | str | Unset = UNSET
    """Who offers it."""

    title: None | str | Unset = UNSET
    """Its name for people."""

    description: None | str | Unset = UNSET
    """What it is, in a sentence."""

    category: None | str | Unset = UNSET
    """What it makes, `text` or `image` for example."""

    community: bool | None | Unset = UNSET
    """Whether a member of the community runs it."""

    aliases: list[str] | None | Unset = UNSET
    """Other names that mean this model."""

    input_modalities: list[str] | None | Unset = UNSET
    """What it takes."""

    output_modalities: list[str] | None | Unset = UNSET
    """What it gives."""

    supported_endpoints: list[str] | None | Unset = UNSET
    """The paths that reach it."""

    capabilities: list[str] | None | Unset = UNSET
    """What it can do, `reasoning` for example."""

    supported_parameters: list[str] | None | Unset = UNSET
    """The options of chat that it heeds."""

    pricing: ModelPricing | None | Unset = UNSET
    """What it costs."""

    tools: bool | None | Unset = UNSET
    """Whether it can call tools."""

    reasoning: bool | None | Unset = UNSET
    """Whether it reasons before it answers."""

    context_length: float | None | Unset = UNSET
    """The most tokens that it takes in."""

    per_user_rpm: float | None | Unset = UNSET
    """The most requests of one user in a minute."""

    agent: Any | Unset = UNSET
    """Whether it is an agent."""

    base_model: None | str | Unset = UNSET
    """The model behind an agent."""

    health: ModelHealth | None | Unset = UNSET
    """How it has done lately."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        pricing: dict[str, Any] | None | Unset
        if isinstance(self.pricing, _models.ModelPricing):
            pricing = self.pricing.to_dict()
        else:
            pricing = self.pricing
        health: dict[str, Any] | None | Unset
        if isinstance(self.health, _models.ModelHealth):
            health = self.health.to_dict()
        else:
            health = self.health
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["id"] = self.id
        if self.object_ is not UNSET:
            field_dict["object"] = self.object_
        if self.created is not UNSET:
            field_dict["created"] = self.created
        if self.owned_by is not UNSET:
            field_dict["owned_by"] = self.owned_by
        if self.title is not UNSET:
            field_dict["title"] = self.title
        if self.description is not UNSET:
            field_dict["description"] = self.description
        if self.category is not UNSET:
            field_dict["category"] = self.category
        if self.community is not UNSET:
            field_dict["community"] = self.community
        if self.aliases is not UNSET:
            field_dict["aliases"] = self.aliases
        if self.input_modalities is not UNSET:
            field_dict["input_modalities"] = self.input_modalities
        if self.output_modalities is not UNSET:
            field_dict["output_modalities"] = self.output_modalities
        if self.supported_endpoints is not UNSET:
            field_dict["supported_endpoints"] = self.supported_endpoints
        if self.capabilities is not UNSET:
            field_dict["capabilities"] = self.capabilities
        if self.supported_parameters is not UNSET:
            field_dict["supported_parameters"] = self.supported_parameters
        if pricing is not UNSET:
            field_dict["pricing"] = pricing
        if self.tools is not UNSET:
            field_dict["tools"] = self.tools
        if self.reasoning is not UNSET:
            field_dict["reasoning"] = self.reasoning
        if self.context_length is not UNSET:
            field_dict["context_length"] = self.context_length
        if self.per_user_rpm is not UNSET:
            field_dict["per_user_rpm"] = self.per_user_rpm
        if self.agent is not UNSET:
            field_dict["agent"] = self.agent
        if self.base_model is not UNSET:
            field_dict["base_model"] = self.base_model
        if health is not UNSET:
            field_dict["health"] = health
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.id = _pop("id")
        _decoded.object_ = _pop("object", UNSET)
        _decoded.created = _pop("created", UNSET)
        _decoded.owned_by = _pop("owned_by", UNSET)
        _decoded.title = _pop("title", UNSET)
        _decoded.description = _pop("description", UNSET)
        _decoded.category = _pop("category", UNSET)
        _decoded.community = _pop("community", UNSET)
        _decoded.aliases = _pop("aliases", UNSET)
        _decoded.input_modalities = _pop("input_modalities", UNSET)
        _decoded.output_modalities = _pop("output_modalities", UNSET)
        _decoded.supported_endpoints = _pop("supported_endpoints", UNSET)
        _decoded.capabilities = _pop("capabilities", UNSET)
        _decoded.supported_parameters = _pop("supported_parameters", UNSET)

        def _decode_pricing(data: object) -> ModelPricing | None | Unset:
            if data is None or isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError
                pricing_model_pricing = _models.ModelPricing.from_dict(data)
                return pricing_model_pricing
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("ModelPricing | None | Unset", data)

        pricing = _decode_pricing(_pop("pricing", UNSET))
        _decoded.pricing = pricing
        _decoded.tools = _pop("tools", UNSET)
        _decoded.reasoning = _pop("reasoning", UNSET)
        _decoded.context_length = _pop("context_length", UNSET)
        _decoded.per_user_rpm = _pop("per_user_rpm", UNSET)
        _decoded.agent = _pop("agent", UNSET)
        _decoded.base_model = _pop("base_model", UNSET)

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
