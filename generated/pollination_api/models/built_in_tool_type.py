# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

BuiltInToolType = Literal[
    "code_execution", "computer_use", "file_search", "google_maps", "google_search", "url_context"
]

BUILT_IN_TOOL_TYPE_VALUES: frozenset[str] = frozenset(get_args(BuiltInToolType))


def check_built_in_tool_type(value: str) -> BuiltInToolType:
    if value in BUILT_IN_TOOL_TYPE_VALUES:
        return cast("BuiltInToolType", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(BUILT_IN_TOOL_TYPE_VALUES)}")
