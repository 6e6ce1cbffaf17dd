# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..response_model import ResponseModel

if TYPE_CHECKING:
    from ..models.completion_tokens_details import CompletionTokensDetails
    from ..models.prompt_tokens_details import PromptTokensDetails


@_attrs_define(repr=False, getstate_setstate=False)
class CompletionUsage(ResponseModel):
    """What was counted, in tokens.

    Attributes:
        completion_tokens: The tokens made.
        completion_tokens_details: What the made tokens were for.
        prompt_tokens: The tokens sent.
        prompt_tokens_details: What the sent tokens were.
        total_tokens: The sum of both.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "completion_tokens": "completion_tokens",
        "completion_tokens_details": "completion_tokens_details",
        "prompt_tokens": "prompt_tokens",
        "prompt_tokens_details": "prompt_tokens_details",
        "total_tokens": "total_tokens",
    }
    shown_fields: ClassVar[tuple[str, ...]] = ("completion_tokens", "prompt_tokens", "total_tokens")

    completion_tokens: int | Any = None
    """The tokens made."""
    completion_tokens_details: CompletionTokensDetails | None = None
    """What the made tokens were for."""
    prompt_tokens: int | Any = None
    """The tokens sent."""
    prompt_tokens_details: PromptTokensDetails | None = None
    """What the sent tokens were."""
    total_tokens: int | Any = None
    """The sum of both."""
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
        _decoded.completion_tokens = _pop("completion_tokens", None)
        _value = _pop("completion_tokens_details", None)
        if _value is not None:
            _decoded.completion_tokens_details = _models.CompletionTokensDetails.from_dict(_value)
        else:
            _decoded.completion_tokens_details = None
        _decoded.prompt_tokens = _pop("prompt_tokens", None)
        _value = _pop("prompt_tokens_details", None)
        if _value is not None:
            _decoded.prompt_tokens_details = _models.PromptTokensDetails.from_dict(_value)
        else:
            _decoded.prompt_tokens_details = None
        _decoded.total_tokens = _pop("total_tokens", None)
        _decoded.additional_properties = _remaining
        return _decoded
