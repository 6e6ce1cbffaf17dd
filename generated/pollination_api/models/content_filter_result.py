# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..response_model import ResponseModel

if TYPE_CHECKING:
    from ..models.content_filter_detection import ContentFilterDetection
    from ..models.content_filter_verdict import ContentFilterVerdict


@_attrs_define(repr=False, getstate_setstate=False)
class ContentFilterResult(ResponseModel):
    """What the content filter found.

    Attributes:
        hate: How severe a finding is.
        self_harm: How severe a finding is.
        sexual: How severe a finding is.
        violence: How severe a finding is.
        jailbreak: Whether something was found.
        protected_material_text: Whether something was found.
        protected_material_code: Whether something was found.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "hate": "hate",
        "self_harm": "self_harm",
        "sexual": "sexual",
        "violence": "violence",
        "jailbreak": "jailbreak",
        "protected_material_text": "protected_material_text",
        "protected_material_code": "protected_material_code",
    }

    hate: ContentFilterVerdict | None = None
    """How severe a finding is."""
    self_harm: ContentFilterVerdict | None = None
    """How severe a finding is."""
    sexual: ContentFilterVerdict | None = None
    """How severe a finding is."""
    violence: ContentFilterVerdict | None = None
    """How severe a finding is."""
    jailbreak: ContentFilterDetection | None = None
    """Whether something was found."""
    protected_material_text: ContentFilterDetection | None = None
    """Whether something was found."""
    protected_material_code: ContentFilterDetection | None = None
    """Whether something was found."""
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
        _value = _pop("hate", None)
        if _value is not None:
            _decoded.hate = _models.ContentFilterVerdict.from_dict(_value)
        else:
            _decoded.hate = None
        _value = _pop("self_harm", None)
        if _value is not None:
            _decoded.self_harm = _models.ContentFilterVerdict.from_dict(_value)
        else:
            _decoded.self_harm = None
        _value = _pop("sexual", None)
        if _value is not None:
            _decoded.sexual = _models.ContentFilterVerdict.from_dict(_value)
        else:
            _decoded.sexual = None
        _value = _pop("violence", None)
        if _value is not None:
            _decoded.violence = _models.ContentFilterVerdict.from_dict(_value)
        else:
            _decoded.violence = None
        _value = _pop("jailbreak", None)
        if _value is not None:
            _decoded.jailbreak = _models.ContentFilterDetection.from_dict(_value)
        else:
            _decoded.jailbreak = None
        _value = _pop("protected_material_text", None)
        if _value is not None:
            _decoded.protected_material_text = _models.ContentFilterDetection.from_dict(_value)
        else:
            _decoded.protected_material_text = None
        _value = _pop("protected_material_code", None)
        if _value is not None:
            _decoded.protected_material_code = _models.ContentFilterDetection.from_dict(_value)
        else:
            _decoded.protected_material_code = None
        _decoded.additional_properties = _remaining
        return _decoded
