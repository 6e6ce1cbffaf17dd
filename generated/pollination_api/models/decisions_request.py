# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.decision_questions import DecisionQuestions


@_attrs_define
class DecisionsRequest(OpenObject):
    """A state and the questions about it.

    Attributes:
        state: The facts, as text or any JSON.
        questions: Questions by names of yours.
        model: The model that decides, `jev` when left out.
    """

    state: Any
    """The facts, as text or any JSON."""
    questions: DecisionQuestions
    """Questions by names of yours."""
    model: str | Unset = UNSET
    """The model that decides, `jev` when left out."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        questions = self.questions.to_dict()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["state"] = self.state
        field_dict["questions"] = questions
        if self.model is not UNSET:
            field_dict["model"] = self.model
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.state = _pop("state")
        questions = _models.DecisionQuestions.from_dict(_pop("questions"))
        _decoded.questions = questions
        _decoded.model = _pop("model", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
