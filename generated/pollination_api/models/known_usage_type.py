# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal

KnownUsageType = Literal["generate.image", "generate.text"]

KNOWN_USAGE_TYPE_VALUES: set[KnownUsageType] = {
    "generate.image",
    "generate.text",
}


def check_known_usage_type(value: str) -> KnownUsageType:
    if value in KNOWN_USAGE_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {KNOWN_USAGE_TYPE_VALUES!r}")
