# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    from ..models.top_logprob import TopLogprob


@_attrs_define(repr=False, getstate_setstate=False)
class TokenLogprob(ResponseModel):
    """One token and the ones that might have stood there.

    Attributes:
        token: The token.
        logprob: The natural logarithm of its probability.
        bytes_: Its bytes in UTF-8.
        top_logprobs: The likeliest tokens at this place.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "token": "token",
        "logprob": "logprob",
        "bytes": "bytes_",
        "top_logprobs": "top_logprobs",
    }

    token: str | None = None
    """The token."""
    logprob: float | None = None
    """The natural logarithm of its probability."""
    bytes_: list[int] = _attrs_field(factory=list)
    """Its bytes in UTF-8."""
    top_logprobs: list[TopLogprob] = _attrs_field(factory=list)
    """The likeliest tokens at this place."""
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
        _decoded.token = _pop("token", None)
        _decoded.logprob = _pop("logprob", None)
        _value = _pop("bytes", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.bytes_ = _value
        else:
            _decoded.bytes_ = []
            if _value is None:
                _unlike["bytes"] = None
        _value = _pop("top_logprobs", MISSING)
        if _value is not None and _value is not MISSING:
            top_logprobs = []
            for top_logprobs_item_data in _value:
                top_logprobs_item = _models.TopLogprob.from_dict(top_logprobs_item_data)
                top_logprobs.append(top_logprobs_item)
            _decoded.top_logprobs = top_logprobs
        else:
            _decoded.top_logprobs = []
            if _value is None:
                _unlike["top_logprobs"] = None
        _decoded.additional_properties = _remaining
        return _decoded
