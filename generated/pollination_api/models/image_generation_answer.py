# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..formats import Format, unix_time
from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    from ..models.any_object import AnyObject
    from ..models.generated_image import GeneratedImage


@_attrs_define(repr=False, getstate_setstate=False)
class ImageGenerationAnswer(ResponseModel):
    """The image that was made.

    Attributes:
        data: The images; there is one.
        created: When it was made; in JSON seconds since 1970.
        usage: An object that is passed on as it is.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {"data": "data", "created": "created", "usage": "usage"}
    required_fields: ClassVar[frozenset[str]] = frozenset({"data"})
    formats: ClassVar[Mapping[str, Format]] = {"created": unix_time}

    data: list[GeneratedImage]
    """The images; there is one."""
    created: datetime.datetime | None = None
    """When it was made; in JSON seconds since 1970."""
    usage: AnyObject | None = None
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
        _value = _pop("data", MISSING)
        if _value is not None and _value is not MISSING:
            data = []
            for data_item_data in _value:
                data_item = _models.GeneratedImage.from_dict(data_item_data)
                data.append(data_item)
            _decoded.data = data
        else:
            _decoded.data = []
            if _value is None:
                _unlike["data"] = None
        _value = _pop("created", None)
        _decoded.created = unix_time.read(_value)
        if _value is not None:
            _unlike["created"] = _value
        _value = _pop("usage", None)
        if _value is not None:
            _decoded.usage = _models.AnyObject.from_dict(_value)
        else:
            _decoded.usage = None
        _decoded.additional_properties = _remaining
        return _decoded
