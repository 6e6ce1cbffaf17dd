# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    from ..models.account_pots import AccountPots


@_attrs_define(repr=False, getstate_setstate=False)
class AccountBalance(ResponseModel):
    """What is left to spend.

    Attributes:
        balance: The pollen left, in the key's budget where it has one, else in the wallet.
        account_balance: The pollen of the whole account; only with the permission `usage`.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {"balance": "balance", "accountBalance": "account_balance"}
    required_fields: ClassVar[frozenset[str]] = frozenset({"balance"})

    balance: float
    """The pollen left, in the key's budget where it has one, else in the wallet."""
    account_balance: AccountPots | None = None
    """The pollen of the whole account; only with the permission `usage`."""
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
        _value = _pop("balance", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.balance = _value
        else:
            _decoded.balance = 0.0
            if _value is None:
                _unlike["balance"] = None
        _value = _pop("accountBalance", None)
        if _value is not None:
            _decoded.account_balance = _models.AccountPots.from_dict(_value)
        else:
            _decoded.account_balance = None
        _decoded.additional_properties = _remaining
        return _decoded
