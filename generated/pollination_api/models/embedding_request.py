# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import models as _models
from ..models.embedding_format import check_embedding_format
from ..models.embedding_input_type import check_embedding_input_type
from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    from ..models.any_object import AnyObject
    from ..models.embedding_format import EmbeddingFormat
    from ..models.embedding_input_type import EmbeddingInputType


@_attrs_define
class EmbeddingRequest(OpenObject):
    """What to turn into vectors.

    Attributes:
        input_: A text, at most 32 texts, or the parts of a message.
        model: An embedding model by its id or by a short alias.
        dimensions: The length of a vector, 128 to 4096.
        task_type: What the vectors are for, with models of Google.
        input_type: A question, or a text to be found.
        encoding_format: Numbers, or their bytes in base64.
    """

    input_: AnyObject | list[Any] | str
    """A text, at most 32 texts, or the parts of a message."""
    model: str | Unset = UNSET
    """An embedding model by its id or by a short alias."""
    dimensions: int | Unset = UNSET
    """The length of a vector, 128 to 4096."""
    task_type: str | Unset = UNSET
    """What the vectors are for, with models of Google."""
    input_type: EmbeddingInputType | Unset = UNSET
    """A question, or a text to be found."""
    encoding_format: EmbeddingFormat | Unset = UNSET
    """Numbers, or their bytes in base64."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        input_: dict[str, Any] | list[Any] | str
        if isinstance(self.input_, _models.AnyObject):
            input_ = self.input_.to_dict()
        else:
            input_ = self.input_
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["input"] = input_
        if self.model is not UNSET:
            field_dict["model"] = self.model
        if self.dimensions is not UNSET:
            field_dict["dimensions"] = self.dimensions
        if self.task_type is not UNSET:
            field_dict["task_type"] = self.task_type
        if self.input_type is not UNSET:
            field_dict["input_type"] = self.input_type
        if self.encoding_format is not UNSET:
            field_dict["encoding_format"] = self.encoding_format
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        _decoded = cls.__new__(cls)
        _remaining = dict(src_dict)
        _pop = _remaining.pop

        def _decode_input_(data: object) -> AnyObject | list[Any] | str:
            try:
                if not (isinstance(data, dict) and _models.AnyObject.required_fields <= data.keys()):
                    raise TypeError
                input_any_object = _models.AnyObject.from_dict(data)
                return input_any_object
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast("AnyObject | list[Any] | str", data)

        input_ = _decode_input_(_pop("input"))
        _decoded.input_ = input_
        _decoded.model = _pop("model", UNSET)
        _decoded.dimensions = _pop("dimensions", UNSET)
        _decoded.task_type = _pop("task_type", UNSET)
        input_type_data = _pop("input_type", UNSET)
        input_type: EmbeddingInputType | Unset = UNSET
        if input_type_data is not UNSET and input_type_data is not None:
            input_type = check_embedding_input_type(input_type_data)
        _decoded.input_type = input_type
        encoding_format_data = _pop("encoding_format", UNSET)
        encoding_format: EmbeddingFormat | Unset = UNSET
        if encoding_format_data is not UNSET and encoding_format_data is not None:
            encoding_format = check_embedding_format(encoding_format_data)
        _decoded.encoding_format = encoding_format
        _decoded.additional_properties = _remaining
        return _decoded
