# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    from ..models.earnings_transaction import EarningsTransaction


@_attrs_define(repr=False, getstate_setstate=False)
class EarningsTransactions(ResponseModel):
    """What was earned, request by request.

    Attributes:
        transactions: The rows.
        count: The number of rows.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {"transactions": "transactions", "count": "count"}
    required_fields: ClassVar[frozenset[str]] = frozenset({"transactions"})

    transactions: list[EarningsTransaction]
    """The rows."""
    count: int | None = None
    """The number of rows."""
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
        _value = _pop("transactions", MISSING)
        if _value is not None and _value is not MISSING:
            transactions = []
            for transactions_item_data in _value:
                transactions_item = _models.EarningsTransaction.from_dict(transactions_item_data)
                transactions.append(transactions_item)
            _decoded.transactions = transactions
        else:
            _decoded.transactions = []
            if _value is None:
                _unlike["transactions"] = None
        _decoded.count = _pop("count", None)
        _decoded.additional_properties = _remaining
        return _decoded
