# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    pass


@_attrs_define(repr=False, getstate_setstate=False)
class FunctionCall(ResponseModel):
    """A function and its arguments.

    Attributes:
        name: The name of the function.
        arguments: The arguments as JSON text.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {"name": "name", "arguments": "arguments"}
    required_fields: ClassVar[frozenset[str]] = frozenset({"name", "arguments"})

    name: str
    """The name of the function."""
    arguments: str
    """The arguments as JSON text."""
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
        _value = _pop("arguments", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.arguments = _value
        else:
            _decoded.arguments = ""
            if _value is None:
                _unlike["arguments"] = None
        _decoded.additional_properties = _remaining
        return _decoded
