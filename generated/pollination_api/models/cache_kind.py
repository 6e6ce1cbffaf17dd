# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal

CacheKind = Literal["ephemeral"]

CACHE_KIND_VALUES: set[CacheKind] = {
    "ephemeral",
}


def check_cache_kind(value: str) -> CacheKind:
    if value in CACHE_KIND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {CACHE_KIND_VALUES!r}")
