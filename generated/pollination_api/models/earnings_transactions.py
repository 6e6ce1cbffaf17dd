# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.earnings_transaction import EarningsTransaction


@_attrs_define
class EarningsTransactions(OpenObject):
    """What was earned, request by request."""

    transactions: list[EarningsTransaction]
    """The rows."""

    count: float | Unset = UNSET
    """The number of rows."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        transactions = []
        for transactions_item_data in self.transactions:
            transactions_item = transactions_item_data.to_dict()
            transactions.append(transactions_item)
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["transactions"] = transactions
        if self.count is not UNSET:
            field_dict["count"] = self.count
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        transactions = []
        for transactions_item_data in _pop("transactions"):
            transactions_item = _models.EarningsTransaction.from_dict(transactions_item_data)
            transactions.append(transactions_item)
        _decoded.transactions = transactions
        _decoded.count = _pop("count", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
