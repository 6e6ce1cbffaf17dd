# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.model_pricing import ModelPricing


@_attrs_define
class Model:
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

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        pricing: dict[str, Any] | Unset = UNSET
        if not isinstance(self.pricing, Unset):
            pricing = self.pricing.to_dict()
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
        _decoded.additional_properties = _remaining
        return _decoded

    @property
    def additional_keys(self) -> list[str]:
        """Return the names of what else is in the object."""
        return list(self.additional_properties)

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
