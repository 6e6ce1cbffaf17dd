# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.chat_delta import ChatDelta
    from ..models.choice_logprobs import ChoiceLogprobs
    from ..models.content_filter_result import ContentFilterResult


@_attrs_define
class ChunkChoice(OpenObject):
    """What is new of one answer."""

    index: int | Unset = UNSET
    """Its place among the answers, from 0."""

    delta: ChatDelta | Unset = UNSET
    """A piece of what the model says."""

    finish_reason: None | str | Unset = UNSET
    """Why the model stopped, in the last piece; `error` where it failed."""

    logprobs: ChoiceLogprobs | None | Unset = UNSET
    """The probabilities of the tokens."""

    content_filter_results: ContentFilterResult | None | Unset = UNSET
    """What the content filter found in it."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        delta: dict[str, Any] | Unset = UNSET
        if not isinstance(self.delta, Unset):
            delta = self.delta.to_dict()
        logprobs: dict[str, Any] | None | Unset
        if isinstance(self.logprobs, _models.ChoiceLogprobs):
            logprobs = self.logprobs.to_dict()
        else:
            logprobs = self.logprobs
        content_filter_results: dict[str, Any] | None | Unset
        if isinstance(self.content_filter_results, _models.ContentFilterResult):
            content_filter_results = self.content_filter_results.to_dict()
        else:
            content_filter_results = self.content_filter_results
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.index is not UNSET:
            field_dict["index"] = self.index
        if delta is not UNSET:
            field_dict["delta"] = delta
        if self.finish_reason is not UNSET:
            field_dict["finish_reason"] = self.finish_reason
        if logprobs is not UNSET:
            field_dict["logprobs"] = logprobs
        if content_filter_results is not UNSET:
            field_dict["content_filter_results"] = content_filter_results
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.index = _pop("index", UNSET)
        delta_data = _pop("delta", UNSET)
        delta: ChatDelta | Unset = UNSET
        if delta_data is not UNSET and delta_data is not None:
            delta = _models.ChatDelta.from_dict(delta_data)
        _decoded.delta = delta
        _decoded.finish_reason = _pop("finish_reason", UNSET)

        def _decode_logprobs(data: object) -> ChoiceLogprobs | None | Unset:
            if data is None or isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError
                logprobs_choice_logprobs = _models.ChoiceLogprobs.from_dict(data)
                return logprobs_choice_logprobs
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("ChoiceLogprobs | None | Unset", data)

        logprobs = _decode_logprobs(_pop("logprobs", UNSET))
        _decoded.logprobs = logprobs

        def _decode_content_filter_results(data: object) -> ContentFilterResult | None | Unset:
            if data is None or isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError
                content_filter_results_content_filter_result = _models.ContentFilterResult.from_dict(data)
                return content_filter_results_content_filter_result
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("ContentFilterResult | None | Unset", data)

        content_filter_results = _decode_content_filter_results(_pop("content_filter_results", UNSET))
        _decoded.content_filter_results = content_filter_results
        _decoded.additional_properties = _remaining
        return _decoded
