# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

ThinkingMode = Literal["disabled", "enabled"]

THINKING_MODE_VALUES: frozenset[str] = frozenset(get_args(ThinkingMode))


def check_thinking_mode(value: str) -> ThinkingMode:
    if value in THINKING_MODE_VALUES:
        return cast("ThinkingMode", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(THINKING_MODE_VALUES)}")
