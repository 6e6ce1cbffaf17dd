# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..response_model import ResponseModel

if TYPE_CHECKING:
    pass


@_attrs_define(repr=False, getstate_setstate=False)
class MessagesUsage(ResponseModel):
    """What was counted, in tokens.

    Attributes:
        input_tokens: The tokens sent.
        output_tokens: The tokens made.
        cache_read_input_tokens: The tokens read from a cache.
        cache_creation_input_tokens: The tokens put into a cache.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "input_tokens": "input_tokens",
        "output_tokens": "output_tokens",
        "cache_read_input_tokens": "cache_read_input_tokens",
        "cache_creation_input_tokens": "cache_creation_input_tokens",
    }

    input_tokens: int | None = None
    """The tokens sent."""
    output_tokens: int | None = None
    """The tokens made."""
    cache_read_input_tokens: int | None = None
    """The tokens read from a cache."""
    cache_creation_input_tokens: int | None = None
    """The tokens put into a cache."""
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
        _decoded.input_tokens = _pop("input_tokens", None)
        _decoded.output_tokens = _pop("output_tokens", None)
        _decoded.cache_read_input_tokens = _pop("cache_read_input_tokens", None)
        _decoded.cache_creation_input_tokens = _pop("cache_creation_input_tokens", None)
        _decoded.additional_properties = _remaining
        return _decoded
