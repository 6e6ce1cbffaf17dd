# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

CacheKind = Literal["ephemeral"]

CACHE_KIND_VALUES: frozenset[str] = frozenset(get_args(CacheKind))


def check_cache_kind(value: str) -> CacheKind:
    if value in CACHE_KIND_VALUES:
        return cast("CacheKind", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(CACHE_KIND_VALUES)}")
