# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, OpenObject, Unset

if TYPE_CHECKING:
    pass

_other: str | None = None
"""The name of what else was in the last object, where it was one thing alone."""


@_attrs_define
class ErrorDetails(OpenObject):
    """What failed inside the service."""

    name: str
    """The name of the error."""

    stack: str | Unset = UNSET
    """Where it happened in the service."""

    upstream_status: int | None | Unset = UNSET
    """The status that the provider behind the service gave."""

    upstream_host: None | str | Unset = UNSET
    """The host of the provider."""

    upstream_body: None | str | Unset = UNSET
    """What the provider answered; it may quote the prompt."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["name"] = self.name
        if self.stack is not UNSET:
            field_dict["stack"] = self.stack
        if self.upstream_status is not UNSET:
            field_dict["upstreamStatus"] = self.upstream_status
        if self.upstream_host is not UNSET:
            field_dict["upstreamHost"] = self.upstream_host
        if self.upstream_body is not UNSET:
            field_dict["upstreamBody"] = self.upstream_body
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        global _other
        _decoded = cls.__new__(cls)
        _name = _other  # read once: another thread may change it
        # Mostly an object has all that is known, and else what the one before had: then nothing is left to look for.
        if type(src_dict) is dict and len(src_dict) == (5 if _name is None else 6):
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
                return _decoded
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.name = _pop("name")
        _decoded.stack = _pop("stack", UNSET)
        _decoded.upstream_status = _pop("upstreamStatus", UNSET)
        _decoded.upstream_host = _pop("upstreamHost", UNSET)
        _decoded.upstream_body = _pop("upstreamBody", UNSET)
        _decoded.additional_properties = _remaining
        _other = next(iter(_remaining)) if len(_remaining) == 1 else None
        return _decoded
