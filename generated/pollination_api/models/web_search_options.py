# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    pass


@_attrs_define
class WebSearchOptions(OpenObject):
    """How a model searches the web.

    Attributes:
        search_context_size: How much it reads: `low`, `medium` or `high`.
    """

    search_context_size: str | Unset = UNSET
    """How much it reads: `low`, `medium` or `high`."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.search_context_size is not UNSET:
            field_dict["search_context_size"] = self.search_context_size
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.search_context_size = _pop("search_context_size", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
