# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

StemVariation = Literal["six_stems_v1", "two_stems_v1"]

STEM_VARIATION_VALUES: frozenset[str] = frozenset(get_args(StemVariation))


def check_stem_variation(value: str) -> StemVariation:
    if value in STEM_VARIATION_VALUES:
        return cast("StemVariation", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(STEM_VARIATION_VALUES)}")
