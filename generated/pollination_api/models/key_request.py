# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.key_kind import check_key_kind
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.key_kind import KeyKind


@_attrs_define
class KeyRequest(OpenObject):
    """A key to create.

    Attributes:
        name: Its name.
        type_: The kinds of key that can be made.
        expires_in: The seconds until it ends; never when left out.
        allowed_models: The kinds of model that it may use, null for all; the id of a model admits its whole
            kind.
        pollen_budget: The pollen that it may spend, null for no limit.
        quest_pollen_only: Whether it spends only the pollen of quests.
        account_permissions: What it may do with the account: `profile`, `usage`, `keys`, `machines`; null for
            nothing.
        redirect_uris: For an app: where its users may return to.
        earnings_enabled: For an app: whether its users pay a markup.
    """

    name: str
    """Its name."""
    type_: KeyKind | Unset = UNSET
    """The kinds of key that can be made."""
    expires_in: int | Unset = UNSET
    """The seconds until it ends; never when left out."""
    allowed_models: list[str] | None | Unset = UNSET
    """The kinds of model that it may use, null for all; the id of a model admits its whole kind."""
    pollen_budget: float | None | Unset = UNSET
    """The pollen that it may spend, null for no limit."""
    quest_pollen_only: bool | Unset = UNSET
    """Whether it spends only the pollen of quests."""
    account_permissions: list[str] | None | Unset = UNSET
    """What it may do with the account: `profile`, `usage`, `keys`, `machines`; null for nothing."""
    redirect_uris: list[str] | Unset = UNSET
    """For an app: where its users may return to."""
    earnings_enabled: bool | Unset = UNSET
    """For an app: whether its users pay a markup."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["name"] = self.name
        if self.type_ is not UNSET:
            field_dict["type"] = self.type_
        if self.expires_in is not UNSET:
            field_dict["expiresIn"] = self.expires_in
        if self.allowed_models is not UNSET:
            field_dict["allowedModels"] = self.allowed_models
        if self.pollen_budget is not UNSET:
            field_dict["pollenBudget"] = self.pollen_budget
        if self.quest_pollen_only is not UNSET:
            field_dict["questPollenOnly"] = self.quest_pollen_only
        if self.account_permissions is not UNSET:
            field_dict["accountPermissions"] = self.account_permissions
        if self.redirect_uris is not UNSET:
            field_dict["redirectUris"] = self.redirect_uris
        if self.earnings_enabled is not UNSET:
            field_dict["earningsEnabled"] = self.earnings_enabled
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.name = _pop("name")
        type__data = _pop("type", UNSET)
        type_: KeyKind | Unset = UNSET
        if type__data is not UNSET and type__data is not None:
            type_ = check_key_kind(type__data)
        _decoded.type_ = type_
        _decoded.expires_in = _pop("expiresIn", UNSET)
        _decoded.allowed_models = _pop("allowedModels", UNSET)
        _decoded.pollen_budget = _pop("pollenBudget", UNSET)
        _decoded.quest_pollen_only = _pop("questPollenOnly", UNSET)
        _decoded.account_permissions = _pop("accountPermissions", UNSET)
        _decoded.redirect_uris = _pop("redirectUris", UNSET)
        _decoded.earnings_enabled = _pop("earningsEnabled", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
