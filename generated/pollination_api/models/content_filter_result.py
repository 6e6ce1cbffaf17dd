# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.content_filter_detection import ContentFilterDetection
    from ..models.content_filter_verdict import ContentFilterVerdict


@_attrs_define
class ContentFilterResult(OpenObject):
    """What the content filter found."""

    hate: ContentFilterVerdict | Unset = UNSET
    """How severe a finding is."""

    self_harm: ContentFilterVerdict | Unset = UNSET
    """How severe a finding is."""

    sexual: ContentFilterVerdict | Unset = UNSET
    """How severe a finding is."""

    violence: ContentFilterVerdict | Unset = UNSET
    """How severe a finding is."""

    jailbreak: ContentFilterDetection | Unset = UNSET
    """Whether something was found."""

    protected_material_text: ContentFilterDetection | Unset = UNSET
    """Whether something was found."""

    protected_material_code: ContentFilterDetection | Unset = UNSET
    """Whether something was found."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        hate: dict[str, Any] | Unset = UNSET
        if not isinstance(self.hate, Unset):
            hate = self.hate.to_dict()
        self_harm: dict[str, Any] | Unset = UNSET
        if not isinstance(self.self_harm, Unset):
            self_harm = self.self_harm.to_dict()
        sexual: dict[str, Any] | Unset = UNSET
        if not isinstance(self.sexual, Unset):
            sexual = self.sexual.to_dict()
        violence: dict[str, Any] | Unset = UNSET
        if not isinstance(self.violence, Unset):
            violence = self.violence.to_dict()
        jailbreak: dict[str, Any] | Unset = UNSET
        if not isinstance(self.jailbreak, Unset):
            jailbreak = self.jailbreak.to_dict()
        protected_material_text: dict[str, Any] | Unset = UNSET
        if not isinstance(self.protected_material_text, Unset):
            protected_material_text = self.protected_material_text.to_dict()
        protected_material_code: dict[str, Any] | Unset = UNSET
        if not isinstance(self.protected_material_code, Unset):
            protected_material_code = self.protected_material_code.to_dict()
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        if hate is not UNSET:
            field_dict["hate"] = hate
        if self_harm is not UNSET:
            field_dict["self_harm"] = self_harm
        if sexual is not UNSET:
            field_dict["sexual"] = sexual
        if violence is not UNSET:
            field_dict["violence"] = violence
        if jailbreak is not UNSET:
            field_dict["jailbreak"] = jailbreak
        if protected_material_text is not UNSET:
            field_dict["protected_material_text"] = protected_material_text
        if protected_material_code is not UNSET:
            field_dict["protected_material_code"] = protected_material_code
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        hate_data = _pop("hate", UNSET)
        hate: ContentFilterVerdict | Unset = UNSET
        if hate_data is not UNSET and hate_data is not None:
            hate = _models.ContentFilterVerdict.from_dict(hate_data)
        _decoded.hate = hate
        self_harm_data = _pop("self_harm", UNSET)
        self_harm: ContentFilterVerdict | Unset = UNSET
        if self_harm_data is not UNSET and self_harm_data is not None:
            self_harm = _models.ContentFilterVerdict.from_dict(self_harm_data)
        _decoded.self_harm = self_harm
        sexual_data = _pop("sexual", UNSET)
        sexual: ContentFilterVerdict | Unset = UNSET
        if sexual_data is not UNSET and sexual_data is not None:
            sexual = _models.ContentFilterVerdict.from_dict(sexual_data)
        _decoded.sexual = sexual
        violence_data = _pop("violence", UNSET)
        violence: ContentFilterVerdict | Unset = UNSET
        if violence_data is not UNSET and violence_data is not None:
            violence = _models.ContentFilterVerdict.from_dict(violence_data)
        _decoded.violence = violence
        jailbreak_data = _pop("jailbreak", UNSET)
        jailbreak: ContentFilterDetection | Unset = UNSET
        if jailbreak_data is not UNSET and jailbreak_data is not None:
            jailbreak = _models.ContentFilterDetection.from_dict(jailbreak_data)
        _decoded.jailbreak = jailbreak
        protected_material_text_data = _pop("protected_material_text", UNSET)
        protected_material_text: ContentFilterDetection | Unset = UNSET
        if protected_material_text_data is not UNSET and protected_material_text_data is not None:
            protected_material_text = _models.ContentFilterDetection.from_dict(protected_material_text_data)
        _decoded.protected_material_text = protected_material_text
        protected_material_code_data = _pop("protected_material_code", UNSET)
        protected_material_code: ContentFilterDetection | Unset = UNSET
        if protected_material_code_data is not UNSET and protected_material_code_data is not None:
            protected_material_code = _models.ContentFilterDetection.from_dict(protected_material_code_data)
        _decoded.protected_material_code = protected_material_code
        _decoded.additional_properties = _remaining
        return _decoded
