# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

GenerationQuality = Literal["hd", "high", "low", "medium", "standard"]

GENERATION_QUALITY_VALUES: frozenset[str] = frozenset(get_args(GenerationQuality))


def check_generation_quality(value: str) -> GenerationQuality:
    if value in GENERATION_QUALITY_VALUES:
        return cast("GenerationQuality", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(GENERATION_QUALITY_VALUES)}")
