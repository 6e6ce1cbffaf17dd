# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.decision_kind import check_decision_kind
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.decision_kind import DecisionKind


@_attrs_define
class DecisionQuestion(OpenObject):
    """One question.

    Attributes:
        type_: The kinds of answer: one of several, a score, or a probability.
        instructions: The question, as text or any JSON.
        criteria: What each answer means.
    """

    type_: DecisionKind
    """The kinds of answer: one of several, a score, or a probability."""
    instructions: Any | Unset = UNSET
    """The question, as text or any JSON."""
    criteria: Any | Unset = UNSET
    """What each answer means."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["type"] = self.type_
        if self.instructions is not UNSET:
            field_dict["instructions"] = self.instructions
        if self.criteria is not UNSET:
            field_dict["criteria"] = self.criteria
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        type_ = check_decision_kind(_pop("type"))
        _decoded.type_ = type_
        _decoded.instructions = _pop("instructions", UNSET)
        _decoded.criteria = _pop("criteria", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
