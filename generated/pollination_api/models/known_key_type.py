# Generated from openapi.yaml by `python -m nox -s regenerate`; do not edit: change the contract instead.
from typing import Literal

KnownKeyType = Literal["publishable", "secret"]

KNOWN_KEY_TYPE_VALUES: set[KnownKeyType] = {
    "publishable",
    "secret",
}


def check_known_key_type(value: str) -> KnownKeyType:
    if value in KNOWN_KEY_TYPE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {KNOWN_KEY_TYPE_VALUES!r}")
