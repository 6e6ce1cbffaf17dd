# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal

UsageFormat = Literal["csv", "json"]

USAGE_FORMAT_VALUES: set[UsageFormat] = {
    "csv",
    "json",
}


def check_usage_format(value: str) -> UsageFormat:
    if value in USAGE_FORMAT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {USAGE_FORMAT_VALUES!r}")
