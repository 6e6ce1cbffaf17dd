# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..response_model import MISSING, ResponseModel

if TYPE_CHECKING:
    pass

_NAMES = (
    "model",
    "event_type",
    "provider",
    "model_used",
    "total_requests",
    "status_2xx",
    "errors_4xx",
    "errors_5xx",
    "fallback_rescues",
    "latency_p50_ms",
    "latency_p95_ms",
    "avg_latency_ms",
    "tokens_per_second",
)
_other: tuple[str | None, tuple[str, ...]] = None, _NAMES
"""The name of what else was in the last object, where it was one thing alone, and the names of all that was in it."""


@_attrs_define(repr=False, getstate_setstate=False)
class ModelStatusRow(ResponseModel):
    """How one model has done by one way.

    Attributes:
        model: The model.
        event_type: What was asked for, such as `generate.text`.
        provider: Who ran it.
        model_used: The provider's name of the model.
        total_requests: All requests.
        status_2xx: The good answers.
        errors_4xx: The refusals.
        errors_5xx: The failures.
        fallback_rescues: The failures that another way made good.
        latency_p50_ms: The time that half of the requests need at most, in milliseconds.
        latency_p95_ms: The time that 95 % of the requests need at most, in milliseconds.
        avg_latency_ms: The time that a request needs on average, in milliseconds.
        tokens_per_second: How fast text is made.
    """

    attribute_names: ClassVar[Mapping[str, str]] = {
        "model": "model",
        "event_type": "event_type",
        "provider": "provider",
        "model_used": "model_used",
        "total_requests": "total_requests",
        "status_2xx": "status_2xx",
        "errors_4xx": "errors_4xx",
        "errors_5xx": "errors_5xx",
        "fallback_rescues": "fallback_rescues",
        "latency_p50_ms": "latency_p50_ms",
        "latency_p95_ms": "latency_p95_ms",
        "avg_latency_ms": "avg_latency_ms",
        "tokens_per_second": "tokens_per_second",
    }
    required_fields: ClassVar[frozenset[str]] = frozenset({"model"})
    shown_fields: ClassVar[tuple[str, ...]] = ("model", "total_requests", "status_2xx", "errors_5xx", "latency_p50_ms")

    model: str
    """The model."""
    event_type: str | None = None
    """What was asked for, such as `generate.text`."""
    provider: str | None = None
    """Who ran it."""
    model_used: str | None = None
    """The provider's name of the model."""
    total_requests: int | None = None
    """All requests."""
    status_2xx: int | None = None
    """The good answers."""
    errors_4xx: int | None = None
    """The refusals."""
    errors_5xx: int | None = None
    """The failures."""
    fallback_rescues: int | None = None
    """The failures that another way made good."""
    latency_p50_ms: float | None = None
    """The time that half of the requests need at most, in milliseconds."""
    latency_p95_ms: float | None = None
    """The time that 95 % of the requests need at most, in milliseconds."""
    avg_latency_ms: float | None = None
    """The time that a request needs on average, in milliseconds."""
    tokens_per_second: float | None = None
    """How fast text is made."""
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
                _decoded._received = _names
                _decoded._unlike = {}
                return _decoded
        _unlike: dict[str, Any] = {}
        _decoded._received = tuple(src_dict)
        _decoded._unlike = _unlike
        _remaining = dict(src_dict)
        _pop = _remaining.pop
        _value = _pop("model", MISSING)
        if _value is not None and _value is not MISSING:
            _decoded.model = _value
        else:
            _decoded.model = ""
            if _value is None:
                _unlike["model"] = None
        _decoded.event_type = _pop("event_type", None)
        _decoded.provider = _pop("provider", None)
        _decoded.model_used = _pop("model_used", None)
        _decoded.total_requests = _pop("total_requests", None)
        _decoded.status_2xx = _pop("status_2xx", None)
        _decoded.errors_4xx = _pop("errors_4xx", None)
        _decoded.errors_5xx = _pop("errors_5xx", None)
        _decoded.fallback_rescues = _pop("fallback_rescues", None)
        _decoded.latency_p50_ms = _pop("latency_p50_ms", None)
        _decoded.latency_p95_ms = _pop("latency_p95_ms", None)
        _decoded.avg_latency_ms = _pop("avg_latency_ms", None)
        _decoded.tokens_per_second = _pop("tokens_per_second", None)
        _decoded.additional_properties = _remaining
        if len(_remaining) == 1 and len(_decoded._received) == len(_NAMES) + 1:
            _other = next(iter(_remaining)), (*_NAMES, *_remaining)
        elif not _remaining:
            _other = None, _NAMES
        return _decoded
