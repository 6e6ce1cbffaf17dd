# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    from ..models.any_object import AnyObject


@_attrs_define(repr=False, getstate_setstate=False)
class OcrAnswer(ResponseModel):
    """What a document says.

    Attributes:
        pages: The items of a conversation, or tools.
        model: The model that read it.
        usage_info: An object that is passed on as it is.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {"pages": "pages", "model": "model", "usage_info": "usage_info"}
    required_fields: ClassVar[frozenset[str]] = frozenset({"pages"})

    pages: list[AnyObject]
    """The items of a conversation, or tools."""
    model: str | None = None
    """The model that read it."""
    usage_info: AnyObject | None = None
    """An object that is passed on as it is."""
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
        _value = _pop("pages", MISSING)
        if _value is not None and _value is not MISSING:
            pages = []
            for pages_item_data in _value:
                pages_item = _models.AnyObject.from_dict(pages_item_data)
                pages.append(pages_item)
            _decoded.pages = pages
        else:
            _decoded.pages = []
            if _value is None:
                _unlike["pages"] = None
        _decoded.model = _pop("model", None)
        _value = _pop("usage_info", None)
        if _value is not None:
            _decoded.usage_info = _models.AnyObject.from_dict(_value)
        else:
            _decoded.usage_info = None
        _decoded.additional_properties = _remaining
        return _decoded
