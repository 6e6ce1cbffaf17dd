# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import OpenObject

if TYPE_CHECKING:
    from ..models.quest import Quest


@_attrs_define
class QuestList(OpenObject):
    """Quests."""

    quests: list[Quest]
    """The quests."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        quests = []
        for quests_item_data in self.quests:
            quests_item = quests_item_data.to_dict()
            quests.append(quests_item)
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["quests"] = quests
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        quests = []
        for quests_item_data in _pop("quests"):
            quests_item = _models.Quest.from_dict(quests_item_data)
            quests.append(quests_item)
        _decoded.quests = quests
        _decoded.additional_properties = _remaining
        return _decoded
