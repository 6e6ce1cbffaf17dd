# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal

KnownMeterSource = Literal["crypto", "pack", "tier"]

KNOWN_METER_SOURCE_VALUES: set[KnownMeterSource] = {
    "crypto",
    "pack",
    "tier",
}


def check_known_meter_source(value: str) -> KnownMeterSource:
    if value in KNOWN_METER_SOURCE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {KNOWN_METER_SOURCE_VALUES!r}")
