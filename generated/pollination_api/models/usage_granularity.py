# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

UsageGranularity = Literal["day", "month", "week"]

USAGE_GRANULARITY_VALUES: frozenset[str] = frozenset(get_args(UsageGranularity))


def check_usage_granularity(value: str) -> UsageGranularity:
    if value in USAGE_GRANULARITY_VALUES:
        return cast("UsageGranularity", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(USAGE_GRANULARITY_VALUES)}")
