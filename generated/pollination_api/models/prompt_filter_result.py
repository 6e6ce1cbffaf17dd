# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..response_model import ResponseModel

if TYPE_CHECKING:
    from ..models.content_filter_result import ContentFilterResult


@_attrs_define(repr=False, getstate_setstate=False)
class PromptFilterResult(ResponseModel):
    """What the content filter found in one message.

    Attributes:
        prompt_index: The place of the message, from 0.
        content_filter_results: What the content filter found.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "prompt_index": "prompt_index",
        "content_filter_results": "content_filter_results",
    }

    prompt_index: int | None = None
    """The place of the message, from 0."""
    content_filter_results: ContentFilterResult | None = None
    """What the content filter found."""
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
        _decoded.prompt_index = _pop("prompt_index", None)
        _value = _pop("content_filter_results", None)
        if _value is not None:
            _decoded.content_filter_results = _models.ContentFilterResult.from_dict(_value)
        else:
            _decoded.content_filter_results = None
        _decoded.additional_properties = _remaining
        return _decoded
