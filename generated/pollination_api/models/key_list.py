# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    from ..models.listed_key import ListedKey


@_attrs_define(repr=False, getstate_setstate=False)
class KeyList(ResponseModel):
    """The keys of an account.

    Attributes:
        data: The keys, the newest first.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {"data": "data"}

    data: list[ListedKey] = _attrs_field(factory=list)
    """The keys, the newest first."""
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
        _value = _pop("data", MISSING)
        if _value is not None and _value is not MISSING:
            data = []
            for data_item_data in _value:
                data_item = _models.ListedKey.from_dict(data_item_data)
                data.append(data_item)
            _decoded.data = data
        else:
            _decoded.data = []
            if _value is None:
                _unlike["data"] = None
        _decoded.additional_properties = _remaining
        return _decoded
