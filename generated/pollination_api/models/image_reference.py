# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.image_detail import check_image_detail
from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    from ..models.image_detail import ImageDetail


@_attrs_define(repr=False, getstate_setstate=False)
class ImageReference(ResponseModel):
    """Where a picture is.

    Attributes:
        url: Its http(s) or data URL.
        detail: How closely a model looks at a picture.
        mime_type: Its media type.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {"url": "url", "detail": "detail", "mime_type": "mime_type"}
    required_fields: ClassVar[frozenset[str]] = frozenset({"url"})

    url: str
    """Its http(s) or data URL."""
    detail: ImageDetail | None = None
    """How closely a model looks at a picture."""
    mime_type: str | None = None
    """Its media type."""
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
        _value = _pop("url", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.url = _value
        else:
            _decoded.url = ""
            if _value is None:
                _unlike["url"] = None
        _value = _pop("detail", None)
        if _value is not None:
            detail = check_image_detail(_value)
            _decoded.detail = detail
        else:
            _decoded.detail = None
        _decoded.mime_type = _pop("mime_type", None)
        _decoded.additional_properties = _remaining
        return _decoded
