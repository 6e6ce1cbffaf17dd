# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    from ..models.chat_completion_message import ChatCompletionMessage
    from ..models.choice_logprobs import ChoiceLogprobs
    from ..models.content_filter_result import ContentFilterResult


@_attrs_define(repr=False, getstate_setstate=False)
class ChatChoice(ResponseModel):
    """One answer.

    Attributes:
        index: Its place among the answers, from 0.
        message: What the model says.
        finish_reason: Why the model stopped, `stop` or `tool_calls` for example.
        logprobs: The probabilities of the tokens.
        content_filter_results: What the content filter found in it.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "index": "index",
        "message": "message",
        "finish_reason": "finish_reason",
        "logprobs": "logprobs",
        "content_filter_results": "content_filter_results",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset({"index", "message"})
    shown_fields: ClassVar[tuple[str, ...]] = ("finish_reason", "message")

    index: int
    """Its place among the answers, from 0."""
    message: ChatCompletionMessage
    """What the model says."""
    finish_reason: str | None = None
    """Why the model stopped, `stop` or `tool_calls` for example."""
    logprobs: ChoiceLogprobs | None = None
    """The probabilities of the tokens."""
    content_filter_results: ContentFilterResult | None = None
    """What the content filter found in it."""
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
        _value = _pop("index", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.index = _value
        else:
            _decoded.index = 0
            if _value is None:
                _unlike["index"] = None
        _value = _pop("message", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.message = _models.ChatCompletionMessage.from_dict(_value)
        else:
            _decoded.message = _models.ChatCompletionMessage.from_dict({})
            if _value is None:
                _unlike["message"] = None
        _decoded.finish_reason = _pop("finish_reason", None)
        _value = _pop("logprobs", None)
        if _value is not None:
            _decoded.logprobs = _models.ChoiceLogprobs.from_dict(_value)
        else:
            _decoded.logprobs = None
        _value = _pop("content_filter_results", None)
        if _value is not None:
            _decoded.content_filter_results = _models.ContentFilterResult.from_dict(_value)
        else:
            _decoded.content_filter_results = None
        _decoded.additional_properties = _remaining
        return _decoded
