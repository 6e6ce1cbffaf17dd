# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

KnownMeterSource = Literal["crypto", "pack", "tier"]

KNOWN_METER_SOURCE_VALUES: frozenset[str] = frozenset(get_args(KnownMeterSource))


def check_known_meter_source(value: str) -> KnownMeterSource:
    if value in KNOWN_METER_SOURCE_VALUES:
        return cast("KnownMeterSource", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(KNOWN_METER_SOURCE_VALUES)}")
