# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

Modality = Literal["audio", "text"]

MODALITY_VALUES: frozenset[str] = frozenset(get_args(Modality))


def check_modality(value: str) -> Modality:
    if value in MODALITY_VALUES:
        return cast("Modality", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(MODALITY_VALUES)}")
