# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.error_reason import ErrorReason


@_attrs_define
class ErrorEnvelope:
    """What went wrong, in one form for every status."""

    success: bool | Unset = UNSET
    """Always false."""

    status: float | Unset = UNSET
    """The HTTP status."""

    error: ErrorReason | Unset = UNSET
    """The reason of an error."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""

        error: dict[str, Any] | Unset = UNSET
        if not isinstance(self.error, Unset):
            error = self.error.to_dict()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.success is not UNSET:
            field_dict["success"] = self.success
        if self.status is not UNSET:
            field_dict["status"] = self.status
        if error is not UNSET:
            field_dict["error"] = error
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        from ..models.error_reason import ErrorReason

        remaining = dict(src_dict)
        success: bool | Unset = remaining.pop("success", UNSET)
        status: float | Unset = remaining.pop("status", UNSET)
        error_data = remaining.pop("error", UNSET)
        error: ErrorReason | Unset = UNSET
        if error_data is not UNSET and error_data is not None:
            error = ErrorReason.from_dict(error_data)
        decoded = cls(
            success=success,
            status=status,
            error=error,
        )
        decoded.additional_properties = remaining
        return decoded

    @property
    def additional_keys(self) -> list[str]:
        """Return the names of what else is in the object."""
        return list(self.additional_properties)

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
