# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    pass


@_attrs_define
class OauthError(OpenObject):
    """An error as RFC 6749 has it."""

    error: Any | Unset = UNSET
    """The code, such as `authorization_pending` or `invalid_grant`."""

    error_description: None | str | Unset = UNSET
    """What went wrong."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.error is not UNSET:
            field_dict["error"] = self.error
        if self.error_description is not UNSET:
            field_dict["error_description"] = self.error_description
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.error = _pop("error", UNSET)
        _decoded.error_description = _pop("error_description", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
