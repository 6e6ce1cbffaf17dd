# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    pass

_NAMES = ("name", "stack", "upstreamStatus", "upstreamHost", "upstreamBody")
_other: tuple[str | None, tuple[str, ...]] = None, _NAMES
"""The name of what else was in the last object, where it was one thing alone, and the names of all that was in it."""


@_attrs_define(repr=False, getstate_setstate=False)
class ErrorDetails(ResponseModel):
    """What failed inside the service.

    Attributes:
        name: The name of the error.
        stack: Where it happened in the service.
        upstream_status: The status that the provider behind the service gave.
        upstream_host: The host of the provider.
        upstream_body: What the provider answered; it may quote the prompt.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "name": "name",
        "stack": "stack",
        "upstreamStatus": "upstream_status",
        "upstreamHost": "upstream_host",
        "upstreamBody": "upstream_body",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset({"name"})

    name: str
    """The name of the error."""
    stack: str | None = None
    """Where it happened in the service."""
    upstream_status: int | None = None
    """The status that the provider behind the service gave."""
    upstream_host: str | None = None
    """The host of the provider."""
    upstream_body: str | None = None
    """What the provider answered; it may quote the prompt."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received; what is missing, or cannot be read, becomes None or empty."""
        global _other
        _decoded = cls.__new__(cls)
        _name, _names = _other  # read once: another thread may change it
        # Mostly an object has all that is known, and else what the one before had: then nothing is left to look for.
        if type(src_dict) is dict and len(src_dict) == len(_names):
            try:
                _decoded.name = src_dict["name"]
                _decoded.stack = src_dict["stack"]
                _decoded.upstream_status = src_dict["upstreamStatus"]
                _decoded.upstream_host = src_dict["upstreamHost"]
                _decoded.upstream_body = src_dict["upstreamBody"]
                _decoded.additional_properties = {} if _name is None else {_name: src_dict[_name]}
            except KeyError:
                pass
            else:
                _decoded._received = _names
                _decoded._unlike = {}
                return _decoded
        _unlike: dict[str, Any] = {}
        _decoded._received = tuple(src_dict)
        _decoded._unlike = _unlike
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _value = _pop("name", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.name = _value
        else:
            _decoded.name = ""
            if _value is None:
                _unlike["name"] = None
        _decoded.stack = _pop("stack", None)
        _decoded.upstream_status = _pop("upstreamStatus", None)
        _decoded.upstream_host = _pop("upstreamHost", None)
        _decoded.upstream_body = _pop("upstreamBody", None)
        _decoded.additional_properties = _remaining
        if len(_remaining) == 1 and len(_decoded._received) == len(_NAMES) + 1:
            _other = next(iter(_remaining)), (*_NAMES, *_remaining)
        elif not _remaining:
            _other = None, _NAMES
        return _decoded
