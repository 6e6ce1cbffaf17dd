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
class Embedding(ResponseModel):
    """One vector.

    Attributes:
        embedding: The numbers, or their bytes in base64.
        index: Its place among the inputs.
        object_: Always `embedding`.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {"embedding": "embedding", "index": "index", "object": "object_"}
    required_fields: ClassVar[frozenset[str]] = frozenset({"embedding", "index"})

    embedding: list[float] | str
    """The numbers, or their bytes in base64."""
    index: int
    """Its place among the inputs."""
    object_: str | None = None
    """Always `embedding`."""
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
        _value = _pop("embedding", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.embedding = _value
        else:
            _decoded.embedding = ""
            if _value is None:
                _unlike["embedding"] = None
        _value = _pop("index", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.index = _value
        else:
            _decoded.index = 0
            if _value is None:
                _unlike["index"] = None
        _decoded.object_ = _pop("object", None)
        _decoded.additional_properties = _remaining
        return _decoded
