# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import OpenObject

if TYPE_CHECKING:
    from ..models.decision_question import DecisionQuestion


@_attrs_define
class DecisionQuestions(OpenObject):
    """Questions by names of yours."""

    additional_properties: dict[str, DecisionQuestion] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        for name, value in self.additional_properties.items():
            field_dict[name] = value.to_dict()

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _decoded.additional_properties = {}
        for name, value in _remaining.items():
            additional_property = _models.DecisionQuestion.from_dict(value)

            _decoded.additional_properties[name] = additional_property
        return _decoded
