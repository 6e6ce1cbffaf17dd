# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..formats import Format, unix_time
from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    from ..models.chat_choice import ChatChoice
    from ..models.completion_usage import CompletionUsage
    from ..models.known_user_tier import KnownUserTier
    from ..models.prompt_filter_result import PromptFilterResult


@_attrs_define(repr=False, getstate_setstate=False)
class ChatCompletion(ResponseModel):
    """The model's answer, whole.

    Attributes:
        id: The id of the answer.
        choices: The answers; the service gives one.
        prompt_filter_results: What the content filter found in the messages.
        created: When it was made; in JSON seconds since 1970.
        model: The model that really answered.
        system_fingerprint: The provider's setup that answered.
        object_: Always `chat.completion`.
        usage: What was counted, in tokens.
        user_tier: The level of the account.
        citations: The URLs of the sources.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "choices": "choices",
        "prompt_filter_results": "prompt_filter_results",
        "created": "created",
        "model": "model",
        "system_fingerprint": "system_fingerprint",
        "object": "object_",
        "usage": "usage",
        "user_tier": "user_tier",
        "citations": "citations",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset({"id", "choices"})
    formats: ClassVar[Mapping[str, Format]] = {"created": unix_time}

    id: str
    """The id of the answer."""
    choices: list[ChatChoice]
    """The answers; the service gives one."""
    prompt_filter_results: list[PromptFilterResult] = _attrs_field(factory=list)
    """What the content filter found in the messages."""
    created: datetime.datetime | None = None
    """When it was made; in JSON seconds since 1970."""
    model: str | None = None
    """The model that really answered."""
    system_fingerprint: str | None = None
    """The provider's setup that answered."""
    object_: str | None = None
    """Always `chat.completion`."""
    usage: CompletionUsage | Any = None
    """What was counted, in tokens."""
    user_tier: KnownUserTier | str | None = None
    """The level of the account."""
    citations: list[str] = _attrs_field(factory=list)
    """The URLs of the sources."""
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
        _value = _pop("id", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.id = _value
        else:
            _decoded.id = ""
            if _value is None:
                _unlike["id"] = None
        _value = _pop("choices", MISSING)
        if _value is not None and _value is not MISSING:
            choices = []
            for choices_item_data in _value:
                choices_item = _models.ChatChoice.from_dict(choices_item_data)
                choices.append(choices_item)
            _decoded.choices = choices
        else:
            _decoded.choices = []
            if _value is None:
                _unlike["choices"] = None
        _value = _pop("prompt_filter_results", MISSING)
        if _value is not None and _value is not MISSING:
            prompt_filter_results = []
            for prompt_filter_results_item_data in _value:
                prompt_filter_results_item = _models.PromptFilterResult.from_dict(prompt_filter_results_item_data)
                prompt_filter_results.append(prompt_filter_results_item)
            _decoded.prompt_filter_results = prompt_filter_results
        else:
            _decoded.prompt_filter_results = []
            if _value is None:
                _unlike["prompt_filter_results"] = None
        _value = _pop("created", None)
        _decoded.created = unix_time.read(_value)
        if _value is not None:
            _unlike["created"] = _value
        _decoded.model = _pop("model", None)
        _decoded.system_fingerprint = _pop("system_fingerprint", None)
        _decoded.object_ = _pop("object", None)
        _value = _pop("usage", None)
        if _value is not None:
            _decoded.usage = _models.CompletionUsage.from_dict(_value)
        else:
            _decoded.usage = None
        _decoded.user_tier = _pop("user_tier", None)
        _value = _pop("citations", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.citations = _value
        else:
            _decoded.citations = []
            if _value is None:
                _unlike["citations"] = None
        _decoded.additional_properties = _remaining
        return _decoded
