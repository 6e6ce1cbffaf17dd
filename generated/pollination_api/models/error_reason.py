# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.error_details import ErrorDetails
    from ..models.known_error_code import KnownErrorCode
    from ..models.validation_error_details import ValidationErrorDetails


@_attrs_define
class ErrorReason(OpenObject):
    """The reason of an error."""

    code: KnownErrorCode | str | Unset = UNSET
    """The kind of error, in capitals."""

    message: str | Unset = UNSET
    """What went wrong; for the text and image services, their own JSON answer as text."""

    timestamp: str | Unset = UNSET
    """When it went wrong, in ISO 8601."""

    details: ErrorDetails | Unset | ValidationErrorDetails = UNSET
    """The particulars."""

    request_id: str | Unset = UNSET
    """The id of the request; it is in the `X-Request-Id` header too."""

    cause: Any | Unset = UNSET
    """What caused it, in any form."""

    fix_url: None | str | Unset = UNSET
    """The page where the reason can be mended, of 402 and some 403."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        details: dict[str, Any] | Unset
        if isinstance(self.details, Unset):
            details = UNSET
        elif isinstance(self.details, _models.ValidationErrorDetails):
            details = self.details.to_dict()
        else:
            details = self.details.to_dict()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if self.code is not UNSET:
            field_dict["code"] = self.code
        if self.message is not UNSET:
            field_dict["message"] = self.message
        if self.timestamp is not UNSET:
            field_dict["timestamp"] = self.timestamp
        if details is not UNSET:
            field_dict["details"] = details
        if self.request_id is not UNSET:
            field_dict["requestId"] = self.request_id
        if self.cause is not UNSET:
            field_dict["cause"] = self.cause
        if self.fix_url is not UNSET:
            field_dict["fixUrl"] = self.fix_url
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.code = _pop("code", UNSET)
        _decoded.message = _pop("message", UNSET)
        _decoded.timestamp = _pop("timestamp", UNSET)

        def _decode_details(data: object) -> ErrorDetails | Unset | ValidationErrorDetails:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError
                details_validation_error_details = _models.ValidationErrorDetails.from_dict(data)
                return details_validation_error_details
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError("details: no kind of it looks like this")
            details_error_details = _models.ErrorDetails.from_dict(data)
            return details_error_details

        details = _decode_details(_pop("details", UNSET))
        _decoded.details = details
        _decoded.request_id = _pop("requestId", UNSET)
        _decoded.cause = _pop("cause", UNSET)
        _decoded.fix_url = _pop("fixUrl", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
