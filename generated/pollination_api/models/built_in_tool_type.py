# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal

BuiltInToolType = Literal[
    "code_execution", "computer_use", "file_search", "google_maps", "google_search", "url_context"
]

BUILT_IN_TOOL_TYPE_VALUES: set[BuiltInToolType] = {
    "code_execution",
    "computer_use",
    "file_search",
    "google_maps",
    "google_search",
    "url_context",
}


def check_built_in_tool_type(value: str) -> BuiltInToolType:
    if value in BUILT_IN_TOOL_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {BUILT_IN_TOOL_TYPE_VALUES!r}")
