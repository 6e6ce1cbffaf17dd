# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    from ..models.stored_file import StoredFile


@_attrs_define(repr=False, getstate_setstate=False)
class StoredFileList(ResponseModel):
    """One page of published files.

    Attributes:
        items: The files.
        next_cursor: Where the next page starts, null at the end.
        has_more: Whether there are more.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "items": "items",
        "nextCursor": "next_cursor",
        "hasMore": "has_more",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset({"items"})

    items: list[StoredFile]
    """The files."""
    next_cursor: str | None = None
    """Where the next page starts, null at the end."""
    has_more: bool | None = None
    """Whether there are more."""
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
        _value = _pop("items", MISSING)
        if _value is not None and _value is not MISSING:
            items = []
            for items_item_data in _value:
                items_item = _models.StoredFile.from_dict(items_item_data)
                items.append(items_item)
            _decoded.items = items
        else:
            _decoded.items = []
            if _value is None:
                _unlike["items"] = None
        _decoded.next_cursor = _pop("nextCursor", None)
        _decoded.has_more = _pop("hasMore", None)
        _decoded.additional_properties = _remaining
        return _decoded
