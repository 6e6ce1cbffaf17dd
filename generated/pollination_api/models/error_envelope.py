# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..response_model import ResponseModel

if TYPE_CHECKING:
    from ..models.error_reason import ErrorReason


@_attrs_define(repr=False, getstate_setstate=False)
class ErrorEnvelope(ResponseModel):
    """What went wrong, in one form for every status.

    Attributes:
        success: Always false.
        status: The HTTP status.
        error: The reason; some parts of the service give a plain text.
        message: What went wrong, where `error` is a plain text.
        retry_after_seconds: The seconds to wait, where a publishable key is held to its rate.
        fix_url: The page where the reason can be mended, of 402 and some 403.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "success": "success",
        "status": "status",
        "error": "error",
        "message": "message",
        "retryAfterSeconds": "retry_after_seconds",
        "fixUrl": "fix_url",
    }

    success: bool | None = None
    """Always false."""
    status: int | None = None
    """The HTTP status."""
    error: ErrorReason | str | None = None
    """The reason; some parts of the service give a plain text."""
    message: str | None = None
    """What went wrong, where `error` is a plain text."""
    retry_after_seconds: float | None = None
    """The seconds to wait, where a publishable key is held to its rate."""
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
        _decoded.success = _pop("success", None)
        _decoded.status = _pop("status", None)
        _value = _pop("error", None)
        if _value is not None:

            def _decode_error(data: object) -> ErrorReason | str:
                try:
                    if not (isinstance(data, dict) and _models.ErrorReason.required_fields <= data.keys()):
                        raise TypeError
                    error_error_reason = _models.ErrorReason.from_dict(data)
                    return error_error_reason
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                return cast("ErrorReason | str", data)

            error = _decode_error(_value)
            _decoded.error = error
        else:
            _decoded.error = None
        _decoded.message = _pop("message", None)
        _decoded.retry_after_seconds = _pop("retryAfterSeconds", None)
        _decoded.fix_url = _pop("fixUrl", None)
        _decoded.additional_properties = _remaining
        return _decoded
