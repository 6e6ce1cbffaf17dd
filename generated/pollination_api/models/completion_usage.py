# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.completion_tokens_details import CompletionTokensDetails
    from ..models.prompt_tokens_details import PromptTokensDetails


@_attrs_define
class CompletionUsage(OpenObject):
    """What was counted, in tokens."""

    completion_tokens: int | Unset = UNSET
    """The tokens made."""

    completion_tokens_details: CompletionTokensDetails | None | Unset = UNSET
    """What the made tokens were for."""

    prompt_tokens: int | Unset = UNSET
    """The tokens sent."""

    prompt_tokens_details: None | PromptTokensDetails | Unset = UNSET
    """What the sent tokens were."""

    total_tokens: int | Unset = UNSET
    """The sum of both."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        completion_tokens_details: dict[str, Any] | None | Unset
        if isinstance(self.completion_tokens_details, _models.CompletionTokensDetails):
            completion_tokens_details = self.completion_tokens_details.to_dict()
        else:
            completion_tokens_details = self.completion_tokens_details
        prompt_tokens_details: dict[str, Any] | None | Unset
        if isinstance(self.prompt_tokens_details, _models.PromptTokensDetails):
            prompt_tokens_details = self.prompt_tokens_details.to_dict()
        else:
            prompt_tokens_details = self.prompt_tokens_details
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.completion_tokens is not UNSET:
            field_dict["completion_tokens"] = self.completion_tokens
        if completion_tokens_details is not UNSET:
            field_dict["completion_tokens_details"] = completion_tokens_details
        if self.prompt_tokens is not UNSET:
            field_dict["prompt_tokens"] = self.prompt_tokens
        if prompt_tokens_details is not UNSET:
            field_dict["prompt_tokens_details"] = prompt_tokens_details
        if self.total_tokens is not UNSET:
            field_dict["total_tokens"] = self.total_tokens
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.completion_tokens = _pop("completion_tokens", UNSET)

        def _decode_completion_tokens_details(data: object) -> CompletionTokensDetails | None | Unset:
            if data is None or isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError
                completion_tokens_details_completion_tokens_details = _models.CompletionTokensDetails.from_dict(data)
                return completion_tokens_details_completion_tokens_details
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("CompletionTokensDetails | None | Unset", data)

        completion_tokens_details = _decode_completion_tokens_details(_pop("completion_tokens_details", UNSET))
        _decoded.completion_tokens_details = completion_tokens_details
        _decoded.prompt_tokens = _pop("prompt_tokens", UNSET)

        def _decode_prompt_tokens_details(data: object) -> None | PromptTokensDetails | Unset:
            if data is None or isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError
                prompt_tokens_details_prompt_tokens_details = _models.PromptTokensDetails.from_dict(data)
                return prompt_tokens_details_prompt_tokens_details
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("None | PromptTokensDetails | Unset", data)

        prompt_tokens_details = _decode_prompt_tokens_details(_pop("prompt_tokens_details", UNSET))
        _decoded.prompt_tokens_details = prompt_tokens_details
        _decoded.total_tokens = _pop("total_tokens", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
