# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.any_object import AnyObject
    from ..models.responses_usage import ResponsesUsage


@_attrs_define
class ResponsesAnswer(OpenObject):
    """An answer in the form of OpenAI's Responses."""

    output: list[AnyObject]
    """The items of a conversation, or tools."""

    id: str | Unset = UNSET
    """The id of the answer."""

    object_: str | Unset = UNSET
    """Always `response`."""

    created_at: float | Unset = UNSET
    """When it was made, in seconds since 1970."""

    status: str | Unset = UNSET
    """`completed`, `incomplete` or `failed`."""

    model: str | Unset = UNSET
    """The model that answered."""

    usage: None | ResponsesUsage | Unset = UNSET
    """What was counted; null for models of images, sound and video."""

    error: Any | Unset = UNSET
    """What went wrong."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        output = []
        for segments_item_data in self.output:
            segments_item = segments_item_data.to_dict()
            output.append(segments_item)
        usage: dict[str, Any] | None | Unset
        if isinstance(self.usage, _models.ResponsesUsage):
            usage = self.usage.to_dict()
        else:
            usage = self.usage
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["output"] = output
        if self.id is not UNSET:
            field_dict["id"] = self.id
        if self.object_ is not UNSET:
            field_dict["object"] = self.object_
        if self.created_at is not UNSET:
            field_dict["created_at"] = self.created_at
        if self.status is not UNSET:
            field_dict["status"] = self.status
        if self.model is not UNSET:
            field_dict["model"] = self.model
        if usage is not UNSET:
            field_dict["usage"] = usage
        if self.error is not UNSET:
            field_dict["error"] = self.error
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        output = []
        for segments_item_data in _pop("output"):
            segments_item = _models.AnyObject.from_dict(segments_item_data)
            output.append(segments_item)
        _decoded.output = output
        _decoded.id = _pop("id", UNSET)
        _decoded.object_ = _pop("object", UNSET)
        _decoded.created_at = _pop("created_at", UNSET)
        _decoded.status = _pop("status", UNSET)
        _decoded.model = _pop("model", UNSET)

        def _decode_usage(data: object) -> None | ResponsesUsage | Unset:
            if data is None or isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError
                usage_responses_usage = _models.ResponsesUsage.from_dict(data)
                return usage_responses_usage
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("None | ResponsesUsage | Unset", data)

        usage = _decode_usage(_pop("usage", UNSET))
        _decoded.usage = usage
        _decoded.error = _pop("error", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
