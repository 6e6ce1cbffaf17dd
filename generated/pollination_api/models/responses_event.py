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


@_attrs_define
class ResponsesEvent(OpenObject):
    """One event of a streamed answer, by its `type`."""

    type_: str
    """The name of the event, such as `response.completed`."""

    sequence_number: int | Unset = UNSET
    """Its place in the stream."""

    response: AnyObject | Unset = UNSET
    """An object that is passed on as it is."""

    delta: Any | Unset = UNSET
    """The next piece."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        response: dict[str, Any] | Unset = UNSET
        if not isinstance(self.response, Unset):
            response = self.response.to_dict()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["type"] = self.type_
        if self.sequence_number is not UNSET:
            field_dict["sequence_number"] = self.sequence_number
        if response is not UNSET:
            field_dict["response"] = response
        if self.delta is not UNSET:
            field_dict["delta"] = self.delta
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.type_ = _pop("type")
        _decoded.sequence_number = _pop("sequence_number", UNSET)
        response_data = _pop("response", UNSET)
        response: AnyObject | Unset = UNSET
        if response_data is not UNSET and response_data is not None:
            response = _models.AnyObject.from_dict(response_data)
        _decoded.response = response
        _decoded.delta = _pop("delta", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
