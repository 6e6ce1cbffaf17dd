# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.account_pots import AccountPots


@_attrs_define
class AccountBalance(OpenObject):
    """What is left to spend."""

    balance: float
    """The pollen left, in the key's budget where it has one, else in the wallet."""

    account_balance: AccountPots | None | Unset = UNSET
    """The pollen of the whole account; only with the permission `usage`."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        account_balance: dict[str, Any] | None | Unset
        if isinstance(self.account_balance, _models.AccountPots):
            account_balance = self.account_balance.to_dict()
        else:
            account_balance = self.account_balance
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["balance"] = self.balance
        if account_balance is not UNSET:
            field_dict["accountBalance"] = account_balance
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.balance = _pop("balance")

        def _decode_account_balance(data: object) -> AccountPots | None | Unset:
            if data is None or isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError
                account_balance_account_pots = _models.AccountPots.from_dict(data)
                return account_balance_account_pots
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("AccountPots | None | Unset", data)

        account_balance = _decode_account_balance(_pop("accountBalance", UNSET))
        _decoded.account_balance = account_balance
        _decoded.additional_properties = _remaining
        return _decoded
