# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

FunctionCallMode = Literal["auto", "none"]

FUNCTION_CALL_MODE_VALUES: frozenset[str] = frozenset(get_args(FunctionCallMode))


def check_function_call_mode(value: str) -> FunctionCallMode:
    if value in FUNCTION_CALL_MODE_VALUES:
        return cast("FunctionCallMode", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(FUNCTION_CALL_MODE_VALUES)}")
