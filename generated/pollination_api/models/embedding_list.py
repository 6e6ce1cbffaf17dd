# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    from ..models.embedding import Embedding
    from ..models.embedding_usage import EmbeddingUsage


@_attrs_define(repr=False, getstate_setstate=False)
class EmbeddingList(ResponseModel):
    """The vectors.

    Attributes:
        data: One vector for each input.
        object_: Always `list`.
        model: The model that was used.
        usage: What was counted, in tokens.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "data": "data",
        "object": "object_",
        "model": "model",
        "usage": "usage",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset({"data"})

    data: list[Embedding]
    """One vector for each input."""
    object_: str | None = None
    """Always `list`."""
    model: str | None = None
    """The model that was used."""
    usage: EmbeddingUsage | None = None
    """What was counted, in tokens."""
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
        _value = _pop("data", MISSING)
        if _value is not None and _value is not MISSING:
            data = []
            for data_item_data in _value:
                data_item = _models.Embedding.from_dict(data_item_data)
                data.append(data_item)
            _decoded.data = data
        else:
            _decoded.data = []
            if _value is None:
                _unlike["data"] = None
        _decoded.object_ = _pop("object", None)
        _decoded.model = _pop("model", None)
        _value = _pop("usage", None)
        if _value is not None:
            _decoded.usage = _models.EmbeddingUsage.from_dict(_value)
        else:
            _decoded.usage = None
        _decoded.additional_properties = _remaining
        return _decoded
