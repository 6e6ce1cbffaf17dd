# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

ReasoningEffort = Literal["high", "low", "max", "medium", "minimal", "none", "xhigh"]

REASONING_EFFORT_VALUES: frozenset[str] = frozenset(get_args(ReasoningEffort))


def check_reasoning_effort(value: str) -> ReasoningEffort:
    if value in REASONING_EFFORT_VALUES:
        return cast("ReasoningEffort", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(REASONING_EFFORT_VALUES)}")
