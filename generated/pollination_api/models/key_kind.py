# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

KeyKind = Literal["publishable", "secret"]

KEY_KIND_VALUES: frozenset[str] = frozenset(get_args(KeyKind))


def check_key_kind(value: str) -> KeyKind:
    if value in KEY_KIND_VALUES:
        return cast("KeyKind", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(KEY_KIND_VALUES)}")
