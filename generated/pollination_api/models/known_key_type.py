# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal, cast, get_args

KnownKeyType = Literal["publishable", "secret"]

KNOWN_KEY_TYPE_VALUES: frozenset[str] = frozenset(get_args(KnownKeyType))


def check_known_key_type(value: str) -> KnownKeyType:
    if value in KNOWN_KEY_TYPE_VALUES:
        return cast("KnownKeyType", value)
    raise TypeError(f"Unexpected value {value!r}. Expected one of {sorted(KNOWN_KEY_TYPE_VALUES)}")
