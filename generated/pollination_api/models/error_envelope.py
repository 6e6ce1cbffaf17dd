# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.error_reason import ErrorReason


@_attrs_define
class ErrorEnvelope(OpenObject):
    """What went wrong, in one form for every status."""

    success: bool | Unset = UNSET
    """Always false."""

    status: float | Unset = UNSET
    """The HTTP status."""

    error: ErrorReason | str | Unset = UNSET
    """The reason; some parts of the service give a plain text."""

    message: str | Unset = UNSET
    """What went wrong, where `error` is a plain text."""

    retry_after_seconds: float | Unset = UNSET
    """The seconds to wait, where a publishable key is held to its rate."""

    fix_url: None | str | Unset = UNSET
    """The page where the reason can be mended, of 402 and some 403."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        error: dict[str, Any] | str | Unset
        if isinstance(self.error, _models.ErrorReason):
            error = self.error.to_dict()
        else:
            error = self.error
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.success is not UNSET:
            field_dict["success"] = self.success
        if self.status is not UNSET:
            field_dict["status"] = self.status
        if error is not UNSET:
            field_dict["error"] = error
        if self.message is not UNSET:
            field_dict["message"] = self.message
        if self.retry_after_seconds is not UNSET:
            field_dict["retryAfterSeconds"] = self.retry_after_seconds
        if self.fix_url is not UNSET:
            field_dict["fixUrl"] = self.fix_url
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.success = _pop("success", UNSET)
        _decoded.status = _pop("status", UNSET)

        def _decode_error(data: object) -> ErrorReason | str | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError
                error_error_reason = _models.ErrorReason.from_dict(data)
                return error_error_reason
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("ErrorReason | str | Unset", data)

        error = _decode_error(_pop("error", UNSET))
        _decoded.error = error
        _decoded.message = _pop("message", UNSET)
        _decoded.retry_after_seconds = _pop("retryAfterSeconds", UNSET)
        _decoded.fix_url = _pop("fixUrl", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
