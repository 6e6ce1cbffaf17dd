# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.chat_choice import ChatChoice
    from ..models.completion_usage import CompletionUsage
    from ..models.known_user_tier import KnownUserTier
    from ..models.prompt_filter_result import PromptFilterResult


@_attrs_define
class ChatCompletion(OpenObject):
    """The model's answer, whole."""

    choices: list[ChatChoice]
    """The answers; the service gives one."""

    id: str | Unset = UNSET
    """The id of the answer."""

    prompt_filter_results: list[PromptFilterResult] | None | Unset = UNSET
    """What the content filter found in the messages."""

    created: int | Unset = UNSET
    """When it was made, in seconds since 1970."""

    model: str | Unset = UNSET
    """The model that really answered."""

    system_fingerprint: None | str | Unset = UNSET
    """The provider's setup that answered."""

    object_: str | Unset = UNSET
    """Always `chat.completion`."""

    usage: CompletionUsage | Unset = UNSET
    """What was counted, in tokens."""

    user_tier: KnownUserTier | str | Unset = UNSET
    """The level of the account."""

    citations: list[str] | Unset = UNSET
    """The URLs of the sources."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        choices = []
        for choices_item_data in self.choices:
            choices_item = choices_item_data.to_dict()
            choices.append(choices_item)
        prompt_filter_results: list[dict[str, Any]] | None | Unset
        if isinstance(self.prompt_filter_results, list):
            prompt_filter_results = []
            for prompt_filter_results_list_item_data in self.prompt_filter_results:
                prompt_filter_results_list_item = prompt_filter_results_list_item_data.to_dict()
                prompt_filter_results.append(prompt_filter_results_list_item)
        else:
            prompt_filter_results = self.prompt_filter_results
        usage: dict[str, Any] | Unset = UNSET
        if not isinstance(self.usage, Unset):
            usage = self.usage.to_dict()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["choices"] = choices
        if self.id is not UNSET:
            field_dict["id"] = self.id
        if prompt_filter_results is not UNSET:
            field_dict["prompt_filter_results"] = prompt_filter_results
        if self.created is not UNSET:
            field_dict["created"] = self.created
        if self.model is not UNSET:
            field_dict["model"] = self.model
        if self.system_fingerprint is not UNSET:
            field_dict["system_fingerprint"] = self.system_fingerprint
        if self.object_ is not UNSET:
            field_dict["object"] = self.object_
        if usage is not UNSET:
            field_dict["usage"] = usage
        if self.user_tier is not UNSET:
            field_dict["user_tier"] = self.user_tier
        if self.citations is not UNSET:
            field_dict["citations"] = self.citations
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        choices = []
        for choices_item_data in _pop("choices"):
            choices_item = _models.ChatChoice.from_dict(choices_item_data)
            choices.append(choices_item)
        _decoded.choices = choices
        _decoded.id = _pop("id", UNSET)

        def _decode_prompt_filter_results(data: object) -> list[PromptFilterResult] | None | Unset:
            if data is None or isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError
                prompt_filter_results_list = []
                for prompt_filter_results_list_item_data in data:
                    prompt_filter_results_list_item = _models.PromptFilterResult.from_dict(
                        prompt_filter_results_list_item_data
                    )
                    prompt_filter_results_list.append(prompt_filter_results_list_item)
                return prompt_filter_results_list
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("list[PromptFilterResult] | None | Unset", data)

        prompt_filter_results = _decode_prompt_filter_results(_pop("prompt_filter_results", UNSET))
        _decoded.prompt_filter_results = prompt_filter_results
        _decoded.created = _pop("created", UNSET)
        _decoded.model = _pop("model", UNSET)
        _decoded.system_fingerprint = _pop("system_fingerprint", UNSET)
        _decoded.object_ = _pop("object", UNSET)
        usage_data = _pop("usage", UNSET)
        usage: CompletionUsage | Unset = UNSET
        if usage_data is not UNSET and usage_data is not None:
            usage = _models.CompletionUsage.from_dict(usage_data)
        _decoded.usage = usage
        _decoded.user_tier = _pop("user_tier", UNSET)
        _decoded.citations = _pop("citations", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
