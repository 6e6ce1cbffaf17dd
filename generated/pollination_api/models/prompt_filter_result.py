# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.content_filter_result import ContentFilterResult


@_attrs_define
class PromptFilterResult(OpenObject):
    """What the content filter found in one message."""

    prompt_index: int | Unset = UNSET
    """The place of the message, from 0."""

    content_filter_results: ContentFilterResult | Unset = UNSET
    """What the content filter found."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        content_filter_results: dict[str, Any] | Unset = UNSET
        if not isinstance(self.content_filter_results, Unset):
            content_filter_results = self.content_filter_results.to_dict()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.prompt_index is not UNSET:
            field_dict["prompt_index"] = self.prompt_index
        if content_filter_results is not UNSET:
            field_dict["content_filter_results"] = content_filter_results
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.prompt_index = _pop("prompt_index", UNSET)
        content_filter_results_data = _pop("content_filter_results", UNSET)
        content_filter_results: ContentFilterResult | Unset = UNSET
        if content_filter_results_data is not UNSET and content_filter_results_data is not None:
            content_filter_results = _models.ContentFilterResult.from_dict(content_filter_results_data)
        _decoded.content_filter_results = content_filter_results
        _decoded.additional_properties = _remaining
        return _decoded
