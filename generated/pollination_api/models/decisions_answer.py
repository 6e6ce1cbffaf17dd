# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    from ..models.any_object import AnyObject
    from ..models.responses_usage import ResponsesUsage


@_attrs_define(repr=False, getstate_setstate=False)
class DecisionsAnswer(ResponseModel):
    """The answers to the questions.

    Attributes:
        answers: An object that is passed on as it is.
        id: The id of the decision.
        model: The model that decided.
        provider: Who runs the model.
        usage: What was counted, in tokens.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "answers": "answers",
        "id": "id",
        "model": "model",
        "provider": "provider",
        "usage": "usage",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset({"answers"})

    answers: AnyObject
    """An object that is passed on as it is."""
    id: str | None = None
    """The id of the decision."""
    model: str | None = None
    """The model that decided."""
    provider: str | None = None
    """Who runs the model."""
    usage: ResponsesUsage | None = None
    """What was counted, in tokens."""
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
        _value = _pop("answers", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.answers = _models.AnyObject.from_dict(_value)
        else:
            _decoded.answers = _models.AnyObject.from_dict({})
            if _value is None:
                _unlike["answers"] = None
        _decoded.id = _pop("id", None)
        _decoded.model = _pop("model", None)
        _decoded.provider = _pop("provider", None)
        _value = _pop("usage", None)
        if _value is not None:
            _decoded.usage = _models.ResponsesUsage.from_dict(_value)
        else:
            _decoded.usage = None
        _decoded.additional_properties = _remaining
        return _decoded
