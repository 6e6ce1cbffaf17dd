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
class ModelStatusRow(OpenObject):
    """How one model has done by one way."""

    model: str
    """The model."""

    event_type: None | str | Unset = UNSET
    """What was asked for, such as `generate.text`."""

    provider: None | str | Unset = UNSET
    """Who ran it."""

    model_used: None | str | Unset = UNSET
    """The provider's name of the model."""

    total_requests: float | Unset = UNSET
    """All requests."""

    status_2xx: float | Unset = UNSET
    """The good answers."""

    errors_4xx: float | Unset = UNSET
    """The refusals."""

    errors_5xx: float | Unset = UNSET
    """The failures."""

    fallback_rescues: float | Unset = UNSET
    """The failures that another way made good."""

    latency_p50_ms: float | None | Unset = UNSET
    """The time that half of the requests need at most, in milliseconds."""

    latency_p95_ms: float | None | Unset = UNSET
    """The time that 95 % of the requests need at most, in milliseconds."""

    avg_latency_ms: float | None | Unset = UNSET
    """The time that a request needs on average, in milliseconds."""

    tokens_per_second: float | None | Unset = UNSET
    """How fast text is made."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
    """What else is in the object, by name."""

    def to_dict(self) -> dict[str, Any]:
        """Return the object as it is sent."""
        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict["model"] = self.model
        if self.event_type is not UNSET:
            field_dict["event_type"] = self.event_type
        if self.provider is not UNSET:
            field_dict["provider"] = self.provider
        if self.model_used is not UNSET:
            field_dict["model_used"] = self.model_used
        if self.total_requests is not UNSET:
            field_dict["total_requests"] = self.total_requests
        if self.status_2xx is not UNSET:
            field_dict["status_2xx"] = self.status_2xx
        if self.errors_4xx is not UNSET:
            field_dict["errors_4xx"] = self.errors_4xx
        if self.errors_5xx is not UNSET:
            field_dict["errors_5xx"] = self.errors_5xx
        if self.fallback_rescues is not UNSET:
            field_dict["fallback_rescues"] = self.fallback_rescues
        if self.latency_p50_ms is not UNSET:
            field_dict["latency_p50_ms"] = self.latency_p50_ms
        if self.latency_p95_ms is not UNSET:
            field_dict["latency_p95_ms"] = self.latency_p95_ms
        if self.avg_latency_ms is not UNSET:
            field_dict["avg_latency_ms"] = self.avg_latency_ms
        if self.tokens_per_second is not UNSET:
            field_dict["tokens_per_second"] = self.tokens_per_second
        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read the object as it is received."""
        global _other
        _decoded = cls.__new__(cls)
        _name = _other  # read once: another thread may change it
        # Mostly an object has all that is known, and else what the one before had: then nothing is left to look for.
        if type(src_dict) is dict and len(src_dict) == (13 if _name is None else 14):
            try:
                _decoded.model = src_dict["model"]
                _decoded.event_type = src_dict["event_type"]
                _decoded.provider = src_dict["provider"]
                _decoded.model_used = src_dict["model_used"]
                _decoded.total_requests = src_dict["total_requests"]
                _decoded.status_2xx = src_dict["status_2xx"]
                _decoded.errors_4xx = src_dict["errors_4xx"]
                _decoded.errors_5xx = src_dict["errors_5xx"]
                _decoded.fallback_rescues = src_dict["fallback_rescues"]
                _decoded.latency_p50_ms = src_dict["latency_p50_ms"]
                _decoded.latency_p95_ms = src_dict["latency_p95_ms"]
                _decoded.avg_latency_ms = src_dict["avg_latency_ms"]
                _decoded.tokens_per_second = src_dict["tokens_per_second"]
                _decoded.additional_properties = {} if _name is None else {_name: src_dict[_name]}
            except KeyError:
                pass
            else:
                return _decoded
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _decoded.model = _pop("model")
        _decoded.event_type = _pop("event_type", UNSET)
        _decoded.provider = _pop("provider", UNSET)
        _decoded.model_used = _pop("model_used", UNSET)
        _decoded.total_requests = _pop("total_requests", UNSET)
        _decoded.status_2xx = _pop("status_2xx", UNSET)
        _decoded.errors_4xx = _pop("errors_4xx", UNSET)
        _decoded.errors_5xx = _pop("errors_5xx", UNSET)
        _decoded.fallback_rescues = _pop("fallback_rescues", UNSET)
        _decoded.latency_p50_ms = _pop("latency_p50_ms", UNSET)
        _decoded.latency_p95_ms = _pop("latency_p95_ms", UNSET)
        _decoded.avg_latency_ms = _pop("avg_latency_ms", UNSET)
        _decoded.tokens_per_second = _pop("tokens_per_second", UNSET)
        _decoded.additional_properties = _remaining
        _other = next(iter(_remaining)) if len(_remaining) == 1 else None
        return _decoded
