# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.ocr_document import OcrDocument


@_attrs_define
class OcrRequest(OpenObject):
    """A document to read.

    Attributes:
        document: Where a document is.
        model: The model that reads it.
        pages: The pages to read.
        include_image_base64: Whether the pictures of the pages are returned.
        table_format: The form of tables.
    """

    document: OcrDocument
    """Where a document is."""
    model: str | Unset = UNSET
    """The model that reads it."""
    pages: Any | Unset = UNSET
    """The pages to read."""
    include_image_base64: bool | Unset = UNSET
    """Whether the pictures of the pages are returned."""
    table_format: str | Unset = UNSET
    """The form of tables."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        document = self.document.to_dict()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["document"] = document
        if self.model is not UNSET:
            field_dict["model"] = self.model
        if self.pages is not UNSET:
            field_dict["pages"] = self.pages
        if self.include_image_base64 is not UNSET:
            field_dict["include_image_base64"] = self.include_image_base64
        if self.table_format is not UNSET:
            field_dict["table_format"] = self.table_format
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        document = _models.OcrDocument.from_dict(_pop("document"))
        _decoded.document = document
        _decoded.model = _pop("model", UNSET)
        _decoded.pages = _pop("pages", UNSET)
        _decoded.include_image_base64 = _pop("include_image_base64", UNSET)
        _decoded.table_format = _pop("table_format", UNSET)
        _decoded.additional_properties = _remaining
        return _decoded
