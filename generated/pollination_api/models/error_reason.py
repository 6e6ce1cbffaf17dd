# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..formats import Format, time
from ..response_model import ResponseModel

if TYPE_CHECKING:
    from ..models.error_details import ErrorDetails
    from ..models.known_error_code import KnownErrorCode
    from ..models.validation_error_details import ValidationErrorDetails


@_attrs_define(repr=False, getstate_setstate=False)
class ErrorReason(ResponseModel):
    """The reason of an error.

    Attributes:
        code: The kind of error, in capitals.
        message: What went wrong; for the text and image services, their own JSON answer as text.
        timestamp: When it went wrong; in JSON a text in ISO 8601.
        details: The particulars.
        request_id: The id of the request; it is in the `X-Request-Id` header too.
        cause: What caused it, in any form.
        fix_url: The page where the reason can be mended, of 402 and some 403.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "code": "code",
        "message": "message",
        "timestamp": "timestamp",
        "details": "details",
        "requestId": "request_id",
        "cause": "cause",
        "fixUrl": "fix_url",
    }
    formats: ClassVar[Mapping[str, Format]] = {"timestamp": time}

    code: KnownErrorCode | str | None = None
    """The kind of error, in capitals."""
    message: str | None = None
    """What went wrong; for the text and image services, their own JSON answer as text."""
    timestamp: datetime.datetime | None = None
    """When it went wrong; in JSON a text in ISO 8601."""
    details: ErrorDetails | ValidationErrorDetails | None = None
    """The particulars."""
    request_id: str | None = None
    """The id of the request; it is in the `X-Request-Id` header too."""
    cause: Any = None
    """What caused it, in any form."""
    fix_url: str | None = None
    """The page where the reason can be mended, of 402 and some 403."""
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
        _decoded.code = _pop("code", None)
        _decoded.message = _pop("message", None)
        _value = _pop("timestamp", None)
        _decoded.timestamp = time.read(_value)
        if _value is not None:
            _unlike["timestamp"] = _value
        _value = _pop("details", None)
        if _value is not None:

            def _decode_details(data: object) -> ErrorDetails | ValidationErrorDetails:
                try:
                    if not (isinstance(data, dict) and _models.ValidationErrorDetails.required_fields <= data.keys()):
                        raise TypeError
                    details_validation_error_details = _models.ValidationErrorDetails.from_dict(data)
                    return details_validation_error_details
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                if not isinstance(data, dict):
                    raise TypeError("details: no kind of it looks like this")
                details_error_details = _models.ErrorDetails.from_dict(data)
                return details_error_details

            details = _decode_details(_value)
            _decoded.details = details
        else:
            _decoded.details = None
        _decoded.request_id = _pop("requestId", None)
        _decoded.cause = _pop("cause", None)
        _decoded.fix_url = _pop("fixUrl", None)
        _decoded.additional_properties = _remaining
        return _decoded
