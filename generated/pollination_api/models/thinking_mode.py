# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal

ThinkingMode = Literal["disabled", "enabled"]

THINKING_MODE_VALUES: set[ThinkingMode] = {
    "disabled",
    "enabled",
}


def check_thinking_mode(value: str) -> ThinkingMode:
    if value in THINKING_MODE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {THINKING_MODE_VALUES!r}")
