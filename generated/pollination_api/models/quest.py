# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    pass

_NAMES = ("id", "title", "description", "category", "state", "status", "rewardAmount", "balanceBucket", "url", "reward")
_other: tuple[str | None, tuple[str, ...]] = None, _NAMES
"""The name of what else was in the last object, where it was one thing alone, and the names of all that was in it."""


@_attrs_define(repr=False, getstate_setstate=False)
class Quest(ResponseModel):
    """Something to do for pollen.

    Attributes:
        id: The id.
        title: What to do.
        description: More about it.
        category: The group that it belongs to.
        state: The state of the quest itself.
        status: What this account has done of it.
        reward_amount: The pollen that it gives.
        balance_bucket: The pot that the pollen goes to.
        url: Where to do it.
        reward: More about the reward.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "title": "title",
        "description": "description",
        "category": "category",
        "state": "state",
        "status": "status",
        "rewardAmount": "reward_amount",
        "balanceBucket": "balance_bucket",
        "url": "url",
        "reward": "reward",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset({"id", "title"})

    id: str
    """The id."""
    title: str
    """What to do."""
    description: str | None = None
    """More about it."""
    category: str | None = None
    """The group that it belongs to."""
    state: str | None = None
    """The state of the quest itself."""
    status: str | None = None
    """What this account has done of it."""
    reward_amount: float | None = None
    """The pollen that it gives."""
    balance_bucket: str | None = None
    """The pot that the pollen goes to."""
    url: str | None = None
    """Where to do it."""
    reward: Any = None
    """More about the reward."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received; what is missing, or cannot be read, becomes None or empty."""
        global _other
        _decoded = cls.__new__(cls)
        _name, _names = _other  # read once: another thread may change it
        # Mostly an object has all that is known, and else what the one before had: then nothing is left to look for.
        if type(src_dict) is dict and len(src_dict) == len(_names):
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
                _decoded._received = _names
                _decoded._unlike = {}
                return _decoded
        _unlike: dict[str, Any] = {}
        _decoded._received = tuple(src_dict)
        _decoded._unlike = _unlike
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _value = _pop("id", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.id = _value
        else:
            _decoded.id = ""
            if _value is None:
                _unlike["id"] = None
        _value = _pop("title", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.title = _value
        else:
            _decoded.title = ""
            if _value is None:
                _unlike["title"] = None
        _decoded.description = _pop("description", None)
        _decoded.category = _pop("category", None)
        _decoded.state = _pop("state", None)
        _decoded.status = _pop("status", None)
        _decoded.reward_amount = _pop("rewardAmount", None)
        _decoded.balance_bucket = _pop("balanceBucket", None)
        _decoded.url = _pop("url", None)
        _decoded.reward = _pop("reward", None)
        _decoded.additional_properties = _remaining
        if len(_remaining) == 1 and len(_decoded._received) == len(_NAMES) + 1:
            _other = next(iter(_remaining)), (*_NAMES, *_remaining)
        elif not _remaining:
            _other = None, _NAMES
        return _decoded
