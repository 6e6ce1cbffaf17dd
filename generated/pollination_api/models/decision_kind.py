# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

DecisionKind = Literal["choice", "noul", "score"]

DECISION_KIND_VALUES: frozenset[str] = frozenset(get_args(DecisionKind))


def check_decision_kind(value: str) -> DecisionKind:
    if value in DECISION_KIND_VALUES:
        return cast("DecisionKind", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(DECISION_KIND_VALUES)}")
