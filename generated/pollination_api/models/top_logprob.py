# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    pass


@_attrs_define(repr=False, getstate_setstate=False)
class TopLogprob(ResponseModel):
    """A token that might have stood there.

    Attributes:
        token: The token.
        logprob: The natural logarithm of its probability.
        bytes_: Its bytes in UTF-8.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {"token": "token", "logprob": "logprob", "bytes": "bytes_"}

    token: str | None = None
    """The token."""
    logprob: float | None = None
    """The natural logarithm of its probability."""
    bytes_: list[int] = _attrs_field(factory=list)
    """Its bytes in UTF-8."""
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
        _decoded.additional_properties = _remaining
        return _decoded
