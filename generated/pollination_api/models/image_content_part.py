# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    from ..models.image_reference import ImageReference


@_attrs_define(repr=False, getstate_setstate=False)
class ImageContentPart(ResponseModel):
    """A part that is a picture.

    Attributes:
        type_: Always `image_url`.
        image_url: Where a picture is.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {"type": "type_", "image_url": "image_url"}
    required_fields: ClassVar[frozenset[str]] = frozenset({"type", "image_url"})

    type_: Literal["image_url"]
    """Always `image_url`."""
    image_url: ImageReference
    """Where a picture is."""
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
        type_ = cast(Literal["image_url"], _pop("type"))
        if type_ != "image_url":
            raise ValueError(f"type must match const 'image_url', got '{type_}'")
        _decoded.type_ = type_
        _value = _pop("image_url", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.image_url = _models.ImageReference.from_dict(_value)
        else:
            _decoded.image_url = _models.ImageReference.from_dict({})
            if _value is None:
                _unlike["image_url"] = None
        _decoded.additional_properties = _remaining
        return _decoded
