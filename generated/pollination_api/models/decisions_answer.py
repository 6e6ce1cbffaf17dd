# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.any_object import AnyObject
    from ..models.responses_usage import ResponsesUsage


@_attrs_define
class DecisionsAnswer(OpenObject):
    """The answers to the questions."""

    answers: AnyObject
    """An object that is passed on as it is."""

    id: str | Unset = UNSET
    """The id of the decision."""

    model: str | Unset = UNSET
    """The model that decided."""

    provider: str | Unset = UNSET
    """Who runs the model."""

    usage: ResponsesUsage | Unset = UNSET
    """What was counted, in tokens."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        answers = self.answers.to_dict()
        usage: dict[str, Any] | Unset = UNSET
        if not isinstance(self.usage, Unset):
            usage = self.usage.to_dict()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["answers"] = answers
        if self.id is not UNSET:
            field_dict["id"] = self.id
        if self.model is not UNSET:
            field_dict["model"] = self.model
        if self.provider is not UNSET:
            field_dict["provider"] = self.provider
        if usage is not UNSET:
            field_dict["usage"] = usage
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        answers = _models.AnyObject.from_dict(_pop("answers"))
        _decoded.answers = answers
        _decoded.id = _pop("id", UNSET)
        _decoded.model = _pop("model", UNSET)
        _decoded.provider = _pop("provider", UNSET)
        usage_data = _pop("usage", UNSET)
        usage: ResponsesUsage | Unset = UNSET
        if usage_data is not UNSET and usage_data is not None:
            usage = _models.ResponsesUsage.from_dict(usage_data)
        _decoded.usage = usage
        _decoded.additional_properties = _remaining
        return _decoded
