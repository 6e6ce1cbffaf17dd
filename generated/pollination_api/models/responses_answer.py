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
    from ..models.responses_usage import ResponsesUsage


@_attrs_define(repr=False, getstate_setstate=False)
class ResponsesAnswer(ResponseModel):
    """An answer in the form of OpenAI's Responses.

    Attributes:
        id: The id of the answer.
        output: The items of a conversation, or tools.
        object_: Always `response`.
        created_at: When it was made; in JSON seconds since 1970.
        status: `completed`, `incomplete` or `failed`.
        model: The model that answered.
        usage: What was counted; null for models of images, sound and video.
        error: What went wrong.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "output": "output",
        "object": "object_",
        "created_at": "created_at",
        "status": "status",
        "model": "model",
        "usage": "usage",
        "error": "error",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset({"id", "output"})
    formats: ClassVar[Mapping[str, Format]] = {"created_at": unix_time}

    id: str
    """The id of the answer."""
    output: list[AnyObject]
    """The items of a conversation, or tools."""
    object_: str | None = None
    """Always `response`."""
    created_at: datetime.datetime | None = None
    """When it was made; in JSON seconds since 1970."""
    status: str | None = None
    """`completed`, `incomplete` or `failed`."""
    model: str | None = None
    """The model that answered."""
    usage: ResponsesUsage | None = None
    """What was counted; null for models of images, sound and video."""
    error: Any = None
    """What went wrong."""
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
        _value = _pop("output", MISSING)
        if _value is not None and _value is not MISSING:
            output = []
            for pages_item_data in _value:
                pages_item = _models.AnyObject.from_dict(pages_item_data)
                output.append(pages_item)
            _decoded.output = output
        else:
            _decoded.output = []
            if _value is None:
                _unlike["output"] = None
        _decoded.object_ = _pop("object", None)
        _value = _pop("created_at", None)
        _decoded.created_at = unix_time.read(_value)
        if _value is not None:
            _unlike["created_at"] = _value
        _decoded.status = _pop("status", None)
        _decoded.model = _pop("model", None)
        _value = _pop("usage", None)
        if _value is not None:
            _decoded.usage = _models.ResponsesUsage.from_dict(_value)
        else:
            _decoded.usage = None
        _decoded.error = _pop("error", None)
        _decoded.additional_properties = _remaining
        return _decoded
