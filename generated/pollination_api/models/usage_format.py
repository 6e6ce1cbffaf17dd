# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

UsageFormat = Literal["csv", "json"]

USAGE_FORMAT_VALUES: frozenset[str] = frozenset(get_args(UsageFormat))


def check_usage_format(value: str) -> UsageFormat:
    if value in USAGE_FORMAT_VALUES:
        return cast("UsageFormat", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(USAGE_FORMAT_VALUES)}")
