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
class StoredFile(ResponseModel):
    """A file on the media host.

    Attributes:
        id: Its id.
        url: Its public address.
        content_type: Its media type.
        size: Its size in bytes.
        tags: Its tags.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "url": "url",
        "contentType": "content_type",
        "size": "size",
        "tags": "tags",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset({"id", "url"})

    id: str
    """Its id."""
    url: str
    """Its public address."""
    content_type: str | None = None
    """Its media type."""
    size: int | None = None
    """Its size in bytes."""
    tags: list[str] = _attrs_field(factory=list)
    """Its tags."""
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
        _value = _pop("url", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.url = _value
        else:
            _decoded.url = ""
            if _value is None:
                _unlike["url"] = None
        _decoded.content_type = _pop("contentType", None)
        _decoded.size = _pop("size", None)
        _value = _pop("tags", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.tags = _value
        else:
            _decoded.tags = []
            if _value is None:
                _unlike["tags"] = None
        _decoded.additional_properties = _remaining
        return _decoded
