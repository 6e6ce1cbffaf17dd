# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

ContentFilterSeverity = Literal["high", "low", "medium", "safe"]

CONTENT_FILTER_SEVERITY_VALUES: frozenset[str] = frozenset(get_args(ContentFilterSeverity))


def check_content_filter_severity(value: str) -> ContentFilterSeverity:
    if value in CONTENT_FILTER_SEVERITY_VALUES:
        return cast("ContentFilterSeverity", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(CONTENT_FILTER_SEVERITY_VALUES)}")
