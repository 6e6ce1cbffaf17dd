# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..response_model import ResponseModel

if TYPE_CHECKING:
    from ..models.content_filter_severity import ContentFilterSeverity


@_attrs_define(repr=False, getstate_setstate=False)
class ContentFilterVerdict(ResponseModel):
    """How severe a finding is.

    Attributes:
        filtered: Whether it was withheld.
        severity: How severe it is.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {"filtered": "filtered", "severity": "severity"}

    filtered: bool | None = None
    """Whether it was withheld."""
    severity: ContentFilterSeverity | str | None = None
    """How severe it is."""
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
        _decoded.filtered = _pop("filtered", None)
        _decoded.severity = _pop("severity", None)
        _decoded.additional_properties = _remaining
        return _decoded
