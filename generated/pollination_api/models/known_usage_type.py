# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

KnownUsageType = Literal["generate.image", "generate.text"]

KNOWN_USAGE_TYPE_VALUES: frozenset[str] = frozenset(get_args(KnownUsageType))


def check_known_usage_type(value: str) -> KnownUsageType:
    if value in KNOWN_USAGE_TYPE_VALUES:
        return cast("KnownUsageType", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(KNOWN_USAGE_TYPE_VALUES)}")
