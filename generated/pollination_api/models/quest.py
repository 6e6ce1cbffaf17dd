# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    pass

_other: str | None = None
"""The name of what else was in the last object, where it was one thing alone."""


@_attrs_define
class Quest(OpenObject):
    """Something to do for pollen."""

    id: str | Unset = UNSET
    """The id."""

    title: str | Unset = UNSET
    """What to do."""

    description: None | str | Unset = UNSET
    """More about it."""

    category: None | str | Unset = UNSET
    """The group that it belongs to."""

    state: None | str | Unset = UNSET
    """The state of the quest itself."""

    status: None | str | Unset = UNSET
    """What this account has done of it."""

    reward_amount: float | None | Unset = UNSET
    """The pollen that it gives."""

    balance_bucket: None | str | Unset = UNSET
    """The pot that the pollen goes to."""

    url: None | str | Unset = UNSET
    """Where to do it."""

    reward: Any | Unset = UNSET
    """More about the reward."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.id is not UNSET:
            field_dict["id"] = self.id
        if self.title is not UNSET:
            field_dict["title"] = self.title
        if self.description is not UNSET:
            field_dict["description"] = self.description
        if self.category is not UNSET:
            field_dict["category"] = self.category
        if self.state is not UNSET:
            field_dict["state"] = self.state
        if self.status is not UNSET:
            field_dict["status"] = self.status
        if self.reward_amount is not UNSET:
            field_dict["rewardAmount"] = self.reward_amount
        if self.balance_bucket is not UNSET:
            field_dict["balanceBucket"] = self.balance_bucket
        if self.url is not UNSET:
            field_dict["url"] = self.url
        if self.reward is not UNSET:
            field_dict["reward"] = self.reward
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        global _other
        _decoded = cls.__new__(cls)
        _name = _other  # read once: another thread may change it
        # Mostly an object has all that is known, and else what the one before had: then nothing is left to look for.
        if type(src_dict) is dict and len(src_dict) == (10 if _name is None else 11):
            try:
                _decoded.id = src_dict["id"]
                _decoded.title = src_dict["title"]
                _decoded.description = src_dict["description"]
                _decoded.category = src_dict["category"]
                _decoded.state = src_dict["state"]
                _decoded.status = src_dict["status"]
                _decoded.reward_amount = src_dict["rewardAmount"]
                _decoded.balance_bucket = src_dict["balanceBucket"]
                _decoded.url = src_dict["url"]
                _decoded.reward = src_dict["reward"]
                _decoded.additional_properties = {} if _name is None else {_name: src_dict[_name]}
            except KeyError:
                pass
            else:
                return _decoded
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.id = _pop("id", UNSET)
        _decoded.title = _pop("title", UNSET)
        _decoded.description = _pop("description", UNSET)
        _decoded.category = _pop("category", UNSET)
        _decoded.state = _pop("state", UNSET)
        _decoded.status = _pop("status", UNSET)
        _decoded.reward_amount = _pop("rewardAmount", UNSET)
        _decoded.balance_bucket = _pop("balanceBucket", UNSET)
        _decoded.url = _pop("url", UNSET)
        _decoded.reward = _pop("reward", UNSET)
        _decoded.additional_properties = _remaining
        _other = next(iter(_remaining)) if len(_remaining) == 1 else None
        return _decoded
