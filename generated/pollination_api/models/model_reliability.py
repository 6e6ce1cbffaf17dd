# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

ModelReliability = Literal["all", "reliable"]

MODEL_RELIABILITY_VALUES: frozenset[str] = frozenset(get_args(ModelReliability))


def check_model_reliability(value: str) -> ModelReliability:
    if value in MODEL_RELIABILITY_VALUES:
        return cast("ModelReliability", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(MODEL_RELIABILITY_VALUES)}")
