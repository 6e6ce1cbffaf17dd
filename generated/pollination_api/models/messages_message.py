# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..models.messages_role import check_messages_role
from ..types import OpenObject

if TYPE_CHECKING:
    from ..models.any_object import AnyObject
    from ..models.messages_role import MessagesRole


@_attrs_define
class MessagesMessage(OpenObject):
    """One message.

    Attributes:
        role: Who speaks.
        content: The text, or the blocks of the message.
    """

    role: MessagesRole
    """Who speaks."""
    content: list[AnyObject] | str
    """The text, or the blocks of the message."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        content: list[dict[str, Any]] | str
        if isinstance(self.content, list):
            content = []
            for pages_item_data in self.content:
                pages_item = pages_item_data.to_dict()
                content.append(pages_item)
        else:
            content = self.content
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["role"] = self.role
        field_dict["content"] = content
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        role = check_messages_role(_pop("role"))
        _decoded.role = role

        def _decode_content(data: object) -> list[AnyObject] | str:
            try:
                if not isinstance(data, list):
                    raise TypeError
                content_list = []
                for pages_item_data in data:
                    pages_item = _models.AnyObject.from_dict(pages_item_data)
                    content_list.append(pages_item)
                return content_list
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("list[AnyObject] | str", data)

        content = _decode_content(_pop("content"))
        _decoded.content = content
        _decoded.additional_properties = _remaining
        return _decoded
