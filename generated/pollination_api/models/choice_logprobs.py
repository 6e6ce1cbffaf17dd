# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.token_logprob import TokenLogprob


@_attrs_define
class ChoiceLogprobs(OpenObject):
    """The probabilities of the tokens."""

    content: list[TokenLogprob] | None | Unset = UNSET
    """One entry for each token."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        content: list[dict[str, Any]] | None | Unset
        if isinstance(self.content, list):
            content = []
            for content_list_item_data in self.content:
                content_list_item = content_list_item_data.to_dict()
                content.append(content_list_item)
        else:
            content = self.content
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if content is not UNSET:
            field_dict["content"] = content
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop

        def _decode_content(data: object) -> list[TokenLogprob] | None | Unset:
            if data is None or isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError
                content_list = []
                for content_list_item_data in data:
                    content_list_item = _models.TokenLogprob.from_dict(content_list_item_data)
                    content_list.append(content_list_item)
                return content_list
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("list[TokenLogprob] | None | Unset", data)

        content = _decode_content(_pop("content", UNSET))
        _decoded.content = content
        _decoded.additional_properties = _remaining
        return _decoded
