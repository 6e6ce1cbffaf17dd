# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.field_errors import FieldErrors


@_attrs_define
class ValidationErrorDetails(OpenObject):
    """Which fields of a request are wrong."""

    name: str
    """The name of the error."""

    form_errors: list[str]
    """What is wrong with the request as a whole."""

    field_errors: FieldErrors
    """The name of each wrong field, and what is wrong with it."""

    stack: str | Unset = UNSET
    """Where it happened in the service."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_errors = self.field_errors.to_dict()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["name"] = self.name
        field_dict["formErrors"] = self.form_errors
        field_dict["fieldErrors"] = field_errors
        if self.stack is not UNSET:
            field_dict["stack"] = self.stack
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.name = _pop("name")
        _decoded.form_errors = _pop("formErrors")
        field_errors = _models.FieldErrors.from_dict(_pop("fieldErrors"))
        _decoded.field_errors = field_errors
        _decoded.stack = _pop("stack", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
