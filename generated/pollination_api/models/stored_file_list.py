# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.stored_file import StoredFile


@_attrs_define
class StoredFileList(OpenObject):
    """One page of published files."""

    items: list[StoredFile]
    """The files."""

    next_cursor: None | str | Unset = UNSET
    """Where the next page starts, null at the end."""

    has_more: bool | Unset = UNSET
    """Whether there are more."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["items"] = items
        if self.next_cursor is not UNSET:
            field_dict["nextCursor"] = self.next_cursor
        if self.has_more is not UNSET:
            field_dict["hasMore"] = self.has_more
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        items = []
        for items_item_data in _pop("items"):
            items_item = _models.StoredFile.from_dict(items_item_data)
            items.append(items_item)
        _decoded.items = items
        _decoded.next_cursor = _pop("nextCursor", UNSET)
        _decoded.has_more = _pop("hasMore", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
