# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    from ..models.field_errors import FieldErrors


@_attrs_define(repr=False, getstate_setstate=False)
class ValidationErrorDetails(ResponseModel):
    """Which fields of a request are wrong.

    Attributes:
        name: The name of the error.
        form_errors: What is wrong with the request as a whole.
        field_errors: The name of each wrong field, and what is wrong with it.
        stack: Where it happened in the service.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "name": "name",
        "formErrors": "form_errors",
        "fieldErrors": "field_errors",
        "stack": "stack",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset({"name", "formErrors", "fieldErrors"})

    name: str
    """The name of the error."""
    form_errors: list[str]
    """What is wrong with the request as a whole."""
    field_errors: FieldErrors
    """The name of each wrong field, and what is wrong with it."""
    stack: str | None = None
    """Where it happened in the service."""
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
        _value = _pop("name", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.name = _value
        else:
            _decoded.name = ""
            if _value is None:
                _unlike["name"] = None
        _value = _pop("formErrors", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.form_errors = _value
        else:
            _decoded.form_errors = []
            if _value is None:
                _unlike["formErrors"] = None
        _value = _pop("fieldErrors", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.field_errors = _models.FieldErrors.from_dict(_value)
        else:
            _decoded.field_errors = _models.FieldErrors.from_dict({})
            if _value is None:
                _unlike["fieldErrors"] = None
        _decoded.stack = _pop("stack", None)
        _decoded.additional_properties = _remaining
        return _decoded
