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
class KeyPermissions(ResponseModel):
    """What a key may use.

    Attributes:
        models: The kinds of model that it may use, such as `text`, null for all; before 2026-10-06 the names.
        account: The account permissions it has, null for none.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {"models": "models", "account": "account"}

    models: list[str] = _attrs_field(factory=list)
    """The kinds of model that it may use, such as `text`, null for all; before 2026-10-06 the names."""
    account: list[str] = _attrs_field(factory=list)
    """The account permissions it has, null for none."""
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
        _value = _pop("models", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.models = _value
        else:
            _decoded.models = []
            if _value is None:
                _unlike["models"] = None
        _value = _pop("account", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.account = _value
        else:
            _decoded.account = []
            if _value is None:
                _unlike["account"] = None
        _decoded.additional_properties = _remaining
        return _decoded
