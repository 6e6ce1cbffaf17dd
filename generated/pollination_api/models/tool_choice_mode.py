# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

ToolChoiceMode = Literal["auto", "none", "required"]

TOOL_CHOICE_MODE_VALUES: frozenset[str] = frozenset(get_args(ToolChoiceMode))


def check_tool_choice_mode(value: str) -> ToolChoiceMode:
    if value in TOOL_CHOICE_MODE_VALUES:
        return cast("ToolChoiceMode", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(TOOL_CHOICE_MODE_VALUES)}")
