# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    from ..models.quest import Quest


@_attrs_define(repr=False, getstate_setstate=False)
class QuestList(ResponseModel):
    """Quests.

    Attributes:
        quests: The quests.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {"quests": "quests"}
    required_fields: ClassVar[frozenset[str]] = frozenset({"quests"})

    quests: list[Quest]
    """The quests."""
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
        _value = _pop("quests", MISSING)
        if _value is not None and _value is not MISSING:
            quests = []
            for quests_item_data in _value:
                quests_item = _models.Quest.from_dict(quests_item_data)
                quests.append(quests_item)
            _decoded.quests = quests
        else:
            _decoded.quests = []
            if _value is None:
                _unlike["quests"] = None
        _decoded.additional_properties = _remaining
        return _decoded
