# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    from ..models.usage_record import UsageRecord


@_attrs_define(repr=False, getstate_setstate=False)
class AccountUsage(ResponseModel):
    """One page of billed requests.

    Attributes:
        usage: The records, newest first.
        count: The number of records in this page.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {"usage": "usage", "count": "count"}
    required_fields: ClassVar[frozenset[str]] = frozenset({"usage"})

    usage: list[UsageRecord]
    """The records, newest first."""
    count: int | None = None
    """The number of records in this page."""
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
        _value = _pop("usage", MISSING)
        if _value is not None and _value is not MISSING:
            usage = []
            for usage_item_data in _value:
                usage_item = _models.UsageRecord.from_dict(usage_item_data)
                usage.append(usage_item)
            _decoded.usage = usage
        else:
            _decoded.usage = []
            if _value is None:
                _unlike["usage"] = None
        _decoded.count = _pop("count", None)
        _decoded.additional_properties = _remaining
        return _decoded
