# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

ModelSource = Literal["community", "official"]

MODEL_SOURCE_VALUES: frozenset[str] = frozenset(get_args(ModelSource))


def check_model_source(value: str) -> ModelSource:
    if value in MODEL_SOURCE_VALUES:
        return cast("ModelSource", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(MODEL_SOURCE_VALUES)}")
